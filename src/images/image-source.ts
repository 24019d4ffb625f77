import { toBase64 } from './base64.ts'
import { sniffImageType, sniffLength, type ImageType } from './image-type.ts'
import { openFile } from './open-file.ts'
import type { ImageForm } from '../provider.ts'
import { BodyTooLarge, readBytes, toBytes, type ByteSource } from '../http/read-body.ts'
import { redactCause } from '../errors/redact.ts'

/**
 * An input image: an `https:` or `http:` URL the provider can reach, a data URI, the bytes of a file in any form
 * (buffers and views, `Blob`, `File`, web and Node streams), or `{ path }` of a file where there is a file system.
 * JPEG, PNG, WebP, GIF and AVIF, told by their first bytes; at most 20 MB. Streams are read last, when everything
 * else about the input is right, and only once: the same stream may be passed again.
 */
export type ImageInput =
  | string
  | URL
  | ArrayBufferView
  | ArrayBuffer
  | SharedArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | { readonly path: string }

/** An image in the form its provider takes, or what is wrong with it. */
export type ImageReading =
  | { readonly ok: true; readonly form: ImageForm; readonly value: string }
  | { readonly ok: false; readonly issue: string; readonly rule?: 'image-form'; readonly cause?: Error }

/** An image that is not in memory yet. Nothing is wrong with it so far. */
export interface UnreadImage {
  readonly ok: true
  readonly form: ImageForm
  readonly value: ''
  /** @throws the reason of the signal */
  read(signal?: AbortSignal): Promise<ImageReading>
}

const maxBytes = 20 * 1024 * 1024
const types = 'JPEG, PNG, WebP, GIF or AVIF'
const ways = 'Pass an https URL, a data URI, bytes, a Blob, a stream, or { path } of a file.'

/** Brings an image into a form the provider takes, as far as that needs no reading. */
export function inspectImage(source: unknown, accepts: readonly ImageForm[]): ImageReading | UnreadImage {
  if (typeof source === 'string')
    return /^data:/i.test(source) ? fromDataUri(source, accepts) : fromUrl(source, accepts)
  const tag = Object.prototype.toString.call(source).slice(8, -1)
  if (tag === 'URL') return fromUrl(String(source), accepts)
  const bytes = toBytes(source)
  if (bytes !== undefined) return fromBytes(bytes, accepts)
  const unread = openLater(source)
  if (unread === undefined)
    return refuse(`is ${source === null ? 'null' : `of type ${typeof source}`}. ${ways}`)
  if (unread.size !== undefined && unread.size > maxBytes) return tooLarge(unread.size)
  const form = formOfBytes(accepts)
  if (form === undefined) return onlyUrls()
  return { ok: true, form, value: '', read: (signal) => readUnread(unread, accepts, signal) }
}

/** Bytes that have to be fetched from somewhere. */
interface Unread {
  /** What can be read only once. */
  readonly stream?: object
  readonly size?: number
  readonly open: () => ByteSource | Promise<ByteSource>
}

function openLater(source: unknown): Unread | undefined {
  if (typeof source !== 'object' || source === null) return undefined
  // Blobs of every realm and make, those of files among them.
  if ('size' in source && typeof source.size === 'number' && isMethod(source, 'arrayBuffer')) {
    const blob = source as Blob
    return {
      size: source.size,
      open: async () => (isMethod(source, 'stream') ? blob.stream() : [await blob.arrayBuffer()]),
    }
  }
  if ('getReader' in source || Symbol.asyncIterator in source)
    return { stream: source, open: () => source as ByteSource }
  if (!('path' in source) || typeof source.path !== 'string') return undefined
  const { path } = source
  return { open: () => openFile(path) }
}

function isMethod(object: object, name: string): boolean {
  return name in object && typeof (object as Record<string, unknown>)[name] === 'function'
}

// A stream can be read once, an edit may be tried again: after a refusal, at another provider.
const read = new WeakMap<object, Uint8Array>()

