import { rejectedError, submitError } from './answer-error.ts'
import type { StatusReading, TicketReading } from './dialects/dialect.ts'
import { contractIssues, encode, type Encoded } from './encode.ts'
import { AmbiguousSubmitError, ContractError, InputError, type InputIssue } from './errors.ts'
import { exchange } from './exchange.ts'
import { createHandle, type JobHandle } from './handle.ts'
import { readImage } from './image-source.ts'
import { asRecord } from './narrow.ts'
import { secretsOf, type Session } from './session.ts'
import { isRequestId, jobPaths } from './ticket-url.ts'
import type { Answer } from './transport.ts'

/** A submit that was taken: the job, and where it stood in the ticket. */
export interface Submitted {
  readonly handle: JobHandle
  readonly first: StatusReading | undefined
}

// A relay that answers with the images at once may name no job.
const noJobId = 'answered-at-once'

/**
 * Checks an input and submits it, once.
 * @throws InputError before any network, AuthError, RateLimitError, RejectedError, ModeratedError,
 * AmbiguousSubmitError, HttpError, NetworkError, ContractError, or the caller's reason on abort
 */
export async function submitEdit(session: Session, input: unknown): Promise<Submitted> {
  session.signal?.throwIfAborted()
  const { provider, dialect } = session
  const { capabilities } = provider
  const encoded = encode(capabilities, input, await readImages(input, capabilities.images.accepts))
  if (encoded.issues.length > 0) throw inputError(provider.id, encoded.issues)
  const body = dialect.submitBody(encoded.fields, encoded.wireName)
  const validator = provider.validators[encoded.model]
  if (validator !== undefined && !validator(body)) {
    throw inputError(provider.id, contractIssues(capabilities, validator.errors ?? [], dialect.fieldsPath))
  }
  keepSecret(session, encoded)
  const submittedAt = new Date(session.clock.now()).toISOString()
  const verb = `submit to ${provider.id}`
  const answer = await exchange(session, {
    method: 'POST',
    path: encoded.path,
    body,
    purpose: 'submit',
    verb,
  })
  return readTicket(session, encoded, answer, submittedAt)
}

async function readImages(input: unknown, accepts: Session['provider']['capabilities']['images']['accepts']) {
  const image = asRecord(input)?.['image']
  const sources: readonly unknown[] = image === undefined ? [] : Array.isArray(image) ? image : [image]
  return Promise.all(sources.map((source) => readImage(source, accepts)))
}

// Texts only: numbers would redact every status, images are redacted by their shape.
function keepSecret(session: Session, { fields }: Encoded): void {
  for (const value of Object.values(fields)) {
    if (typeof value === 'string' && value.length >= 12 && value.length < 100_000) session.secrets.add(value)
  }
}

function inputError(provider: string, issues: readonly InputIssue[]): InputError {
  const [first] = issues
  const text =
    issues.length === 1 && first !== undefined ? first.message : `${issues.length} problems with the input.`
  const list = issues.length === 1 ? '' : issues.map(({ message }) => `\n- ${message}`).join('')
  return new InputError(`Failed to submit to ${provider}: ${text}${list}`, { provider, issues })
}

function readTicket(session: Session, { model }: Encoded, answer: Answer, submittedAt: string): Submitted {
  const { provider, dialect } = session
  const context = { provider, secrets: secretsOf(session) }
  if (answer.status < 200 || answer.status >= 300) throw submitError(answer, context)
  if (answer.body === undefined) {
    const remedy = 'It was not sent again: look at the dashboard of the provider before you do.'
    const message = `Failed to submit to ${provider.id}: the answer to the edit is not JSON. ${remedy}`
    throw new AmbiguousSubmitError(message, { provider: provider.id, status: answer.status })
  }
  const ticket = dialect.readTicket(answer.body, provider.capabilities.states)
  if (ticket?.failure !== undefined) throw rejectedError(answer.status, ticket.failure, context)
  const requestId = idOf(ticket)
  if (ticket === undefined || requestId === undefined || !isRequestId(requestId)) {
    const fact =
      'the answer has no request id that could be one. The edit may run: look at the dashboard of the provider.'
    throw new ContractError(`Failed to submit to ${provider.id}: ${fact}`, {
      provider: provider.id,
      billed: 'maybe',
    })
  }
  const paths = jobPaths(ticket.urls, requestId, provider.baseUrl, provider.capabilities)
  const origin = provider.baseUrl
  const handle = createHandle({ v: 1, provider: provider.id, origin, model, requestId, paths, submittedAt })
  return { handle, first: ticket.status }
}

function idOf(ticket: TicketReading | undefined): string | undefined {
  const finished = (ticket?.status?.result?.images.length ?? 0) > 0
  return ticket?.requestId ?? (finished ? noJobId : undefined)
}
