/** A PNG of one pixel. */
export const tinyPng = fromHex(
  '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de' +
    '0000000c49444154789c63908b5a000001b20119c15074340000000049454e44ae426082',
)

/** {@link tinyPng} as a data URI. */
export function tinyPngUri(): string {
  return `data:image/png;base64,${btoa(String.fromCharCode(...tinyPng))}`
}

/** The same bytes behind a header that announces 60,000 by 60,000 pixels: 10.8 GB once decoded. */
export const pixelBombPng = fromHex(
  '89504e470d0a1a0a0000000d494844520000ea600000ea6008020000000fb0e215' +
    '0000000c49444154789c63908b5a000001b20119c15074340000000049454e44ae426082',
)

/** A JPEG frame header of 65,500 by 65,500 pixels, and nothing to decode. */
export const pixelBombJpeg = fromHex(
  'ffd8ffe000104a46494600010100000100010000ffc0001108ffdcffdc03012200021101031101ffd9',
)

/** One megabyte of gzip that becomes one gigabyte of zero bytes. */
export function gzipBomb(): Uint8Array {
  // The Huffman table gives one bit each to "258 bytes" and "from one byte back": a zero byte is four such pairs.
  const head = fromHex('1f8b0800000000000203' + 'ecc101010000008090feafee080a')
  const bomb = new Uint8Array(2 ** 20)
  bomb.set(head)
  return bomb
}

/** A text as UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}
