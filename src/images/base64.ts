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

/** The bytes of a base64 text. @throws DOMException when it is none */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
