// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

/** Bodies and answers that keep the contract. */
export const fixtures = {
  requests: {
    max: {
      minimal: {
        input: [{ params: { prompt: 'Put a donut next to the flour.' } }],
        model: 'flux_kontext_max',
      },
      full: {
        input: [
          {
            params: {
              aspect_ratio: '16:9',
              guidance_scale: 1,
              input_image: 'https://example.com/flour.png',
              input_image_2: 'https://example.com/flour.png',
              input_image_3: 'https://example.com/flour.png',
              input_image_4: 'https://example.com/flour.png',
              negative_prompt: 'Put a donut next to the flour.',
              output_format: 'jpeg',
              prompt: 'Put a donut next to the flour.',
              prompt_upsampling: false,
              safety_tolerance: 2,
              seed: 1,
              steps: 1,
            },
          },
        ],
        model: 'flux_kontext_max',
      },
    },
  },
  answers: {
    submitMax: {
      '200': {
        example: {
          created_at: 1730000000,
          id: 'task-1',
          model: 'flux_kontext_max',
          status: 'in_progress',
        },
      },
      '400': {
        example: { error: { code: 1001, message: 'input[0].params.prompt: field required' } },
      },
      '401': { example: { error: { code: 1003, message: 'unauthorized' } } },
      '403': { example: { error: { code: 1004, message: 'forbidden' } } },
      '429': { example: { error: { code: 1002, message: 'rate limited' } } },
      '500': { example: { error: { code: 1000, message: 'internal error' } } },
    },
    status: {
      '200': {
        completed: {
          created_at: 1730000000,
          id: 'task-1',
          metadata: { completed_at: 4.2 },
          model: 'flux_kontext_max',
          output: [
            {
              content: [{ url: 'https://cdn.vtrix.example/task-1.jpg', type: 'image' }],
            },
          ],
          progress: 1,
          status: 'completed',
          usage: { cost: '0.0065', discount: 1, quantity: 1, unit_price: '0.0065' },
        },
        failed: {
          created_at: 1730000000,
          error: { code: '110001', message: 'vendor rejected' },
          id: 'task-1',
          model: 'flux_kontext_max',
          status: 'failed',
        },
        moderated: {
          created_at: 1730000000,
          error: {
            code: 'content_policy_violation',
            message: 'The content was flagged by moderation.',
          },
          id: 'task-1',
          model: 'flux_kontext_max',
          status: 'failed',
        },
        queued: {
          created_at: 1730000000,
          id: 'task-1',
          model: 'flux_kontext_max',
          progress: 0,
          status: 'pending',
        },
        running: {
          created_at: 1730000000,
          id: 'task-1',
          model: 'flux_kontext_max',
          progress: 0.5,
          status: 'in_progress',
        },
      },
      '401': { example: { error: { code: 1003, message: 'unauthorized' } } },
      '404': { example: { error: { code: 1005, message: 'task not found' } } },
      '500': { example: { error: { code: 1000, message: 'internal error' } } },
    },
  },
} as const
