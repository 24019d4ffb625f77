import { sniffImageType } from '../../images/image-type.ts'
import type { Size } from './sizes.ts'

/**
 * Width and height of an image as a viewer sees it, from its header alone: nothing is decoded. Undefined where the
 * bytes are no image the model reads, or end too early.
 */
export function headerSize(bytes: Uint8Array): Size | undefined {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const size = sizeIn(view, bytes)
    return size !== undefined && size[0] > 0 && size[1] > 0 ? size : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function sizeIn(view: DataView, bytes: Uint8Array): Size | undefined {
  const type = sniffImageType(bytes)
  switch (type) {
    case 'image/png':
      return [view.getUint32(16), view.getUint32(20)]
    case 'image/gif':
      return [view.getUint16(6, true), view.getUint16(8, true)]
    case 'image/jpeg':
      return jpegSize(view)
    case 'image/webp':
      return webpSize(view)
    case 'image/avif':
      return avifSize(view)
    case undefined:
      return undefined
    default:
      return type satisfies never
  }
}

/** Segments follow one another until the frame; an Exif segment before it may turn the picture. (ITU-T T.81, B.1) */
function jpegSize(view: DataView): Size | undefined {
  let turned = false
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xe1) turned ||= isTurned(view, at + 4)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return turned ? [height, width] : [width, height]
    }
    at += 2 + view.getUint16(at + 2)
  }
}

/** Whether an Exif segment says that the picture lies on its side: orientations 5 to 8. (CIPA DC-008, 4.6.4) */
function isTurned(view: DataView, at: number): boolean {
  if (view.getUint32(at) !== 0x45786966) return false
  const start = at + 6
  const little = view.getUint16(start) === 0x4949
  const directory = start + view.getUint32(start + 4, little)
  const count = view.getUint16(directory, little)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little) >= 5
  }
  return false
}

/** Lossy, lossless or extended. (RFC 9649, 2.5 to 2.7) */
function webpSize(view: DataView): Size | undefined {
  switch (view.getUint32(12)) {
    case 0x56503820:
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
    }
    case 0x56503858: {
      const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1
      return [three(24), three(27)]
    }
    default:
      return undefined
  }
}

/** The first box `ispe` holds the size. (ISO/IEC 23008-12, 6.5.3) */
function avifSize(view: DataView): Size | undefined {
  const end = Math.min(view.byteLength - 16, 4_096)
  for (let at = 0; at < end; at += 1)
    if (view.getUint32(at) === 0x69737065) return [view.getUint32(at + 8), view.getUint32(at + 12)]
  return undefined
}
