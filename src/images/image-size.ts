import { latin, type ImageType } from './image-type.ts'

/** Pixels of an image, as its header says. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

// An AVIF says its size within its first boxes.
const headerBytes = 4096

/** Reads width and height from the header of an image; nothing is decoded. Undefined when they are not there. */
export function readImageSize(bytes: Uint8Array, type: ImageType): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // A header that ends too early reads beyond its view.
  try {
    const size = sizeOf(view, bytes, type)
    return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a JPEG or PNG, which is what providers make, goes on to its end marker: downloads break off without an
 * error where no length is sent.
 */
export function isWholeImage(bytes: Uint8Array, type: ImageType): boolean {
  // Behind the end there may be padding.
  const tail = latin(bytes, Math.max(0, bytes.length - 256), bytes.length)
  if (type === 'image/jpeg') return tail.includes('\xff\xd9')
  return type === 'image/png' ? tail.includes('IEND') : true
}

function sizeOf(view: DataView, bytes: Uint8Array, type: ImageType): ImageSize | undefined {
  switch (type) {
    case 'image/jpeg':
      return jpegSize(view)
    case 'image/png':
      return { width: view.getUint32(16), height: view.getUint32(20) }
    case 'image/gif':
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    case 'image/webp':
      return webpSize(view, latin(bytes, 12, 16))
    case 'image/avif':
      return avifSize(view, latin(bytes, 0, headerBytes))
    default:
      return type satisfies never
  }
}

// Segments follow each other; one of the kind SOF0 to SOF15 has the size. C4, C8 and CC are others. (ITU T.81, B.1.1.3)
function jpegSize(view: DataView): ImageSize | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at + 1) === 0xff) at++
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return undefined
}

// developers.google.com/speed/webp/docs/riff_container, and RFC 6386 section 9.1 for VP8
function webpSize(view: DataView, kind: string): ImageSize | undefined {
  if (kind === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
  if (kind === 'VP8L') {
    const packed = view.getUint32(21, true)
    return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }
  }
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1
  return kind === 'VP8X' ? { width: three(24), height: three(27) } : undefined
}

// The largest of the `ispe` boxes: thumbnails have one too. (ISO/IEC 23008-12, 6.5.3)
function avifSize(view: DataView, text: string): ImageSize | undefined {
  const sizes = [...text.matchAll(/ispe/g)].map(({ index }) => ({
    width: view.getUint32(index + 8),
    height: view.getUint32(index + 12),
  }))
  return sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0]
}
