import type { Violation } from '../contract-engine.ts'
import { hasEnded } from '../job.ts'
import { readEditFields } from './edit-fields.ts'
import type { Situation, Voice } from './voice.ts'

const taskPath = /\/task\/([^/]+)$/

/** Task polling: the last look carries the result, and a failed task is a 200. */
export const task: Voice = {
  canonicalPath: (path) => path,
  jobId: (path) => taskPath.exec(path)?.[1],
  readEdit: (body, model) => readEditFields({ fields: params(body), imageField: 'input_image', model }),
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
  if (!hasEnded(job)) return { status: 200, body: named('running') }
  if (job.state === 'failed' || job.state === 'moderated') return { status: 200, body: named(job.state) }
  return {
    status: 200,
    body: { ...named('completed'), output: [{ content: images.map(({ url }) => ({ type: 'image', url })) }] },
  }
}

function facts({ job }: Situation): Record<string, unknown> {
  const created = { id: job.id, created_at: Math.floor(job.createdAt / 1000) }
  return job.scenario.sparse === true
    ? { ...created, progress: undefined, usage: undefined, metadata: undefined }
    : created
}

function params(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || !('input' in body) || !Array.isArray(body.input)) return {}
  const first: unknown = body.input[0]
  if (typeof first !== 'object' || first === null || !('params' in first)) return {}
  const found: unknown = first.params
  return typeof found === 'object' && found !== null ? { ...found } : {}
}

/** `['body', 'input', '0', 'params', 'prompt']` as `input[0].params.prompt`. */
function pathOf(location: Violation['location']): string {
  const [, ...rest] = location
  return rest.length === 0
    ? 'body'
    : rest.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}
