import { along, subtract, unit, vector, type Vector } from './vector.ts'
import { slab, type Shape } from './shapes.ts'

const CELLS = 768

/** A surface given by its height above a square of half width `half` around `centre`; heights of 0 and below are not there. */
export function heap(
  centre: Vector,
  half: number,
  top: number,
  height: (x: number, z: number) => number,
): Shape {
  const grid = sample(half, height)
  const at = (x: number, z: number): number =>
    lookUp(grid, ((x / half + 1) * CELLS) / 2, ((z / half + 1) * CELLS) / 2)
  const box = vector(half, top / 2, half)
  const lifted = vector(centre.x, centre.y + top / 2, centre.z)
  const bump = half / CELLS
  const normal = (x: number, z: number): Vector =>
    unit(vector(at(x - bump, z) - at(x + bump, z), 2 * bump, at(x, z - bump) - at(x, z + bump)))
  return ({ origin, direction }, near, far) => {
    const [enter, leave] = slab(subtract(origin, lifted), direction, box)
    const start = Math.max(enter, near)
    const end = Math.min(leave, far)
    if (!(start < end)) return undefined
    const from = subtract(origin, centre)
    const above = (distance: number): number => {
      const point = along(from, direction, distance)
      const level = at(point.x, point.z)
      return level <= 0 ? Math.max(0.02, point.y) : point.y - level
    }
    const distance = descend(above, start, end)
    if (distance === undefined) return undefined
    const point = along(from, direction, distance)
    return { distance, normal: normal(point.x, point.z) }
  }
}

/** The first distance at which `above` falls below zero: strides as long as is safe on a slope, then halving. */
function descend(above: (distance: number) => number, start: number, end: number): number | undefined {
  let clear = above(start)
  if (clear < 0) return undefined
  for (let distance = start; distance < end;) {
    const next = distance + Math.max(0.012, Math.min(clear, 0.5) * 0.5)
    clear = above(next)
    if (clear < 0) return halve(above, distance, next)
    distance = next
  }
  return undefined
}

function halve(above: (distance: number) => number, start: number, end: number): number {
  let low = start
  let high = end
  for (let halving = 0; halving < 8; halving++) {
    const middle = (low + high) / 2
    if (above(middle) < 0) high = middle
    else low = middle
  }
  return low
}

function sample(half: number, height: (x: number, z: number) => number): Float32Array {
  const grid = new Float32Array((CELLS + 1) ** 2)
  for (let row = 0; row <= CELLS; row++) {
    for (let column = 0; column <= CELLS; column++) {
      const x = ((column * 2) / CELLS - 1) * half
      const z = ((row * 2) / CELLS - 1) * half
      grid[row * (CELLS + 1) + column] = height(x, z)
    }
  }
  return grid
}

function lookUp(grid: Float32Array, column: number, row: number): number {
  const left = Math.floor(column)
  const above = Math.floor(row)
  if (left < 0 || above < 0 || left >= CELLS || above >= CELLS) return 0
  const at = above * (CELLS + 1) + left
  const u = column - left
  const v = row - above
  const upper = (grid[at] ?? 0) * (1 - u) + (grid[at + 1] ?? 0) * u
  const lower = (grid[at + CELLS + 1] ?? 0) * (1 - u) + (grid[at + CELLS + 2] ?? 0) * u
  return upper * (1 - v) + lower * v
}
