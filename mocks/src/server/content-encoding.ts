import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

// What a small body may grow to.
const mostBytes = 64 * 1024 * 1024

/** A body as it was before it was compressed; one that cannot be decompressed comes back as it is. */
export function decompressed(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  const limit = { maxOutputLength: mostBytes }
  try {
    switch (encoding?.toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(bytes, limit)
      case 'deflate':
        return inflateSync(bytes, limit)
      case 'br':
        return brotliDecompressSync(bytes, limit)
      default:
        return bytes
    }
  } catch {
    return bytes
  }
}
