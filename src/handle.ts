import { InputError } from './errors/errors.ts'
import { asRecord } from './narrow.ts'
import type { Provider } from './provider.ts'
import { isJobPath, isRequestId, type JobPaths } from './ticket-url.ts'
import type { Model } from './vocabulary.ts'

/**
 * A submitted edit as plain JSON of at most 1 kB, without secrets: save it, and `resume` the job in another
 * process. Whoever can change a saved handle can choose which job is looked at, not where the key goes.
 */
export interface JobHandle {
  /** Version of this shape. */
  readonly v: 1
  readonly provider: string
  /** Base URL the edit was submitted to. */
  readonly origin: string
  readonly model: Model
  readonly requestId: string
  /** Paths relative to `origin`, where the ticket named others than the contract. */
  readonly paths?: JobPaths
  /** ISO 8601. */
  readonly submittedAt: string
}

const longestHandle = 1024

/** Makes the handle of a submitted edit; paths are left out where it would grow beyond 1 kB. */
export function createHandle(handle: JobHandle): JobHandle {
  const { paths, ...rest } = handle
  const fits = JSON.stringify(handle).length <= longestHandle
  return paths === undefined || Object.keys(paths).length === 0 || !fits ? rest : { ...rest, paths }
}

/** Whether a handle names this provider and its base URL; the rest of it may still be wrong. */
export function isOf(handle: unknown, { id, baseUrl }: Provider): boolean {
  const record = plainRecord(handle)
  return record?.['provider'] === id && record['origin'] === baseUrl
}

/**
 * Checks a handle that comes from outside.
 * @throws InputError when it is not one, is another provider's, or was submitted to another base URL
 */
export function parseHandle(value: unknown, provider: Provider): JobHandle {
  const refuse = (path: string, message: string): never => {
    const text = `Failed to resume at ${provider.id}: ${message}`
    throw new InputError(text, { provider: provider.id, issues: [{ path, message }] })
  }
  if (asRecord(value) === undefined) {
    const remedy = typeof value === 'string' ? 'Pass JSON.parse(text).' : 'Pass the handle of a job.'
    return refuse('handle', `the handle is not an object. ${remedy}`)
  }
  const record = plainRecord(value)
  if (record === undefined)
    return refuse('handle', 'the handle is above 1 kB, or not JSON. Check where it comes from.')
  const { v, provider: id, origin, model, requestId, submittedAt } = record
  if (v !== 1)
    return refuse(
      'handle.v',
      'the handle is not of version 1. Use the kontext-sdk that made it, or a newer one.',
    )
  if (id !== provider.id) {
    return refuse(
      'handle.provider',
      `the handle is another provider's. Resume it with the provider it names.`,
    )
  }
  if (origin !== provider.baseUrl) {
    const remedy = 'Give the provider the baseUrl the handle has as its origin, if you trust it.'
    return refuse(
      'handle.origin',
      `the edit was submitted to another base URL than ${provider.baseUrl}. ${remedy}`,
    )
  }
  if (typeof requestId !== 'string' || !isRequestId(requestId)) {
    return refuse(
      'handle.requestId',
      'the request id has characters no id has. Submit the edit again if it is lost.',
    )
  }
  if ((model !== 'pro' && model !== 'max') || provider.capabilities.models[model] === undefined) {
    return refuse('handle.model', 'the model is not sold here. Check where the handle comes from.')
  }
  if (typeof submittedAt !== 'string' || submittedAt.length > 40 || Number.isNaN(Date.parse(submittedAt))) {
    return refuse('handle.submittedAt', 'the time is not ISO 8601. Check where the handle comes from.')
  }
  const paths = parsePaths(record['paths'], requestId)
  if (paths === undefined) {
    return refuse(
      'handle.paths',
      'a path is not one of this job. Leave paths out to use those of the contract.',
    )
  }
  return createHandle({
    v,
    provider: provider.id,
    origin: provider.baseUrl,
    model,
    requestId,
    paths,
    submittedAt,
  })
}

// A copy without getters and proxies: what is checked is what is used.
function plainRecord(value: unknown) {
  try {
    const text = JSON.stringify(value)
    return text.length <= longestHandle ? asRecord(JSON.parse(text)) : undefined
  } catch {
    return undefined
  }
}

function parsePaths(value: unknown, requestId: string): JobPaths | undefined {
  if (value === undefined) return {}
  const record = asRecord(value)
  if (record === undefined) return undefined
  const paths: { status?: string; result?: string; cancel?: string } = {}
  for (const operation of ['status', 'result', 'cancel'] as const) {
    const path = record[operation]
    if (path === undefined) continue
    if (typeof path !== 'string' || !isJobPath(path, operation, requestId)) return undefined
    paths[operation] = path
  }
  return paths
}
