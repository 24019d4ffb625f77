import { checkOptions, type OptionsOf } from '../option-table.ts'
import { untilAborted } from '../http/abort.ts'
import type { ImageReference } from '../dialects/dialect.ts'
import type { JobHandle } from '../handle.ts'
import type { ImageType } from './image-type.ts'
import type { Session } from '../session.ts'
import { warn } from '../warning.ts'

/** How to fetch an image. */
export interface ImageOptions {
  readonly signal?: AbortSignal | undefined
}

const imageOptions: OptionsOf<ImageOptions> = { signal: 'an AbortSignal' }

/** A download that several callers wait for; it ends when the last of them has left. */
interface Download {
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>
  readonly controller: AbortController
  waiting: number
}

/** One image of a result. Nothing is fetched until it is asked for; no credential goes with it. */
export class ImageResult {
  /** Where the image is: an `https:` URL that lives for minutes to days, or a data URI. */
  readonly url: string
  /** What the provider says it is; see {@link ImageResult.type} for what it really is. */
  declare readonly contentType?: string
  /** Pixels: as the provider says, and by the image's own header once it was read. */
  declare readonly width?: number
  /** Pixels: as the provider says, and by the image's own header once it was read. */
  declare readonly height?: number
  readonly #session: Session
  readonly #handle: JobHandle
  #type: ImageType | undefined
  #download: Download | undefined

  constructor({ url, contentType, width, height }: ImageReference, session: Session, handle: JobHandle) {
    this.url = url
    if (contentType !== undefined) this.contentType = contentType
    if (width !== undefined) this.width = width
    if (height !== undefined) this.height = height
    this.#session = session
    this.#handle = handle
  }

  /** The type by the first bytes; undefined until the image was read. Some providers send PNG for JPEG. */
  get type(): ImageType | undefined {
    return this.#type
  }

  /**
   * Fetches the image, at most 16 MB and 100 megapixels, and keeps it: further calls, also at the same time, give
   * the same bytes without a request. Only the download is repeated when it fails, never the edit.
   * @throws InputError for options it does not have, HttpError, NetworkError, ContractError when the URL or the bytes are not an image's, `billed: 'yes'`,
   * or the reason of the signal
   */
  async bytes(options: ImageOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#checked('bytes', options)
    signal?.throwIfAborted()
    const download = (this.#download ??= this.#start())
    download.waiting++
    try {
      return await untilAborted(download.bytes, signal)
    } finally {
      download.waiting--
      if (download.waiting === 0 && signal?.aborted === true) this.#drop(download, signal.reason)
    }
  }

  /** The image as a `Blob` of its real type. @throws what {@link ImageResult.bytes} throws */
  async blob(options: ImageOptions = {}): Promise<Blob> {
    const bytes = await this.bytes(this.#checked('blob', options))
    return new Blob([bytes], this.#type === undefined ? {} : { type: this.#type })
  }

  /**
   * The image as it comes, with the same limits, kept nowhere. The download starts when it is read, and is repeated
   * only until its first bytes are handed out. It fails with what {@link ImageResult.bytes} throws.
   */
  stream(options: ImageOptions = {}): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#checked('stream', options)
    const opening = async () => (await import('./fetch-image.ts')).streamImage(this.#target(signal))
    let reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          reader ??= (await opening()).getReader()
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        },
        cancel: (reason) => reader?.cancel(reason),
      },
      { highWaterMark: 0 },
    )
  }

  /**
   * Writes the image to a file, whole or not at all: beside its place first, then renamed. Not for browsers.
   * @throws what {@link ImageResult.bytes} throws, and an Error with the `code` of the file system
   */
  async save(path: string, options: ImageOptions = {}): Promise<void> {
    const bytes = await this.bytes(this.#checked('save', options))
    const { saveFile } = await import('./save-file.ts')
    await saveFile(path, bytes)
  }

  #checked(of: string, options: ImageOptions): ImageOptions {
    checkOptions(options, { of, takes: imageOptions, provider: this.#handle.provider })
    return options
  }

  #start(): Download {
    const controller = new AbortController()
    const bytes = import('./fetch-image.ts').then(({ fetchImage }) =>
      fetchImage(this.#target(controller.signal)),
    )
    const download = { bytes, controller, waiting: 0 }
    bytes.catch((error: unknown) => this.#drop(download, error))
    return download
  }

  #drop(download: Download, reason: unknown): void {
    if (this.#download === download) this.#download = undefined
    download.controller.abort(reason)
  }

  #target(signal: AbortSignal | undefined) {
    const { url } = this
    return { url, session: this.#session, handle: this.#handle, signal, onType: this.#onType }
  }

  readonly #onType = (type: ImageType, size: object | undefined): void => {
    this.#type = type
    // The properties are read-only to others.
    Object.assign(this, size)
    const { format } = this.#session.asked
    const wanted = format === undefined ? this.contentType : `image/${format}`
    if (wanted !== undefined && wanted !== type)
      warn(this.#session, 'other-type', `An image is ${type}, though it should be ${wanted.slice(0, 40)}.`)
  }
}
