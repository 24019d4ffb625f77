import type { MockOperation } from './journal.ts'

/** What the next requests are answered with. */
export interface NextRule {
  /** A scenario or a fault, or several: `sparse+submit-reset-after-acceptance`. */
  readonly name: string
  /**
   * How many matching requests.
   * @default 1
   */
  readonly times?: number
  /** Id of the session; left out, requests of any session match. */
  readonly session?: string
  /** Id of the provider. */
  readonly provider?: string
  readonly operation?: MockOperation
}

type WaitingRule = NextRule & Required<Pick<NextRule, 'times'>>

/** A request that may match a rule. */
export interface RuledRequest {
  readonly session: string
  readonly provider: string
  readonly operation: MockOperation
  /** Whether a name means something for such a request; a rule waits for one for which it does. */
  readonly plays: (name: string) => boolean
}

/** The rules that wait for requests, in the order in which they were given. */
export class NextRules {
  #waiting: readonly WaitingRule[] = []

  /** Throws a RangeError when `times` is no number from 1 on. */
  add({ times = 1, ...rule }: NextRule): void {
    if (!Number.isSafeInteger(times) || times < 1)
      throw new RangeError(
        `Failed to plan ${JSON.stringify(rule.name)}: ${times} is no number of requests. Use 1 or more.`,
      )
    this.#waiting = [...this.#waiting, { ...rule, times }]
  }

  /** The names to play for a request. Every rule that gives one has one time less. */
  take(request: RuledRequest): readonly string[] {
    const due = this.#waiting.filter((rule) => isFor(rule, request))
    if (due.length === 0) return []
    this.#waiting = this.#waiting
      .map((rule) => (due.includes(rule) ? { ...rule, times: rule.times - 1 } : rule))
      .filter(({ times }) => times > 0)
    return due.flatMap(({ name }) => name.split('+')).filter((name) => request.plays(name))
  }

  /** The rules that still wait; `times` is what is left. */
  list(): readonly NextRule[] {
    return this.#waiting
  }

  /** Forgets the rules of a session, or all. */
  reset(session?: string): void {
    this.#waiting = session === undefined ? [] : this.#waiting.filter((rule) => rule.session !== session)
  }
}

function isFor({ name, session, provider, operation }: NextRule, request: RuledRequest): boolean {
  return (
    (session === undefined || session === request.session) &&
    (provider === undefined || provider === request.provider) &&
    (operation === undefined || operation === request.operation) &&
    name.split('+').some((one) => request.plays(one))
  )
}
