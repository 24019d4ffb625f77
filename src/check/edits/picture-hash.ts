import { createHash } from 'node:crypto'
import { latin, type ImageType } from '../../images/image-type.ts'

/**
 * SHA-256 of what makes the picture in a PNG or a JPEG, in hexadecimal: times, comments and provenance (C2PA) are left
 * out, as they differ from file to file. Of other types, and of files that cannot be taken apart, of all bytes.
 */
export function pictureHash(bytes: Uint8Array, type: ImageType | undefined): string {
  const parts = partsOf(bytes, type)
  const hash = createHash('sha256')
  for (const part of parts.length > 0 ? parts : [bytes]) hash.update(part)
  return hash.digest('hex')
}

function partsOf(bytes: Uint8Array, type: ImageType | undefined): readonly Uint8Array[] {
  if (type === 'image/png') return pngParts(bytes)
  return type === 'image/jpeg' ? jpegParts(bytes) : []
}

// Chunks are length, name, data and checksum; a name that begins with a capital is needed for the picture. (PNG, 5.3)
function pngParts(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    if (/^[A-Z]/.test(latin(bytes, at + 4, at + 8))) parts.push(bytes.subarray(at + 4, at + 8 + length))
    at += 12 + length
  }
  return parts
}

// Segments are a marker and their length; APP0 to APP15 and COM are about the file. From SOS on all is picture. (ITU T.81, B.1.1)
function jpegParts(bytes: Uint8Array): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xda) return [...parts, bytes.subarray(at)]
    const end = at + 2 + view.getUint16(at + 2)
    const isAbout = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
    if (!isAbout) parts.push(bytes.subarray(at, end))
    at = end
  }
  return []
}
