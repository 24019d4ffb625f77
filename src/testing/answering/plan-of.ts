import type { MockRequest } from '../exchange.ts'
import { concerns } from '../faults/apply.ts'
import type { Fault } from '../faults/fault.ts'
import type { MockJob } from '../jobs/job.ts'
import type { MockOperation } from '../sessions/journal.ts'
import type { MockProvider } from './mock-provider.ts'
import type { NextRules } from '../sessions/next-rules.ts'
import { namesOfKey, scenarioHeader, splitNames, type Plan, type Repertoire } from '../sessions/repertoire.ts'

/** An exchange with a provider, as far as it is known before anything is done. */
export interface Planned {
  readonly request: MockRequest
  readonly provider: MockProvider
  readonly session: string
  readonly bodyHash: string
  readonly operation: MockOperation | undefined
  readonly job: MockJob | undefined
  readonly baseUrl: string
}

/** Who may say what is to be played. */
interface Choices {
  /** The key of the request, where it has a right one. */
  readonly key: string | undefined
  readonly rules: NextRules
  readonly repertoire: Repertoire
  /** What is played where nobody says anything. */
  readonly preset: string
}

/**
 * What is played: rules for the next requests come first, then the header, the key, what the job's submit chose, and
 * the preset. A text says what is wrong with the names.
 */
export function planOf(
  { request, provider, session, operation, job }: Planned,
  { key, rules, repertoire, preset }: Choices,
): Plan | string {
  const { dialect } = provider.descriptor
  const plays = (name: string): boolean => {
    const fault = repertoire.fault(name)
    if (operation === undefined) return false
    return fault === undefined
      ? operation === 'submit' || operation === 'sync'
      : concerns(fault, { operation, dialect })
  }
  const ruled =
    operation === undefined ? [] : rules.take({ session, provider: provider.id, operation, plays })
  const chosen = [splitNames(request.headers[scenarioHeader]), namesOfKey(key), job?.names ?? []]
  const plan = repertoire.plan([...ruled, ...(chosen.find((names) => names.length > 0) ?? [preset])])
  if (typeof plan === 'string' || ruled.length === 0) return plan
  // A rule says itself which requests it strikes.
  const faults = plan.faults.map((fault): Fault =>
    ruled.includes(fault.name) ? { ...fault, when: 'always' } : fault,
  )
  return { ...plan, faults }
}
