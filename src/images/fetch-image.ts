import { fromBase64 } from './base64.ts'
import { ContractError, HttpError, KontextError, NetworkError } from '../errors/errors.ts'
import { guarded } from '../http/guarded.ts'
import type { JobHandle } from '../handle.ts'
import { isWholeImage, readImageSize, type ImageSize } from './image-size.ts'
import { sniffImageType, sniffLength, type ImageType } from './image-type.ts'
import { isLoopback } from '../provider.ts'
import { BodyTooLarge, readBody } from '../http/read-body.ts'
import { redactCause } from '../errors/redact.ts'
import { leadsToPrivate } from './resolve-host.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import { nextAttempt, type Outcome } from '../http/retry.ts'
import type { Session } from '../session.ts'
import { imageUrlFault } from './url-policy.ts'

/** An image to fetch, and who wants to know what it is. */
export interface ImageTarget {
  readonly url: string
  readonly session: Session
  readonly handle: JobHandle
  readonly signal: AbortSignal | undefined
  readonly onType: (type: ImageType, size: ImageSize | undefined) => void
}

type Bytes = Uint8Array<ArrayBuffer>

const maxBytes = 16 * 1024 * 1024
const maxPixels = 100_000_000
const maxRedirects = 3

/** Fetches an image whole. @throws HttpError, NetworkError, ContractError, or the reason of the signal */
export async function fetchImage(target: ImageTarget): Promise<Bytes> {
  return retrying(target, async (signal) => {
    const bytes = await readBody(await open(target, signal), { maxBytes, signal })
    const size = inspect(target, bytes)
    const type = sniffImageType(bytes)
    if (size !== undefined && type !== undefined && !isWholeImage(bytes, type))
      throw new BrokenOff('it breaks off before its end')
    return bytes
  })
}

