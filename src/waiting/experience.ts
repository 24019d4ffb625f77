import { priorMs } from './schedule.ts'

// Two batches of 30 and one: of jobs in parallel the short ones end first.
const window = 61

// A browser opens six connections to a host, Cloudflare's runtime six in all; submits and results need theirs.
const maxStreams = 'document' in globalThis || 'WorkerGlobalScope' in globalThis ? 3 : 64

/** What a client learns about waiting; its jobs share it. */
export class Experience {
  /** Ways to look that a provider turned out not to have, such as `chainhub result`. */
  readonly absent = new Set<string>()
  /** Which form of a job's path a provider turned out to answer, where it was not the first. */
  readonly forms = new Map<string, number>()
  /** Streams that may still be opened. */
  streams = maxStreams
  /** Jobs that are waited for. */
  crowd = 0
  readonly #durations = new Map<string, number[]>()
  readonly #vain = new Map<string, number>()
  #phase: number

  constructor(random: () => number) {
    this.#phase = random()
  }

  /** From 0 up to 1. Any number of them in a row lie evenly apart. */
  phase(): number {
    // Steps of the golden ratio.
    this.#phase = (this.#phase + 0.6180339887498949) % 1
    return this.#phase
  }

  /** The median of what was learned of the durations of jobs like it, in milliseconds. */
  expectedMs(kind: string): number {
    const sorted = (this.#durations.get(kind) ?? [priorMs]).toSorted((a, b) => a - b)
    return sorted[(sorted.length - 1) >> 1] ?? priorMs
  }

  /** How often in a row a job of this kind was found not to have ended when it was expected to have. */
  vain(kind: string): number {
    return this.#vain.get(kind) ?? 0
  }

  /** A job of this kind takes longer than expected. */
  miss(kind: string): void {
    this.#vain.set(kind, this.vain(kind) + 1)
  }

  learn(kind: string, durationMs: number): void {
    this.#vain.delete(kind)
    const durations = this.#durations.get(kind) ?? [priorMs]
    durations.push(durationMs)
    if (durations.length > window) durations.shift()
    this.#durations.set(kind, durations)
  }
}
