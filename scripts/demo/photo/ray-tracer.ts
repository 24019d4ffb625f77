import type { Thing } from './kitchen.ts'
import type { Finish } from './materials.ts'
import { step } from './noise.ts'
import type { Meeting, Ray } from './shapes.ts'
import {
  add,
  along,
  cross,
  dot,
  filter,
  frame,
  scale,
  subtract,
  unit,
  vector,
  type Vector,
} from './vector.ts'

/** Gives the next random number in [0, 1). */
export type Random = () => number

/** A point of the unit square. */
export type Pair = readonly [u: number, v: number]

/** The camera: where it is, what is sharp, how wide it sees and how wide its lens is open. */
export interface Camera {
  readonly position: Vector
  readonly target: Vector
  /** Height of the picture at distance one. */
  readonly height: number
  readonly aperture: number
}

const FAR = 100
const SKIN = 0.002
const BOUNCES = 3
/** A window to the left with two rows of three panes. */
const WINDOW = { x: -8.5, bottom: 0.6, top: 7.4, back: -6.5, front: 2.2, light: vector(9.6, 9.9, 10.4) }
const AREA = (WINDOW.top - WINDOW.bottom) * (WINDOW.front - WINDOW.back)
const BLACK = vector(0, 0, 0)

/** The ray through a point of the picture (0, 0 in the middle, y up, the height is 1) and a point of the lens (both 0 to 1). */
export function lensRay(camera: Camera, x: number, y: number, [u, v]: Pair): Ray {
  const view = subtract(camera.target, camera.position)
  const forward = unit(view)
  const [left, up] = frame(forward)
  const focus = Math.sqrt(dot(view, view))
  const aim = unit(add(forward, add(scale(left, -x * camera.height), scale(up, y * camera.height))))
  const sharp = along(camera.position, aim, focus / dot(aim, forward))
  const radius = camera.aperture * Math.sqrt(u)
  const shift = add(
    scale(left, radius * Math.cos(v * 2 * Math.PI)),
    scale(up, radius * Math.sin(v * 2 * Math.PI)),
  )
  const origin = add(camera.position, shift)
  return { origin, direction: unit(subtract(sharp, origin)) }
}

/** What chances the first surface takes, chosen evenly over the samples of a pixel. */
interface Chances {
  /** The point of the window it looks at. */
  readonly window: Pair
  /** The direction it scatters light in. */
  readonly scatter: Pair
}

/** The light that comes back along a ray. */
export function light(things: readonly Thing[], ray: Ray, first: Chances, random: Random): Vector {
  return follow({ things, random, first }, ray, 0, true)
}

interface Path {
  readonly things: readonly Thing[]
  readonly random: Random
  readonly first: Chances
}

/** The window shines into a ray only if it was mirrored: matt surfaces look at it themselves. */
function follow(path: Path, ray: Ray, bounce: number, mirrored: boolean): Vector {
  const { things, random } = path
  if (bounce === BOUNCES) return BLACK
  const found = nearest(things, ray)
  if (!found) return surroundings(ray, mirrored)
  const { meeting, finish, point } = found
  const facing = Math.min(1, -dot(ray.direction, meeting.normal))
  const coat = finish.gloss * (0.04 + 0.96 * (1 - facing) ** 5)
  const mirror = (): Vector => {
    const direction = reflected(ray.direction, meeting.normal, finish.roughness, random)
    return dot(direction, meeting.normal) > 0
      ? follow(path, { origin: point, direction }, bounce + 1, true)
      : BLACK
  }
  const matt = (): Vector => {
    const chance = (): Pair => [random(), random()]
    const { window, scatter } = bounce === 0 ? path.first : { window: chance(), scatter: chance() }
    const direct = fromWindow(things, point, meeting.normal, window)
    const onward = { origin: point, direction: scattered(meeting.normal, scatter) }
    return filter(finish.colour, add(direct, follow(path, onward, bounce + 1, false)))
  }
  // Window to varnish to matt surface is a path that is found so rarely that it only gives white dots.
  if (coat === 0 || !mirrored) return matt()
  if (bounce > 0) return random() < coat ? mirror() : matt()
  return add(scale(mirror(), coat), scale(matt(), 1 - coat))
}

