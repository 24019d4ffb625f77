import type { Clock } from '../clock.ts'
import type { MockTime } from './jobs/course.ts'
import type { Deliver } from './webhooks/webhooks.ts'
import type { ProviderDescriptor } from '../provider.ts'
import type { ContractEngine } from './engines/contract-engine.ts'
import type { JournalEntry } from './sessions/journal.ts'
import type { Painter } from './images/painter.ts'
import type { PlaceOptions } from './answering/route.ts'
import type { SessionLimits } from './sessions/sessions.ts'

/** How much the mock keeps and takes. */
export interface MockLimits extends SessionLimits {
  /**
   * Jobs kept per provider; the oldest go first.
   * @default 10_000
   */
  readonly jobs: number
  /**
   * Bytes of input images kept per provider; of older jobs the input is forgotten, and their images are drawn without.
   * @default 16_777_216
   */
  readonly imageBytes: number
  /**
   * Bytes of result images kept, so that they are not painted again at every download.
   * @default 33_554_432
   */
  readonly paintedBytes: number
  /**
   * Bytes of a request's body; a larger one is a 413.
   * @default 33_554_432, which is 20 MB of image in base64, and room for the rest
   */
  readonly bodyBytes: number
}

const mebibyte = 1024 * 1024

/** What a mock keeps and takes unless it is told otherwise. */
export const defaultLimits: MockLimits = {
  jobs: 10_000,
  imageBytes: 16 * mebibyte,
  paintedBytes: 32 * mebibyte,
  bodyBytes: 32 * mebibyte,
}

/** How a mock behaves, whatever it is made of. */
export interface MockBehaviour extends PlaceOptions {
  /** @default the clock of this machine; with `time: 'clock'` one that stands still until `advance` */
  readonly clock?: Clock
  /**
   * What moves jobs: looks at their status, one step a look; real time; or a clock that a test moves.
   * @default 'polls'
   */
  readonly time?: MockTime
  /**
   * Half of all jobs take less, in milliseconds, where time moves them.
   * @default 3_800
   */
  readonly medianMs?: number
  /**
   * How long a stream of statuses stays open after the last one, in milliseconds.
   * @default 0
   */
  readonly streamLingerMs?: number
  /**
   * Sends webhooks: `fetch`, or what stands for it.
   * @default nothing is sent
   */
  readonly deliver?: Deliver
  /**
   * Origin of a host that is not the provider's, to which some faults lead.
   * @default 'https://elsewhere.example'
   */
  readonly elsewhere?: string | (() => string)
  /**
   * What requests get that choose nothing: scenarios and faults, such as `sparse+submit-429`.
   * @default 'completes'
   */
  readonly scenario?: string
  /**
   * Ids and everything else that looks random follow from it: the same requests get the same answers.
   * @default 'kontext'
   */
  readonly seed?: number | string
  /**
   * Scheme and host of the images' URLs.
   * @default where the request came to
   */
  readonly imageOrigin?: string
  /** Called after every request. What it throws is ignored. */
  readonly onRequest?: (entry: JournalEntry) => void
  readonly limits?: Partial<MockLimits>
}

/** What a mock is made of. */
export interface MockOptions extends MockBehaviour {
  /** Checks requests and answers against the contracts. */
  readonly engine: ContractEngine
  /** Makes the images. */
  readonly painter: Painter
  /** @default every provider there is a contract for */
  readonly providers?: Iterable<ProviderDescriptor>
}
