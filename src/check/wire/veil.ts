import { withoutSecrets } from '../../errors/redact.ts'
import { beginning } from './beginning.ts'

/** Makes a text of a server fit for reports. */
export type Veil = (text: string) => string

const longest = 500

/** Takes keys, prompts and images out of texts, and what could steer a terminal. `image` is the address of one. */
export function createVeil(secrets: () => readonly string[], image?: string): Veil {
  return (text) => {
    const plain = beginning(text, 8 * longest)
      .replace(/[\s\p{C}]+/gu, ' ')
      .trim()
    const clean = withoutSecrets(image === undefined ? plain : plain.replaceAll(image, '[image]'), secrets())
      .replace(/data:[\w.+-]+\/[\w.+-]+[^,\s"']{0,64},[^\s"'<>]*/g, '[data URI]')
      // How a JPEG, a PNG, a WebP and a GIF begin in base64.
      .replace(/(?:\/9j\/|iVBORw0KGgo|UklGR|R0lGOD)[A-Za-z0-9+/_=-]*/g, '[image]')
    return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean
  }
}
