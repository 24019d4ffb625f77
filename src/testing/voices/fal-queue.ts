import { asRecord } from '../../narrow.ts'
import type { ContractAnswer, Violation } from '../../contracts/exchange.ts'
import { hasEnded, type MockJob } from '../jobs/job.ts'
import { readEditFields } from './edit-fields.ts'
import { enveloped } from './envelopes.ts'
import { logLines } from './log-lines.ts'
import type { Situation, Voice } from './voice.ts'

// Clients reach a job by four forms: owner/app, the full model path, either with /response, and relays' "auto".
const followUp = /^\/(?:[^/]+\/)+requests\/([^/]+)(\/status|\/status\/stream|\/response|\/cancel)?$/
// Some relays put the name of the queue before the model's path. (apidocs.qnaigc.com/470450789e0)
const queuePrefix = /^\/queue(?=\/)/

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
    const plain = path.replace(queuePrefix, '')
    const [, id, rest = ''] = followUp.exec(plain) ?? []
    if (id === undefined) return plain
    return `/${appOf(models[0] ?? '')}/requests/${id}${rest === '/response' ? '' : rest}`
  },
  operation: (method, path) => {
    const [, id, rest = ''] = followUp.exec(path) ?? []
    if (id === undefined) return method === 'POST' ? 'submit' : undefined
    if (rest === '/cancel') return method === 'PUT' ? 'cancel' : undefined
    if (method !== 'GET') return undefined
    return rest === '/status' ? 'status' : rest === '/status/stream' ? 'stream' : 'result'
  },
  jobId: (path) => followUp.exec(path)?.[1],
  pathOf: (operation, id, models) =>
    `/${appOf(models[0] ?? '')}/requests/${id}${operation === 'status' ? '/status' : ''}`,
  readEdit: (body, context) =>
    readEditFields({ fields: asRecord(body) ?? {}, imageField: 'image_url', ...context }),
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
    const { job } = situation
    const facts = { ...statusUrls(situation), ...logs(situation) }
    if (job.state === 'queued') {
      const body = {
        ...operation.example(202, 'queued'),
        ...statusUrls(situation),
        queue_position: job.position,
      }
      return { status: 202, body }
    }
    if (job.state === 'running')
      return { status: 202, body: { ...operation.example(202, 'running'), ...facts } }
    return {
      status: 200,
      body: {
        ...operation.example(200, 'completed'),
        metrics: job.state === 'canceled' ? {} : { inference_time: job.durations.runMs / 1000 },
        ...facts,
        ...(job.scenario.embedded === true && job.state === 'completed'
          ? { result: resultBody(situation) }
          : {}),
      },
    }
  },
  result: (operation, situation) => {
    const { job } = situation
    const answer = (status: number, name: string): ContractAnswer => ({
      status,
      body: operation.example(status, name),
    })
    switch (job.state) {
      case 'queued':
      case 'running':
        return answer(400, 'tooEarly')
      case 'failed':
      case 'moderated':
        return situation.relay ? enveloped(answer(422, job.state), job) : answer(422, job.state)
      case 'canceled':
        return answer(499, 'canceled')
      case 'completed':
        return {
          status: 200,
          headers: { 'x-fal-request-id': job.id },
          body: { ...operation.example(200, 'completed'), ...resultBody(situation) },
        }
      default:
        return job.state satisfies never
    }
  },
  canceled: (operation, before) =>
    hasEnded(before)
      ? { status: 400, body: operation.example(400, 'tooLate') }
      : { status: 202, body: operation.example(202, 'requested') },
  unknownJob: (operation) => ({ status: 404, body: operation.example(404) }),
  invalid: (_operation, violations) => ({ status: 422, body: { detail: violations.map(toDetail) } }),
}

function resultBody({ job, images }: Situation): Record<string, unknown> {
  const { seed, prompt, echo } = job.edit
  return {
    images: images.map(({ url, contentType, fileName, fileSize, width, height }) => ({
      url,
      content_type: contentType,
      file_name: fileName,
      ...(fileSize === undefined ? {} : { file_size: fileSize }),
      width,
      height,
    })),
    timings: {},
    seed: Number(seed),
    has_nsfw_concepts: images.map(() => job.scenario.flagged === true),
    prompt,
    // (anyapi.vip api-321180242)
    ...(job.scenario.echo === true && echo !== undefined ? { request: echo } : {}),
  }
}

function appOf(modelPath: string): string {
  return modelPath.split('/').slice(1, 3).join('/')
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

/** Of the addresses, statuses of a sparse relay have one. (docs.yutoai.net/api/api-309451355.html) */
function statusUrls(situation: Situation): Record<string, unknown> {
  const all = urls(situation)
  if (!situation.relay || situation.job.scenario.sparse !== true) return all
  return { ...all, request_id: undefined, status_url: undefined }
}

/** Null unless they were asked for. */
function logs({ job, logs: asked }: Situation): { readonly logs?: readonly object[] | null } {
  if (job.scenario.sparse === true) return {}
  return { logs: asked ? linesOf(job) : null }
}

function linesOf(job: MockJob): readonly object[] {
  return logLines(job).map(({ message, at }) => ({
    message,
    level: 'INFO',
    source: 'USER',
    timestamp: new Date(at).toISOString(),
  }))
}

function toDetail({ location, keyword, message }: Violation): object {
  return {
    loc: location.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    msg: keyword === 'required' ? 'field required' : message,
    type: kinds[keyword] ?? `value_error.${keyword}`,
  }
}
