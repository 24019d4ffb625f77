import { heap } from './heap.ts'
import { boards, eggshell, flour, plain, stoneware, tiles, turnedWood, type Material } from './materials.ts'
import { clamp, fractal, noise, step } from './noise.ts'
import { ellipsoid, floor, ring, rod, turned, union, wall, within, type Shape } from './shapes.ts'
import { scale, unit, vector, type Vector } from './vector.ts'

/** A shape and what it is made of. */
export interface Thing {
  readonly shape: Shape
  readonly material: Material
}

const BOWL = vector(-0.35, 0, -0.35)
const RIM = 1.5
const SPILL = vector(0.6, 0, 2.35)
const BEECH = vector(0.62, 0.42, 0.22)
const BEECH_DARK = vector(0.42, 0.25, 0.11)

/** Everything that stands in the picture: a bowl of flour on a wooden table in front of a tiled wall. */
export function kitchen(): readonly Thing[] {
  return [
    { shape: floor(0, (point) => point.z > -5.2), material: boards(dust) },
    { shape: wall(-9), material: tiles() },
    { shape: floor(-4, () => true), material: plain(vector(0.16, 0.13, 0.11), 0, 1) },
    ...bowl(),
    { shape: heap(SPILL, 1.5, 0.6, spilled), material: flour() },
    egg(vector(-3.05, 0.43, 0.75), vector(0.75, 0, -0.5), vector(0.66, 0.37, 0.2)),
    egg(vector(-2.15, 0.43, 1.75), vector(0.95, 0, 0.42), vector(0.74, 0.5, 0.32)),
    ...rollingPin(vector(3.6, 0.44, 0.1), unit(vector(0.7, 0, -1))),
    ...crock(vector(3.5, 0, -3.4)),
    ...jug(vector(-3.3, 0, -2.9)),
  ]
}

function bowl(): Thing[] {
  const centre = vector(BOWL.x, RIM, BOWL.z)
  const below = (local: Vector): boolean => local.y < 0
  const glaze = stoneware(vector(0.8, 0.785, 0.74), vector(0.3, 0.2, 0.13), RIM)
  const outside = ellipsoid(centre, vector(1.9, 1.42, 1.9), below)
  const inside = ellipsoid(centre, vector(1.79, 1.3, 1.79), below, true)
  const rim = ring(centre, 1.845, 0.056)
  const foot = rod(vector(BOWL.x, 0, BOWL.z), vector(BOWL.x, 0.2, BOWL.z), 0.85, false)
  const level = RIM - 0.18
  return [
    { shape: within(centre, 2.1, union([outside, inside, rim, foot])), material: around(BOWL, glaze) },
    { shape: heap(vector(BOWL.x, level, BOWL.z), 1.8, 1.25, heaped), material: flour() },
    spoon(vector(0.05, RIM + 0.35, -0.5), vector(1.75, RIM + 1.55, -1.75)),
  ]
}

/** Height of the flour in the bowl above its edge. */
function heaped(x: number, z: number): number {
  const r = Math.hypot(x, z)
  if (r > 1.78) return 0
  const peak = 1.02 * Math.exp(-((Math.hypot(x + 0.12, z - 0.05) / 0.98) ** 2)) + 0.12
  const hollow = 0.3 * Math.exp(-(((x - 0.62) / 0.42) ** 2) - ((z - 0.5) / 0.34) ** 2)
  return Math.max(0.001, peak - hollow + powder(x, z, 1))
}

/** Height of the flour spilled on the table. */
function spilled(x: number, z: number): number {
  const r = Math.hypot(x * 0.8, z * 1.15)
  const outline = 0.25 * fractal(x * 1.7 + 5, z * 1.7, 4)
  const mound = 0.46 * Math.exp(-((r / 0.52) ** 2)) + outline * Math.exp(-((r / 0.85) ** 2)) - 0.06
  return mound <= 0 ? 0 : mound + powder(x + 9, z, Math.min(1, mound * 6))
}

/** The lumps and cracks of loose flour. */
function powder(x: number, z: number, strength: number): number {
  const lumps = fractal(x * 2.4, z * 2.4 + 11, 5) - 0.5
  const ridges = Math.abs(fractal(x * 5.2 + 3, z * 5.2, 4) - 0.5)
  return strength * (lumps * 0.24 - ridges * 0.12 + (noise(x * 38, z * 38) - 0.5) * 0.012)
}

