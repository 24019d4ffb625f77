/** The image types the model's providers read. (fal.ai/models/fal-ai/flux-pro/kontext) */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif'

/** Bytes that are enough to tell the type of an image. */
export const sniffLength = 32

/** The type of an image by its first bytes, never by a label. */
export function sniffImageType(bytes: Uint8Array): ImageType | undefined {
  const text = latin(bytes, 0, sniffLength)
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  // An AVIF may be labelled `mif1` first and name `avif` among the compatible brands.
  if (text.slice(4, 8) === 'ftyp' && /avi[fs]/.test(text.slice(8))) return 'image/avif'
  return undefined
}

/** Bytes as text, one character each. */
export function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end))
}
