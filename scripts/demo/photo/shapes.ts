import { add, along, cross, dot, scale, subtract, unit, vector, type Vector } from './vector.ts'

/** Half a line: from a point, in a direction of length one. */
export interface Ray {
  readonly origin: Vector
  readonly direction: Vector
}

/** Where a ray first meets a shape; the normal points out of the shape. */
export interface Meeting {
  readonly distance: number
  readonly normal: Vector
}

/** Finds where a ray first meets a shape, further than `near` and nearer than `far`. */
export type Shape = (ray: Ray, near: number, far: number) => Meeting | undefined

/** The part of the plane at height `y` for which `inside` holds. */
export function floor(y: number, inside: (point: Vector) => boolean): Shape {
  return ({ origin, direction }, near, far) => {
    const distance = (y - origin.y) / direction.y
    if (!(distance > near && distance < far)) return undefined
    return inside(along(origin, direction, distance)) ? { distance, normal: vector(0, 1, 0) } : undefined
  }
}

/** The whole plane at depth `z`, facing the viewer. */
export function wall(z: number): Shape {
  return ({ origin, direction }, near, far) => {
    const distance = (z - origin.z) / direction.z
    return distance > near && distance < far ? { distance, normal: vector(0, 0, 1) } : undefined
  }
}

/** The part of an ellipsoid for which `inside` holds of the point relative to the centre; `flip` turns the normal inwards. */
export function ellipsoid(
  centre: Vector,
  radii: Vector,
  inside: (local: Vector) => boolean = () => true,
  flip = false,
): Shape {
  const inverse = vector(1 / radii.x, 1 / radii.y, 1 / radii.z)
  return ({ origin, direction }, near, far) => {
    const from = subtract(origin, centre)
    const o = vector(from.x * inverse.x, from.y * inverse.y, from.z * inverse.z)
    const d = vector(direction.x * inverse.x, direction.y * inverse.y, direction.z * inverse.z)
    for (const distance of roots(dot(d, d), dot(o, d), dot(o, o) - 1)) {
      if (!(distance > near && distance < far)) continue
      const local = along(from, direction, distance)
      if (!inside(local)) continue
      const gradient = vector(local.x * inverse.x ** 2, local.y * inverse.y ** 2, local.z * inverse.z ** 2)
      return { distance, normal: scale(unit(gradient), flip ? -1 : 1) }
    }
    return undefined
  }
}

/** A rod with a round cross-section between two points; `round` closes it with half balls. */
export function rod(start: Vector, end: Vector, radius: number, round = true): Shape {
  const axis = unit(subtract(end, start))
  const length = dot(subtract(end, start), axis)
  const radii = vector(radius, radius, radius)
  const caps = round ? [ellipsoid(start, radii), ellipsoid(end, radii)] : []
  const side: Shape = ({ origin, direction }, near, far) => {
    const from = subtract(origin, start)
    const o = subtract(from, scale(axis, dot(from, axis)))
    const d = subtract(direction, scale(axis, dot(direction, axis)))
    for (const distance of roots(dot(d, d), dot(o, d), dot(o, o) - radius * radius)) {
      if (!(distance > near && distance < far)) continue
      const height = dot(along(from, direction, distance), axis)
      if (height < 0 || height > length) continue
      return { distance, normal: scale(along(o, d, distance), 1 / radius) }
    }
    return undefined
  }
  return union([side, ...caps])
}

/** A shape described in its own axes, moved to `centre` and turned so that its x axis points along `heading`. */
export function turned(centre: Vector, heading: Vector, shape: Shape): Shape {
  const x = unit(heading)
  const z = unit(cross(x, vector(0, 1, 0)))
  const y = cross(z, x)
  const toLocal = (a: Vector): Vector => vector(dot(a, x), dot(a, y), dot(a, z))
  const toWorld = (a: Vector): Vector => add(add(scale(x, a.x), scale(y, a.y)), scale(z, a.z))
  return ({ origin, direction }, near, far) => {
    const local = { origin: toLocal(subtract(origin, centre)), direction: toLocal(direction) }
    const meeting = shape(local, near, far)
    return meeting && { distance: meeting.distance, normal: toWorld(meeting.normal) }
  }
}

/** A ring lying flat around `centre`, found by walking the distance to it. */
export function ring(centre: Vector, radius: number, thickness: number): Shape {
  const bound = vector(radius + thickness, thickness, radius + thickness)
  const gap = (p: Vector): number => Math.hypot(Math.hypot(p.x, p.z) - radius, p.y) - thickness
  return ({ origin, direction }, near, far) => {
    const from = subtract(origin, centre)
    const [enter, leave] = slab(from, direction, bound)
    const end = Math.min(leave, far)
    let distance = Math.max(enter, near)
    for (let tries = 0; tries < 60 && distance < end; tries++) {
      const point = along(from, direction, distance)
      const free = gap(point)
      if (free < 0.0004) {
        const spoke = radius / Math.hypot(point.x, point.z)
        return {
          distance,
          normal: unit(vector(point.x - point.x * spoke, point.y, point.z - point.z * spoke)),
        }
      }
      distance += free
    }
    return undefined
  }
}

/** Several shapes as one: the nearest meeting counts. */
export function union(shapes: readonly Shape[]): Shape {
  return (ray, near, far) => {
    let nearest: Meeting | undefined
    for (const shape of shapes) nearest = shape(ray, near, nearest?.distance ?? far) ?? nearest
    return nearest
  }
}

/** A shape that is only looked at by rays that pass through a ball around it. */
export function within(centre: Vector, radius: number, shape: Shape): Shape {
  return (ray, near, far) => {
    const to = subtract(centre, ray.origin)
    const middle = dot(to, ray.direction)
    const aside = dot(to, to) - middle * middle
    if (aside > radius * radius || middle + radius < near) return undefined
    return shape(ray, near, far)
  }
}

/** The distances at which a ray enters and leaves a box around the origin. */
export function slab(from: Vector, direction: Vector, half: Vector): readonly [enter: number, leave: number] {
  const x = [(-half.x - from.x) / direction.x, (half.x - from.x) / direction.x] as const
  const y = [(-half.y - from.y) / direction.y, (half.y - from.y) / direction.y] as const
  const z = [(-half.z - from.z) / direction.z, (half.z - from.z) / direction.z] as const
  const enter = Math.max(Math.min(x[0], x[1]), Math.min(y[0], y[1]), Math.min(z[0], z[1]))
  const leave = Math.min(Math.max(x[0], x[1]), Math.max(y[0], y[1]), Math.max(z[0], z[1]))
  return [enter, leave]
}

/** The solutions of a·t² + 2·b·t + c = 0, smallest first. */
function roots(a: number, b: number, c: number): readonly number[] {
  const inner = b * b - a * c
  if (inner < 0) return []
  const root = Math.sqrt(inner)
  return [(-b - root) / a, (-b + root) / a]
}
