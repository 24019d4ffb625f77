// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

export interface paths {
    "/fal-ai/flux-pro/kontext/max": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit an edit to FLUX.1 Kontext [max]
         * @description Official documentation: https://fal.ai/models/fal-ai/flux-pro/kontext/max
         */
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
             *     21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21 (document 003 line 48; overlay 10-corrections
             *     line 37: The ratios stand in prose only).
             * @enum {string}
             */
            aspect_ratio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
            /**
             * @description How closely the result follows the prompt.
             *     1 to 20 (document 003 line 33; overlay 10-corrections line 20: The range stands in prose only).
             *     Default (inferred: 003 lines 66-76; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 10-corrections line 52: The document gives no defaults; the values of its example are
             *     those of upstream).
             * @default 3.5
             */
            guidance_scale?: number;
            /**
             * @description The image to edit.
             *     Any text (document 003 line 50).
             *     Required (document 003 line 55).
             */
            image_url: string;
            /**
             * @description How many images to make.
             *     1 to 4 (document 003 line 39; overlay 10-corrections line 25: The range stands in prose only).
             *     Default (inferred: 003 lines 66-76; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 10-corrections line 53: The document gives no defaults; the values of its example are
             *     those of upstream).
             * @default 1
             */
            num_images?: number;
            /**
             * @description File type of the result.
             *     jpeg or png (document 003 line 45; overlay 10-corrections line 30: The formats stand in prose
             *     only).
             *     Default (inferred: 003 lines 66-76; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 10-corrections line 55: The document gives no defaults; the values of its example are
             *     those of upstream).
             *     Required (document 003 line 54).
             * @default jpeg
             * @enum {string}
             */
            output_format: "jpeg" | "png";
            /**
             * @description What to change in the image.
             *     At least 1 character (inferred: the document gives no length; overlay 10-corrections line 61: An
             *     empty prompt is refused before it costs anything).
             *     Required (document 003 line 53).
             */
            prompt: string;
            /**
             * @description How much the moderation lets pass, from 1 (strictest) to 6. Digits in a string.
             *     1, 2, 3, 4, 5 or 6 (inferred: fal-js libs/client/src/types/endpoints.ts L14133-14260; overlay
             *     10-corrections line 45: The document types the field as any text; upstream has six digits in
             *     strings).
             *     Default (inferred: 003 lines 66-76; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 10-corrections line 54: The document gives no defaults; the values of its example are
             *     those of upstream).
             * @default 2
             * @enum {string}
             */
            safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
            /**
             * @description Same prompt, same image, same seed, same result.
             *     Any integer (document 003 line 30).
             */
            seed?: number;
            /**
             * @description Synchronous mode.
             *     true or false (document 003 line 35).
             *     Default (inferred: 003 lines 66-76; fal-js libs/client/src/types/endpoints.ts L14133-14260;
             *     overlay 10-corrections line 56: The document gives no defaults; the values of its example are
             *     those of upstream).
             * @default false
             */
            sync_mode?: boolean;
        };
        Metrics: {
            /** @description Seconds. */
            inference_time?: number | null;
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
            response_url?: string;
            /** @enum {string} */
            status: "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";
            status_url?: string;
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
                     *       "cancel_url": "https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel",
                     *       "logs": null,
                     *       "metrics": {},
                     *       "queue_position": 0,
                     *       "request_id": "764cabcf-b745-4b3e-ae38-1200304cf45b",
                     *       "response_url": "https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b",
                     *       "status": "IN_QUEUE",
                     *       "status_url": "https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status"
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
