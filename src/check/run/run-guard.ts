import type { Clock } from '../../clock.ts'
import { allows, openBudget, spend, type Budget } from '../cost/budget.ts'
import type { EditName } from '../case.ts'
import type { Course } from '../edits/course.ts'
import { editLeft, lostEdit } from '../jobs/edit-lost.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { firstLook } from './first-look.ts'
import { imagesIn } from '../cost/images-in.ts'
import { leaveJobs } from '../jobs/leave-jobs.ts'
import { leftJobRemark } from '../jobs/left-job.ts'
import { isProbe } from '../jobs/probe.ts'
import { probeLeft } from '../jobs/probe-unclear.ts'
import { settleProbe } from '../jobs/settle-probe.ts'
import { mayBeBilled, submitOutcome } from './submit-outcome.ts'
import type { Remark } from '../report.ts'
import type { Run } from './run.ts'
import type { Subject } from '../subject.ts'
import { ServerAway, Skipped } from './skipped.ts'
import { stopLater } from '../jobs/stop-later.ts'
import { isStray } from './stray-answer.ts'
import { takenJobs } from '../jobs/taken-jobs.ts'
import { isDownload, type Wire, type WireStop } from '../wire/wire.ts'

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
// How long a submit that is on its way when the run is stopped may still take. (leave-jobs.ts has the rest)
const lateMs = 2_000

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
  /** Something answers at the address, and it is no such API. */
  isElsewhere = false
  /** The server has stopped to answer, or said too much. */
  isAway = false
  /** Why nothing more is sent. */
  over: string | undefined
  #budget: Budget
  #playing = 0
  #timeouts = 0
  /** Why no further probe is sent. */
  #probeTaken: string | undefined
  #begun: Promise<void> | undefined
  #unclear: EditName | undefined
  readonly #left = new Set<number>()
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

  /** Finds out, before the first case that is looked at, whether there is such an API; all that follows is skipped where not. */
  begin(): Promise<void> {
    this.#begun ??= firstLook(this).then(
      (failure) => {
        if (failure === undefined) return
        this.isElsewhere = true
        this.#giveUp(failure)
      },
      // What stops this look stops the case that waits for it, and that says so.
      () => undefined,
    )
    return this.#begun
  }

  #giveUp(failure: string): void {
    this.unreachable = failure
    this.over = 'the server was not reached'
  }

  #giveUpOn(why: string): void {
    this.over = why
    this.isAway = true
  }

  course(name: EditName): Promise<Course> {
    const known = this.#courses.get(name)
    if (known !== undefined) return known
    this.#playing += 1
    const made = this.#played(name).finally(() => {
      this.#playing -= 1
    })
    this.#courses.set(name, made)
    return made
  }

  /** An edit whose job is no longer waited for goes on to cost: it is asked to stop before anything else is. */
  async #played(name: EditName): Promise<Course> {
    const course = await this.#options.play(name, this)
    await this.#leaveJobs()
    return course
  }

  /** Ends the run: jobs that may still run are asked to stop, though the run itself was stopped, and are remarked on. */
  async end(): Promise<void> {
    await this.#leaveJobs({ signal: undefined })
    const open = takenJobs(this.exchanges, this.subject).filter(({ ended }) => !ended)
    this.remarks.push(...open.map((job) => leftJobRemark(job, this.subject)))
  }

  async #leaveJobs(until?: WireStop): Promise<void> {
    const { subject, exchanges } = this
    const send = (request: CheckRequest): Promise<CheckExchange> => this.#through(request, until)
    // What was seen of the jobs stays to be judged, though they could not be asked for.
    await leaveJobs({ subject, exchanges, asked: this.#left, send }).catch(() => undefined)
  }

  async #through(request: CheckRequest, until?: WireStop): Promise<CheckExchange> {
    const exchange = await this.#options.wire.send(request, until)
    this.#options.onExchange(exchange)
    return exchange
  }

  /** The submit of an edit that was not answered. */
  lost(name: EditName): CheckExchange | undefined {
    return this.exchanges.find(({ request, answer }) => request.edit === name && answer === undefined)
  }

  async send(request: CheckRequest): Promise<CheckExchange> {
    if (this.over !== undefined && this.#playing === 0)
      throw this.isAway ? new ServerAway(this.over) : new Skipped(this.over)
    if (isProbe(request) && this.#probeTaken !== undefined) throw new Skipped(this.#probeTaken)
    if (request.edit !== undefined) this.#spend(request, request.edit)
    const exchange = await this.#sent(request)
    this.#notice(exchange)
    // Where no such API is, nobody took it: nothing else ever came. (first-look.ts)
    const isNowhere = this.exchanges.every(({ answer }) => answer !== undefined && isStray(answer))
    return isProbe(request) && !isNowhere ? this.#settleProbe(exchange) : exchange
  }

  /** A submit whose run is stopped may be paid for: its answer is waited for a little, else nobody knows its job. */
  async #sent(request: CheckRequest): Promise<CheckExchange> {
    if (request.edit === undefined && !isProbe(request)) return this.#through(request)
    this.signal?.throwIfAborted()
    const late = stopLater(this.signal, { clock: this.clock, ms: lateMs })
    try {
      return await this.#through(request, late)
    } catch (error) {
      // Without a key nothing was sent.
      if (this.signal?.aborted === true) this.#noticeLeft(request)
      throw error
    } finally {
      late.lift()
    }
  }

  #noticeLeft(request: CheckRequest): void {
    if (request.edit !== undefined) this.remarks.push(editLeft(request.edit))
    else if (mayBeBilled({ request }, this.subject)) {
      this.#spendProbe(request)
      this.remarks.push(probeLeft(request))
    }
  }

  #spendProbe({ body }: CheckRequest): void {
    this.#probeTaken = 'a probe was taken as an edit before, or may have been: no further one is sent'
    this.#budget = spend(this.#budget, 'probe', imagesIn(body, this.subject))
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
    if (this.#options.wire.isFull) this.#giveUpOn('the server has sent more than a run takes')
    if (isDownload(request)) return
    this.#timeouts = failure?.kind === 'timeout' ? this.#timeouts + 1 : 0
    const answered = this.exchanges.some((other) => other.answer !== undefined)
    const silent = !answered && (failure?.kind === 'refused' || this.exchanges.length > 1)
    if (silent)
      this.#giveUp([failure?.message ?? 'no answer', failure?.remedy ?? ''].filter(Boolean).join(': '))
    else if (this.#timeouts >= mostTimeouts) this.#giveUpOn('the server stopped answering')
  }

  /** A server that gives no job for what may be paid gets nothing more that costs. */
  #noticeEdit(exchange: CheckExchange, name: EditName): void {
    const outcome = submitOutcome(exchange, this.subject)
    if (exchange.answer !== undefined && outcome !== 'unclear') return
    if (outcome === 'unclear') this.#unclear = name
    this.remarks.push(lostEdit(exchange, { name, outcome }))
  }

  async #settleProbe(exchange: CheckExchange): Promise<CheckExchange> {
    if (!mayBeBilled(exchange, this.subject)) return exchange
    this.#spendProbe(exchange.request)
    const { subject, clock, signal } = this
    const settled = await settleProbe(exchange, {
      ...{ subject, clock, signal },
      send: (request) => this.send(request),
      remark: (remark) => this.remarks.push(remark),
    })
    this.#probeTaken = settled.over ?? this.#probeTaken
    if (settled.asked === true) this.#left.add(exchange.number)
    return settled.exchange
  }
}
