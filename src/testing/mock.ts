import { systemClock } from '../clock.ts'
import type { ProviderDescriptor } from '../provider.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import { Answering } from './answering/answering.ts'
import { readKey } from './answering/authorization.ts'
import { createControl, type MockControl } from './control/control.ts'
import type { MockReply, MockRequest } from './exchange.ts'
import { createFakeClock } from './clocks/fake-clock.ts'
import { faults } from './faults/catalog.ts'
import { webhookFaults } from './faults/webhook.ts'
import { EditCounts } from './sessions/fault-counts.ts'
import { createElsewhere, elsewhereInProcess, type Elsewhere } from './faults/elsewhere.ts'
import { fingerprint } from './images/fingerprint.ts'
import { createCachingPainter } from './images/caching-painter.ts'
import { hasEnded, type MockJob } from './jobs/job.ts'
import { safePath } from '../http/safe-path.ts'
import { defaultLimits, type MockLimits, type MockOptions } from './mock-options.ts'
import { MockProvider } from './answering/mock-provider.ts'
import { mockedProviders } from './mocked-providers.ts'
import { NextRules } from './sessions/next-rules.ts'
import type { Answered, ExchangeFacts } from './answering/play.ts'
import { isEntirelyWritten, jsonReply, problem } from './answering/replies.ts'
import { createRepertoire, scenarioHeader } from './sessions/repertoire.ts'
import { hostKind, placesOf, routeOf } from './answering/route.ts'
import { scenarios } from './jobs/scenarios.ts'
import { anonymous, sessionOf, Sessions } from './sessions/sessions.ts'
import { createShiftedClock } from './clocks/shifted-clock.ts'
import { Webhooks, type DeliveryRecord } from './webhooks/webhooks.ts'

/** The mock of every provider, however requests reach it. */
export interface Mock extends MockControl {
  /** Ids of the providers it plays. */
  readonly providers: readonly string[]
  readonly limits: MockLimits
  /** A host that is not the provider's, to which some faults lead. */
  readonly elsewhere: Elsewhere
  /** Whether it answers under a host, given as `name:port`: as itself, as a provider, or not. */
  hostKind(host: string): 'nobody' | 'own' | 'provider'
  /** Answers one request. Never rejects. */
  handle(request: MockRequest): Promise<MockReply>
  /** How many edits were taken, of one provider or of all; see `ledger` for those that would have been billed. */
  accepted(provider?: string): number
  /** Every try to deliver a webhook, the oldest first. */
  deliveries(): readonly DeliveryRecord[]
  /** Sends no further webhook and ends no further job by itself. */
  stop(): void
}

// Where nobody looks at a job that tells of its end by itself, it ends after this long.
const unseenMs = 50

/**
 * Makes the mock of every provider.
 * @throws RangeError when there is no such scenario, or no such provider at a host
 */
