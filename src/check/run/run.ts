import type { Clock } from '../../clock.ts'
import type { EditName } from '../case.ts'
import type { Course } from '../edits/course.ts'
import type { Subject } from '../subject.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'

/** What a case can do and see. */
export interface Run {
  readonly subject: Subject
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Everything that was sent so far, in order. */
  readonly exchanges: readonly CheckExchange[]
  /** Sends one request. Never repeats, never follows a redirect; what goes wrong is part of the exchange. */
  send(request: CheckRequest): Promise<CheckExchange>
  /**
   * The course of a paid edit: made when it is first asked for, the same one afterwards. The runner asks only for what
   * the budget allows, and runs no case whose edits it does not.
   */
  course(name: EditName): Promise<Course>
}
