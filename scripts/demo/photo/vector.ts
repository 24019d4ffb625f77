import { mix as mixNumbers } from './noise.ts'

/** A point, a direction, or a colour in linear light (x red, y green, z blue). */
export interface Vector {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** A vector of three numbers. */
export function vector(x: number, y: number, z: number): Vector {
  return { x, y, z }
}

/** The sum of two vectors. */
export function add(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z }
}

/** The way from `b` to `a`. */
export function subtract(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z }
}

/** A vector made longer or shorter. */
export function scale(a: Vector, factor: number): Vector {
  return { x: a.x * factor, y: a.y * factor, z: a.z * factor }
}

/** The product of each component: one colour seen in the light of another. */
export function filter(a: Vector, b: Vector): Vector {
  return { x: a.x * b.x, y: a.y * b.y, z: a.z * b.z }
}

/** The dot product. */
export function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z
}

/** The cross product. */
export function cross(a: Vector, b: Vector): Vector {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x }
}

/** The same direction with length one. */
export function unit(a: Vector): Vector {
  return scale(a, 1 / Math.sqrt(dot(a, a)))
}

/** The point at `distance` along a ray. */
export function along(origin: Vector, direction: Vector, distance: number): Vector {
  return {
    x: origin.x + direction.x * distance,
    y: origin.y + direction.y * distance,
    z: origin.z + direction.z * distance,
  }
}

/** The blend of two colours, `share` of the second. */
export function blend(a: Vector, b: Vector, share: number): Vector {
  return { x: mixNumbers(a.x, b.x, share), y: mixNumbers(a.y, b.y, share), z: mixNumbers(a.z, b.z, share) }
}

/** The directions to the left and up of somebody who looks in a direction. */
export function frame(forward: Vector): readonly [left: Vector, up: Vector] {
  const helper = Math.abs(forward.y) > 0.99 ? vector(1, 0, 0) : vector(0, 1, 0)
  const left = unit(cross(helper, forward))
  return [left, cross(forward, left)]
}
