import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderImage, type ImageRequest } from '../../../../mocks/src/images/render-image.ts'
import { ratioSizes, sizeOf } from '../../../../src/testing/images/sizes.ts'

const MODULE = new URL('../../../../mocks/src/images/render-image.ts', import.meta.url).href
/** Mean difference per channel, out of 255, from which a person sees another picture at a glance. */
const VISIBLE = 6

interface Colour {
  readonly red: number
  readonly green: number
  readonly blue: number
}

describe('renderImage', () => {
  it('gives the same bytes for the same request', async () => {
    const source = await picture('#c03020', '#2040c0')
    expect(await renderImage(request({ source }))).toEqual(await renderImage(request({ source })))
  })

  it('gives the same bytes in a process without fonts, and prints nothing', async () => {
    const { stdout, stderr } = await renderElsewhere(request({}))
    expect(stderr).toBe('')
    expect(stdout).toBe(hash(await renderImage(request({}))))
  })

  const sizes = Object.entries(ratioSizes).flatMap(([ratio, [width, height]]) =>
    (['jpeg', 'png'] as const).map((format) => ({ ratio, width, height, format })),
  )
  it.each(sizes)('draws $ratio as a $format of $width x $height', async ({ width, height, format }) => {
    const read = await sharp(await renderImage(request({ width, height, format }))).metadata()
    expect([read.format, read.width, read.height, read.channels]).toEqual([format, width, height, 3])
  })

  const changes: [string, Partial<ImageRequest>, Partial<ImageRequest>?][] = [
    ['seed', { seed: '43' }],
    ['seed that is the same as a double', { seed: '9223372036854775808' }, { seed: '9223372036854775807' }],
    ['prompt', { prompt: 'Put a cake next to the flour.' }],
    ['index', { index: 1 }],
    ['model', { model: 'max' }],
    ['provider', { provider: 'runware' }],
  ]
  it.each(changes)('draws another picture for another %s', async (_, change, base = {}) => {
    const [before, after] = await Promise.all([renderImage(request(base)), renderImage(request(change))])
    expect(await difference(before, after)).toBeGreaterThan(VISIBLE)
  })

  it('marks every picture with a yellow badge', async () => {
    const pixels = await sharp(await renderImage(request({ format: 'png' })))
      .raw()
      .toBuffer()
    expect([...pixels.subarray(-3 * 1024).subarray(0, 3)]).toEqual([255, 210, 63])
  })

  it.each([
    ['markup', 'Make it say <b>"Tom & Jerry\'s"</b> ]]> &amp; <!--'],
    ['Chinese', '在面粉旁边放一个甜甜圈'],
    ['right to left', 'ضع كعكة بجانب الطحين'],
    ['emoji and a lone surrogate', '👩‍👩‍👧 🍩 \ud83c'],
    ['control characters', 'one\u0000two\r\nthree\u200b'],
    ['endless', 'flour '.repeat(5000)],
    ['empty', ''],
  ])('draws a prompt that is %s', async (_, prompt) => {
    const { width, height } = await sharp(await renderImage(request({ prompt }))).metadata()
    expect([width, height]).toEqual([1024, 1024])
  })

  it.each([
    ['nothing for an empty prompt', '', [false, false]],
    ['a short prompt', 'flour', [true, false]],
    ['boxes for letters the font lacks', '面粉', [true, false]],
    ['as much of a long prompt as fits before the margin', 'W'.repeat(5000), [true, true]],
  ])('writes %s into the band', async (_, prompt, written) => {
    const image = await renderImage(request({ prompt, format: 'png' }))
    const [start, end, margin] = await Promise.all([
      brightest(image, 148, 400),
      brightest(image, 700, 1000),
      brightest(image, 1008, 1024),
    ])
    expect([start > 200, end > 200, margin > 200]).toEqual([...written, false])
  })
})

describe('the band of an image', () => {
  const line = (image: Uint8Array): Promise<Buffer> =>
    sharp(image).extract({ left: 148, top: 980, width: 860, height: 40 }).raw().toBuffer()

  it('tells characters apart that the font lacks', async () => {
    const [flour, flours, donut] = await Promise.all(
      ['面粉', '粉面', '🍩粉'].map(async (prompt) =>
        line(await renderImage(request({ prompt, format: 'png' }))),
      ),
    )
    expect(flour?.equals(flours ?? Buffer.alloc(0))).toBe(false)
    expect(flour?.equals(donut ?? Buffer.alloc(0))).toBe(false)
  })

  it('has two lines where a prompt needs them', async () => {
    const heightOf = async (prompt: string): Promise<number> => {
      const pixels = await sharp(await renderImage(request({ prompt, format: 'png' })))
        .extract({ left: 4, top: 824, width: 1, height: 200 })
        .raw()
        .toBuffer()
      return Array.from({ length: 200 }, (_none, row) => pixels[row * 3]).filter((red) => red === 255).length
    }
    const [one, two, many] = [
      await heightOf('flour'),
      await heightOf('flour '.repeat(30)),
      await heightOf('W'.repeat(5_000)),
    ]
    expect(one).toBe(83)
    expect([two, many]).toEqual([115, 115])
  })
})

