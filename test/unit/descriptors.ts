import { defineProvider, type ProviderDescriptor } from '../../src/provider.ts'

const ratios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'] as const

/** fal by hand: unit tests do not depend on generated code. */
export const falDescriptor = {
  id: 'fal',
  title: 'fal.ai',
  servers: ['https://queue.fal.run'],
  auth: { scheme: 'Key', env: 'KONTEXT_TEST_FAL_KEY' },
  dialect: 'fal-queue',
  models: { pro: { path: '/fal-ai/flux-pro/kontext' }, max: { path: '/fal-ai/flux-pro/kontext/max' } },
  options: {
    aspectRatio: { field: 'aspect_ratio', type: 'string', values: ratios },
    count: { field: 'num_images', type: 'integer', min: 1, max: 4, default: 1 },
    format: { field: 'output_format', type: 'string', values: ['jpeg', 'png'], default: 'jpeg' },
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
    result: { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}' },
    cancel: { method: 'PUT', path: '/fal-ai/flux-pro/requests/{request_id}/cancel' },
  },
} as const satisfies ProviderDescriptor

const { aspectRatio, count, format, guidance, safetyTolerance, seed } = falDescriptor.options
const relayOptions = { aspectRatio, count, format, guidance, safetyTolerance, seed }

/** chainhub by hand: one model, a required format. */
export const chainhubDescriptor = {
  ...falDescriptor,
  unbilled: [],
  id: 'chainhub',
  title: 'ChainHub',
  servers: ['https://api.chainhub.tech'],
  auth: { scheme: 'Bearer', env: 'KONTEXT_TEST_CHAINHUB_KEY' },
  models: { max: falDescriptor.models.max },
  options: { ...relayOptions, format: { ...relayOptions.format, required: true } },
} as const satisfies ProviderDescriptor

/** vtrix by hand: the other dialect. */
export const vtrixDescriptor = {
  id: 'vtrix',
  title: 'Vtrix',
  servers: ['https://cloud.vtrix.ai'],
  auth: { scheme: 'Bearer', env: 'KONTEXT_TEST_VTRIX_KEY' },
  dialect: 'task',
  models: { max: { path: '/model/v1/generation', wireName: 'flux_kontext_max' } },
  options: {
    aspectRatio: { field: 'aspect_ratio', type: 'string', ratio: ['9:21', '21:9'] },
    format: { field: 'output_format', type: 'string', values: ['jpeg', 'png'], default: 'jpeg' },
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
    in_progress: 'running',
    pending: 'queued',
    processing: 'running',
    queued: 'queued',
    completed: 'completed',
    done: 'completed',
    failed: 'failed',
  },
  operations: {
    status: { method: 'GET', path: '/model/v1/generation/task/{request_id}' },
    result: { method: 'GET', path: '/model/v1/generation/task/{request_id}' },
  },
} as const satisfies ProviderDescriptor

export const fal = defineProvider<typeof falDescriptor, { sync_mode?: boolean }>(falDescriptor)
export const chainhub = defineProvider<typeof chainhubDescriptor, { sync_mode?: boolean }>(chainhubDescriptor)
export const vtrix = defineProvider<typeof vtrixDescriptor, { steps?: number; negative_prompt?: string }>(
  vtrixDescriptor,
)