/** How much flour lies on the table at a point, from none (0) to nothing but flour (1). */
function dust(point: Vector): number {
  const x = point.x - SPILL.x
  const z = point.z - SPILL.z
  const cloud = fractal(point.x * 1.3 + 2, point.z * 1.3 + 8, 5)
  const near = Math.exp(-((Math.hypot(x * 0.75, z) / 1.35) ** 2))
  const aroundBowl = 0.55 * Math.exp(-(((Math.hypot(point.x - BOWL.x, point.z - BOWL.z) - 1.4) / 0.9) ** 2))
  const film = step(0.55, 1.05, cloud * 0.75 + near * 0.62 + aroundBowl * 0.22)
  const specks = step(0.84, 0.9, noise(point.x * 36, point.z * 36)) * clamp(near * 2.2 + aroundBowl)
  return clamp(film * 0.92 + specks * 0.8)
}

function egg(centre: Vector, heading: Vector, colour: Vector): Thing {
  const blunt = ellipsoid(vector(0, 0, 0), vector(0.5, 0.43, 0.43), (local) => local.x <= 0)
  const pointed = ellipsoid(vector(0, 0, 0), vector(0.66, 0.43, 0.43), (local) => local.x > 0)
  const shape = within(centre, 0.7, turned(centre, heading, union([blunt, pointed])))
  return { shape, material: eggshell(colour, scale(colour, 0.55)) }
}

function spoon(foot: Vector, head: Vector): Thing {
  return { shape: rod(foot, head, 0.1), material: turnedWood(BEECH, BEECH_DARK, unit(vector(1.7, 0, -1.25))) }
}

function rollingPin(centre: Vector, axis: Vector): Thing[] {
  const at = (distance: number): Vector =>
    vector(centre.x + axis.x * distance, centre.y, centre.z + axis.z * distance)
  const wood = turnedWood(BEECH, BEECH_DARK, axis)
  const end = (distance: number): Shape =>
    turned(at(distance), axis, ellipsoid(vector(0, 0, 0), vector(0.16, 0.44, 0.44)))
  const grip = (distance: number): Shape =>
    turned(at(distance), axis, ellipsoid(vector(0, 0, 0), vector(0.62, 0.21, 0.21)))
  const body = union([rod(at(-1.9), at(1.9), 0.44, false), end(-1.9), end(1.9)])
  const grips = union([rod(at(-2.6), at(2.6), 0.12, false), grip(-2.62), grip(2.62)])
  return [
    { shape: within(centre, 3.4, body), material: wood },
    {
      shape: within(centre, 3.4, grips),
      material: turnedWood(scale(BEECH, 0.6), scale(BEECH_DARK, 0.6), axis),
    },
  ]
}

function crock(base: Vector): Thing[] {
  const at = (x: number, y: number, z: number): Vector => vector(base.x + x, base.y + y, base.z + z)
  const glaze = stoneware(vector(0.07, 0.2, 0.22), vector(0.3, 0.2, 0.13), 1.75)
  const pot = union([
    rod(base, at(0, 1.75, 0), 0.85, false),
    ring(at(0, 1.75, 0), 0.81, 0.06),
    ring(at(0, 0.1, 0), 0.76, 0.1),
  ])
  const head = turned(
    at(-0.62, 3.55, -0.1),
    vector(-0.3, 1, 0),
    ellipsoid(vector(0, 0, 0), vector(0.5, 0.14, 0.34)),
  )
  const handles = union([
    rod(at(-0.1, 1, 0), at(-0.55, 3.3, -0.1), 0.09),
    rod(at(0.2, 1, 0.1), at(0.75, 3.9, 0.2), 0.1),
    rod(at(0.1, 1, -0.3), at(0.15, 4.2, -0.6), 0.08),
    head,
  ])
  return [
    { shape: within(at(0, 1, 0), 1.5, pot), material: around(base, glaze) },
    {
      shape: within(at(0, 2.5, 0), 2.6, handles),
      material: turnedWood(BEECH, BEECH_DARK, vector(0.3, 0, 1)),
    },
  ]
}

function jug(base: Vector): Thing[] {
  const at = (y: number): Vector => vector(base.x, y, base.z)
  const belly = ellipsoid(at(1), vector(0.98, 1.12, 0.98))
  const neck = rod(at(1.7), at(2.7), 0.56, false)
  const enamel = plain(vector(0.82, 0.82, 0.8), 1, 0.05)
  return [
    { shape: within(at(1.5), 2.2, union([belly, neck])), material: enamel },
    { shape: ring(at(2.72), 0.56, 0.07), material: plain(vector(0.05, 0.1, 0.22), 1, 0.08) },
  ]
}

/** The material seen from the foot of the thing it covers. */
function around(base: Vector, material: Material): Material {
  return (point) => material(vector(point.x - base.x, point.y - base.y, point.z - base.z))
}
