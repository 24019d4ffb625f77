import type { Clock } from '../clock.ts'
import type { Contract } from '../contracts/contract.ts'
import type { ImageInput } from '../images/image-source.ts'
import type { Model } from '../vocabulary.ts'
import type { KnownDeviation } from './deviations/known-deviation.ts'
import type { CaseResult, LoggedExchange, PaidJob } from './report.ts'
import type { WebhookReceiver } from './edits/webhook-receiver.ts'

/** What is looked at, and with what. */
export interface SuiteOptions {
  /**
   * Edits that may be paid, an integer from 0 up to 100; 0 runs the free cases only.
   * @default 2
   */
  budget?: number
  /**
   * The model whose edits are submitted.
   * @default the first of the contract
   */
  model?: Model
  /**
   * The image to edit, in a form the provider takes.
   * @default a small picture of ours
   */
  image?: ImageInput
  /** Ids or groups of cases: no others are run. @default all */
  only?: readonly string[]
  /** Ids or groups of cases that are not run. @default none */
  skip?: readonly string[]
  /**
   * How long to wait before the result of an edit is asked for again, in milliseconds from 0 up.
   * @default 0
   */
  laterMs?: number
  /**
   * The longest the run may take, in milliseconds, `laterMs` not counted: what was not looked at by then is skipped.
   * @default 3_600_000
   */
  timeoutMs?: number
  /** Where webhooks can be waited for. @default webhooks are not looked at */
  webhook?: WebhookReceiver
  /**
   * What the server is held against; a provider whose id this SDK does not know needs one.
   * @default the contract of the provider that this SDK has
   */
  contract?: Contract
}

/** How a run of the suite behaves. */
export interface CheckOptions extends SuiteOptions {
  /** @default the global fetch at the time of the call */
  fetch?: typeof fetch
  /** @default the clock of this machine */
  clock?: Clock
  /**
   * Ends the run within about five seconds: the server is asked to cancel the jobs that it leaves, what was not looked
   * at by then is skipped, and the report tells what was spent.
   */
  signal?: AbortSignal
  /** Deviations that are known: they do not count until their day. @default none */
  deviations?: readonly KnownDeviation[]
  /** Hears what came of each case, in the order of the run, before known deviations are told apart. What it throws is ignored. */
  onCase?: (result: CaseResult) => void
  /** Hears of each request once its answer is there. What it throws is ignored. */
  onExchange?: (exchange: LoggedExchange) => void
  /**
   * Hears of each job that may be billed once a server has taken it, with the handle to resume it: a run that is killed
   * gives no report. What it throws is ignored.
   */
  onJob?: (job: PaidJob) => void
}
