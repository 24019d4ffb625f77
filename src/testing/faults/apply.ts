import type { MockReply } from '../exchange.ts'
import { isDue, type Fault, type FaultContext } from './fault.ts'

/** How often each fault of one edit could have struck so far, by name. Plain JSON. */
export type FaultCounts = Record<string, number>

/** An exchange and what happened to it. */
export interface Struck {
  readonly reply: MockReply
  /** Names of the faults that changed it. */
  readonly faults: readonly string[]
  /** False when a fault kept the mock from doing what was asked. */
  readonly performed: boolean
}

/** How an exchange is played. */
export interface FaultPlaying {
  readonly faults: readonly Fault[]
  /** Of the edit this exchange belongs to; counted up here. */
  readonly counts: FaultCounts
  readonly context: FaultContext
  /** Does what was asked; the context that comes back knows the job. */
  readonly perform: () => Promise<{ readonly reply: MockReply; readonly jobId?: string }>
}

const nothing: MockReply = { status: 200, headers: {}, body: new Uint8Array() }

/** Plays one exchange with the faults that are due, in the order in which they were named. */
export async function playFaults({ faults, counts, context, perform }: FaultPlaying): Promise<Struck> {
  const here = faults.filter((fault) => concerns(fault, context))
  const kept = here.filter((fault) => fault.instead === true && countUp(counts, fault))
  if (kept.length > 0) return { ...strike(nothing, kept, context), performed: false }
  const { reply, jobId = context.jobId } = await perform()
  const known = { ...context, jobId }
  const due = here.filter((fault) => {
    if (fault.instead === true || fault.only?.(reply, known) === false) return false
    return countUp(counts, fault)
  })
  return { ...strike(reply, due, known), performed: true }
}

/** Whether a fault is about an operation of a dialect at all. */
export function concerns(
  { at, dialects }: Fault,
  context: Pick<FaultContext, 'dialect' | 'operation'>,
): boolean {
  return at.includes(context.operation) && (dialects?.includes(context.dialect) ?? true)
}

function countUp(counts: FaultCounts, { name, when }: Fault): boolean {
  const nth = (counts[name] ?? 0) + 1
  counts[name] = nth
  return isDue(when, nth)
}

function strike(reply: MockReply, due: readonly Fault[], context: FaultContext): Omit<Struck, 'performed'> {
  return {
    reply: due.reduce((before, fault) => fault.change(before, context), reply),
    faults: due.map(({ name }) => name),
  }
}
