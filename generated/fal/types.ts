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
        /** FLUX.1 Kontext [pro] */
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
        /** FLUX.1 Kontext [max] */
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
    "/fal-ai/flux-pro/requests/{request_id}/status/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a job stands, told as it changes */
        get: operations["stream"];
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
        ErrorBody: components["schemas"]["DetailError"] | components["schemas"]["StatusError"];
        /** @description Log lines of the run; null unless they were asked for. */
        Logs: {
            level?: string;
            message: string;
            source?: string;
            timestamp?: string;
        }[] | null;
        MaxInput: {
            /**
             * @description Width to height of the result. Without it the result follows the input image.
             *     21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21 (public: fal-js
             *     libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput); facts.openapi.yaml line
             *     150).
             * @enum {string}
             */
            aspect_ratio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
            /**
             * @description Let the provider rewrite the prompt before it is used.
             *     true or false (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 145).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 146).
             * @default false
             */
            enhance_prompt?: boolean;
            /**
             * @description How closely the result follows the prompt.
             *     1 to 20 (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     119).
             *     Default (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     121).
             * @default 3.5
             */
            guidance_scale?: number;
            /**
             * @description The image to edit, as a URL or a data URI. JPEG, PNG, WebP, GIF or AVIF.
             *     Any text (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 110).
             *     Required (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 102).
             * @example https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png
             */
            image_url: string;
            /**
             * @description How many images to make.
             *     1 to 4 (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     130).
             *     Default (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     132).
             * @default 1
             */
            num_images?: number;
            /**
             * @description File type of the result.
             *     jpeg or png (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 136).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 137).
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description What to change in the image.
             *     At least 1 character (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 106).
             *     Required (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 102).
             * @example Put a donut next to the flour.
             */
            prompt: string;
            /**
             * @description How much the moderation lets pass; 1 is the strictest. Digits in a string.
             *     1, 2, 3, 4, 5 or 6 (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 141).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 142).
             * @default 2
             * @enum {string}
             */
            safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
            /**
             * @description Same prompt, same image, same seed, same result.
             *     Any integer (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 114).
             */
            seed?: number;
            /**
             * @description If true, the result carries the image as a data URI and is not kept in the request history.
             *     true or false (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 124).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 125).
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
             * @description Width to height of the result. Without it the result follows the input image.
             *     21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16 or 9:21 (public: fal-js
             *     libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput); facts.openapi.yaml line
             *     150).
             * @enum {string}
             */
            aspect_ratio?: "21:9" | "16:9" | "4:3" | "3:2" | "1:1" | "2:3" | "3:4" | "9:16" | "9:21";
            /**
             * @description Let the provider rewrite the prompt before it is used.
             *     true or false (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 145).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 146).
             * @default false
             */
            enhance_prompt?: boolean;
            /**
             * @description How closely the result follows the prompt.
             *     1 to 20 (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     119).
             *     Default (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     121).
             * @default 3.5
             */
            guidance_scale?: number;
            /**
             * @description The image to edit, as a URL or a data URI. JPEG, PNG, WebP, GIF or AVIF.
             *     Any text (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 110).
             *     Required (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 102).
             * @example https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png
             */
            image_url: string;
            /**
             * @description How many images to make.
             *     1 to 4 (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     130).
             *     Default (public: fal.ai/models/fal-ai/flux-pro/kontext/max/llms.txt; facts.openapi.yaml line
             *     132).
             * @default 1
             */
            num_images?: number;
            /**
             * @description File type of the result.
             *     jpeg or png (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 136).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 137).
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description What to change in the image.
             *     At least 1 character (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 106).
             *     Required (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 102).
             * @example Put a donut next to the flour.
             */
            prompt: string;
            /**
             * @description How much the moderation lets pass; 1 is the strictest. Digits in a string.
             *     1, 2, 3, 4, 5 or 6 (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 141).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 142).
             * @default 2
             * @enum {string}
             */
            safety_tolerance?: "1" | "2" | "3" | "4" | "5" | "6";
            /**
             * @description Same prompt, same image, same seed, same result.
             *     Any integer (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 114).
             */
            seed?: number;
            /**
             * @description If true, the result carries the image as a data URI and is not kept in the request history.
             *     true or false (public: fal-js libs/client/src/types/endpoints.ts L14133-14260
             *     (FluxKontextInput); facts.openapi.yaml line 124).
             *     Default (public: fal-js libs/client/src/types/endpoints.ts L14133-14260 (FluxKontextInput);
             *     facts.openapi.yaml line 125).
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
                 *       "detail": "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing."
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
                 *       "detail": "No user found for Key ID and Secret"
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
            query?: {
                /** @description Where fal POSTs how the job ended, signed. Left out, nobody is told. */
                fal_webhook?: string;
            };
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
    submitMax: {
        parameters: {
            query?: {
                /** @description Where fal POSTs how the job ended, signed. Left out, nobody is told. */
                fal_webhook?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
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
    stream: {
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
            /** @description An event at each change, a comment such as `ping` in between. Ends after COMPLETED. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example data: {"status":"IN_QUEUE","request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","queue_position":1}
                     *
                     *     : ping
                     *
                     *     data: {"status":"IN_PROGRESS","request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","logs":[]}
                     *
                     *     data: {"status":"COMPLETED","request_id":"764cabcf-b745-4b3e-ae38-1200304cf45b","logs":null,"metrics":{"inference_time":4.2}}
                     */
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description The job is too young to be streamed, for the first few hundred milliseconds after its submit. */
            405: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: components["responses"]["Unprocessable"];
        };
    };
}
