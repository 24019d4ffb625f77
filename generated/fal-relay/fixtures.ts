// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

/** Bodies and answers that keep the contract. */
export const fixtures = {
  requests: {
    pro: {
      minimal: { prompt: 'Put a donut next to the flour.', image_url: 'https://example.com/flour.png' },
      full: {
        prompt: 'Put a donut next to the flour.',
        seed: 1,
        guidance_scale: 3.5,
        sync_mode: false,
        num_images: 1,
        safety_tolerance: '2',
        output_format: 'jpeg',
        aspect_ratio: '21:9',
        image_url: 'https://example.com/flour.png',
      },
    },
    max: {
      minimal: { prompt: 'Put a donut next to the flour.', image_url: 'https://example.com/flour.png' },
      full: {
        prompt: 'Put a donut next to the flour.',
        seed: 1,
        guidance_scale: 3.5,
        sync_mode: false,
        num_images: 1,
        safety_tolerance: '2',
        output_format: 'jpeg',
        aspect_ratio: '21:9',
        image_url: 'https://example.com/flour.png',
      },
    },
  },
  answers: {
    submitMax: {
      '200': {
        example: {
          status: 'IN_QUEUE',
          request_id: '551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel',
          queue_position: 0,
        },
      },
      '401': {
        example: {
          error: {
            message: 'Invalid token (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'invalid_api_key',
          },
        },
      },
      '403': {
        example: {
          error: {
            message: 'Insufficient quota (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'insufficient_user_quota',
          },
        },
      },
      '422': {
        example: {
          detail: [{ loc: ['body', 'prompt'], msg: 'field required', type: 'value_error.missing' }],
        },
      },
      '429': { example: { detail: 'Too many concurrent requests', error_type: 'concurrent_requests_limit' } },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    submitPro: {
      '200': {
        example: {
          status: 'IN_QUEUE',
          request_id: '551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/551a32da-52b2-4be8-bf2f-bfb7cce2b324/cancel',
          queue_position: 0,
        },
      },
      '401': {
        example: {
          error: {
            message: 'Invalid token (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'invalid_api_key',
          },
        },
      },
      '403': {
        example: {
          error: {
            message: 'Insufficient quota (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'insufficient_user_quota',
          },
        },
      },
      '422': {
        example: {
          detail: [{ loc: ['body', 'prompt'], msg: 'field required', type: 'value_error.missing' }],
        },
      },
      '429': { example: { detail: 'Too many concurrent requests', error_type: 'concurrent_requests_limit' } },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    status: {
      '200': {
        completed: {
          status: 'COMPLETED',
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: null,
          metrics: { inference_time: 4.2 },
        },
      },
      '202': {
        queued: {
          status: 'IN_QUEUE',
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          queue_position: 1,
        },
        running: {
          status: 'IN_PROGRESS',
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: [],
        },
      },
      '401': {
        example: {
          error: {
            message: 'Invalid token (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'invalid_api_key',
          },
        },
      },
      '404': { example: { status: 'NOT_FOUND' } },
    },
    result: {
      '200': {
        completed: {
          images: [
            {
              url: 'https://fal.media/files/tiger/7dSJbIU_Ni-0Zp9eaLsvR.jpg',
              content_type: 'image/jpeg',
              width: 1024,
              height: 1024,
            },
          ],
          timings: {},
          seed: 42,
          has_nsfw_concepts: [false],
          prompt: 'Put a donut next to the flour.',
        },
      },
      '400': { tooEarly: { detail: 'Request is still in progress' } },
      '401': {
        example: {
          error: {
            message: 'Invalid token (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'invalid_api_key',
          },
        },
      },
      '404': { example: { status: 'NOT_FOUND' } },
      '422': {
        moderated: {
          detail: [
            {
              loc: ['body', 'prompt'],
              msg: 'The content could not be processed because it contained material flagged by a content checker.',
              type: 'content_policy_violation',
              url: 'https://docs.fal.ai/errors#content_policy_violation',
            },
          ],
        },
        failed: {
          detail: [
            { loc: ['body', 'image_url'], msg: 'Failed to load the image.', type: 'image_load_error' },
          ],
        },
      },
      '500': { example: { detail: 'Internal server error', error_type: 'internal_error' } },
    },
    cancel: {
      '202': { requested: { status: 'CANCELLATION_REQUESTED' } },
      '400': { tooLate: { status: 'ALREADY_COMPLETED' } },
      '401': {
        example: {
          error: {
            message: 'Invalid token (request id: 2026)',
            type: 'new_api_error',
            param: '',
            code: 'invalid_api_key',
          },
        },
      },
      '404': { unknown: { status: 'NOT_FOUND' } },
    },
  },
} as const
