import type { ProviderDescriptor } from '../../provider.ts'
import type { MockOperation } from '../sessions/journal.ts'
import { voices } from '../voices/voices.ts'

/** What a request asks a provider for. */
export interface ReadPath {
  /** The contract's path; clients use several forms of some. */
  readonly path: string
  /** Missing where the dialect has no such request. */
  readonly operation?: MockOperation
  /** The job it is about. */
  readonly jobId?: string
}

/** Reads what a request asks for out of its method and its path, without what stands before the contract's. */
export function readPath(
  { dialect, models }: Pick<ProviderDescriptor, 'dialect' | 'models'>,
  request: { readonly method: string; readonly path: string },
): ReadPath {
  const voice = voices[dialect]
  const path = voice.canonicalPath(
    request.path,
    Object.values(models).map((model) => model.path),
  )
  const operation = voice.operation(request.method, path)
  const jobId = voice.jobId(path)
  return {
    path,
    ...(operation === undefined ? {} : { operation }),
    ...(jobId === undefined ? {} : { jobId }),
  }
}
