import sharp, { type Matrix3x3, type Sharp } from 'sharp'
import { donut, FLATNESS } from './donut.ts'
import { findPlace } from './placement.ts'
import { between, hsl, randomOf, type Random } from './random.ts'
import { scene } from './scene.ts'
import { band, bandHeight } from './band.ts'

/** One image that the mock server is asked for. */
export interface ImageRequest {
  /** Provider id, such as `fal`. */
  provider: string
  /** `pro` or `max`. */
  model: string
  prompt: string
  /** Decimal digits; may be more than a double holds. */
  seed: string
  /** Which of the images of one request. */
  index: number
  width: number
  height: number
  format: 'jpeg' | 'png'
  /** The bytes of the input image, if the request carried them. */
  source?: Uint8Array
  /** What a moderated image is: black. */
  black?: true
}

interface Canvas {
  readonly data: Buffer
  readonly info: { readonly width: number; readonly height: number; readonly channels: 3 }
}

/** The most pixels of an input image that are decoded; larger ones count as broken. */
const MOST_PIXELS = 50_000_000

/** Formats that the providers take. The decoder knows more, among them SVG, which can be made to draw for minutes. */
const READABLE: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'heif']

/** Draws the picture for a request: the same request gives the same bytes, and every picture says that it is a mock. */
export async function renderImage(request: ImageRequest): Promise<Buffer> {
  const { provider, model, prompt, seed, index, width, height } = request
  if (request.black === true) {
    const background = '#000000'
    return finished(sharp({ create: { width, height, channels: 3, background } }), request)
  }
  const random = randomOf(provider, model, prompt, seed, index)
  const canvas = request.source && (await decoded(request.source, width, height))
  const drawn = canvas
    ? await edited(canvas, request, random)
    : sharp(Buffer.from(scene(width, height, random)))
  return finished(drawn, request)
}

/** The source at the size of the result; nothing if it cannot be read. */
async function decoded(source: Uint8Array, width: number, height: number): Promise<Canvas | undefined> {
  try {
    const image = sharp(source, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    const { format } = await image.metadata()
    if (!READABLE.includes(format)) return undefined
    const fitted = image.autoOrient().resize(width, height, { fit: 'cover' }).flatten({ background: 'white' })
    const { data } = await fitted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    return { data, info: { width, height, channels: 3 } }
  } catch {
    return undefined
  }
}

/** The canvas in other light, with a donut put on it. */
async function edited({ data, info }: Canvas, request: ImageRequest, random: Random): Promise<Sharp> {
  const { width, height } = info
  const light = Buffer.from(wash(width, height, random))
  const floor = height - bandHeight(request)
  const { left, top, width: wide } = findPlace({ data, width, height }, { floor, flatness: FLATNESS, random })
  const sprite = await donut(wide, random)
  const raw = { width: sprite.width, height: sprite.height, channels: 4 } as const
  return sharp(data, { raw: info })
    .recomb(grade(random))
    .composite([
      { input: sprite.data, raw, left, top },
      { input: light, blend: 'soft-light' },
    ])
}

/** A colour matrix: more or less colour than the original, warmer or colder. */
function grade(random: Random): Matrix3x3 {
  const amount = between(random, 0.7, 1.3)
  const warmth = between(random, 0.05, 0.13) * (random() < 0.5 ? -1 : 1)
  const row = (own: number, gain: number): [number, number, number] => {
    // How bright the eye finds red, green and blue.
    const weights = [0.2126, 0.7152, 0.0722].map((weight) => weight * (1 - amount))
    const [red = 0, green = 0, blue = 0] = weights.map(
      (grey, index) => (grey + (index === own ? amount : 0)) * gain,
    )
    return [red, green, blue]
  }
  return [row(0, 1 + warmth), row(1, 1), row(2, 1 - warmth)]
}

/** Coloured light from one corner to the opposite one, as SVG. */
function wash(width: number, height: number, random: Random): string {
  const hue = between(random, 0, 360)
  const x = random() < 0.5 ? 0 : 1
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<linearGradient id="wash" x1="${x}" y1="0" x2="${1 - x}" y2="1">
<stop offset="0" stop-color="${hsl(hue, 85, 70)}" stop-opacity="0.6"/>
<stop offset="1" stop-color="${hsl(hue + 150, 75, 58)}" stop-opacity="0.5"/>
</linearGradient>
<rect width="100%" height="100%" fill="url(#wash)"/>
</svg>`
}

/** The drawing with its band, in the format asked for. */
async function finished(drawn: Sharp, request: ImageRequest): Promise<Buffer> {
  const { height, format } = request
  const { data, info } = await drawn.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const top = height - bandHeight(request)
  const mark = { input: Buffer.from(band(request)), left: 0, top }
  const marked = sharp(data, { raw: info }).composite([mark]).removeAlpha()
  if (format === 'png') return marked.png({ compressionLevel: 6 }).toBuffer()
  return marked.jpeg({ quality: 85 }).toBuffer()
}
