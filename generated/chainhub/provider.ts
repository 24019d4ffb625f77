// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import type { ProviderDescriptor } from '../../src/provider.ts'
import type { components } from './types.ts'

/** What ChainHub is, as data. */
export const descriptor = {
  id: 'chainhub',
  title: 'ChainHub',
  servers: ['https://api.chainhub.tech'],
  auth: { scheme: 'Bearer', env: 'CHAINHUB_API_KEY' },
  dialect: 'fal-queue',
  models: { max: { path: '/fal-ai/flux-pro/kontext/max' } },
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
      required: true,
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
  },
  images: { fields: ['image_url'], accepts: ['url', 'data-uri'], min: 1, max: 1 },
  native: { sync_mode: { type: 'boolean' } },
  states: { IN_QUEUE: 'queued', IN_PROGRESS: 'running', COMPLETED: 'completed' },
  operations: {
    status: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}/status' },
    result: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}' },
    cancel: { method: 'PUT', path: '/fal-ai/flux-pro/requests/{request_id}/cancel' },
  },
} as const satisfies ProviderDescriptor

/** Wire fields of ChainHub that no portable option stands for. */
export type Native = Omit<components['schemas']['MaxInput'], 'prompt' | 'image_url' | 'aspect_ratio' | 'num_images' | 'output_format' | 'guidance_scale' | 'safety_tolerance' | 'seed'>
