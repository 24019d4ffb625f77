/*
 * Renders the demo's input picture, `scripts/demo/flour.jpg`: a bowl of flour on a kitchen table.
 *
 *   node scripts/demo/photo/make-photo.ts [samples per pixel] [output file] [width]
 *
 * The JPEG is committed; this runs only to change it, and takes about six minutes on two cores.
 * The same arguments give the same picture.
 */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { develop } from './film.ts'
import { kitchen } from './kitchen.ts'
import { evenPoints, randomSeries } from './noise.ts'
import { lensRay, light, type Camera, type Pair } from './ray-tracer.ts'
import { add, vector } from './vector.ts'

type Points = ReturnType<typeof evenPoints>
type Chooser = (sample: number) => Pair

/** What a worker is told: it fills every `stride`-th row of the shared picture. */
interface Job {
  readonly width: number
  readonly height: number
  readonly samples: number
  readonly first: number
  readonly stride: number
  readonly light: Float32Array
}

const CAMERA: Camera = {
  position: vector(0.55, 4.7, 9.2),
  target: vector(0.05, 0.95, 0.35),
  height: 0.575,
  aperture: 0.13,
}
/** How many shuffled sets of points the pixels share. */
const POOLS = 256
/** Brighter samples are cut to this, else single mirrored rays leave white dots. */
const MAX = 12
const BLACK = vector(0, 0, 0)

const job: unknown = workerData
if (isMainThread) await main()
else if (isJob(job)) render(job)

async function main(): Promise<void> {
  const [samples = '100', file = fileURLToPath(new URL('../flour.jpg', import.meta.url)), size = '1024'] =
    process.argv.slice(2)
  const width = Number(size)
  const height = Math.round((width * 3) / 4)
  const buffer = new SharedArrayBuffer(width * height * 3 * Float32Array.BYTES_PER_ELEMENT)
  const exposure = { width, height, light: new Float32Array(buffer) }
  const stride = availableParallelism()
  const workers = Array.from({ length: stride }, (_, first) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { ...exposure, samples: Number(samples), first, stride },
    })
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))
  })
  await Promise.all(workers)
  const raw = { width, height, channels: 3 } as const
  const info = await sharp(develop(exposure), { raw }).jpeg({ quality: 85, mozjpeg: true }).toFile(file)
  console.log(`${file}: ${width}x${height}, ${info.size} bytes`)
}

/** Fills every `stride`-th row of the picture. */
function render({ width, height, samples, first, stride, light: target }: Job): void {
  const things = kitchen()
  const pools = Array.from({ length: POOLS }, (_, pool) => evenPoints(samples, randomSeries(pool)))
  for (let y = first; y < height; y += stride) {
    for (let x = 0; x < width; x++) {
      const random = randomSeries(y * width + x)
      const chances = (): Chooser => shifted(pools[Math.floor(random() * POOLS)] ?? [], random)
      const place = chances()
      const lens = chances()
      const window = chances()
      const scatter = chances()
      let sum = BLACK
      for (let sample = 0; sample < samples; sample++) {
        const [right, down] = place(sample)
        const across = ((x + right) / width - 0.5) * (width / height)
        const ray = lensRay(CAMERA, across, 0.5 - (y + down) / height, lens(sample))
        const seen = light(things, ray, { window: window(sample), scatter: scatter(sample) }, random)
        sum = add(sum, vector(Math.min(seen.x, MAX), Math.min(seen.y, MAX), Math.min(seen.z, MAX)))
      }
      target.set([sum.x / samples, sum.y / samples, sum.z / samples], (y * width + x) * 3)
    }
  }
}

/** The points, all moved by the same random way, around the edges: each pixel has its own, so that no pattern shows. */
function shifted(points: Points, random: () => number): Chooser {
  const right = random()
  const down = random()
  return (sample) => {
    const [x, y] = points[sample] ?? [0, 0]
    return [(x + right) % 1, (y + down) % 1]
  }
}

function isJob(value: unknown): value is Job {
  return typeof value === 'object' && value !== null && 'samples' in value
}
