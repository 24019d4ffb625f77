import { extname } from 'node:path'
import type { EditResult } from 'kontext-sdk'

/** Flags that say what becomes of a result. */
export interface OutputFlags {
  readonly output: string
  readonly json?: true
  readonly quiet?: true
}

/** Saves every image of a result and says on stdout what was saved. */
export async function saveImages(result: EditResult, { output, json }: OutputFlags): Promise<void> {
  const ending = extname(output)
  const files: { file: string; url: string; type: string; bytes: number }[] = []
  for (const [index, image] of result.images.entries()) {
    const file =
      result.images.length === 1
        ? output
        : `${output.slice(0, output.length - ending.length)}-${String(index + 1)}${ending}`
    const bytes = await image.bytes()
    await image.save(file)
    files.push({
      file,
      url: image.url.startsWith('data:') ? 'data:' : image.url,
      type: image.type ?? image.contentType ?? 'unknown',
      bytes: bytes.length,
    })
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
