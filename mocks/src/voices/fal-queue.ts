import type { Violation } from '../contract-engine.ts'
import { hasEnded } from '../job.ts'
import { readEditFields } from './edit-fields.ts'
import type { Situation, Voice } from './voice.ts'

// Clients reach a job by four forms: owner/app, the full model path, either with /response, and relays' "auto".
const followUp = /^\/(?:[^/]+\/)+requests\/([^/]+)(\/status|\/response|\/cancel)?$/

const kinds: Readonly<Record<string, string>> = {
  required: 'value_error.missing',
  minimum: 'value_error.number.not_ge',
  maximum: 'value_error.number.not_le',
  minLength: 'value_error.any_str.min_length',
  enum: 'value_error.const',
  type: 'type_error',
}

/** fal's queue: IN_QUEUE, IN_PROGRESS, COMPLETED; a failure is a COMPLETED job whose result is an error. */
export const falQueue: Voice = {
  canonicalPath: (path, models) => {
    const [, id, rest = ''] = followUp.exec(path) ?? []
    if (id === undefined) return path
    return `/${appOf(models[0] ?? '')}/requests/${id}${rest === '/response' ? '' : rest}`
  },
  jobId: (path) => followUp.exec(path)?.[1],
  readEdit: (body, model) => readEditFields({ fields: asRecord(body), imageField: 'image_url', model }),
  ticket: (operation, situation) => ({
    status: 200,
    body: {
      ...operation.example(200),
      ...urls(situation),
      status: 'IN_QUEUE',
      queue_position: situation.job.position,
    },
  }),
  status: (operation, situation) => {
    const { state, position } = situation.job
    if (state === 'queued') {
      return {
        status: 202,
        body: { ...operation.example(202, 'queued'), ...urls(situation), queue_position: position },
      }
    }
    if (state === 'running')
      return { status: 202, body: { ...operation.example(202, 'running'), ...urls(situation) } }
    return { status: 200, body: { ...operation.example(200, 'completed'), ...urls(situation) } }
  },
  result: (operation, { job, images }) => {
    if (!hasEnded(job)) return { status: 400, body: operation.example(400, 'tooEarly') }
    if (job.state === 'failed') return { status: 422, body: operation.example(422, 'failed') }
    if (job.state === 'moderated') return { status: 422, body: operation.example(422, 'moderated') }
    // A canceled job ends COMPLETED; its result is 499 upstream, which contracts do not list as an answer of its own.
    if (job.state === 'canceled')
      return { status: 500, body: { detail: 'Request was cancelled', error_type: 'client_cancelled' } }
    return {
      status: 200,
      headers: { 'x-fal-request-id': job.id },
      body: {
        ...operation.example(200, 'completed'),
        images: images.map(({ url, contentType, fileName, width, height }) => ({
          url,
          content_type: contentType,
          file_name: fileName,
          width,
          height,
        })),
        seed: Number(job.edit.seed),
        has_nsfw_concepts: images.map(() => false),
        prompt: job.edit.prompt,
      },
    }
  },
  canceled: (operation, before) =>
    hasEnded(before)
      ? { status: 400, body: operation.example(400, 'tooLate') }
      : { status: 202, body: operation.example(202, 'requested') },
  unknownJob: (operation) => ({ status: 404, body: operation.example(404) }),
  invalid: (_operation, violations) => ({ status: 422, body: { detail: violations.map(toDetail) } }),
}

function appOf(modelPath: string): string {
  return modelPath.split('/').slice(1, 3).join('/')
}

function asRecord(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

function urls({ job, baseUrl, modelPath }: Situation): Record<string, unknown> {
  const base = `${baseUrl}/${appOf(modelPath)}/requests/${job.id}`
  const all = {
    request_id: job.id,
    response_url: base,
    status_url: `${base}/status`,
    cancel_url: `${base}/cancel`,
  }
  // Relays leave these out (aiapi.apifox.cn/api-305875782); `undefined` drops the key when the answer is written.
  const left = { cancel_url: undefined, logs: undefined, metrics: undefined }
  return job.scenario.sparse === true ? { ...all, ...left } : all
}

function toDetail({ location, keyword, message }: Violation): object {
  return {
    loc: location.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    msg: keyword === 'required' ? 'field required' : message,
    type: kinds[keyword] ?? `value_error.${keyword}`,
  }
}
