// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

/** Bodies and answers that keep the contract. */
export const fixtures = {
  requests: {
    pro: {
      minimal: { prompt: 'Put a donut next to the flour.', image_url: 'https://example.com/flour.png' },
      full: {
        prompt: 'Put a donut next to the flour.',
        image_url: 'https://example.com/flour.png',
        seed: 1,
        guidance_scale: 3.5,
        sync_mode: false,
        num_images: 1,
        output_format: 'jpeg',
        safety_tolerance: '2',
        enhance_prompt: false,
        aspect_ratio: '21:9',
      },
    },
    max: {
      minimal: { prompt: 'Put a donut next to the flour.', image_url: 'https://example.com/flour.png' },
      full: {
        prompt: 'Put a donut next to the flour.',
        image_url: 'https://example.com/flour.png',
        seed: 1,
        guidance_scale: 3.5,
        sync_mode: false,
        num_images: 1,
        output_format: 'jpeg',
        safety_tolerance: '2',
        enhance_prompt: false,
        aspect_ratio: '21:9',
      },
    },
  },
  answers: {
    submitPro: {
      '200': {
        example: {
          status: 'IN_QUEUE',
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: null,
          metrics: {},
          queue_position: 0,
        },
      },
      '401': { example: { detail: 'No user found for Key ID and Secret' } },
      '403': {
        example: {
          detail:
            'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
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
    submitMax: {
      '200': {
        example: {
          status: 'IN_QUEUE',
          request_id: '764cabcf-b745-4b3e-ae38-1200304cf45b',
          response_url: 'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b',
          status_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/status',
          cancel_url:
            'https://queue.fal.run/fal-ai/flux-pro/requests/764cabcf-b745-4b3e-ae38-1200304cf45b/cancel',
          logs: null,
          metrics: {},
          queue_position: 0,
        },
      },
      '401': { example: { detail: 'No user found for Key ID and Secret' } },
      '403': {
        example: {
          detail:
            'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
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
      '401': { example: { detail: 'No user found for Key ID and Secret' } },
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
      '401': { example: { detail: 'No user found for Key ID and Secret' } },
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
      '401': { example: { detail: 'No user found for Key ID and Secret' } },
      '404': { unknown: { status: 'NOT_FOUND' } },
    },
  },
} as const
