// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import type { ProviderDescriptor } from '../../src/provider.ts'
import type { components } from './types.ts'

/** What fal.ai is, as data. */
export const descriptor = {
  id: 'fal',
  title: 'fal.ai',
  servers: ['https://queue.fal.run'],
  auth: { scheme: 'Key', env: 'FAL_KEY' },
  dialect: 'fal-queue',
  models: {
    pro: {
      path: '/fal-ai/flux-pro/kontext',
      price: { amount: 0.04, currency: 'USD', per: 'image' },
    },
    max: {
      path: '/fal-ai/flux-pro/kontext/max',
      price: { amount: 0.08, currency: 'USD', per: 'image' },
    },
  },
  options: {
    aspectRatio: {
      field: 'aspect_ratio',
      type: 'string',
      values: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
    },
    count: { field: 'num_images', type: 'integer', min: 1, max: 4, default: 1 },
    format: {
      field: 'output_format',
      type: 'string',
      values: ['jpeg', 'png'],
      default: 'jpeg',
    },
    guidance: { field: 'guidance_scale', type: 'number', min: 1, max: 20, default: 3.5 },
    safetyTolerance: {
      field: 'safety_tolerance',
      type: 'integer',
      as: 'string',
      values: [1, 2, 3, 4, 5, 6],
      default: 2,
    },
    seed: { field: 'seed', type: 'integer' },
    upsamplePrompt: { field: 'enhance_prompt', type: 'boolean', default: false },
  },
  images: { fields: ['image_url'], accepts: ['url', 'data-uri'], min: 1, max: 1 },
  native: { sync_mode: { type: 'boolean' } },
  unbilled: ['5xx', 'content_policy_violation'],
  states: { IN_QUEUE: 'queued', IN_PROGRESS: 'running', COMPLETED: 'completed' },
  operations: {
    status: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}/status' },
    stream: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}/status/stream' },
    result: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}' },
    cancel: { method: 'PUT', path: '/fal-ai/flux-pro/requests/{request_id}/cancel' },
  },
  webhook: { query: 'fal_webhook' },
  retention: {
    resultSeconds: 3600,
    largeResultSeconds: 360,
    largeResultBytes: 10000,
    imageSeconds: 604800,
  },
} as const satisfies ProviderDescriptor

/** Wire fields of fal.ai that no portable option stands for. */
export type Native = Omit<components['schemas']['ProInput'], 'prompt' | 'image_url' | 'aspect_ratio' | 'num_images' | 'output_format' | 'guidance_scale' | 'safety_tolerance' | 'seed' | 'enhance_prompt'>
