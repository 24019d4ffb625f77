import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { EditResult } from 'kontext-sdk'
import { CommandError } from './command-error.ts'

/** Flags that say what becomes of a result. */
export interface OutputFlags {
  readonly output: string
  readonly json?: true
  readonly quiet?: true
}

const endings: Readonly<Record<string, 'jpeg' | 'png'>> = { '.jpg': 'jpeg', '.jpeg': 'jpeg', '.png': 'png' }

/** Makes sure that a result can be saved, before anything is paid for. */
export async function checkOutput(output: string, format?: 'jpeg' | 'png'): Promise<void> {
  const refuse = (fact: string): never => {
    throw new CommandError(`Failed to use ${JSON.stringify(output)} as output: ${fact}`, 2)
  }
  const present = await stat(output).catch(() => undefined)
  if (present?.isDirectory() === true) refuse('it is a directory. Give the name of a file.')
  const ending = extname(output).toLowerCase()
  const type = endings[ending]
  if (type === undefined) refuse('no provider makes such files. Let it end in .jpg, .jpeg or .png.')
  if (format !== undefined && format !== type)
    refuse(`it does not go with --format ${format}. Change one of them.`)
  await access(dirname(output), constants.W_OK).catch(() =>
    refuse('its directory is not there or cannot be written to. Make it, or give another.'),
  )
}

/** Saves every image of a result and says on stdout what was saved. */
export async function saveImages(result: EditResult, { output, json }: OutputFlags): Promise<void> {
  const ending = extname(output)
  const files: { file: string; url: string; type: string; bytes: number }[] = []
  for (const [index, image] of result.images.entries()) {
    const stem = output.slice(0, output.length - ending.length)
    const file = result.images.length === 1 ? output : `${stem}-${String(index + 1)}${ending}`
    const bytes = await image.bytes()
    await image.save(file).catch((error: unknown) => {
      const fact = error instanceof Error ? error.message : String(error)
      const { handle } = result
      throw new CommandError(`Failed to save ${file}: ${fact}. The edit is done.`, 1, {
        handle,
        billed: 'yes',
      })
    })
    const url = image.url.startsWith('data:') ? 'data:' : image.url
    files.push({ file, url, type: image.type ?? image.contentType ?? 'unknown', bytes: bytes.length })
  }
  const { provider, model, requestId, seed, requests, handle } = result
  if (json === true)
    console.log(
      JSON.stringify({ provider, model, requestId, seed, requests, handle, images: files }, null, 2),
    )
  else
    for (const { file, type, bytes } of files)
      console.log(`${file} (${type}, ${String(Math.ceil(bytes / 1000))} kB)`)
}
