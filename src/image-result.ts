import type { ImageReference } from './dialects/dialect.ts'
import { ContractError, HttpError, KontextError, NetworkError } from './errors.ts'
import { guarded } from './guarded.ts'
import type { JobHandle } from './handle.ts'
import { sniffImageType, type ImageType } from './image-type.ts'
import { isLoopback } from './provider.ts'
import { BodyTooLarge, readBody } from './read-body.ts'
import { redactCause } from './redact.ts'
import { retryAfterMs } from './retry-after.ts'
import { nextAttempt } from './retry.ts'
import { saveFile } from './save-file.ts'
import type { Session } from './session.ts'
import { imageUrlFault } from './url-policy.ts'

/** How to fetch an image. */
export interface ImageOptions {
  readonly signal?: AbortSignal
}

const maxImageBytes = 64 * 1024 * 1024
const maxRedirects = 3

/** One image of a result. Nothing is fetched until it is asked for; no credential goes with it. */
export class ImageResult {
  /** Where the image is: an `https:` URL that lives for minutes to days, or a data URI. */
  readonly url: string
  /** What the provider says it is; see {@link ImageResult.type} for what it really is. */
  declare readonly contentType?: string
  /** Pixels, as the provider says. */
  declare readonly width?: number
  /** Pixels, as the provider says. */
  declare readonly height?: number
  readonly #session: Session
  readonly #handle: JobHandle
  #type: ImageType | undefined
  #bytes: Uint8Array<ArrayBuffer> | undefined

  constructor(image: ImageReference, session: Session, handle: JobHandle) {
    this.url = image.url
    if (image.contentType !== undefined) this.contentType = image.contentType
    if (image.width !== undefined) this.width = image.width
    if (image.height !== undefined) this.height = image.height
    this.#session = session
    this.#handle = handle
  }

  /** The type by the first bytes; undefined until the image was read. Some providers send PNG for JPEG. */
  get type(): ImageType | undefined {
    return this.#type
  }

  /**
   * Fetches the image, at most 64 MB, and keeps it: a second call gives the same bytes without a request. Only the
   * download is repeated when it fails, never the edit.
   * @throws HttpError, NetworkError, ContractError when the URL or the bytes are not an image's, `billed: 'yes'`
   */
  async bytes({ signal }: ImageOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { retries, random, clock, timeoutMs } = this.#session
    const startedAt = clock.now()
    if (this.#bytes !== undefined) return this.#bytes
    for (let attempt = 0; ; attempt++) {
      const { bytes, outcome, error } = await this.#attempt(signal)
      if (bytes !== undefined) return (this.#bytes = bytes)
      const policy = {
        purpose: 'read',
        attempts: retries,
        remainingMs: timeoutMs - (clock.now() - startedAt),
        grace: false,
        random,
      } as const
      const next = nextAttempt(outcome, attempt, policy)
      if (next.do !== 'retry') throw error
      await clock.sleep(next.ms, signal)
    }
  }

  /**
   * Writes the image to a file, whole or not at all. Not for browsers.
   * @throws what {@link ImageResult.bytes} throws, and errors of the file system
   */
  async save(path: string, options: ImageOptions = {}): Promise<void> {
    await saveFile(path, await this.bytes(options))
  }

  async #attempt(signal: AbortSignal | undefined) {
    const { clock, requestTimeoutMs: timeoutMs } = this.#session
    const none = { kind: 'answer', status: 0, readable: true, final: true, retryAfterMs: undefined } as const
    try {
      const response = await guarded((inner) => this.#download(inner), { clock, timeoutMs, signal })
      if (response.bytes !== undefined) return { bytes: response.bytes, outcome: none }
      const { status, headers } = response
      const outcome = { ...none, status, final: false, retryAfterMs: retryAfterMs(headers) }
      const message = `Failed to fetch an image: its host answered ${status}. The edit is done: try the download again.`
      return { outcome, error: new HttpError(message, { ...this.#details(), status, body: '' }) }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (KontextError.is(error)) throw error
      if (error instanceof BodyTooLarge) throw this.#refuse(error.message)
      const message =
        'Failed to fetch an image: the connection failed. The edit is done: try the download again.'
      const cause = redactCause(error, [])
      const outcome = { kind: 'failure', sent: true } as const
      return { outcome, error: new NetworkError(message, { ...this.#details(), cause }) }
    }
  }

  async #download(signal: AbortSignal) {
    const loopback = isLoopback(new URL(this.#session.provider.baseUrl).hostname)
    let url = this.url
    for (let hop = 0; ; hop++) {
      const fault = imageUrlFault(url, { loopback })
      if (fault !== undefined) throw this.#refuse(`its URL ${fault}`)
      const send = this.#session.fetch ?? globalThis.fetch
      const response = await send(url, {
        signal,
        redirect: 'manual',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      })
      const { status, headers } = response
      const location = headers.get('location')
      if (status >= 200 && status < 300)
        return { status, headers, bytes: this.#check(await readBody(response, maxImageBytes)) }
      // Not awaited: a body that is read twice never confirms.
      response.body?.cancel().catch(() => undefined)
      if (status !== 0 && (status < 300 || status >= 400)) return { status, headers, bytes: undefined }
      if (location === null || hop >= maxRedirects || !URL.canParse(location, url)) {
        throw this.#refuse('its host redirects without end or aim')
      }
      url = new URL(location, url).href
    }
  }

  #check(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    this.#type = sniffImageType(bytes)
    if (this.#type === undefined) throw this.#refuse('its host sent bytes of no known image type')
    return bytes
  }

  #refuse(fact: string): ContractError {
    return new ContractError(
      `Failed to fetch an image: ${fact}. Ask the provider; the edit is done.`,
      this.#details(),
    )
  }

  #details() {
    return { provider: this.#session.provider.id, handle: this.#handle, billed: 'yes' } as const
  }
}
