import type * as FileSystem from 'node:fs'
import { nodeModule } from '../http/node-module.ts'
import type { ByteSource } from '../http/read-body.ts'

/** The bytes of a file, piece by piece. Not for browsers. */
export async function openFile(path: string): Promise<ByteSource> {
  const { createReadStream } = await nodeModule<typeof FileSystem>('fs')
  return createReadStream(path)
}
