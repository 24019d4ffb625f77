import type { Clock } from '../../clock.ts'
import type { Violation } from '../../contracts/exchange.ts'
import type { MockReply } from '../exchange.ts'
import type { EditCounts } from '../sessions/fault-counts.ts'
import { playFaults } from '../faults/apply.ts'
import type { MockOperation, Told } from '../sessions/journal.ts'
import type { ProviderAnswer } from './mock-provider.ts'
import type { Planned } from './plan-of.ts'
import { isEntirelyWritten } from './replies.ts'
import type { Plan } from '../sessions/repertoire.ts'
import type { Sessions } from '../sessions/sessions.ts'

/** What the journal wants to know of an exchange. */
export interface ExchangeFacts {
  readonly provider?: string
  readonly session?: string
  readonly operation?: MockOperation
  readonly keyOk?: boolean
  readonly jobId?: string
  readonly told?: Told
  readonly scenarios?: readonly string[]
  readonly violations?: readonly Violation[]
}

/** An answer and what is to be written down about it. */
export interface Answered {
  readonly reply: MockReply
  readonly facts: ExchangeFacts
}

/** What is to be played, and on what. */
interface Playing {
  readonly exchange: Planned
  readonly plan: Plan
  /** What is known of the exchange before it is answered. */
  readonly facts: ExchangeFacts
  readonly context: {
    readonly clock: Clock
    readonly counts: EditCounts
    readonly sessions: Sessions
    /** Origin of a host that is not the provider's. */
    readonly elsewhere: () => string
  }
}

/** What came of an exchange by itself. */
interface Performed {
  readonly reply: MockReply
  readonly answer?: ProviderAnswer
}

// Among the counts of an edit, whose other names are those of faults.
const waived = ' waived'

/** Plays what was planned around an answer; what was made free is no longer billed. */
export async function play(
  { exchange, plan, facts, context }: Playing,
  perform: () => Promise<Performed>,
): Promise<Answered> {
  const { clock, counts: allCounts, elsewhere, sessions } = context
  const { request, provider, session, bodyHash, operation, job, baseUrl } = exchange
  let answer: ProviderAnswer | undefined
  const performed = async () => {
    const done = await perform()
    answer = done.answer
    return { reply: done.reply, ...(answer?.job === undefined ? {} : { jobId: answer.job.id }) }
  }
  if (operation === undefined)
    return { reply: (await performed()).reply, facts: { ...facts, ...factsOf(answer) } }
  const jobId = job?.id ?? ''
  const edit = { operation, session, bodyHash, jobId }
  const counts = allCounts.of(edit)
  const { reply, faults } = await playFaults({
    faults: plan.faults,
    counts,
    context: {
      ...{ operation, request, baseUrl, jobId, dialect: provider.descriptor.dialect },
      ...{ elsewhere: elsewhere(), now: clock.now() },
    },
    perform: performed,
  })
  const taken = (operation === 'submit' || operation === 'sync') && answer?.job !== undefined
  if (taken && faults.length === 0) allCounts.forget(edit)
  const free = plan.faults.some(({ name, billed }) => billed === 0 && faults.includes(name))
  // An edit is waived once, however often a fault strikes it.
  if (free && (taken || job !== undefined) && counts[waived] === undefined) {
    counts[waived] = 1
    sessions.post(session, { provider: provider.id, posting: 'waived' })
  }
  const played = [...(operation === 'submit' || operation === 'sync' ? [plan.scenario.name] : []), ...faults]
  const { told, ...known } = { ...(jobId === '' ? {} : { jobId }), ...factsOf(answer) }
  // What was changed or broken on its way may not have told the client anything.
  const heard = faults.length === 0 && isEntirelyWritten(reply) && told !== undefined ? { told } : {}
  return { reply, facts: { ...facts, ...known, ...heard, scenarios: played } }
}

function factsOf(answer: ProviderAnswer | undefined): Pick<ExchangeFacts, 'jobId' | 'told' | 'violations'> {
  if (answer === undefined) return {}
  const { job, told, violations } = answer
  return {
    violations,
    ...(job === undefined ? {} : { jobId: job.id }),
    ...(told === undefined ? {} : { told }),
  }
}
