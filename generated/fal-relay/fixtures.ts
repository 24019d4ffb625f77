// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

/** Bodies and answers that keep the contract. */
export const fixtures = {
  requests: {
    pro: {
      minimal: {
        image_url: 'https://example.com/flour.png',
        prompt: 'Put a donut next to the flour.',
      },
      full: {
        aspect_ratio: '21:9',
        guidance_scale: 3.5,
        image_url: 'https://example.com/flour.png',
        num_images: 1,
        output_format: 'jpeg',
        prompt: 'Put a donut next to the flour.',
        safety_tolerance: '2',
        seed: 1,
        sync_mode: false,
      },
    },
    max: {
      minimal: {
        image_url: 'https://example.com/flour.png',
        prompt: 'Put a donut next to the flour.',
      },
      full: {
        aspect_ratio: '21:9',
        guidance_scale: 3.5,
        image_url: 'https://example.com/flour.png',
        num_images: 1,
        output_format: 'jpeg',
        prompt: 'Put a donut next to the flour.',
        safety_tolerance: '2',
        seed: 1,
        sync_mode: false,
      },
    },
  },
  answers: {
    submitPro: {
      '200': {
        example: {
          cancel_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel',
          queue_position: 0,
          request_id: '551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          status: 'IN_QUEUE',
          status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status',
        },
      },
      '401': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'invalid_api_key',
            message: 'Invalid token (request id: 2026)',
            param: '',
          },
        },
      },
      '403': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'insufficient_user_quota',
            message: 'Insufficient quota (request id: 2026)',
            param: '',
          },
        },
      },
      '422': {
        example: {
          detail: [
            {
              type: 'value_error.missing',
              loc: ['body', 'prompt'],
              msg: 'field required',
            },
          ],
        },
      },
      '429': {
        example: {
          detail: 'Too many concurrent requests',
          error_type: 'concurrent_requests_limit',
        },
      },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    submitMax: {
      '200': {
        example: {
          cancel_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel',
          queue_position: 0,
          request_id: '551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          status: 'IN_QUEUE',
          status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status',
        },
      },
      '401': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'invalid_api_key',
            message: 'Invalid token (request id: 2026)',
            param: '',
          },
        },
      },
      '403': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'insufficient_user_quota',
            message: 'Insufficient quota (request id: 2026)',
            param: '',
          },
        },
      },
      '422': {
        example: {
          detail: [
            {
              type: 'value_error.missing',
              loc: ['body', 'prompt'],
              msg: 'field required',
            },
          ],
        },
      },
      '429': {
        example: {
          detail: 'Too many concurrent requests',
          error_type: 'concurrent_requests_limit',
        },
      },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    result: {
      '200': {
        completed: {
          has_nsfw_concepts: [false],
          images: [
            {
              url: 'https://fal.media/files/tiger/7dSJbIU_Ni-0Zp9eaLsvR.jpg',
              content_type: 'image/jpeg',
              height: 1024,
              width: 1024,
            },
          ],
          prompt: 'Put a donut next to the flour.',
          seed: 42,
          timings: {},
        },
      },
      '400': { tooEarly: { detail: 'Request is still in progress' } },
      '401': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'invalid_api_key',
            message: 'Invalid token (request id: 2026)',
            param: '',
          },
        },
      },
      '404': { example: { status: 'NOT_FOUND' } },
      '422': {
        failed: {
          detail: [
            {
              type: 'image_load_error',
              loc: ['body', 'image_url'],
              msg: 'Failed to load the image.',
            },
          ],
        },
        moderated: {
          detail: [
            {
              url: 'https://docs.fal.ai/errors#content_policy_violation',
              type: 'content_policy_violation',
              loc: ['body', 'prompt'],
              msg: 'The content could not be processed because it contained material flagged by a content checker.',
            },
          ],
        },
      },
      '499': {
        canceled: { detail: 'Request was cancelled', error_type: 'client_cancelled' },
      },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    cancel: {
      '202': { requested: { status: 'CANCELLATION_REQUESTED' } },
      '400': { tooLate: { status: 'ALREADY_COMPLETED' } },
      '401': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'invalid_api_key',
            message: 'Invalid token (request id: 2026)',
            param: '',
          },
        },
      },
      '404': { unknown: { status: 'NOT_FOUND' } },
    },
    status: {
      '200': {
        completed: {
          cancel_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: null,
          metrics: { inference_time: 4.2 },
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status: 'COMPLETED',
          status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
        },
      },
      '202': {
        queued: {
          cancel_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          queue_position: 1,
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status: 'IN_QUEUE',
          status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
        },
        running: {
          cancel_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: [],
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status: 'IN_PROGRESS',
          status_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
        },
      },
      '401': {
        example: {
          error: {
            type: 'new_api_error',
            code: 'invalid_api_key',
            message: 'Invalid token (request id: 2026)',
            param: '',
          },
        },
      },
      '404': { example: { status: 'NOT_FOUND' } },
      '422': {
        example: {
          detail: [
            {
              type: 'value_error.missing',
              loc: ['body', 'prompt'],
              msg: 'field required',
            },
          ],
        },
      },
    },
  },
} as const
