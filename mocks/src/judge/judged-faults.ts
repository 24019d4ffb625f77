import type { ProviderDescriptor } from 'kontext-sdk'
import { faults, type Fault } from 'kontext-sdk/testing'

/** Faults that show most of what clients do wrong, in a minute. */
export const representativeFaults = [
  'submit-reset-before-acceptance',
  'submit-reset-after-acceptance',
  'submit-500-after-acceptance',
  'submit-504-after-acceptance',
  'submit-html-under-200',
  'submit-429-seconds',
  'submit-503-retry-after-seconds',
  'submit-401',
  'submit-422-moderated',
  'submit-urls-abroad',
  'submit-urls-other-path',
  'submit-redirect-307-abroad',
  'status-reset-once',
  'status-stall-once',
  'status-429-retry-after-once',
  'status-unknown-word-forever',
  'status-404-forever',
  'status-401-after-some-looks',
  'status-stale',
  'status-redirect-abroad',
  'result-429-once',
  'result-422-moderated',
  'result-images-empty',
  'result-url-private',
  'result-url-http',
  'result-url-elsewhere',
  'image-reset-once',
  'image-html-200',
  'image-redirect-metadata',
  'image-redirect-elsewhere',
] as const

/** Every fault a client of this provider can meet by editing. */
export function judgeableFaults({
  dialect,
  operations,
}: Pick<ProviderDescriptor, 'dialect' | 'operations'>): readonly Fault[] {
  const offered = new Set<string>(['submit', 'image', ...Object.keys(operations)])
  return faults.filter(
    ({ at, dialects, play = 'edit' }) =>
      play === 'edit' &&
      (dialects?.includes(dialect) ?? true) &&
      at.some((operation) => offered.has(operation)),
  )
}

/**
 * The faults of these names.
 * @throws RangeError on a name that is none, or none a client of this provider can meet
 */
export function chosenFaults(
  names: readonly string[],
  provider: Pick<ProviderDescriptor, 'dialect' | 'id' | 'operations'>,
): readonly Fault[] {
  const all = judgeableFaults(provider)
  return names.map((name) => {
    const found = all.find((fault) => fault.name === name)
    if (found !== undefined) return found
    throw new RangeError(
      `Failed to judge by ${JSON.stringify(name)}: it is no fault that an edit at ${provider.id} can meet. All of them: kontext-mocks --list`,
    )
  })
}

/** The faults to judge by where none were chosen: those of the representative ones this provider has. */
export function usualFaults(provider: Pick<ProviderDescriptor, 'dialect' | 'operations'>): readonly Fault[] {
  const names: readonly string[] = representativeFaults
  return judgeableFaults(provider).filter(({ name }) => names.includes(name))
}
