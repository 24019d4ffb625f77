import type { Model } from 'kontext-sdk'
import type { Severity } from 'kontext-sdk/check'
import type { ReportFormat } from './format-names.ts'
import type { TargetFlags } from './targets.ts'

/** What `kontext check` was given. */
export interface CheckFlags extends TargetFlags {
  readonly budget: number
  readonly model?: Model
  readonly image?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  /** Milliseconds. */
  readonly later?: number
  /** Milliseconds. */
  readonly timeout?: number
  readonly dryRun?: true
  readonly list?: true
  readonly deviations?: string
  readonly report?: readonly string[]
  readonly format: ReportFormat
  readonly failOn: Severity
  readonly webhookUrl?: string
  readonly webhookPort?: number
  readonly quiet?: true
}
