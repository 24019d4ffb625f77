// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

export interface paths {
    "/fal-ai/flux-pro/kontext": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** FLUX.1 Kontext [Pro] */
        post: operations["submitPro"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fal-ai/flux-pro/kontext/max": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** FLUX.1 Kontext [Max] */
        post: operations["submitMax"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fal-ai/flux-pro/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result of a job that has ended */
        get: operations["result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fal-ai/flux-pro/requests/{request_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Ask for a job to be canceled */
        put: operations["cancel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fal-ai/flux-pro/requests/{request_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a job stands */
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CancelAnswer: {
            /** @enum {string} */
            status: "CANCELLATION_REQUESTED" | "ALREADY_COMPLETED" | "NOT_FOUND" | "OK";
        };
        DetailError: {
            detail: string | components["schemas"]["DetailItem"][];
            error_type?: string;
        };
        DetailItem: {
            /** @description Limits that were broken. */
            ctx?: Record<string, never> | null;
            /** @description Echo of the value at `loc`, base64 included. Never log it. */
            input?: unknown;
            /** @description Where in the request, such as ["body", "prompt"]. */
            loc: (string | number)[];
            msg: string;
            /** @description The kind of error. */
            type: string;
            url?: string;
        };
        /** @description What an error says. Classify by `type`, not by status. */
        ErrorBody: components["schemas"]["GatewayError"] | components["schemas"]["TaskRelayError"] | components["schemas"]["DetailError"] | components["schemas"]["StatusError"];
        GatewayError: {
            error: {
                code?: string | number | null;
                message: string;
                param?: string | null;
                type?: string;
            };
        };
        /** @description Log lines of the run; null unless they were asked for. */
        Logs: {
            level?: string;
            message: string;
            source?: string;
            timestamp?: string;
        }[] | null;
        MaxInput: {
            /**
             * @description Width to height of the result.
             *     21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21 (document 000 line 82, 001 lines 80-88;
             *     overlay 20-corrections line 57: The nine ratios stand in prose only (可选如：21:9, 16:9, …); they
             *     are those that the pro document lists).
             * @enum {string}
             */
            aspect_ratio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
            /**
             * @description How closely the result follows the prompt.
             *     1 to 20 (document 000 line 50; for pro taken over from max; overlay 20-corrections line 24: The
             *     range stands in prose only (范围1-20); the pro document has none at all).
             *     Default (document 000 line 51; also document 002 line 32).
             * @default 3.5
             */
            guidance_scale?: number;
            /**
             * @description The image to edit, as a URL that can be reached from the internet.
             *     Any text (document 000 line 84; also document 002 line 74).
             *     Required (document 000 line 91; also document 002 line 76).
             * @example https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png
             */
            image_url: string;
            /**
             * @description How many images to make.
             *     1 to 4 (document 000 line 60; also document 002 line 44).
             *     Default (document 000 line 59; also document 002 line 46).
             * @default 1
             */
            num_images?: number;
            /**
             * @description File type of the result.
             *     jpeg or png (document 000 line 77; also document 002 line 66).
             *     Default (document 000 line 79; also document 002 line 68).
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description What to change in the image.
             *     At least 1 character (inferred: no document gives a length; overlay 20-corrections line 18: An
             *     empty prompt is refused before it costs anything).
             *     Required (document 000 line 90; also document 002 line 20).
             * @example Put a donut next to the flour.
             */
            prompt: string;
            /**
             * @description How much the moderation lets pass, from 1 (strictest) to 6. Digits in a string.
             *     1, 2, 3, 4, 5 or 6 (document 000 line 66; also document 002 line 53).
             *     Default (document 000 line 72; also document 002 line 59).
             * @default 2
             * @enum {string}
             */
            safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
            /**
             * @description Same prompt, same image, same seed, same result.
             *     Any integer (document 000 line 46; also document 002 line 24).
             */
            seed?: number;
            /**
             * @description If true, the result carries the image as a data URI.
             *     true or false (document 000 line 53; also document 002 line 34).
             *     Default (document 000 line 55; also document 002 line 38).
             * @default false
             */
            sync_mode?: boolean;
        };
        Metrics: {
            /** @description Seconds. */
            inference_time?: number | null;
        };
        ProInput: {
            /**
             * @description Width to height of the result.
             *     21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21 (document 001 line 80).
             * @enum {string}
             */
            aspect_ratio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
            /**
             * @description How closely the result follows the prompt.
             *     1 to 20 (document 000 line 50; for pro taken over from max; overlay 20-corrections line 24: The
             *     range stands in prose only (范围1-20); the pro document has none at all).
             *     Default (document 001 line 50).
             * @default 3.5
             */
            guidance_scale?: number;
            /**
             * @description The image to edit, as a URL that can be reached from the internet.
             *     Any text (inferred: the endpoint is fal-ai/flux-pro/kontext, whose FluxKontextInput requires
             *     image_url; overlay 20-corrections line 77: The pro document has no image_url, which would make
             *     the edit endpoint a text-to-image one; upstream requires it).
             *     Required (inferred: the endpoint is fal-ai/flux-pro/kontext, whose FluxKontextInput requires
             *     image_url; overlay 20-corrections line 87: An edit needs an image. The max document requires
             *     one; the pro document forgets it).
             */
            image_url: string;
            /**
             * @description How many images to make.
             *     1 to 4 (document 000 lines 60-61; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 20-corrections line 50: The max document gives the range, the pro document does not.
             *     Upstream both models take one input type).
             *     Default (document 001 line 57).
             * @default 1
             */
            num_images?: number;
            /**
             * @description File type of the result.
             *     jpeg or png (document 001 line 73).
             *     Default (document 001 line 75).
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description What to change in the image.
             *     At least 1 character (inferred: no document gives a length; overlay 20-corrections line 18: An
             *     empty prompt is refused before it costs anything).
             *     Required (document 001 line 40).
             */
            prompt: string;
            /**
             * @description How much the moderation lets pass, from 1 (strictest) to 6. Digits in a string.
             *     1, 2, 3, 4, 5 or 6 (document 001 line 62).
             *     Default (document 001 line 68).
             * @default 2
             * @enum {string}
             */
            safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
            /**
             * @description Same prompt, same image, same seed, same result.
             *     Any integer (document 001 line 46).
             */
            seed?: number;
            /**
             * @description If true, the result carries the image as a data URI.
             *     true or false (document 001 line 53).
             *     Default (document 000 line 55; fal-js libs/client/src/types/endpoints.ts L14133-14260; overlay
             *     20-corrections line 40: The max document gives the default, the pro document does not. Upstream
             *     both models take one input type).
             * @default false
             */
            sync_mode?: boolean;
        };
        /** @description The images of a job that ended well. */
        Result: {
            /** @description One flag per image. */
            has_nsfw_concepts?: boolean[];
            images: components["schemas"]["ResultImage"][];
            prompt?: string;
            /** @description The seed that was used. Can exceed 2^53. */
            seed?: number;
            /** @description Untyped, often empty. */
            timings?: {
                [key: string]: unknown;
            };
        };
        ResultImage: {
            content_type?: string | null;
            file_name?: string | null;
            /** @description Bytes. */
            file_size?: number | null;
            /** @description Pixels. */
            height?: number | null;
            /** @description Where the image is; a data URI with sync_mode. */
            url: string;
            /** @description Pixels. */
            width?: number | null;
        };
        /** @description The job has ended. A failed job says COMPLETED too. */
        StatusCompleted: {
            cancel_url?: string;
            /** @description Newer pages list it; recorded answers leave it out. */
            error?: string | null;
            error_type?: string | null;
            logs?: components["schemas"]["Logs"];
            metrics?: components["schemas"]["Metrics"];
            request_id?: string;
            response_url?: string;
            /** @constant */
            status: "COMPLETED";
            status_url?: string;
        };
        StatusError: {
            status: string;
        };
        /** @description The job waits for a runner. */
        StatusQueued: {
            cancel_url?: string;
            logs?: components["schemas"]["Logs"];
            metrics?: components["schemas"]["Metrics"];
            /** @description How many jobs are ahead. */
            queue_position: number;
            request_id?: string;
            response_url?: string;
            /** @constant */
            status: "IN_QUEUE";
            status_url?: string;
        };
        /** @description The job runs. */
        StatusRunning: {
            cancel_url?: string;
            logs?: components["schemas"]["Logs"];
            metrics?: components["schemas"]["Metrics"];
            request_id?: string;
            response_url?: string;
            /** @constant */
            status: "IN_PROGRESS";
            status_url?: string;
        };
        TaskRelayError: {
            code: string | number;
            data?: unknown;
            message: string;
        };
        /** @description The answer to a submit. */
        Ticket: {
            cancel_url?: string;
            logs?: components["schemas"]["Logs"];
            metrics?: components["schemas"]["Metrics"];
            queue_position?: number;
            request_id: string;
            response_url: string;
            /** @enum {string} */
            status: "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";
            status_url: string;
        };
    };
    responses: {
        /** @description The account is locked. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "type": "new_api_error",
                 *         "code": "insufficient_user_quota",
                 *         "message": "Insufficient quota (request id: 2026)",
                 *         "param": ""
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such job. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "NOT_FOUND"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Something broke at the provider. Not billed. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Internal server error",
                 *       "error_type": "internal_error"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many jobs at once or too many requests. */
        TooManyRequests: {
            headers: {
                /** @description Seconds */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": "Too many concurrent requests",
                 *       "error_type": "concurrent_requests_limit"
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The key is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "type": "new_api_error",
                 *         "code": "invalid_api_key",
                 *         "message": "Invalid token (request id: 2026)",
                 *         "param": ""
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The body is wrong; `loc` says where. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "detail": [
                 *         {
                 *           "type": "value_error.missing",
                 *           "loc": [
                 *             "body",
                 *             "prompt"
                 *           ],
                 *           "msg": "field required"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /** @description The `request_id` of the ticket. */
        RequestId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    submitPro: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProInput"];
            };
        };
        responses: {
            /** @description The edit was taken. The ticket says where to look for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cancel_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel",
                     *       "queue_position": 0,
                     *       "request_id": "551a32da-52b2-4be8-bf2f-bfb7cce2b324",
                     *       "response_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324",
                     *       "status": "IN_QUEUE",
                     *       "status_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
        };
    };
    submitMax: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "guidance_scale": 3.5,
                 *       "image_url": "https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png",
                 *       "num_images": 1,
                 *       "output_format": "jpeg",
                 *       "prompt": "Put a donut next to the flour.",
                 *       "safety_tolerance": "2",
                 *       "seed": 0,
                 *       "sync_mode": false
                 *     }
                 */
                "application/json": components["schemas"]["MaxInput"];
            };
        };
        responses: {
            /** @description The edit was taken. The ticket says where to look for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cancel_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel",
                     *       "queue_position": 0,
                     *       "request_id": "551a32da-52b2-4be8-bf2f-bfb7cce2b324",
                     *       "response_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324",
                     *       "status": "IN_QUEUE",
                     *       "status_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
        };
    };
    result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `request_id` of the ticket. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The images. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Result"];
                };
            };
            /** @description The job has not ended yet. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description The job failed; `type` says why. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            /** @description The job was canceled. */
            499: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
            500: components["responses"]["ServerError"];
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `request_id` of the ticket. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider will try. The job still ends as COMPLETED. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelAnswer"];
                };
            };
            /** @description Too late, the job has ended. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description No such job. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelAnswer"];
                };
            };
        };
    };
    status: {
        parameters: {
            query?: {
                /** @description 1 asks for the log lines of the run. */
                logs?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path: {
                /** @description The `request_id` of the ticket. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job has ended, well or badly; the result says which. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusCompleted"];
                };
            };
            /** @description The job waits or runs. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusQueued"] | components["schemas"]["StatusRunning"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
        };
    };
}
