import { asRecord } from '../../narrow.ts'
import type { Violation } from '../../contracts/exchange.ts'
import { hasEnded } from '../jobs/job.ts'
import { readEditFields } from './edit-fields.ts'
import type { Situation, Voice } from './voice.ts'

const taskPath = /\/task\/([^/]+)$/

/** Task polling: the last look carries the result, and a failed task is a 200. */
export const task: Voice = {
  canonicalPath: (path) => path,
  operation: (method, path) =>
    taskPath.test(path)
      ? method === 'GET'
        ? 'status'
        : undefined
      : method === 'POST'
        ? 'submit'
        : undefined,
  jobId: (path) => taskPath.exec(path)?.[1],
  pathOf: (_operation, id, models) => `${models[0] ?? ''}/task/${id}`,
  readEdit: (body, context) =>
    readEditFields({ fields: params(body), imageField: 'input_image', ...context }),
  ticket: (operation, situation) => ({
    status: 200,
    body: { ...operation.example(200), ...facts(situation), status: 'in_progress' },
  }),
  status: look,
  result: look,
  canceled: (operation) => ({ status: 404, body: operation.example(404) }),
  unknownJob: (operation) => ({ status: 404, body: operation.example(404) }),
  invalid: (operation, violations) => {
    const example = operation.example(400)
    const message = violations.map(({ location, message: said }) => `${pathOf(location)}: ${said}`).join('; ')
    return { status: 400, body: { ...example, error: { code: 1001, message } } }
  },
}

function look(operation: Parameters<Voice['status']>[0], situation: Situation): ReturnType<Voice['status']> {
  const { job, images } = situation
  const named = (name: string): Record<string, unknown> => ({
    ...operation.example(200, name),
    ...facts(situation),
  })
  // The gateway has no queue of its own to show: a task that waits is in progress too.
  if (!hasEnded(job)) return { status: 200, body: { ...named('running'), ...progress(situation) } }
  if (job.state !== 'completed') {
    const name = job.state === 'moderated' ? 'moderated' : 'failed'
    return { status: 200, body: { ...named(name), ...error(situation) } }
  }
  const output = [{ content: images.map(({ url }) => ({ type: 'image', url })) }]
  return { status: 200, body: { ...named('completed'), output } }
}

function facts({ job }: Situation): Record<string, unknown> {
  const created = { id: job.id, created_at: Math.floor(job.createdAt / 1000) }
  return job.scenario.sparse === true
    ? { ...created, progress: undefined, usage: undefined, metadata: undefined }
    : created
}

function progress({ job }: Situation): Record<string, unknown> {
  return job.scenario.sparse === true ? {} : { progress: Math.round(job.progress * 100) / 100 }
}

// The gateway's own client takes a text, or an object whose code is a text or a number. (seacloud-cli TaskError.UnmarshalJSON)
function error({ job }: Situation): Record<string, unknown> {
  switch (job.scenario.errorForm) {
    case undefined:
      return {}
    case 'text':
      return { error: 'vendor rejected' }
    case 'number':
      return { error: { code: 110001, error_message: 'vendor rejected' } }
    default:
      return job.scenario.errorForm satisfies never
  }
}

function params(body: unknown): Readonly<Record<string, unknown>> {
  const input = asRecord(body)?.['input']
  const first: unknown = Array.isArray(input) ? input[0] : undefined
  return asRecord(asRecord(first)?.['params']) ?? {}
}

/** `['body', 'input', '0', 'params', 'prompt']` as `input[0].params.prompt`. */
function pathOf(location: Violation['location']): string {
  const [, ...rest] = location
  return rest.length === 0
    ? 'body'
    : rest.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}
