// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

export interface paths {
  '/fal-ai/flux-pro/kontext/max': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** FLUX.1 Kontext [Max] */
    post: operations['submitMax']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/fal-ai/flux-pro/kontext': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    put?: never
    /** FLUX.1 Kontext [Pro] */
    post: operations['submitPro']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/fal-ai/flux-pro/requests/{request_id}/status': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** Where a job stands */
    get: operations['status']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/fal-ai/flux-pro/requests/{request_id}': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    /** The result of a job that has ended */
    get: operations['result']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/fal-ai/flux-pro/requests/{request_id}/cancel': {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    get?: never
    /** Ask for a job to be canceled */
    put: operations['cancel']
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
    MaxInput: {
      /**
       * @description What to change in the image.
       * @example Put a donut next to the flour.
       */
      prompt: string
      /** @description Same prompt, same image, same seed, same result. */
      seed?: number
      /**
       * @description How closely the result follows the prompt.
       * @default 3.5
       */
      guidance_scale?: number
      /**
       * @description If true, the result carries the image as a data URI.
       * @default false
       */
      sync_mode?: boolean
      /**
       * @description How many images to make.
       * @default 1
       */
      num_images?: number
      /**
       * @description How much the moderation lets pass, from 1 (strictest) to 6. Digits in a string.
       * @default 2
       * @enum {string}
       */
      safety_tolerance?: '1' | '2' | '3' | '4' | '5' | '6'
      /**
       * @description File type of the result.
       * @default jpeg
       * @enum {string}
       */
      output_format?: 'jpeg' | 'png'
      /**
       * @description Width to height of the result.
       * @enum {string}
       */
      aspect_ratio?: '21:9' | '16:9' | '4:3' | '3:2' | '1:1' | '2:3' | '3:4' | '9:16' | '9:21'
      /**
       * @description The image to edit, as a URL that can be reached from the internet.
       * @example https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png
       */
      image_url: string
    }
    /** @description The answer to a submit. */
    Ticket: {
      /** @enum {string} */
      status: 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED'
      request_id: string
      response_url: string
      status_url: string
      cancel_url?: string
      queue_position?: number
      logs?: components['schemas']['Logs']
      metrics?: components['schemas']['Metrics']
    }
    ProInput: {
      /** @description What to change in the image. */
      prompt: string
      /** @description Same prompt, same image, same seed, same result. */
      seed?: number
      /**
       * @description How closely the result follows the prompt.
       * @default 3.5
       */
      guidance_scale?: number
      /**
       * @description If true, the result carries the image as a data URI.
       * @default false
       */
      sync_mode?: boolean
      /**
       * @description How many images to make.
       * @default 1
       */
      num_images?: number
      /**
       * @description How much the moderation lets pass, from 1 (strictest) to 6. Digits in a string.
       * @default 2
       * @enum {string}
       */
      safety_tolerance?: '1' | '2' | '3' | '4' | '5' | '6'
      /**
       * @description File type of the result.
       * @default jpeg
       * @enum {string}
       */
      output_format?: 'jpeg' | 'png'
      /**
       * @description Width to height of the result.
       * @enum {string}
       */
      aspect_ratio?: '21:9' | '16:9' | '4:3' | '3:2' | '1:1' | '2:3' | '3:4' | '9:16' | '9:21'
      /** @description The image to edit, as a URL that can be reached from the internet. */
      image_url: string
    }
    GatewayError: {
      error: {
        message: string
        type?: string
        param?: string | null
        code?: string | number | null
      }
    }
    /** @description What an error says. Classify by `type`, not by status. */
    ErrorBody:
      | components['schemas']['GatewayError']
      | components['schemas']['DetailError']
      | components['schemas']['StatusError']
    /** @description The job waits for a runner. */
    StatusQueued: {
      /** @constant */
      status: 'IN_QUEUE'
      /** @description How many jobs are ahead. */
      queue_position: number
      request_id?: string
      response_url?: string
      status_url?: string
      cancel_url?: string
      logs?: components['schemas']['Logs']
      metrics?: components['schemas']['Metrics']
    }
    /** @description The job runs. */
    StatusRunning: {
      /** @constant */
      status: 'IN_PROGRESS'
      request_id?: string
      response_url?: string
      status_url?: string
      cancel_url?: string
      logs?: components['schemas']['Logs']
      metrics?: components['schemas']['Metrics']
    }
    /** @description The job has ended. A failed job says COMPLETED too. */
    StatusCompleted: {
      /** @constant */
      status: 'COMPLETED'
      request_id?: string
      response_url?: string
      status_url?: string
      cancel_url?: string
      logs?: components['schemas']['Logs']
      metrics?: components['schemas']['Metrics']
      /** @description Newer pages list it; recorded answers leave it out. */
      error?: string | null
      error_type?: string | null
    }
    /** @description Log lines of the run; null unless they were asked for. */
    Logs:
      | {
          message: string
          level?: string
          source?: string
          timestamp?: string
        }[]
      | null
    Metrics: {
      /** @description Seconds. */
      inference_time?: number | null
    }
    /** @description The images of a job that ended well. */
    Result: {
      images: components['schemas']['ResultImage'][]
      /** @description The seed that was used. Can exceed 2^53. */
      seed?: number
      /** @description One flag per image. */
      has_nsfw_concepts?: boolean[]
      prompt?: string
      /** @description Untyped, often empty. */
      timings?: {
        [key: string]: unknown
      }
    }
    ResultImage: {
      /** @description Where the image is; a data URI with sync_mode. */
      url: string
      content_type?: string | null
      file_name?: string | null
      /** @description Bytes. */
      file_size?: number | null
      /** @description Pixels. */
      width?: number | null
      /** @description Pixels. */
      height?: number | null
    }
    CancelAnswer: {
      /** @enum {string} */
      status: 'CANCELLATION_REQUESTED' | 'ALREADY_COMPLETED' | 'NOT_FOUND' | 'OK'
    }
    DetailError: {
      detail: string | components['schemas']['DetailItem'][]
      error_type?: string
    }
    DetailItem: {
      /** @description Where in the request, such as ["body", "prompt"]. */
      loc: (string | number)[]
      msg: string
      /** @description The kind of error. */
      type: string
      url?: string
      /** @description Limits that were broken. */
      ctx?: Record<string, never> | null
      /** @description Echo of the value at `loc`, base64 included. Never log it. */
      input?: unknown
    }
    StatusError: {
      status: string
    }
  }
  responses: {
    /** @description The key is missing or wrong. */
    Unauthorized: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "message": "Invalid token (request id: 2026)",
         *         "type": "new_api_error",
         *         "param": "",
         *         "code": "invalid_api_key"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description The account is locked. */
    Forbidden: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "error": {
         *         "message": "Insufficient quota (request id: 2026)",
         *         "type": "new_api_error",
         *         "param": "",
         *         "code": "insufficient_user_quota"
         *       }
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description No such job. */
    NotFound: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "status": "NOT_FOUND"
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description The body is wrong; `loc` says where. */
    Unprocessable: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "detail": [
         *         {
         *           "loc": [
         *             "body",
         *             "prompt"
         *           ],
         *           "msg": "field required",
         *           "type": "value_error.missing"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description Too many jobs at once or too many requests. */
    TooManyRequests: {
      headers: {
        /** @description Seconds */
        'Retry-After'?: string
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "detail": "Too many concurrent requests",
         *       "error_type": "concurrent_requests_limit"
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
    /** @description Something broke at the provider. Not billed. */
    ServerError: {
      headers: {
        [name: string]: unknown
      }
      content: {
        /**
         * @example {
         *       "detail": "Internal server error",
         *       "error_type": "internal_error"
         *     }
         */
        'application/json': components['schemas']['ErrorBody']
      }
    }
  }
  parameters: {
    /** @description The `request_id` of the ticket. */
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
        /**
         * @example {
         *       "prompt": "Put a donut next to the flour.",
         *       "seed": 0,
         *       "guidance_scale": 3.5,
         *       "sync_mode": false,
         *       "num_images": 1,
         *       "safety_tolerance": "2",
         *       "output_format": "jpeg",
         *       "image_url": "https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png"
         *     }
         */
        'application/json': components['schemas']['MaxInput']
      }
    }
    responses: {
      /** @description The edit was taken. The ticket says where to look for it. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          /**
           * @example {
           *       "status": "IN_QUEUE",
           *       "request_id": "551a32da-52b2-4be8-bf2f-bfb7cce2b324",
           *       "response_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324",
           *       "status_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status",
           *       "cancel_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel",
           *       "queue_position": 0
           *     }
           */
          'application/json': components['schemas']['Ticket']
        }
      }
      401: components['responses']['Unauthorized']
      403: components['responses']['Forbidden']
      422: components['responses']['Unprocessable']
      429: components['responses']['TooManyRequests']
      500: components['responses']['ServerError']
    }
  }
  submitPro: {
    parameters: {
      query?: never
      header?: never
      path?: never
      cookie?: never
    }
    requestBody: {
      content: {
        'application/json': components['schemas']['ProInput']
      }
    }
    responses: {
      /** @description The edit was taken. The ticket says where to look for it. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          /**
           * @example {
           *       "status": "IN_QUEUE",
           *       "request_id": "551a32da-52b2-4be8-bf2f-bfb7cce2b324",
           *       "response_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324",
           *       "status_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status",
           *       "cancel_url": "https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel",
           *       "queue_position": 0
           *     }
           */
          'application/json': components['schemas']['Ticket']
        }
      }
      401: components['responses']['Unauthorized']
      403: components['responses']['Forbidden']
      422: components['responses']['Unprocessable']
      429: components['responses']['TooManyRequests']
      500: components['responses']['ServerError']
    }
  }
  status: {
    parameters: {
      query?: {
        /** @description 1 asks for the log lines of the run. */
        logs?: '0' | '1' | 'true' | 'false'
      }
      header?: never
      path: {
        /** @description The `request_id` of the ticket. */
        request_id: components['parameters']['RequestId']
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The job has ended, well or badly; the result says which. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatusCompleted']
        }
      }
      /** @description The job waits or runs. */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['StatusQueued'] | components['schemas']['StatusRunning']
        }
      }
      401: components['responses']['Unauthorized']
      404: components['responses']['NotFound']
    }
  }
  result: {
    parameters: {
      query?: never
      header?: never
      path: {
        /** @description The `request_id` of the ticket. */
        request_id: components['parameters']['RequestId']
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The images. */
      200: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['Result']
        }
      }
      /** @description The job has not ended yet. */
      400: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ErrorBody']
        }
      }
      401: components['responses']['Unauthorized']
      404: components['responses']['NotFound']
      /** @description The job failed; `type` says why. */
      422: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['ErrorBody']
        }
      }
      500: components['responses']['ServerError']
    }
  }
  cancel: {
    parameters: {
      query?: never
      header?: never
      path: {
        /** @description The `request_id` of the ticket. */
        request_id: components['parameters']['RequestId']
      }
      cookie?: never
    }
    requestBody?: never
    responses: {
      /** @description The provider will try. The job still ends as COMPLETED. */
      202: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CancelAnswer']
        }
      }
      /** @description Too late, the job has ended. */
      400: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CancelAnswer']
        }
      }
      401: components['responses']['Unauthorized']
      /** @description No such job. */
      404: {
        headers: {
          [name: string]: unknown
        }
        content: {
          'application/json': components['schemas']['CancelAnswer']
        }
      }
    }
  }
}