function nearest(
  things: readonly Thing[],
  ray: Ray,
): { meeting: Meeting; finish: Finish; point: Vector } | undefined {
  let meeting: Meeting | undefined
  let met: Thing | undefined
  for (const thing of things) {
    const next = thing.shape(ray, SKIN, meeting?.distance ?? FAR)
    if (!next) continue
    meeting = next
    met = thing
  }
  if (!meeting || !met) return undefined
  const inwards = dot(ray.direction, meeting.normal) > 0
  const normal = inwards ? scale(meeting.normal, -1) : meeting.normal
  const surface = along(ray.origin, ray.direction, meeting.distance)
  return {
    meeting: { ...meeting, normal },
    finish: met.material(surface),
    point: along(surface, normal, SKIN),
  }
}

function fromWindow(things: readonly Thing[], point: Vector, normal: Vector, [u, v]: Pair): Vector {
  const y = WINDOW.bottom + (WINDOW.top - WINDOW.bottom) * u
  const z = WINDOW.back + (WINDOW.front - WINDOW.back) * v
  const to = vector(WINDOW.x - point.x, y - point.y, z - point.z)
  const distance = Math.sqrt(dot(to, to))
  const direction = scale(to, 1 / distance)
  const slant = dot(direction, normal)
  const bright = pane(y, z)
  if (slant <= 0 || bright === 0) return BLACK
  const ray = { origin: point, direction }
  for (const thing of things) if (thing.shape(ray, SKIN, distance)) return BLACK
  return scale(WINDOW.light, (bright * slant * -direction.x * AREA) / (distance * distance * Math.PI))
}

/** How bright the window is at a point: frames are dark, the sky is brighter than the ground. */
function pane(y: number, z: number): number {
  const row = ((y - WINDOW.bottom) / (WINDOW.top - WINDOW.bottom)) * 2
  const column = ((z - WINDOW.back) / (WINDOW.front - WINDOW.back)) * 3
  const bar = Math.min(Math.abs(row - 1) * 3.4, ...[1, 2].map((edge) => Math.abs(column - edge) * 2.9))
  if (bar < 0.12) return 0
  return 0.75 + 0.5 * step(0, 1.2, row)
}

/** What is behind everything: the window for mirrored rays, else the room, lit by what the window throws into it. */
function surroundings({ origin, direction }: Ray, mirrored: boolean): Vector {
  if (direction.x < -0.001) {
    const hit = along(origin, direction, (WINDOW.x - origin.x) / direction.x)
    const open = hit.y > WINDOW.bottom && hit.y < WINDOW.top && hit.z > WINDOW.back && hit.z < WINDOW.front
    if (open) return mirrored ? scale(WINDOW.light, pane(hit.y, hit.z)) : BLACK
  }
  const ceiling = 0.1 + 0.2 * Math.max(0, direction.y) + 0.16 * Math.max(0, direction.x)
  return vector(ceiling * 1.1, ceiling, ceiling * 0.86)
}

function scattered(normal: Vector, [u, v]: Pair): Vector {
  const turn = 2 * Math.PI * u
  const height = 2 * v - 1
  const radius = Math.sqrt(1 - height * height)
  const ball = vector(radius * Math.cos(turn), radius * Math.sin(turn), height)
  return unit(along(normal, ball, 0.9999))
}

function reflected(direction: Vector, normal: Vector, roughness: number, random: Random): Vector {
  const mirror = along(direction, normal, -2 * dot(direction, normal))
  const side = unit(cross(mirror, Math.abs(mirror.y) > 0.9 ? vector(1, 0, 0) : vector(0, 1, 0)))
  const turn = 2 * Math.PI * random()
  const radius = roughness * Math.sqrt(-Math.log(1 - random() * 0.98)) * 0.7
  const offset = add(
    scale(side, Math.cos(turn) * radius),
    scale(cross(mirror, side), Math.sin(turn) * radius),
  )
  return unit(add(mirror, offset))
}
