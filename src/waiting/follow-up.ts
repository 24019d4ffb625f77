import { readError } from '../errors/answer-error.ts'
import type { ResultReading, StatusReading } from '../dialects/dialect.ts'
import { readErrorAnswer } from '../dialects/error-body.ts'
import { exchange } from '../http/exchange.ts'
import type { JobHandle } from '../handle.ts'
import type { OperationRule, Provider } from '../provider.ts'
import { secretsOf, type Session } from '../session.ts'
import type { Answer } from '../http/transport.ts'

const graceMs = 10_000

/** Looks at a job once. @throws what a read throws */
export async function readStatus(session: Session, handle: JobHandle): Promise<StatusReading> {
  const young = session.clock.now() - Date.parse(handle.submittedAt) < graceMs
  const answer = await ask(session, handle, 'status', young)
  const { dialect, provider } = session
  const status = isOk(answer) ? dialect.readStatus(answer.body, provider.capabilities.states) : undefined
  if (status === undefined) throw readError('status', answer, handle, contextOf(session))
  return status
}

/** Fetches the result of a job that has ended. @throws what a read throws, and the failure of the job */
export async function fetchResult(session: Session, handle: JobHandle): Promise<ResultReading | 'pending'> {
  // Right after completion a result may not be there yet: the 404 is given some time.
  const answer = await ask(session, handle, 'result', true)
  const { dialect, provider } = session
  const result = dialect.readResult(answer.status, answer.body, provider.capabilities.states)
  if (result === 'pending' || (result !== undefined && isOk(answer))) return result
  throw readError('result', answer, handle, contextOf(session))
}

/**
 * Asks for the result of a job that may not have ended. `doubt`: the answer may be the job's, a gateway's, or that of
 * a provider that does not say "too early"; `absent` where such an answer will not change. The status knows.
 * @throws what a read throws, and the failure of the job
 */
export async function peekAtResult(
  session: Session,
  handle: JobHandle,
): Promise<ResultReading | 'pending' | 'doubt' | 'absent'> {
  const { dialect, provider } = session
  const answer = await exchange(session, requestOf('result', session, handle))
  const { status, body } = answer
  const result = dialect.readResult(status, body, provider.capabilities.states)
  if (result === 'pending') return result
  if (result !== undefined && isOk(answer) && result.images.length > 0) return result
  if (status >= 400 && readErrorAnswer(answer).final)
    throw readError('result', answer, handle, contextOf(session))
  const stays = status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status)
  return stays ? 'absent' : 'doubt'
}

/** What errors of this session need to know. */
export function contextOf(session: Session) {
  return { provider: session.provider, secrets: secretsOf(session) }
}

/**
 * The paths on which an operation on a job may be answered, the likeliest first. fal's follow-ups drop the model from
 * the path, some of its pages do not, and the result has a second name. (fal.ai/docs/inference-api/queue)
 */
export function pathsOf(
  name: 'status' | 'stream' | 'result',
  handle: JobHandle,
  { capabilities }: Provider,
): readonly string[] {
  const { operations, models } = capabilities
  const own = (operations[name]?.path ?? '').replace('{request_id}', handle.requestId)
  const full = own.replace(/^.*(?=\/requests\/)/, models[handle.model]?.path ?? '')
  const { status, result } = handle.paths ?? {}
  const ticket = name === 'status' ? status : name === 'result' ? result : status && `${status}/stream`
  const second =
    name === 'result' && own.includes('/requests/') ? [`${own}/response`, `${full}/response`] : []
  return [...new Set([...(ticket === undefined ? [] : [ticket]), own, full, ...second])]
}

// A route that is not there is asked for on the other paths, and the one that is there is remembered.
async function ask(
  session: Session,
  handle: JobHandle,
  name: 'status' | 'result',
  grace: boolean,
): Promise<Answer> {
  const { provider, experience } = session
  const key = `${provider.id} ${name}`
  const known = experience.forms.get(key) ?? 0
  const { length } = pathsOf(name, handle, provider)
  // A gateway's error under 200 is no status: it may pass.
  const reads = (body: unknown) =>
    name === 'result' || session.dialect.readStatus(body, provider.capabilities.states) !== undefined
  const answer = await exchange(session, { ...requestOf(name, session, handle), grace, reads })
  for (let at = 1; isAway(answer) && at < length && session.retries > 0; at++) {
    const other = await exchange(session, requestOf(name, session, handle, known + at))
    if (isAway(other)) continue
    experience.forms.set(key, known + at)
    return other
  }
  return answer
}

function requestOf(name: 'status' | 'result', session: Session, handle: JobHandle, form?: number) {
  const { provider, experience } = session
  const paths = pathsOf(name, handle, provider)
  const at = form ?? experience.forms.get(`${provider.id} ${name}`) ?? 0
  const path = paths[at % paths.length] ?? ''
  const { method }: OperationRule = provider.capabilities.operations[name]
  const verb = `read the ${name} of a job at ${handle.provider}`
  return { method, path, purpose: 'read', operation: name, verb, handle } as const
}

function isAway({ status }: Answer): boolean {
  return status === 404 || status === 405
}

function isOk({ status }: Answer): boolean {
  return status >= 200 && status < 300
}