describe('renderImage with a source', () => {
  it('shows the source, in other light', async () => {
    const [left, right] = await sides(
      await renderImage(request({ source: await picture('#b04030', '#3050b0') })),
    )
    expect(left.red - left.blue).toBeGreaterThan(40)
    expect(right.blue - right.red).toBeGreaterThan(40)
    expect([left.red, left.green, left.blue]).not.toEqual([0xb0, 0x40, 0x30])
  })

  it('draws another edit for another seed', async () => {
    const source = await picture('#b04030', '#3050b0')
    const before = await renderImage(request({ source, seed: '1' }))
    const after = await renderImage(request({ source, seed: '2' }))
    expect(await difference(before, after)).toBeGreaterThan(VISIBLE)
  })

  it.each([
    ['grey', (image: Sharp) => image.greyscale().png()],
    ['transparent', (image: Sharp) => image.ensureAlpha(0.5).png()],
    ['16 bits deep', (image: Sharp) => image.toColourspace('rgb16').png()],
    ['CMYK', (image: Sharp) => image.toColourspace('cmyk').jpeg()],
    ['a GIF', (image: Sharp) => image.gif()],
    ['a WebP', (image: Sharp) => image.webp()],
  ])('takes a source that is %s', async (_, convert) => {
    const source = await convert(sharp(await picture('#ffffff', '#000000'))).toBuffer()
    const [left, right] = await sides(await renderImage(request({ source })))
    expect(left.green - right.green).toBeGreaterThan(50)
  })
})

describe('renderImage with a source that cannot be used', () => {
  let scene: Buffer
  let whole: Buffer
  beforeAll(async () => {
    scene = await renderImage(request({}))
    whole = await picture('#b04030', '#3050b0')
  })

  it.each([
    ['is empty', () => new Uint8Array()],
    ['is no image', () => Buffer.from('{"detail":"not found"}')],
    ['is cut off', () => whole.subarray(0, whole.length / 2)],
    ['is an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['has too many pixels', () => blank(8000, 6300)],
  ])('draws the scene if it %s', async (_, make) => {
    expect(await renderImage(request({ source: await make() }))).toEqual(scene)
  })
})

describe('sizeOf', () => {
  it.each(Object.entries(ratioSizes))('gives %s its size', (ratio, size) => {
    expect(sizeOf(ratio)).toEqual(size)
  })

  it.each(['5:4', '4:5', '2:1', '1.85:1', '20:21'])('gives %s about a megapixel', (ratio) => {
    const [width, height] = sizeOf(ratio)
    const [across = 0, down = 0] = ratio.split(':').map(Number)
    expect([width % 16, height % 16]).toEqual([0, 0])
    expect(width / height / (across / down)).toBeCloseTo(1, 1)
    expect((width * height) / 1024 ** 2).toBeCloseTo(1, 1)
  })

  it.each([
    [700, 300, '21:9'],
    [1000, 1010, '1:1'],
    [3000, 4000, '3:4'],
    [100, 900, '9:21'],
  ])('takes the nearest ratio of a source of %d x %d', async (width, height, ratio) => {
    expect(sizeOf(undefined, await blank(width, height))).toEqual(ratioSizes[ratio])
  })

  it('sees a source the way its header turns it', async () => {
    const turned = await sharp(await blank(400, 300))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(sizeOf(undefined, turned)).toEqual(ratioSizes['3:4'])
  })

  it.each([
    ['nothing is given', undefined, undefined],
    ['the source is broken', undefined, Buffer.from('broken')],
    ['the ratio is a word', 'match_input_image', undefined],
    ['the ratio has a zero', '0:1', undefined],
  ])('is square if %s', (_, ratio, source) => {
    expect(sizeOf(ratio, source)).toEqual([1024, 1024])
  })
})

function request(change: Partial<ImageRequest>): ImageRequest {
  const prompt = 'Put a donut next to the flour.'
  const size = { width: 1024, height: 1024, format: 'jpeg' } as const
  return { provider: 'fal', model: 'pro', prompt, seed: '42', index: 0, ...size, ...change }
}

/** A JPEG with one colour on the left and one on the right. */
function picture(left: string, right: string): Promise<Buffer> {
  const half = { create: { width: 300, height: 450, channels: 3, background: right } } as const
  const image = sharp({ create: { width: 600, height: 450, channels: 3, background: left } })
  return image
    .composite([{ input: half, left: 300, top: 0 }])
    .jpeg()
    .toBuffer()
}

function blank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer()
}

async function renderElsewhere(wanted: ImageRequest): Promise<{ stdout: string; stderr: string }> {
  const script = `
    const { renderImage } = await import(${JSON.stringify(MODULE)})
    const { createHash } = await import('node:crypto')
    const image = await renderImage(${JSON.stringify(wanted)})
    process.stdout.write(createHash('sha256').update(image).digest('hex'))`
  const env = { FONTCONFIG_FILE: '/nonexistent', FONTCONFIG_PATH: '/nonexistent' }
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env })
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Mean difference of two pictures above the band, with details blurred away. */
async function difference(first: Uint8Array, second: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([small(first), small(second)])
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}

function small(image: Uint8Array): Promise<Buffer> {
  const aboveBand = sharp(image).extract({ left: 0, top: 0, width: 1024, height: 920 })
  return aboveBand.resize(32, 32, { fit: 'fill' }).raw().toBuffer()
}

/** The mean colours of the left and the right side, at the top, where no donut lies. */
function sides(image: Uint8Array): Promise<[Colour, Colour]> {
  const mean = async (left: number): Promise<Colour> => {
    const { channels } = await sharp(
      await sharp(image).extract({ left, top: 0, width: 400, height: 250 }).toBuffer(),
    ).stats()
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => channel.mean)
    return { red, green, blue }
  }
  return Promise.all([mean(0), mean(624)])
}

/** The brightest value among the pixels of the prompt's line between two columns. */
async function brightest(image: Uint8Array, left: number, right: number): Promise<number> {
  const line = sharp(image).extract({ left, top: 985, width: right - left, height: 30 })
  return Math.max(...(await line.raw().toBuffer()))
}
