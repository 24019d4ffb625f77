import type * as FileSystem from 'node:fs/promises'
import { nodeModule } from '../http/node-module.ts'

/**
 * Writes a file whole or not at all: beside its place first, then renamed. Not for browsers.
 * @throws Error with the `code` of the file system, such as `ENOENT`
 */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const fs = await nodeModule<typeof FileSystem>('fs/promises').catch((cause: unknown) => {
    throw new Error('Failed to save an image: there is no file system here. Use bytes() or blob().', {
      cause,
    })
  })
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`
  try {
    await fs.writeFile(temporary, bytes, { flag: 'wx' })
    await fs.rename(temporary, path)
  } catch (cause) {
    await fs.rm(temporary, { force: true }).catch(() => undefined)
    throw saveError(path, cause)
  }
}

function saveError(path: string, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  const fact =
    code === 'ENOENT'
      ? 'its folder does not exist. Make it first'
      : `it cannot be written (${code}). Check the path`
  const message = `Failed to save an image as ${path}: ${fact}; the image is kept, save it again.`
  return Object.assign(new Error(message, { cause }), { code })
}
