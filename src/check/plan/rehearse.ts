import { createFakeClock } from '../../testing/clocks/fake-clock.ts'
import type { MockFetch } from '../../testing/mock-fetch.ts'
import type { Provider } from '../../provider.ts'
import type { Budget } from '../cost/budget.ts'
import { costOf, dollars } from '../cost/dollars.ts'
import type { SuiteOptions } from '../options.ts'
import { perform } from '../run/perform.ts'
import { plannedRequests, type PlannedRequest } from './planned-requests.ts'
import { createRehearsalReceiver } from './rehearsal-receiver.ts'
import type { Subject } from '../subject.ts'
import type { Judged } from '../run/runner.ts'
import { openSuite, type Suite } from '../suite.ts'

/** What a sum of edits may cost at most. */
export interface Cost {
  readonly edits: number
  readonly images: number
  /** US dollars, where prices are documented. */
  readonly usd?: number
}

/** What a run would send and cost. */
export interface Rehearsal {
  readonly provider: { readonly id: string; readonly title: string }
  readonly baseUrl: string
  readonly model: string
  /** In the order of sending; what repeats is one line. */
  readonly requests: readonly PlannedRequest[]
  readonly cases: readonly RehearsedCase[]
  /** What the edits of the plan cost at most. */
  readonly most: Cost
  /** What a server would cost that takes a probe which every server must refuse: nothing more is sent to it then. */
  readonly ifProbeIsTaken: Cost
}

/** A case, and whether a run would look at it. */
export interface RehearsedCase {
  readonly id: string
  readonly status: 'inapplicable' | 'runs' | 'skipped'
  readonly reason?: string
}

// A name nobody has: were it ever asked, nobody would answer. (RFC 6761, 6.4)
const stage = 'https://rehearsal.invalid'

/**
 * What {@link checkProvider} would send with the same options: the suite itself is played against the mock in this
 * process, on a clock that does not wait. Nothing goes to the network, and no key is needed. A server that breaks its
 * contract may get more free requests than the mock, to tell what is wrong.
 * @throws InputError when an option cannot be used; RangeError when no mock plays the provider, as it has an id of its own
 */
export async function rehearse(provider: Provider, options: SuiteOptions = {}): Promise<Rehearsal> {
  const receiver = options.webhook === undefined ? undefined : createRehearsalReceiver(options.webhook)
  const clock = createFakeClock({ autoAdvance: true })
  const keyless = await sendsNoKey(provider)
  const actor: Provider = { ...provider, baseUrl: stage, apiKey: () => (keyless ? false : 'rehearsal') }
  const suite = openSuite(
    actor,
    { ...options, ...(receiver === undefined ? {} : { webhook: receiver }) },
    { keyless },
  )
  const { createMockFetch } = await import('../../testing/mock-fetch.ts')
  const fetch: MockFetch = createMockFetch({
    clock,
    hosts: { [stage]: provider.id },
    ...(receiver === undefined ? {} : { deliver: receiver.deliver }),
  })
  // A proxy of the user's adds the key; the mock has to see one to go on.
  const send: typeof globalThis.fetch = keyless ? withKey(fetch, provider) : fetch
  const { run, judged } = perform(suite, { clock, fetch: send, signal: undefined })
  const cases = await judged
  fetch.mock.stop()
  return {
    provider: { id: provider.id, title: provider.capabilities.title },
    baseUrl: provider.baseUrl,
    model: suite.subject.model,
    requests: plannedRequests(run.exchanges, { ...suite.subject, provider }),
    cases: cases.map(rehearsed),
    most: sumOf(run.budget, suite.subject),
    ifProbeIsTaken: dearest(suite),
  }
}

/** A function that makes keys may fail or ask somebody: a rehearsal takes it that it gives one. */
async function sendsNoKey({ apiKey }: Provider): Promise<boolean> {
  try {
    return (await apiKey?.()) === false
  } catch {
    return false
  }
}

function withKey(fetch: MockFetch, { capabilities }: Provider): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    if (!headers.has('authorization')) headers.set('authorization', `${capabilities.auth.scheme} rehearsal`)
    return fetch(input, { ...init, headers })
  }
}

function rehearsed({ case: { id }, outcome }: Judged): RehearsedCase {
  if ('reason' in outcome) return { id, status: outcome.status, reason: outcome.reason }
  return { id, status: 'runs' }
}

/** Every model's path is probed: what is taken may be the dearest. */
function dearest({ subject: { descriptor } }: Suite): Cost {
  const prices = Object.values(descriptor.models).flatMap(({ price }) => price ?? [])
  const price = prices.toSorted((a, b) => b.amount - a.amount)[0]
  return { edits: 1, images: 1, ...(price === undefined ? {} : { usd: dollars(price, 1) }) }
}

function sumOf({ sent, images }: Budget, subject: Subject): Cost {
  return { edits: sent.length, images, ...costOf(subject, images) }
}
