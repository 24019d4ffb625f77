// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import type { ProviderDescriptor } from '../../src/provider.ts'
import type { components } from './types.ts'

/** What Vtrix is, as data. */
export const descriptor = {
  id: 'vtrix',
  title: 'Vtrix',
  servers: ['https://cloud.vtrix.ai'],
  auth: { scheme: 'Bearer', env: 'VTRIX_API_KEY' },
  dialect: 'task',
  models: { max: { path: '/model/v1/generation', wireName: 'flux_kontext_max' } },
  options: {
    aspectRatio: { field: 'aspect_ratio', type: 'string', ratio: ['9:21', '21:9'] },
    format: {
      field: 'output_format',
      type: 'string',
      values: ['jpeg', 'png'],
      default: 'jpeg',
    },
    guidance: { field: 'guidance_scale', type: 'number', min: 1, max: 10 },
    safetyTolerance: { field: 'safety_tolerance', type: 'integer', min: 0, max: 6, default: 2 },
    seed: { field: 'seed', type: 'integer' },
    upsamplePrompt: { field: 'prompt_upsampling', type: 'boolean', default: false },
  },
  images: {
    fields: ['input_image', 'input_image_2', 'input_image_3', 'input_image_4'],
    accepts: ['url', 'base64'],
    min: 0,
    max: 4,
  },
  native: { negative_prompt: { type: 'string' }, steps: { type: 'integer', min: 1, max: 50 } },
  states: {
    pending: 'queued',
    queued: 'queued',
    in_progress: 'running',
    processing: 'running',
    completed: 'completed',
    done: 'completed',
    failed: 'failed',
  },
  operations: {
    status: { method: 'GET', path: '/model/v1/generation/task/{request_id}' },
    result: { method: 'GET', path: '/model/v1/generation/task/{request_id}' },
  },
} as const satisfies ProviderDescriptor

/** Wire fields of Vtrix that no portable option stands for. */
export type Native = Omit<components['schemas']['Parameters'], 'prompt' | 'input_image' | 'input_image_2' | 'input_image_3' | 'input_image_4' | 'aspect_ratio' | 'output_format' | 'guidance_scale' | 'safety_tolerance' | 'seed' | 'prompt_upsampling'>
