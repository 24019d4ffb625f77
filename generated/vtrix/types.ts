// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

export interface paths {
  '/model/v1/generation': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** Submit an edit to FLUX.1 Kontext [max] */
    post: operations['submitMax']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/model/v1/generation/task/{request_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** Where a task stands; once it has ended, its result */
    get: operations['status']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}
export type webhooks = Record<string, never>
export interface components {
  schemas: {
    Parameters: {
      /** @description Text prompt describing the image content to generate or edit */
      prompt: string
      /** @description First input image, supports Base64 encoding or URL format */
      input_image?: string
      /** @description Second input image, supports Base64 encoding or URL format */
      input_image_2?: string
      /** @description Third input image, supports Base64 encoding or URL format */
      input_image_3?: string
      /** @description Fourth input image, supports Base64 encoding or URL format */
      input_image_4?: string
      /** @description Random seed for reproducible generation results */
      seed?: number
      /** @description Image aspect ratio, format such as 16:9 */
      aspect_ratio?: string
      /** @description Inference steps */
      steps?: number
      /** @description Guidance scale */
      guidance_scale?: number
      /** @description Negative prompt describing content you do not want to appear */
      negative_prompt?: string
      /**
       * @description Output format
       * @default jpeg
       * @enum {string}
       */
      output_format?: 'jpeg' | 'png'
      /**
       * @description Whether to enable prompt automatic enhancement. If activated, will automatically modify prompt to achieve more creative generation
       * @default false
       */
      prompt_upsampling?: boolean
      /**
       * @description Input and output moderation tolerance level. 0 means strictest, 6 means least strict
       * @default 2
       */
      safety_tolerance?: number
    }
    /** @description The body is nested, though the page lists the parameters as if it were flat. */
    MaxInput: {
      /**
       * @description Model ID to use for the request
       * @constant
       */
      model: 'flux_kontext_max'
      input: {
        params: components['schemas']['Parameters']
      }[]
    }
    Task: {
      /** @description Generation results. Only present when status is completed */
      output?: {
        /** @description List of generated content */
        content?: {
          /** @description Resource type, e.g. video, image */
          type?: string
          /** @description Generated content URL */
          url?: string
        }[]
      }[]
      /** @description Usage statistics. Only present when status is completed */
      usage?: {
        /** @description Total cost in USD */
        cost?: string
        /** @description A number; whether amount or factor is not settled. */
        discount?: number
        quantity?: number
        unit_price?: string
      }
      /** @description Metadata information */
      metadata?: Record<string, never>
      id: string
      /** @enum {string} */
      status: 'pending' | 'queued' | 'processing' | 'in_progress' | 'completed' | 'done' | 'failed'
      model?: string
      /** @description Unix time in seconds. */
      created_at?: number
      progress?: number
      error?: components['schemas']['TaskError']
    } & (
      | {
          /** @enum {unknown} */
          status: 'pending' | 'queued' | 'processing' | 'in_progress'
        }
      | {
          /** @enum {unknown} */
          status: 'completed' | 'done'
        }
      | {
          /** @constant */
          status: 'failed'
        }
    )
    /** @description The answer to a submit. An answer without `id` created nothing. */
    Ticket: {
      id?: string
      status?: string
      model?: string
      /** @description Unix time in seconds. */
      created_at?: number
      error?: components['schemas']['TaskError']
    }
    /** @description A text, or an object whose code is a text or a number. */
    TaskError:
      | string
      | {
          code?: string | number
          message?: string
          error_message?: string
        }
    ErrorBody: {
      error: components['schemas']['TaskError']
    }
  }
  responses: {
    /** @description The body is wrong. */
    BadRequest: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1001,
         *         "message": "input[0].params.prompt: field required"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description The key is missing or wrong. */
    Unauthorized: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1003,
         *         "message": "unauthorized"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description The key may not do this. */
    Forbidden: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1004,
         *         "message": "forbidden"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description No such task. */
    NotFound: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1005,
         *         "message": "task not found"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description Too many requests. */
    TooManyRequests: {
      headers: {
        /** @description Seconds */
        'Retry-After'?: string
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1002,
         *         "message": "rate limited"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description Something broke at the provider. */
    ServerError: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "code": 1000,
         *         "message": "internal error"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
  }
  parameters: {
    /** @description The `id` of the ticket. */
    RequestId: string
  }
  requestBodies: never
  headers: never
  pathItems: never
}
export type $defs = Record<string, never>
export interface operations {
  submitMax: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['MaxInput']
      }
    }
    responses: {
      /** @description The task was created, or says in `error` why not. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          /**
           * @example {
           *       "id": "task-1",
           *       "status": "in_progress",
           *       "model": "flux_kontext_max",
           *       "created_at": 1730000000
           *     }
           */
          'application/json': components['schemas']['Ticket']
        }
      }
      400: components['responses']['BadRequest']
      401: components['responses']['Unauthorized']
      403: components['responses']['Forbidden']
      429: components['responses']['TooManyRequests']
      500: components['responses']['ServerError']
    }
  }
  status: {
    parameters: {
      query?: never
      header?: never
      path: {
        /** @description The `id` of the ticket. */
        request_id: components['parameters']['RequestId']
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The task. A failed task is a 200 too. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Task']
        }
      }
      401: components['responses']['Unauthorized']
      404: components['responses']['NotFound']
      500: components['responses']['ServerError']
    }
  }
}
