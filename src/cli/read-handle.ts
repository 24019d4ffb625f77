import { readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { InputError, type JobHandle } from 'kontext-sdk'

/**
 * The handle in a file, or on stdin for `-`: alone, or within what `kontext edit --json` printed,
 * be it of an edit that failed.
 * @throws InputError when there is none
 */
export async function readHandle(file: string): Promise<{ provider: string; handle: JobHandle }> {
  const refuse = (fact: string): never => {
    const message = `Failed to read the handle in ${nameOf(file)}: ${fact}. Give a file with the JSON that "kontext edit" printed.`
    throw new InputError(message, { provider: 'unknown', issues: [{ path: 'handle', message }] })
  }
  if (file.trimStart().startsWith('{')) refuse('that is a handle itself')
  const text = await (file === '-' ? textOf(process.stdin) : readFile(file, 'utf8')).catch((error: unknown) =>
    refuse(
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : 'it cannot be read',
    ),
  )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('it is not JSON')
  }
  const printed = isObject(value) && isObject(value['error']) ? value['error'] : value
  const handle = isObject(printed) && isObject(printed['handle']) ? printed['handle'] : printed
  if (!isObject(handle) || typeof handle['provider'] !== 'string') return refuse('it names no provider')
  // The SDK checks the rest before it uses any of it.
  return { provider: handle['provider'], handle: handle as unknown as JobHandle }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function nameOf(file: string): string {
  if (file === '-') return 'stdin'
  const longest = 60
  return JSON.stringify(file.length > longest ? `${file.slice(0, longest)}…` : file)
}
