import { setImmediate } from 'node:timers/promises'
import { between, type Random } from './random.ts'

/** A drawing with transparency: four bytes per pixel. */
interface Sprite {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

type Colour = readonly [red: number, green: number, blue: number]

/** A point or direction: x to the right, y up, z to the viewer. */
interface Vector {
  readonly x: number
  readonly y: number
  readonly z: number
}

interface Sprinkle {
  readonly x: number
  readonly z: number
  readonly cos: number
  readonly sin: number
  readonly colour: Colour
}

interface Donut {
  readonly icing: Colour
  readonly sprinkles: readonly Sprinkle[]
  /** How high the icing reaches at an angle: it runs down in waves. */
  readonly edge: (angle: number) => number
}

const TUBE = 0.46
const ICING = 0.045
const SPRINKLE = { length: 0.085, radius: 0.028 } as const
/** How much of the world the picture shows, from its middle to its left side. */
const REACH = 1.8
/** Height of the picture by its width: the donut is seen from above at an angle. */
export const FLATNESS = 0.8
/** The shadow needs more room below than the icing needs above. */
const LOWERED = 0.1
const TILT = 0.92
const VIEW: Vector = { x: 0, y: -Math.sin(TILT), z: -Math.cos(TILT) }
const UP: Vector = { x: 0, y: Math.cos(TILT), z: -Math.sin(TILT) }
const LAMP = unit({ x: -0.62, y: 0.7, z: 0.1 })
const GLINT = unit(along(LAMP, VIEW, -1))
const EDGES = 4096
/** A ray this close to the donut has hit it. */
const TOUCH = 0.003
const SHADOW: Colour = [26, 15, 8]
const DOUGH: Colour = [206, 146, 84]
const CRUST: Colour = [158, 92, 42]
const ICINGS: readonly Colour[] = [
  [238, 120, 165],
  [96, 54, 34],
  [246, 240, 226],
  [122, 196, 190],
  [250, 196, 74],
  [158, 128, 214],
  [226, 74, 72],
]

/** Rows that are traced before others get a turn: all of them take a tenth of a second. */
const AT_ONCE = 16

/** A donut with icing and sprinkles and the shadow it throws, ray traced at the given width. */
export async function donut(width: number, random: Random): Promise<Sprite> {
  const height = Math.round(width * FLATNESS)
  const data = Buffer.alloc(width * height * 4)
  const baked = bake(random)
  const pixel = (2 * REACH) / width
  for (let row = 0; row < height; row++) {
    if (row % AT_ONCE === AT_ONCE - 1) await setImmediate()
    for (let column = 0; column < width; column++) {
      const x = (column + 0.5) * pixel - REACH
      const y = REACH * FLATNESS - (row + 0.5) * pixel - LOWERED
      data.set(seen(baked, { x, y: y * UP.y, z: y * UP.z }, pixel), (row * width + column) * 4)
    }
  }
  return { data, width, height }
}

function bake(random: Random): Donut {
  const icing = ICINGS[Math.floor(random() * ICINGS.length)] ?? DOUGH
  const others = ICINGS.filter((colour) => colour !== icing)
  const sprinkles = Array.from({ length: 64 }, () => {
    const angle = between(random, 0, 2 * Math.PI)
    const distance = 1 + between(random, -0.32, 0.32)
    const colour = others[Math.floor(random() * others.length)] ?? DOUGH
    const turn = between(random, 0, Math.PI)
    const place = { x: Math.cos(angle) * distance, z: Math.sin(angle) * distance }
    return { ...place, cos: Math.cos(turn), sin: Math.sin(turn), colour }
  })
  const [first, second] = [between(random, 0, 6), between(random, 0, 6)]
  const edges = Float64Array.from({ length: EDGES }, (_, index) => {
    const angle = (index / EDGES) * 2 * Math.PI
    return 0.07 + 0.06 * Math.sin(angle * 5 + first) + 0.035 * Math.sin(angle * 11 + second)
  })
  const edge = (angle: number): number => edges[Math.floor((angle / (2 * Math.PI) + 1) * EDGES) % EDGES] ?? 0
  return { icing, sprinkles, edge }
}

/** The colour at a point of the picture, with its opacity. */
function seen(baked: Donut, at: Vector, pixel: number): readonly [number, number, number, number] {
  const ground = (-TUBE - at.y) / VIEW.y
  let distance = (TUBE + ICING - at.y) / VIEW.y
  let closest = at
  let missed = Infinity
  for (let tries = 0; tries < 40 && distance < ground && missed > TOUCH; tries++) {
    const point = along(at, VIEW, distance)
    const free = gap(baked, point)
    if (free < missed) {
      missed = free
      closest = point
    }
    distance += free * 0.9
  }
  // Rays that only just miss soften the outline.
  const cover = missed > TOUCH ? Math.max(0, 1 - missed / pixel) : 1
  const dark = cover === 1 ? 0 : shadow(along(at, VIEW, ground))
  const alpha = cover + dark * (1 - cover)
  if (cover === 0) return [...SHADOW, alpha * 255]
  const [red, green, blue] = mixed(SHADOW, shade(baked, closest, pixel), cover / alpha)
  return [red, green, blue, alpha * 255]
}

/** Distance from a point to the donut. */
function gap({ edge }: Donut, { x, y, z }: Vector): number {
  const ring = length(length(x, z) - 1, y * 1.12) - TUBE
  if (ring > 2 * ICING) return ring - ICING
  return ring - ICING * smooth((y - edge(Math.atan2(z, x))) / 0.05)
}

function shade(baked: Donut, point: Vector, pixel: number): Colour {
  const { x, y, z } = point
  const normal = slope(baked, point)
  const lit = 0.42 + 0.7 * Math.max(0, dot(normal, LAMP)) + 0.14 * normal.y
  const iced = smooth((y - baked.edge(Math.atan2(z, x))) / 0.03 + 0.5)
  const band = Math.exp(-((y / 0.1) ** 2))
  const dough = mixed(
    mixed(CRUST, DOUGH, 0.3 + 0.3 * Math.sin(x * 9) * Math.sin(z * 8 + y * 5)),
    [240, 206, 150],
    band * 0.7,
  )
  const shine = Math.max(0, dot(normal, GLINT)) ** 60 * 150 * iced
  let colour = lightened(mixed(dough, baked.icing, iced), lit, shine)
  for (const sprinkle of baked.sprinkles) {
    const away = distanceTo(sprinkle, x, z)
    if (y < 0.12 || away > SPRINKLE.radius * 2) continue
    const cover = smooth((SPRINKLE.radius - away) / pixel + 0.5)
    const fade = smooth(2 - away / SPRINKLE.radius)
    const round = lit * (1.15 - 0.4 * (away / SPRINKLE.radius) ** 2)
    colour = mixed(lightened(colour, 1 - 0.25 * fade, 0), lightened(sprinkle.colour, round, 12), cover)
  }
  return colour
}

/** Distance from a point, seen from above, to the middle line of a sprinkle. */
function distanceTo({ x, z, cos, sin }: Sprinkle, px: number, pz: number): number {
  const lengthwise = (px - x) * cos + (pz - z) * sin
  const across = (pz - z) * cos - (px - x) * sin
  return length(Math.max(0, Math.abs(lengthwise) - SPRINKLE.length), across)
}

/** How dark the table is at a point: the lamp throws the shadow to the right. */
function shadow({ x, z }: Vector): number {
  const thrown = Math.abs(length(x - 0.18, z + 0.03) - 1) - TUBE * 0.95
  const touching = Math.abs(length(x, z) - 1) - TUBE * 0.8
  return Math.max(0.5 * smooth(0.5 - thrown / 0.3), 0.62 * smooth(0.7 - touching / 0.3))
}

function slope(baked: Donut, { x, y, z }: Vector): Vector {
  const step = 0.008
  const here = gap(baked, { x, y, z })
  return unit({
    x: gap(baked, { x: x + step, y, z }) - here,
    y: gap(baked, { x, y: y + step, z }) - here,
    z: gap(baked, { x, y, z: z + step }) - here,
  })
}

function along({ x, y, z }: Vector, direction: Vector, distance: number): Vector {
  return { x: x + direction.x * distance, y: y + direction.y * distance, z: z + direction.z * distance }
}

function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z
}

function unit(a: Vector): Vector {
  return along({ x: 0, y: 0, z: 0 }, a, 1 / Math.sqrt(dot(a, a)))
}

/** Math.hypot guards against overflow, which makes it many times slower. */
function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y)
}

function smooth(value: number): number {
  const share = Math.min(1, Math.max(0, value))
  return share * share * (3 - 2 * share)
}

function mixed(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

/** A colour times `factor` plus `shine`, within what a byte holds. */
function lightened([red, green, blue]: Colour, factor: number, shine: number): Colour {
  const limited = (value: number): number => Math.min(255, Math.max(0, value * factor + shine))
  return [limited(red), limited(green), limited(blue)]
}
