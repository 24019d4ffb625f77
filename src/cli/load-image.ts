import { readFile } from 'node:fs/promises'
import { InputError, type Provider } from 'kontext-sdk'

/** The image that an argument names: a URL as it is, or the bytes of a file. */
export async function loadImage(image: string, { id }: Pick<Provider, 'id'>): Promise<Uint8Array | string> {
  if (/^(https?|data):/i.test(image)) return image
  return readFile(image).catch((error: unknown) => {
    const fact =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file'
        : String(error)
    const message = `Failed to read ${JSON.stringify(image)}: ${fact}. Give the path of an image, or a URL that begins with https:.`
    throw new InputError(message, { provider: id, issues: [{ path: 'image', message }] })
  })
}
