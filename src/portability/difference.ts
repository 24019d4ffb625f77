import type { IssueRule } from '../input/issue-rule.ts'
import type { PortableInput } from './portable-input.ts'

/**
 * What a difference is about; stable across releases. Those of an `InputIssue` are why one of the two refuses.
 *
 * | rule             | effect    | says                                                                        |
 * | ---------------- | --------- | --------------------------------------------------------------------------- |
 * | `default`        | `result`  | what was left out means something else, or nobody says what it means        |
 * | `scale`          | `result`  | the same number has its place on another scale (`safetyTolerance`)          |
 * | `always-sent`    | `request` | what was left out goes out all the same, with the provider's own default    |
 * | `image-encoding` | `request` | the same bytes go out as a data URI or as base64                            |
 * | `cancel`         | `job`     | whether a submitted job can be canceled                                     |
 * | `stream`         | `job`     | whether an open connection tells where the job stands                       |
 * | `webhook`        | `job`     | whether `webhookUrl` is taken                                               |
 */
export type DifferenceRule =
  IssueRule | 'default' | 'scale' | 'always-sent' | 'image-encoding' | 'cancel' | 'stream' | 'webhook'

/**
 * What a difference changes: `refused` one of the two does not take the edit, `result` the images may differ,
 * `request` it travels in another way and means the same, `job` what can be done while it runs.
 */
export type DifferenceEffect = 'refused' | 'result' | 'request' | 'job'

/** How one provider treats one part of an edit. */
export interface Treatment {
  /** Id of the provider, such as `fal`. */
  readonly provider: string
  readonly verdict: 'taken' | 'refused'
  /** What holds there, in words, such as `1 to 20`. */
  readonly holds: string
  /** Where it is refused: why, and what to do about it. The message of the `InputIssue`. */
  readonly issue?: string
}

/** One way in which two providers treat the same edit differently. Plain data, ready for JSON. */
export interface Difference {
  /** Such as `guidance`, `image[1]`, `native.steps` or, for what can be done with the job, `job.cancel`. */
  readonly path: string
  readonly rule: DifferenceRule
  readonly effect: DifferenceEffect
  /** Such as `guidance 15 is valid at fal (1 to 20), refused by vtrix (1 to 10)`. No prompt and no image is in it. */
  readonly message: string
  readonly a: Treatment
  readonly b: Treatment
}

/** A difference of two providers, and an edit that shows it. */
export interface PortableDifference extends Difference {
  /** Given to `explainDifferences` with the same two, it says the same. Plain data, ready for JSON. */
  readonly witness: PortableInput
}
