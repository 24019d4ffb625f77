const text = new TextEncoder()

/**
 * 16 hex digits that tell different bytes apart: MurmurHash3's mixing over two 32-bit lanes. It is not cryptographic
 * and does not have to be: it names bodies in a journal, and must cost little where they have megabytes.
 */
export function fingerprint(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? text.encode(content) : content
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length & ~3
  // Signed words stay small integers; unsigned ones take three times as long.
  let low = 0x9747b28c | 0
  let high = 0x3c6ef372 | 0
  for (let at = 0; at < whole; at += 4) {
    const word = view.getInt32(at, true)
    low = (Math.imul(rotate(low ^ scramble(word, 0xcc9e2d51, 0x1b873593), 13), 5) + 0xe6546b64) | 0
    high = (Math.imul(rotate(high ^ scramble(word, 0x85ebca6b, 0xc2b2ae35), 17), 5) + 0x52dce729) | 0
  }
  let rest = 0
  for (let at = whole; at < bytes.length; at += 1) rest = (rest << 8) | (bytes[at] ?? 0)
  low = finish(low ^ scramble(rest, 0xcc9e2d51, 0x1b873593) ^ bytes.length)
  high = finish(high ^ scramble(rest, 0x85ebca6b, 0xc2b2ae35) ^ low)
  return hex(low) + hex(high)
}

/** An id in the form of a UUID, the same for the same text. */
export function idFrom(content: string): string {
  const digits = fingerprint(content) + fingerprint(`${content}\n`)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

function scramble(word: number, first: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), 15), second)
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function finish(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
