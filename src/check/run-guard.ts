import type { Clock } from '../clock.ts'
import { allows, openBudget, spend, type Budget } from './budget.ts'
import type { EditName } from './case.ts'
import type { Course } from './edits/course.ts'
import type { CheckExchange, CheckRequest } from './exchange.ts'
import { imagesIn } from './images-in.ts'
import { jobRequest } from './operations.ts'
import { isProbe, takenJob } from './probe.ts'
import { mayBeBilled, submitOutcome } from './submit-outcome.ts'
import type { Remark } from './report.ts'
import type { Run, Subject } from './run.ts'
import { Skipped } from './skipped.ts'
import { isDownload, type Wire } from './wire.ts'

/** What a guard is made of. */
export interface RunGuardOptions {
  readonly subject: Subject
  readonly wire: Wire
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Edits that may be paid. */
  readonly edits: number
  /** Plays one paid edit. */
  readonly play: (name: EditName, run: Run) => Promise<Course>
  readonly onExchange: (exchange: CheckExchange) => void
}

// A server that hangs costs the time limit of a request each time.
const mostTimeouts = 3

/**
 * What cases see of a run. It holds what a run must never do: pay twice for an edit, pay more than the budget, send
 * further probes to a server that takes them.
 */
export class RunGuard implements Run {
  readonly subject: Subject
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  readonly remarks: Remark[] = []
  /** Why nothing can be reached. */
  unreachable: string | undefined
  /** Why nothing more is sent. */
  over: string | undefined
  #budget: Budget
  #playing = 0
  #timeouts = 0
  #probeTaken = false
  #unclear: EditName | undefined
  readonly #options: RunGuardOptions
  readonly #courses = new Map<EditName, Promise<Course>>()

  constructor(options: RunGuardOptions) {
    this.subject = options.subject
    this.clock = options.clock
    this.signal = options.signal
    this.#options = options
    this.#budget = openBudget(options.edits)
  }

  get exchanges(): readonly CheckExchange[] {
    return this.#options.wire.exchanges
  }

  get budget(): Budget {
    return this.#budget
  }

  course(name: EditName): Promise<Course> {
    const known = this.#courses.get(name)
    if (known !== undefined) return known
    this.#playing += 1
    const made = this.#options.play(name, this).finally(() => {
      this.#playing -= 1
    })
    this.#courses.set(name, made)
    return made
  }

  /** The submit of an edit that was not answered. */
  lost(name: EditName): CheckExchange | undefined {
    return this.exchanges.find(({ request, answer }) => request.edit === name && answer === undefined)
  }

  async send(request: CheckRequest): Promise<CheckExchange> {
    if (this.over !== undefined && this.#playing === 0) throw new Skipped(this.over)
    if (isProbe(request) && this.#probeTaken)
      throw new Skipped('a probe was taken as an edit before, or may have been: no further one is sent')
    if (request.edit !== undefined) this.#spend(request, request.edit)
    const exchange = await this.#sent(request)
    this.#options.onExchange(exchange)
    this.#notice(exchange)
    if (isProbe(request)) await this.#settleProbe(exchange)
    return exchange
  }

  /** A run that is stopped while a submit is on its way does not know what becomes of it. */
  async #sent(request: CheckRequest): Promise<CheckExchange> {
    try {
      return await this.#options.wire.send(request)
    } catch (error) {
      if (request.edit !== undefined) {
        const message = `The run was stopped while the edit "${request.edit}" was being submitted; it may have been billed.`
        this.remarks.push({ rule: 'edit-lost', message })
      }
      throw error
    }
  }

  #spend({ body }: CheckRequest, name: EditName): void {
    if (this.#unclear !== undefined)
      throw new Skipped(
        `the submit of ${this.#unclear} got no job and may be billed: no further edit is sent`,
      )
    if (!allows(this.#budget, name))
      throw new Skipped(`the budget allows no further edit: ${name} is not sent`)
    this.#budget = spend(this.#budget, name, imagesIn(body, this.subject))
  }

  #notice(exchange: CheckExchange): void {
    const { request, failure } = exchange
    if (request.edit !== undefined) this.#noticeEdit(exchange, request.edit)
    if (this.#options.wire.isFull) this.over = 'the server has sent more than a run takes'
    if (isDownload(request)) return
    this.#timeouts = failure?.kind === 'timeout' ? this.#timeouts + 1 : 0
    const answered = this.exchanges.some((other) => other.answer !== undefined)
    const silent = !answered && (failure?.kind === 'refused' || this.exchanges.length > 1)
    if (silent) this.unreachable = failure?.message ?? 'no answer'
    if (silent) this.over = `the server could not be reached: ${failure?.message ?? 'no answer'}`
    else if (this.#timeouts >= mostTimeouts) this.over = 'the server stopped answering'
  }

  /** A server that gives no job for what may be paid gets nothing more that costs. */
  #noticeEdit(exchange: CheckExchange, name: EditName): void {
    const { answer } = exchange
    const isUnclear = submitOutcome(exchange, this.subject) === 'unclear'
    if (answer !== undefined && !isUnclear) return
    if (isUnclear) this.#unclear = name
    const fact =
      answer !== undefined
        ? `was answered with ${answer.status} and no job; it may have been billed`
        : isUnclear
          ? 'was not answered; it may have been billed'
          : 'could not be sent'
    const rest = isUnclear ? 'It is not sent again, and no further edit is.' : 'It is not sent again.'
    this.remarks.push({ rule: 'edit-lost', message: `The submit of the edit "${name}" ${fact}. ${rest}` })
  }

  async #settleProbe(exchange: CheckExchange): Promise<void> {
    if (!mayBeBilled(exchange, this.subject)) return
    this.#probeTaken = true
    this.#budget = spend(this.#budget, 'probe', imagesIn(exchange.request.body, this.subject))
    const { about } = exchange.request
    const id = takenJob(exchange, this.subject)
    if (id === undefined) {
      const message = `The answer to "${about}" is no refusal: it may have been taken as an edit, which counts as paid. No further probe is sent.`
      this.remarks.push({ rule: 'probe-taken', message })
      return
    }
    const cancel = jobRequest(this.subject, 'cancel', id)
    const rest = cancel === undefined ? 'Its contract has no cancel.' : 'It was asked to cancel it.'
    const message = `The server took "${about}" as an edit, which counts as paid. ${rest} No further probe is sent.`
    this.remarks.push({ rule: 'probe-taken', message })
    if (cancel !== undefined) await this.send({ ...cancel, about: 'cancel the probe that was taken' })
  }
}