/** Fetches an image piece by piece; what was handed out is not fetched again. */
export async function streamImage(target: ImageTarget): Promise<ReadableStream<Bytes>> {
  const { reader, first } = await retrying(target, (signal) => start(target, signal))
  const { clock, requestTimeoutMs: timeoutMs } = target.session
  let size = first.length
  return new ReadableStream<Bytes>({
    start: (controller) => controller.enqueue(first),
    pull: async (controller) => {
      try {
        const read = () => reader.read()
        const { done, value } = await guarded(read, { clock, timeoutMs, signal: target.signal })
        size += value?.length ?? 0
        if (size > maxBytes) throw new BodyTooLarge(maxBytes)
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        reader.cancel(error).catch(() => undefined)
        throw target.signal?.aborted === true ? target.signal.reason : failureOf(target, error).error
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

async function start(target: ImageTarget, signal: AbortSignal) {
  const { body } = await open(target, signal)
  if (body === null) throw refuse(target, 'its host sent nothing')
  const reader: ReadableStreamDefaultReader<Bytes> = body.getReader()
  let first: Bytes = new Uint8Array()
  while (first.length < sniffLength) {
    const { done, value } = await reader.read()
    if (done) break
    const joined = new Uint8Array(first.length + value.length)
    joined.set(first)
    joined.set(value, first.length)
    first = joined
  }
  inspect(target, first)
  return { reader, first }
}

/** Tells what the first bytes are; undefined when they do not say how large the image is. */
function inspect(target: ImageTarget, bytes: Bytes): ImageSize | undefined {
  const type = sniffImageType(bytes)
  if (type === undefined) throw refuse(target, 'its host sent bytes of no known image type')
  const size = readImageSize(bytes, type)
  if (size !== undefined && size.width * size.height > maxPixels)
    throw refuse(target, `it has ${size.width}x${size.height} pixels, above 100 megapixels`)
  target.onType(type, size)
  return size
}

async function retrying<T>(target: ImageTarget, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { session, signal } = target
  const { clock, random, retries: attempts, requestTimeoutMs } = session
  const startedAt = clock.now()
  for (let attempt = 0; ; attempt++) {
    try {
      return await guarded(run, { clock, timeoutMs: requestTimeoutMs, signal })
    } catch (caught) {
      if (signal?.aborted === true) throw signal.reason
      const { error, outcome } = failureOf(target, caught)
      const remainingMs = session.timeoutMs - (clock.now() - startedAt)
      const policy = { purpose: 'read', attempts, remainingMs, grace: false, random } as const
      const next = outcome && nextAttempt(outcome, attempt, policy)
      if (next?.do !== 'retry') throw error
      await clock.sleep(next.ms, signal)
    }
  }
}

/** Asks for the image, following redirects by hand. */
async function open(target: ImageTarget, signal: AbortSignal): Promise<Response> {
  const { session } = target
  if (/^data:/i.test(target.url)) return new Response(fromDataUri(target))
  const loopback = isLoopback(new URL(session.provider.baseUrl).hostname)
  let url = target.url
  for (let hop = 0; ; hop++) {
    const fault = imageUrlFault(url, { loopback }) ?? (await resolvedFault(url, session))
    if (fault !== undefined) throw refuse(target, `its URL ${fault}`)
    signal.throwIfAborted()
    const response = await (session.fetch ?? globalThis.fetch)(url, {
      signal,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
    const { status, headers } = response
    if (status >= 200 && status < 300 && status !== 206) return response
    // Not awaited: a body that is read twice never confirms.
    response.body?.cancel().catch(() => undefined)
    if (status === 206) throw new BrokenOff('its host sent a part of it')
    if (status !== 0 && (status < 300 || status >= 400)) throw new BadStatus(status, headers)
    const location = headers.get('location')
    if (location === null || hop >= maxRedirects || !URL.canParse(location, url)) {
      throw refuse(target, 'its host redirects without end or aim')
    }
    url = new URL(location, url).href
  }
}

async function resolvedFault(url: string, session: Session): Promise<string | undefined> {
  const { hostname } = new URL(url)
  if (session.ownFetch || isLoopback(hostname)) return undefined
  return (await leadsToPrivate(hostname)) ? 'leads to a private address' : undefined
}

function fromDataUri(target: ImageTarget): Bytes {
  const [, base64] = /^data:[^,]*;base64,(.*)$/is.exec(target.url) ?? []
  try {
    return fromBase64(base64 ?? '!')
  } catch {
    throw refuse(target, 'its data URI is not base64')
  }
}

class BadStatus extends Error {
  readonly status: number
  readonly headers: Headers

  constructor(status: number, headers: Headers) {
    super(`its host answered ${status}`)
    this.status = status
    this.headers = headers
  }
}

/** Not all of the image came, though the connection ended well. */
class BrokenOff extends Error {}

/** The error a failed download stands for; what cannot be repeated has no outcome. */
function failureOf(
  target: ImageTarget,
  error: unknown,
): { readonly error: KontextError; readonly outcome?: Outcome } {
  if (KontextError.is(error)) return { error }
  if (error instanceof BodyTooLarge) return { error: refuse(target, error.message) }
  const again = 'The edit is done: try the download again.'
  if (error instanceof BadStatus) {
    const { status, headers } = error
    const gone = status === 403 || status === 404 || status === 410
    const remedy = gone
      ? 'Its link may have expired. Resume the job by its handle: the result, while it is kept, has a fresh one.'
      : again
    const retryable = status === 408 || status === 429 || status >= 500
    const details = { ...detailsOf(target), status, body: '', retryable }
    const retryAfter = { retryAfterMs: retryAfterMs(headers), readable: true, final: false }
    return {
      error: new HttpError(`Failed to fetch an image: ${error.message}. ${remedy}`, details),
      outcome: { kind: 'answer', status, ...retryAfter },
    }
  }
  const outcome = { kind: 'failure', sent: true } as const
  if (error instanceof BrokenOff) return { error: refuse(target, error.message), outcome }
  const details = { ...detailsOf(target), cause: redactCause(error, []) }
  const message = `Failed to fetch an image: the connection failed. ${again}`
  return { error: new NetworkError(message, details), outcome }
}

function refuse(target: ImageTarget, fact: string): ContractError {
  const message = `Failed to fetch an image: ${fact}. Ask the provider; the edit is done.`
  return new ContractError(message, detailsOf(target))
}

function detailsOf({ session, handle }: ImageTarget) {
  return { provider: session.provider.id, handle, billed: 'yes' } as const
}
