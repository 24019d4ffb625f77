import { submitError } from './errors/answer-error.ts'
import { courtesyMs } from './cancel.ts'
import type { StatusReading, TicketReading } from './dialects/dialect.ts'
import { formOf } from './dialects/error-body.ts'
import { encodeInput } from './input/encode-input.ts'
import type { Encoded } from './input/encode.ts'
import { AmbiguousSubmitError, InputError } from './errors/errors.ts'
import type { EventLog } from './events.ts'
import { exchange } from './http/exchange.ts'
import { guarded, RequestTimeout } from './http/guarded.ts'
import { createHandle, type JobHandle } from './handle.ts'
import { secretsOf, type Session } from './session.ts'
import { isRequestId, jobPaths } from './ticket-url.ts'
import type { Answer, Outgoing } from './http/transport.ts'

/** A submit that was taken: the job, and where it stood in the ticket. */
export interface Submitted {
  readonly handle: JobHandle
  readonly first: StatusReading | undefined
}

// A relay that answers with the images at once may name no job, or none we could ask for.
const noJobId = 'answered-at-once'

/**
 * Checks an input and submits it, once.
 * @throws InputError before any network, AuthError, RateLimitError, RejectedError, ModeratedError,
 * AmbiguousSubmitError, HttpError, NetworkError, or the caller's reason on abort
 */
export const submitToOne: Route = async ([session], input) => {
  if (session === undefined) throw new TypeError('there is no session')
  return { session, ...(await sendEdit(session, await prepareEdit(session, input))) }
}

/** A submit that was taken, and in which session. */
export interface Routed extends Submitted {
  readonly session: Session
}

/** Brings an edit to one of several providers, each with a session of its own. */
export type Route = (sessions: readonly Session[], input: unknown, log: EventLog) => Promise<Routed>

/** An edit that was checked and is ready to be sent. */
export interface PreparedEdit {
  readonly encoded: Encoded
  readonly body: Readonly<Record<string, unknown>>
}

/** Checks an input, without any network. @throws InputError, or the reason of the signal */
export async function prepareEdit(session: Session, input: unknown): Promise<PreparedEdit> {
  const { provider, dialect, clock, signal, deadline } = session
  // A stream may never end.
  const guard = { clock, signal, timeoutMs: deadline - clock.now() }
  const encoded = await guarded((inner) => encodeInput(provider.capabilities, input, inner), guard).catch(
    (error: unknown) => {
      throw error instanceof RequestTimeout ? unreadable(session) : error
    },
  )
  if (encoded.issues.length > 0) throw inputError(provider.id, encoded)
  const body = dialect.submitBody(encoded.fields, encoded.wireName)
  keepSecret(session, encoded)
  session.asked = encoded.asked
  return { encoded: { ...encoded, path: await submitPath(session, encoded) }, body }
}

async function submitPath({ provider, webhookUrl, secrets }: Session, { path }: Encoded): Promise<string> {
  if (webhookUrl === undefined) return path
  const { withWebhook } = await import('./webhook-url.ts')
  secrets.add(webhookUrl)
  return withWebhook(path, webhookUrl, provider)
}

/** Submits an edit, once. @throws what {@link submitToOne} throws, but for InputError */
export async function sendEdit(session: Session, { encoded, body }: PreparedEdit): Promise<Submitted> {
  const { provider } = session
  const submittedAt = new Date(session.clock.now()).toISOString()
  const verb = `submit to ${provider.id}`
  try {
    const answer = await exchange(session, {
      method: 'POST',
      path: encoded.path,
      body,
      purpose: 'submit',
      verb,
      late: lateTicket(session, (late) => readTicket(session, encoded, late, submittedAt)),
    })
    return readTicket(session, encoded, answer, submittedAt)
  } catch (error) {
    session.slot?.free()
    throw error
  }
}

// An abort does not stop a provider that has the edit: it is paid for, and without its ticket it cannot be canceled.
function lateTicket(session: Session, read: (answer: Answer) => Submitted): Outgoing['late'] {
  const { onLateTicket, cancelOnAbort, provider } = session
  // Where no job can be canceled, a connection that breaks is all that may stop it.
  if (onLateTicket === undefined || (cancelOnAbort && provider.capabilities.operations.cancel === undefined))
    return undefined
  const take = (answer: Answer): void => {
    try {
      onLateTicket(read(answer), session)
    } catch {
      // No ticket: there is nothing to cancel, and nobody to tell.
    }
  }
  return { ms: courtesyMs, take }
}

function unreadable({ provider, timeoutMs }: Session): InputError {
  const message = `image could not be read within ${timeoutMs} ms. Check where it comes from.`
  const issues = [{ path: 'image', message }]
  return new InputError(`Failed to submit to ${provider.id}: ${message}`, { provider: provider.id, issues })
}

// Texts only: numbers would redact every status, images are redacted by their shape.
function keepSecret({ provider, secrets }: Session, { fields }: Encoded): void {
  const { images } = provider.capabilities
  for (const [name, value] of Object.entries(fields)) {
    const isBytes = images.fields.includes(name) && String(value).length >= 100_000
    if (typeof value === 'string' && value.length >= 12 && !isBytes) secrets.add(value)
  }
}

function inputError(provider: string, { issues, cause }: Encoded): InputError {
  const [first] = issues
  const text =
    issues.length === 1 && first !== undefined ? first.message : `${issues.length} problems with the input.`
  const list = issues.length === 1 ? '' : issues.map(({ message }) => `\n- ${message}`).join('')
  return new InputError(`Failed to submit to ${provider}: ${text}${list}`, { provider, issues, cause })
}

function readTicket(session: Session, { model }: Encoded, answer: Answer, submittedAt: string): Submitted {
  const { provider, dialect } = session
  const context = { provider, secrets: secretsOf(session) }
  if (answer.status < 200 || answer.status >= 300) throw submitError(answer, context)
  const lost = (what: string, hint = ''): AmbiguousSubmitError => {
    const remedy = `${hint}It was not sent again: look at the dashboard of the provider before you do.`
    const message = `Failed to submit to ${provider.id}: it answered ${answer.status} with ${what}. ${remedy}`
    return new AmbiguousSubmitError(message, { provider: provider.id, status: answer.status })
  }
  if (answer.body === undefined) throw lost(`${formOf(answer.text)}, not JSON`, 'Check the baseUrl. ')
  const ticket = dialect.readTicket(answer.body, provider.capabilities.states)
  if (ticket?.failure !== undefined) throw submitError(answer, context, ticket.failure)
  const requestId = idOf(ticket)
  if (ticket === undefined || requestId === undefined || !isRequestId(requestId))
    throw lost('no request id that could be one')
  const paths = jobPaths(ticket.urls, requestId, provider.baseUrl, provider.capabilities)
  const origin = provider.baseUrl
  const handle = createHandle({ v: 1, provider: provider.id, origin, model, requestId, paths, submittedAt })
  return { handle, first: ticket.status }
}

function idOf(ticket: TicketReading | undefined): string | undefined {
  const { requestId, status } = ticket ?? {}
  const finished = (status?.result?.images.length ?? 0) > 0
  return finished && !isRequestId(requestId ?? '') ? noJobId : requestId
}
