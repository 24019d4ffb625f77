/** A deviation that is known and lived with until a day; after that it counts again. */
export interface KnownDeviation {
  /** Id of the provider, such as `fal`. */
  readonly provider: string
  /** Id of the case, such as `auth.no-key`. */
  readonly case: string
  /** Why it is lived with, for whoever reads the report. */
  readonly reason: string
  /** The last day on which it is known, `2027-01-31`. */
  readonly until: string
  /**
   * Only deviations whose message contains this text.
   * @default every deviation of the case
   */
  readonly match?: string
  /** Where it is written, for remarks: `kontext-deviations.yaml:3`. */
  readonly at?: string
}
