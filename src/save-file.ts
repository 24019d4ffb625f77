import type * as FileSystem from 'node:fs/promises'

// Put together at run time and hidden from bundlers: those for browsers fail on the name of a Node module.
const fileSystem = ['node:fs', 'promises'].join('/')

/** Writes a file whole or not at all: beside its place first, then renamed. Not for browsers. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const fs = (await import(/* webpackIgnore: true */ /* @vite-ignore */ fileSystem)) as typeof FileSystem
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`
  try {
    await fs.writeFile(temporary, bytes, { flag: 'wx' })
    await fs.rename(temporary, path)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
}
