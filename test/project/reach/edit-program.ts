/** What the program below says it saw. */
export interface Seen {
  readonly states: readonly string[]
  readonly type: string
  readonly width: number
  readonly sha256: string
  readonly refused: string
}

/** One edit with everything that differs between run-times: bytes in, a stream, a download, a typed error. */
export const editProgram = `
import { createKontext, fal, InputError } from 'kontext-sdk'

export async function edit(baseUrl) {
  const kontext = createKontext(fal({ baseUrl, apiKey: 'mock' }))
  const states = []
  const pixel = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (char) => char.charCodeAt(0),
  )
  const result = await kontext.edit(
    { prompt: 'Warmer light', image: new Blob([pixel]), aspectRatio: '16:9', format: 'png', seed: 7 },
    { onEvent: (event) => { if (event.type === 'status' && event.status.state !== states.at(-1)) states.push(event.status.state) } },
  )
  const [image] = result.images
  const bytes = await image.bytes()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const refused = await kontext.edit({ prompt: '', image: pixel }).then(
    () => 'nothing',
    (error) => (error instanceof InputError ? error.code : String(error)),
  )
  return {
    states,
    type: image.type,
    width: image.width,
    sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    refused,
  }
}
`