async function readUnread(
  { stream, open }: Unread,
  accepts: readonly ImageForm[],
  signal: AbortSignal | undefined,
): Promise<ImageReading> {
  try {
    signal?.throwIfAborted()
    const known = stream && read.get(stream)
    const bytes = known ?? (await readBytes(await open(), { maxBytes, signal }))
    if (stream !== undefined) read.set(stream, bytes)
    return fromBytes(bytes, accepts)
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason
    if (error instanceof BodyTooLarge) return tooLarge()
    const cause = redactCause(error, [])
    const code = 'code' in cause ? ` (${String(cause.code)})` : ''
    return { ...refuse(`could not be read${code}. See \`cause\`, and pass it anew.`), cause }
  }
}

function fromUrl(text: string, accepts: readonly ImageForm[]): ImageReading {
  const passFile = 'Pass { path: "…" } for a file, or an https URL.'
  if (!URL.canParse(text)) return refuse(`is neither a URL nor a data URI. ${passFile}`)
  const { protocol, username, password } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') {
    // A drive letter of Windows looks like a protocol.
    const kind = /^[a-z]:$/.test(protocol) ? 'file path' : `${protocol} URL`
    return refuse(`is a ${kind}, which the provider cannot open. ${passFile}`)
  }
  if (username !== '' || password !== '')
    return refuse('is a URL with a password in it. Pass the bytes instead.')
  if (!accepts.includes('url'))
    return wrongForm('is a URL, but the provider takes no URLs. Pass the bytes instead.')
  return { ok: true, form: 'url', value: text }
}

function fromDataUri(text: string, accepts: readonly ImageForm[]): ImageReading {
  const comma = text.indexOf(',')
  if (comma === -1 || !/;base64$/i.test(text.slice(0, comma))) {
    return refuse('is a data URI without base64. Pass the bytes instead.')
  }
  const base64 = text.slice(comma + 1)
  const size = Math.floor((base64.length * 3) / 4)
  if (size > maxBytes) return tooLarge(size)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) {
    return refuse('is a data URI whose base64 is broken. Pass the bytes instead.')
  }
  const start = atob(base64.slice(0, Math.ceil(sniffLength / 3) * 4))
  return inForm(
    Uint8Array.from(start, (char) => char.charCodeAt(0)),
    accepts,
    () => base64,
  )
}

function fromBytes(bytes: Uint8Array, accepts: readonly ImageForm[]): ImageReading {
  return bytes.length > maxBytes ? tooLarge(bytes.length) : inForm(bytes, accepts, () => toBase64(bytes))
}

function inForm(start: Uint8Array, accepts: readonly ImageForm[], base64: () => string): ImageReading {
  if (start.length === 0) return refuse('has no bytes. Check how the file was read.')
  const type: ImageType | undefined = sniffImageType(start)
  if (type === undefined) return refuse(`is not an image the model reads. Convert it to ${types}.`)
  const form = formOfBytes(accepts)
  if (form === undefined) return onlyUrls()
  // Made when it is asked for: whether an image can be sent is known without it.
  return {
    ok: true,
    form,
    get value() {
      return form === 'data-uri' ? `data:${type};base64,${base64()}` : base64()
    },
  }
}

function formOfBytes(accepts: readonly ImageForm[]): Exclude<ImageForm, 'url'> | undefined {
  if (accepts.includes('data-uri')) return 'data-uri'
  return accepts.includes('base64') ? 'base64' : undefined
}

function refuse(issue: string) {
  return { ok: false, issue } as const
}

function wrongForm(issue: string) {
  return { ...refuse(issue), rule: 'image-form' } as const
}

function onlyUrls(): ImageReading {
  return wrongForm('is not a URL, but the provider takes nothing else. Upload it and pass its https URL.')
}

function tooLarge(size?: number): ImageReading {
  const fact = size === undefined ? 'is' : `has ${Math.ceil((size / 1024 / 1024) * 10) / 10} MB,`
  return refuse(`${fact} above the limit of 20 MB. Make it smaller, or upload it and pass its https URL.`)
}
