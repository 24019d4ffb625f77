// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

/** Bodies and answers that keep the contract. */
export const fixtures = {
  requests: {
    max: {
      minimal: {
        model: 'flux_kontext_max',
        input: [{ params: { prompt: 'Put a donut next to the flour.' } }],
      },
      full: {
        model: 'flux_kontext_max',
        input: [
          {
            params: {
              prompt: 'Put a donut next to the flour.',
              input_image: 'https://example.com/flour.png',
              input_image_2: 'https://example.com/flour.png',
              input_image_3: 'https://example.com/flour.png',
              input_image_4: 'https://example.com/flour.png',
              seed: 1,
              aspect_ratio: '16:9',
              steps: 1,
              guidance_scale: 1,
              negative_prompt: 'Put a donut next to the flour.',
              output_format: 'jpeg',
              prompt_upsampling: false,
              safety_tolerance: 2,
            },
          },
        ],
      },
    },
  },
  answers: {
    submitMax: {
      '200': {
        example: { id: 'task-1', status: 'in_progress', model: 'flux_kontext_max', created_at: 1730000000 },
      },
      '400': { example: { error: { code: 1001, message: 'input[0].params.prompt: field required' } } },
      '401': { example: { error: { code: 1003, message: 'unauthorized' } } },
      '403': { example: { error: { code: 1004, message: 'forbidden' } } },
      '429': { example: { error: { code: 1002, message: 'rate limited' } } },
      '500': { example: { error: { code: 1000, message: 'internal error' } } },
    },
    status: {
      '200': {
        queued: {
          id: 'task-1',
          status: 'pending',
          model: 'flux_kontext_max',
          created_at: 1730000000,
          progress: 0,
        },
        running: {
          id: 'task-1',
          status: 'in_progress',
          model: 'flux_kontext_max',
          created_at: 1730000000,
          progress: 0.5,
        },
        completed: {
          id: 'task-1',
          status: 'completed',
          model: 'flux_kontext_max',
          created_at: 1730000000,
          progress: 1,
          output: [{ content: [{ type: 'image', url: 'https://cdn.vtrix.example/task-1.jpg' }] }],
          usage: { cost: '0.0065', discount: 1, quantity: 1, unit_price: '0.0065' },
          metadata: { completed_at: 4.2 },
        },
        failed: {
          id: 'task-1',
          status: 'failed',
          model: 'flux_kontext_max',
          created_at: 1730000000,
          error: { code: '110001', message: 'vendor rejected' },
        },
        moderated: {
          id: 'task-1',
          status: 'failed',
          model: 'flux_kontext_max',
          created_at: 1730000000,
          error: { code: 'content_policy_violation', message: 'The content was flagged by moderation.' },
        },
      },
      '401': { example: { error: { code: 1003, message: 'unauthorized' } } },
      '404': { example: { error: { code: 1005, message: 'task not found' } } },
      '500': { example: { error: { code: 1000, message: 'internal error' } } },
    },
  },
} as const
