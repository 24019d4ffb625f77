import { clamp, fractal, lattice, noise, step } from './noise.ts'
import { blend, scale, vector, type Vector } from './vector.ts'

/** What a surface does with light at one point: its own colour, and a coat that reflects like varnish or glaze. */
export interface Finish {
  readonly colour: Vector
  /** How strong the coat is: 0 is chalk, 1 is glaze. */
  readonly gloss: number
  /** How much the coat scatters: 0 is a mirror. */
  readonly roughness: number
}

/** The finish of a surface at a point. */
export type Material = (point: Vector) => Finish

const FLOUR = vector(0.87, 0.845, 0.79)

/** Boards that run towards the viewer, with grain, joints and the flour that `dust` (0 to 1) leaves on them. */
export function boards(dust: (point: Vector) => number): Material {
  return (point) => {
    const across = point.x * 0.985 + point.z * 0.17
    const lengthwise = point.z * 0.985 - point.x * 0.17
    const board = Math.floor(across / 1.55)
    const tone = lattice(board, 7)
    const bend = fractal(across * 0.9 + board * 31, lengthwise * 0.22, 3) * 5
    const rings = 0.5 + 0.5 * Math.sin((across * 2.2 + bend * 2.6) * 3.1)
    const fibre =
      noise(across * 55, lengthwise * 1.6 + board * 13) * 0.6 + noise(across * 130, lengthwise * 5) * 0.4
    const pores = step(0.72, 0.95, noise(across * 70 + 9, lengthwise * 2.4))
    const stain = fractal(point.x * 0.5 + 40, point.z * 0.5, 3)
    const light = vector(0.36, 0.19, 0.085)
    const dark = vector(0.13, 0.055, 0.022)
    const wood = blend(light, dark, clamp(rings * 0.42 + fibre * 0.35 + tone * 0.3 - 0.12))
    const worn = scale(wood, (0.75 + 0.5 * stain) * (1 - 0.45 * pores))
    const edge = Math.abs(across / 1.55 - board - 0.5) * 2
    const jointed = scale(worn, 1 - 0.85 * step(0.972, 0.99, edge))
    const powder = dust(point)
    const gloss = (1 - powder) * (0.5 + 0.4 * stain)
    return { colour: blend(jointed, FLOUR, powder), gloss, roughness: 0.16 + 0.16 * fibre }
  }
}

/** Turned wood whose grain runs along `axis`, a direction on the table. */
export function turnedWood(light: Vector, dark: Vector, axis: Vector): Material {
  return (point) => {
    const lengthwise = point.x * axis.x + point.z * axis.z
    const across = point.x * axis.z - point.z * axis.x + point.y * 0.6
    const bend = fractal(across * 1.4 + 3, lengthwise * 0.5, 3)
    const rings = 0.5 + 0.5 * Math.sin(bend * 26 + across * 6)
    const fibre = noise(across * 60, lengthwise * 2.2)
    const colour = blend(light, dark, clamp(rings * 0.4 + fibre * 0.45))
    return { colour, gloss: 0.35, roughness: 0.3 }
  }
}

/** Glazed stoneware with specks; `rim` is the height from which the glaze is thin and the clay shows. */
export function stoneware(colour: Vector, clay: Vector, rim: number): Material {
  return (point) => {
    const turn = Math.atan2(point.z, point.x) * 9
    const speck = step(0.86, 0.93, noise(turn * 5, point.y * 26))
    const shade = 0.94 + 0.1 * fractal(turn * 0.3, point.y * 2, 3)
    const bare = step(rim - 0.05, rim, point.y + 0.05 * (noise(turn, 4) - 0.5))
    const glazed = blend(scale(colour, shade), clay, speck * 0.55)
    return { colour: blend(glazed, clay, bare * 0.85), gloss: 1 - bare * 0.6, roughness: 0.06 + 0.2 * bare }
  }
}

/** The shell of an egg: almost matt, freckled. */
export function eggshell(colour: Vector, freckles: Vector): Material {
  return (point) => {
    const spots = step(0.66, 0.84, fractal(point.x * 15 + point.y * 11, point.z * 15 - point.y * 9, 3))
    const cloud = 0.93 + 0.14 * fractal(point.x * 3, point.z * 3 + point.y * 3, 2)
    return { colour: scale(blend(colour, freckles, spots * 0.4), cloud), gloss: 0.45, roughness: 0.33 }
  }
}

/** Flour, lit evenly from every side by the light inside it. */
export function flour(): Material {
  return (point) => {
    const grain = 0.975 + 0.05 * lattice(Math.floor(point.x * 140), Math.floor(point.z * 140))
    return { colour: scale(FLOUR, Math.min(1.08, grain)), gloss: 0, roughness: 1 }
  }
}

/** Oblong wall tiles in rows, each shifted by half a tile. */
export function tiles(): Material {
  return (point) => {
    const row = Math.floor(point.y / 1.3)
    const column = Math.floor(point.x / 2.6 + row / 2)
    const u = Math.abs(point.x / 2.6 + row / 2 - column - 0.5) * 2
    const v = Math.abs(point.y / 1.3 - row - 0.5) * 2
    const joint = Math.max(step(0.955, 0.975, u), step(0.91, 0.95, v))
    const tile = scale(vector(0.5, 0.56, 0.53), 0.88 + 0.24 * lattice(row, column))
    return { colour: blend(tile, vector(0.62, 0.6, 0.56), joint), gloss: 0.8 * (1 - joint), roughness: 0.09 }
  }
}

/** One colour all over. */
export function plain(colour: Vector, gloss: number, roughness: number): Material {
  return () => ({ colour, gloss, roughness })
}
