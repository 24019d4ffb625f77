import { onAbort } from '../http/abort.ts'
import { readApiKey } from '../http/api-key.ts'
import { readErrorBody } from '../dialects/error-body.ts'
import { RateLimitError } from '../errors/errors.ts'
import type { JobEvent } from '../events.ts'
import { nextTurn, type Limits, type Turn } from './next-turn.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import type { Session } from '../session.ts'
import type { Answer } from '../http/transport.ts'

/** The place of one edit in the queue of its key. */
export interface Slot {
  /**
   * Waits for a turn.
   * @throws RateLimitError at the deadline, AuthError, or the reason of the signal
   */
  take(options: TakeOptions): Promise<void>
  /** The provider did not take the edit, and said what is too much. */
  refused(answer: Answer): void
  /** The job has ended, or there is none. */
  free(): void
}

/** How to wait. */
export interface TakeOptions {
  /** The provider refused it before: it goes before those who have not had a turn. */
  readonly again: boolean
  /** Another provider is there: a pause is no time to wait. */
  readonly hurried: boolean
}

/** Whose slot it is. */
export interface SlotOwner extends Pick<Session, 'provider' | 'clock' | 'signal' | 'deadline' | 'timeoutMs'> {
  readonly limits: Limits
  readonly onWait: (event: JobEvent) => void
}

interface Waiter {
  readonly owner: SlotOwner
  readonly hurried: boolean
  go(): void
  fail(reason: unknown): void
}

interface Queue {
  /** Until when each is taken for running, in the order of their submits. */
  readonly jobs: Map<Slot, number>
  readonly submits: number[]
  pausedUntil: number
  learned: number
  readonly again: Set<Waiter>
  readonly fresh: Set<Waiter>
  stop: () => void
}

const forgetMs = 600_000
const longestMemory = 1000

// By address and key, shared by all clients of the process.
const queues = new Map<string, Queue>()

/** A session whose edit waits for its turn. */
export function withSlot(session: Session, limits: Limits, onWait: SlotOwner['onWait']): Session {
  return { ...session, slot: createSlot({ ...session, limits, onWait }) }
}

// Nothing waits before `take`.
function createSlot(owner: SlotOwner): Slot {
  const { provider, clock, signal, deadline } = owner
  let queue: Queue | undefined
  const slot: Slot = {
    async take({ again, hurried }) {
      const key = await readApiKey(provider)
      signal?.throwIfAborted()
      const mine = (queue = queueOf(`${provider.baseUrl} ${key}`, clock.now()))
      await new Promise<void>((resolve, reject) => {
        const line = again ? mine.again : mine.fresh
        const end = (then: () => void) => {
          stopClock()
          stopSignal()
          line.delete(waiter)
          then()
        }
        const fail = (reason: unknown) => end(() => reject(reason))
        const go = () => {
          mine.jobs.set(slot, deadline)
          end(resolve)
        }
        const waiter = { owner, hurried, go, fail }
        const giveUp = (reason: unknown) => {
          fail(reason)
          advance(mine)
        }
        const stopClock = clock.after(deadline - clock.now(), () => giveUp(tooLate(owner)))
        const stopSignal = onAbort(signal, () => giveUp(signal?.reason))
        line.add(waiter)
        const turn = advance(mine)
        const ahead = mine.again.size + (again ? 0 : mine.fresh.size) - 1
        if (line.has(waiter) && turn?.do === 'wait') owner.onWait({ type: 'waiting', for: turn.for, ahead })
      })
    },
    refused({ body, headers }) {
      if (queue === undefined) return
      queue.jobs.delete(slot)
      const { type = '', message } = readErrorBody(body, '')
      if (/concurren/i.test(`${type} ${message}`)) queue.learned = Math.max(1, queue.jobs.size)
      queue.pausedUntil = Math.max(queue.pausedUntil, clock.now() + (retryAfterMs(headers) ?? 0))
      advance(queue)
    },
    free() {
      if (queue?.jobs.delete(slot)) advance(queue)
    },
  }
  return slot
}

// Lets go whoever may, and comes back when the first of the rest may.
function advance(queue: Queue): Turn | undefined {
  const { jobs, submits, again, fresh } = queue
  queue.stop()
  for (;;) {
    const [first] = again.size > 0 ? again : fresh
    if (first === undefined) return undefined
    const { clock, limits } = first.owner
    const now = clock.now()
    for (const [slot, until] of jobs) {
      if (until > now) break
      jobs.delete(slot)
    }
    const [nextEnd = now] = jobs.values()
    const turn = nextTurn({ ...queue, running: jobs.size, nextEnd }, limits, now)
    if (turn.do === 'wait' && turn.for === 'pause' && first.hurried) {
      first.fail(paused(first.owner, turn.ms))
    } else if (turn.do === 'wait') {
      queue.stop = clock.after(turn.ms, () => void advance(queue))
      return turn
    } else {
      submits.push(now)
      if (submits.length > longestMemory) submits.shift()
      // One more after four rounds without a refusal.
      queue.learned += 0.25 / queue.learned
      first.go()
    }
  }
}

function queueOf(name: string, now: number): Queue {
  const known = queues.get(name)
  if (known !== undefined) return known
  for (const [old, { jobs, submits, again, fresh }] of queues) {
    if (jobs.size + again.size + fresh.size === 0 && (submits.at(-1) ?? 0) < now - forgetMs)
      queues.delete(old)
  }
  const queue = { jobs: new Map(), submits: [], pausedUntil: 0, learned: Infinity }
  const made = { ...queue, again: new Set<Waiter>(), fresh: new Set<Waiter>(), stop: () => undefined }
  queues.set(name, made)
  return made
}

function tooLate({ provider, timeoutMs }: SlotOwner): RateLimitError {
  const fact = `the limits of its key left no turn within ${timeoutMs} ms. Raise limits or timeoutMs.`
  return new RateLimitError(`Failed to submit to ${provider.id}: ${fact}`, { provider: provider.id })
}

function paused({ provider }: SlotOwner, ms: number): RateLimitError {
  const fact = `it asked to wait ${Math.ceil(ms / 1000)} s before the next edit with this key.`
  return new RateLimitError(`Failed to submit to ${provider.id}: ${fact}`, {
    provider: provider.id,
    retryAfterMs: ms,
  })
}
