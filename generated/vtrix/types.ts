// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

export interface paths {
    "/model/v1/generation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit an edit to FLUX.1 Kontext [max] */
        post: operations["submitMax"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/model/v1/generation/task/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a task stands; once it has ended, its result */
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
        ErrorBody: {
            error: components["schemas"]["TaskError"];
        };
        /** @description The body is nested, though the page lists the parameters as if it were flat. */
        MaxInput: {
            /**
             * @description 1 item (public: seacloud-cli internal/generation/client.go; vtrix-cli
             *     internal/generation/client.go; dialect task line 122).
             *     Required (public: seacloud-cli internal/generation/client.go; vtrix-cli
             *     internal/generation/client.go; dialect task line 117).
             */
            input: {
                /**
                 * @description Required (public: seacloud-cli internal/generation/client.go; vtrix-cli
                 *     internal/generation/client.go; dialect task line 126).
                 */
                params: components["schemas"]["Parameters"];
            }[];
            /**
             * @description Model ID to use for the request.
             *     Always flux_kontext_max (document 004 line 31: Same reason; what the page says of `model` moves
             *     along).
             *     Required (public: seacloud-cli internal/generation/client.go; vtrix-cli
             *     internal/generation/client.go; dialect task line 117).
             * @constant
             */
            model: "flux_kontext_max";
        };
        Parameters: {
            /**
             * @description Image aspect ratio, format such as 16:9.
             *     From 21:9 to 9:21 (document 004 line 68).
             */
            aspect_ratio?: string;
            /**
             * @description Guidance scale.
             *     1 to 10 (document 004 line 82).
             */
            guidance_scale?: number;
            /**
             * @description First input image, supports Base64 encoding or URL format.
             *     Any text (document 004 line 39).
             */
            input_image?: string;
            /**
             * @description Second input image, supports Base64 encoding or URL format.
             *     Any text (document 004 line 44).
             */
            input_image_2?: string;
            /**
             * @description Third input image, supports Base64 encoding or URL format.
             *     Any text (document 004 line 49).
             */
            input_image_3?: string;
            /**
             * @description Fourth input image, supports Base64 encoding or URL format.
             *     Any text (document 004 line 54).
             */
            input_image_4?: string;
            /**
             * @description Negative prompt describing content you do not want to appear.
             *     Any text (document 004 line 85).
             */
            negative_prompt?: string;
            /**
             * @description Output format.
             *     jpeg or png (document 004 line 94).
             *     Default (document 004 line 96).
             * @default jpeg
             * @enum {string}
             */
            output_format?: "jpeg" | "png";
            /**
             * @description Text prompt describing the image content to generate or edit.
             *     At least 1 character (inferred: the page gives no length; overlay 20-corrections line 17: An
             *     empty prompt is refused before it costs anything).
             *     Required (document 004 line 34).
             */
            prompt: string;
            /**
             * @description Whether to enable prompt automatic enhancement. If activated, will automatically modify prompt
             *     to achieve more creative generation.
             *     true or false (document 004 line 99).
             *     Default (document 004 line 103).
             * @default false
             */
            prompt_upsampling?: boolean;
            /**
             * @description Input and output moderation tolerance level. 0 means strictest, 6 means least strict.
             *     0 to 6 (document 004 line 110).
             *     Default (document 004 line 112).
             * @default 2
             */
            safety_tolerance?: number;
            /**
             * @description Random seed for reproducible generation results.
             *     Any integer (document 004 line 59).
             */
            seed?: number;
            /**
             * @description Inference steps.
             *     1 to 50 (document 004 line 75).
             */
            steps?: number;
        };
        Task: {
            /** @description Unix time in seconds. */
            created_at?: number;
            error?: components["schemas"]["TaskError"];
            id: string;
            /** @description Metadata information */
            metadata?: Record<string, never>;
            model?: string;
            /** @description Generation results. Only present when status is completed */
            output?: {
                /** @description List of generated content */
                content?: {
                    /** @description Resource type, e.g. video, image */
                    type?: string;
                    /** @description Generated content URL */
                    url?: string;
                }[];
            }[];
            progress?: number;
            /** @enum {string} */
            status: "pending" | "queued" | "processing" | "in_progress" | "completed" | "done" | "failed";
            /** @description Usage statistics. Only present when status is completed */
            usage?: {
                /** @description Total cost in USD */
                cost?: string;
                /** @description A number; whether amount or factor is not settled. */
                discount?: number;
                quantity?: number;
                unit_price?: string;
            };
        } & ({
            /** @enum {unknown} */
            status: "pending" | "queued" | "processing" | "in_progress";
        } | {
            /** @enum {unknown} */
            status: "completed" | "done";
        } | {
            /** @constant */
            status: "failed";
        });
        /** @description A text, or an object whose code is a text or a number. */
        TaskError: string | {
            code?: string | number;
            error_message?: string;
            message?: string;
        };
        /** @description The answer to a submit. An answer without `id` created nothing. */
        Ticket: {
            /** @description Unix time in seconds. */
            created_at?: number;
            error?: components["schemas"]["TaskError"];
            id?: string;
            model?: string;
            status?: string;
        };
    };
    responses: {
        /** @description The body is wrong. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 1001,
                 *         "message": "input[0].params.prompt: field required"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description The key may not do this. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 1004,
                 *         "message": "forbidden"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description No such task. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 1005,
                 *         "message": "task not found"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Something broke at the provider. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 1000,
                 *         "message": "internal error"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                /** @description Seconds */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": {
                 *         "code": 1002,
                 *         "message": "rate limited"
                 *       }
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
                 *         "code": 1003,
                 *         "message": "unauthorized"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ErrorBody"];
            };
        };
    };
    parameters: {
        /** @description The `id` of the ticket. */
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
                "application/json": components["schemas"]["MaxInput"];
            };
        };
        responses: {
            /** @description The task was created, or says in `error` why not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created_at": 1730000000,
                     *       "id": "task-1",
                     *       "model": "flux_kontext_max",
                     *       "status": "in_progress"
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The `id` of the ticket. */
                request_id: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. A failed task is a 200 too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["ServerError"];
        };
    };
}