export function createMock(options: MockOptions): Mock {
  const { engine, scenario = 'completes', time = 'polls', medianMs = 3_800 } = options
  const clock = createShiftedClock(options.clock ?? (time === 'clock' ? createFakeClock() : systemClock))
  const repertoire = createRepertoire(
    faults,
    webhookFaults.map(({ name }) => name),
  )
  for (const name of scenario.split('+')) repertoire.check(name)
  const limits = { ...defaultLimits, ...options.limits }
  const painter = createCachingPainter(options.painter, limits.paintedBytes)
  const sessions = new Sessions(limits)
  const rules = new NextRules()
  const counts = new EditCounts()
  const elsewhere = createElsewhere()
  const alarms = new Map<string, () => void>()
  const descriptors = [...(options.providers ?? mockedProviders())]
  const places = placesOf(descriptors, options)
  const providers = new Map<string, MockProvider>()
  const webhooks = new Webhooks({
    clock,
    deliver: options.deliver,
    resultOf: (job) => {
      const provider = providers.get(job.provider)
      if (provider === undefined) throw new Error(`Failed to tell of a job: ${job.provider} is not played.`)
      return provider.resultOf(job)
    },
  })
  const onJob = (event: 'ended' | 'taken', job: MockJob): void => {
    if (event === 'ended') {
      alarms.get(job.id)?.()
      alarms.delete(job.id)
      if (job.state !== 'completed') sessions.post(job.session, { provider: job.provider, posting: 'waived' })
      if (!webhooks.isEarly(job)) void webhooks.announce(job)
    } else if (job.place.webhook !== undefined) {
      const afterMs = time === 'polls' ? unseenMs : job.durations.queueMs + job.durations.runMs
      alarms.set(
        job.id,
        clock.after(afterMs, () => providers.get(job.provider)?.finish(job.id)),
      )
    }
  }
  const [seed, now] = [String(options.seed ?? 'kontext'), () => clock.now()]
  for (const descriptor of descriptors) {
    const made = { descriptor, engine, painter, sessions, limits, time, medianMs, onJob, seed, now }
    providers.set(descriptor.id, new MockProvider(made))
  }
  const otherOrigin = (): string => {
    const given = options.elsewhere ?? elsewhereInProcess
    return typeof given === 'string' ? given : given()
  }
  const { imageOrigin, streamLingerMs = 0 } = options
  const kept = { repertoire, rules, counts, sessions, webhooks, clock, limits }
  const answering = new Answering({
    ...kept,
    engine,
    imageOrigin,
    streamLingerMs,
    preset: scenario,
    elsewhere: otherOrigin,
  })

  const answer = async (request: MockRequest, bodyHash: string): Promise<Answered> => {
    if (request.origin === otherOrigin()) return { reply: elsewhere.answer(request), facts: {} }
    const route = routeOf(request, places)
    switch (route.to) {
      case 'nowhere':
        return { reply: problem(route.status, route.message), facts: {} }
      case 'overview':
        return { reply: jsonReply(200, overview(descriptors, request.origin)), facts: {} }
      case 'image':
      case 'provider': {
        const provider = providers.get(route.provider)
        if (provider === undefined)
          return { reply: problem(404, `There is no provider ${JSON.stringify(route.provider)}.`), facts: {} }
        return route.to === 'image'
          ? answering.image(request, route, provider)
          : answering.provider(request, route, provider, bodyHash)
      }
      default:
        return route satisfies never
    }
  }

  const record = (request: MockRequest, at: number, { reply, facts }: Answered, bodyHash: string): void => {
    const key = readKey(request.headers['authorization'])
    const { session = key === undefined ? anonymous : sessionOf(key.key), ...known } = facts
    const waitMs = waitOf(reply)
    const entry = sessions.record(session, {
      ...{ at, method: request.method, host: new URL(request.origin).host, path: safePath(request.url) },
      status: isEntirelyWritten(reply) ? reply.status : 0,
      ...{ keySent: key !== undefined, keyOk: false, scenarios: [], violations: [] },
      ...{ bodyBytes: request.body.length, bodyHash },
      ...known,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    })
    try {
      options.onRequest?.(entry)
    } catch {
      // A listener that fails must not fail the request it hears of.
    }
  }

  const control = createControl({
    ...{
      sessions,
      rules,
      counts,
      clock,
      keepers: [...providers.values()],
      checkName: (name) => repertoire.check(name),
    },
  })
  return {
    ...control,
    advance: async (ms) => {
      await control.advance(ms)
      // On a real clock alarms keep their time: what is due by now has to be found.
      for (const provider of providers.values()) for (const job of provider.jobs()) hasEnded(job)
    },
    providers: descriptors.map(({ id }) => id),
    limits,
    elsewhere,
    hostKind: (host) => hostKind(host, places),
    accepted: (provider) =>
      Object.entries(sessions.ledger())
        .filter(([id]) => provider === undefined || provider === id)
        .reduce((total, [, account]) => total + account.accepted, 0),
    deliveries: () => [...webhooks.records],
    stop: () => {
      for (const cancel of alarms.values()) cancel()
      alarms.clear()
      webhooks.stop()
    },
    handle: async (request) => {
      const at = clock.now()
      const bodyHash = request.body.length === 0 ? '' : fingerprint(request.body)
      const answered = await answer(request, bodyHash).catch(internal)
      record(request, at, answered, bodyHash)
      const { reply, facts } = answered
      const own = { 'cache-control': 'no-store', 'x-kontext-mock': facts.provider ?? 'front' }
      return { ...reply, headers: { ...own, ...reply.headers } }
    },
  }
}

function overview(descriptors: readonly ProviderDescriptor[], origin: string): object {
  return {
    mock: 'kontext-mocks',
    providers: Object.fromEntries(
      descriptors.map(({ id, title }) => [id, { title, baseUrl: `${origin}/${id}` }]),
    ),
    scenarios: Object.fromEntries(Object.values(scenarios).map(({ name, about }) => [name, about])),
    faults: Object.fromEntries(faults.map(({ name, about }) => [name, about])),
    choose: `Send the header ${scenarioHeader}, or use the key "mock:<name>+<name>/<label>".`,
  }
}

/** How long an answer asks the client to wait. */
function waitOf({ headers }: MockReply): number | undefined {
  const named = ['retry-after', 'retry-after-ms', 'date'].flatMap((name): [string, string][] => {
    const value = headers[name]
    return value === undefined ? [] : [[name, value]]
  })
  return named.length === 0 ? undefined : retryAfterMs(new Headers(named))
}

function internal(error: unknown): Answered {
  const message = `The mock failed: ${error instanceof Error ? error.message : String(error)}`
  return { reply: problem(500, message), facts: {} satisfies ExchangeFacts }
}
