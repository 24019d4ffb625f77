import { sniffImageType, sniffLength, type ImageType } from './image-type.ts'
import type { ImageForm } from './provider.ts'

/**
 * An input image: an `https:` or `http:` URL the provider can reach, a data URI, or the bytes of a file.
 * JPEG, PNG, WebP, GIF and AVIF, told by their first bytes; at most 20 MB. A Node `Buffer` is a `Uint8Array`.
 */
export type ImageInput = string | URL | Uint8Array | ArrayBuffer | Blob

/** An image in the form its provider takes, or what is wrong with it. */
export type ImageReading =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly issue: string }

const maxBytes = 20 * 1024 * 1024
const remedy = 'Pass an https URL, a data URI, a Uint8Array, an ArrayBuffer or a Blob.'
const types = 'JPEG, PNG, WebP, GIF or AVIF'

/** Brings an image into a form the provider takes. Reads nothing from disk or network. */
export async function readImage(source: unknown, accepts: readonly ImageForm[]): Promise<ImageReading> {
  if (typeof source === 'string')
    return /^data:/i.test(source) ? fromDataUri(source, accepts) : fromUrl(source, accepts)
  if (source instanceof URL) return fromUrl(source.href, accepts)
  if (isBytes(source)) return fromBytes(source, accepts)
  if (isBuffer(source)) return fromBytes(new Uint8Array(source), accepts)
  if (isBlob(source)) {
    if (source.size > maxBytes) return tooLarge(source.size)
    return fromBytes(new Uint8Array(await source.arrayBuffer()), accepts)
  }
  return refuse(`is ${source === null ? 'null' : `of type ${typeof source}`}. ${remedy}`)
}

function fromUrl(text: string, accepts: readonly ImageForm[]): ImageReading {
  const readFile = 'Read the file and pass its bytes, or pass an https URL.'
  if (!URL.canParse(text)) return refuse(`is neither a URL nor a data URI. ${readFile}`)
  const { protocol, username, password } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') {
    return refuse(`is a ${protocol} URL, which the provider cannot open. ${readFile}`)
  }
  if (username !== '' || password !== '')
    return refuse('is a URL with a password in it. Pass the bytes instead.')
  if (!accepts.includes('url'))
    return refuse('is a URL, but the provider takes no URLs. Pass the bytes instead.')
  return { ok: true, value: text }
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
  const type = sniffImageType(Uint8Array.from(start, (char) => char.charCodeAt(0)))
  return base64 === '' ? empty() : type === undefined ? wrongType() : inForm(base64, type, accepts)
}

function fromBytes(bytes: Uint8Array, accepts: readonly ImageForm[]): ImageReading {
  if (bytes.length === 0) return empty()
  if (bytes.length > maxBytes) return tooLarge(bytes.length)
  const type = sniffImageType(bytes)
  return type === undefined ? wrongType() : inForm(toBase64(bytes), type, accepts)
}

function inForm(base64: string, type: ImageType, accepts: readonly ImageForm[]): ImageReading {
  if (accepts.includes('data-uri')) return { ok: true, value: `data:${type};base64,${base64}` }
  if (accepts.includes('base64')) return { ok: true, value: base64 }
  return refuse('is not a URL, but the provider takes nothing else. Upload it and pass its https URL.')
}

/** Bytes as base64, also where there is no `Buffer`. */
export function toBase64(bytes: Uint8Array): string {
  if (typeof Buffer === 'function') {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  }
  // A multiple of three, so that the pieces join without padding between them.
  const step = 24_576
  let base64 = ''
  for (let at = 0; at < bytes.length; at += step) {
    base64 += btoa(String.fromCharCode(...bytes.subarray(at, at + step)))
  }
  return base64
}

function refuse(issue: string): ImageReading {
  return { ok: false, issue }
}

function empty(): ImageReading {
  return refuse('has no bytes. Check how the file was read.')
}

function wrongType(): ImageReading {
  return refuse(`is not an image the model reads. Convert it to ${types}.`)
}

function tooLarge(size: number): ImageReading {
  const megabytes = Math.ceil((size / 1024 / 1024) * 10) / 10
  return refuse(
    `has ${megabytes} MB, above the limit of 20 MB. Make it smaller, or upload it and pass its https URL.`,
  )
}

// Tags instead of instanceof: test runners and frames bring their own Uint8Array.
function hasTag(value: unknown, ...tags: readonly string[]): boolean {
  return tags.includes(Object.prototype.toString.call(value).slice(8, -1))
}

function isBytes(value: unknown): value is Uint8Array {
  return hasTag(value, 'Uint8Array')
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return hasTag(value, 'ArrayBuffer')
}

function isBlob(value: unknown): value is Blob {
  return hasTag(value, 'Blob', 'File')
}
