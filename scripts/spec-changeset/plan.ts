import { sayTheSame, type Changeset } from './changeset.ts'

/** A changeset that this script wrote at some time. */
export interface Present extends Changeset {
  /** It tells of what changed before the commit to compare with, though it may have come later. */
  readonly old: boolean
}

/** What is to do so that exactly one changeset tells of the change. */
export interface Plan {
  readonly write?: Changeset
  /** Names of files that tell of a change that is another by now, or none. */
  readonly remove: readonly string[]
}

/** Compares what there should be with what there is. Changesets that people wrote are nowhere in it. */
export function planFor(wanted: Changeset | undefined, present: readonly Present[]): Plan {
  const remove = present.filter(({ name, old }) => !old && name !== wanted?.name).map(({ name }) => name)
  const stands = wanted !== undefined && present.some((one) => sayTheSame(one, wanted))
  return { remove, ...(wanted === undefined || stands ? {} : { write: wanted }) }
}
