import type { Clock } from '../clock.ts'
import type { Violation } from '../contracts/exchange.ts'
import type { ContractEngine } from './contract-engine.ts'
import { exactJson } from './exact-json.ts'
import type { MockReply, MockRequest } from './exchange.ts'
import type { EditCounts } from './fault-counts.ts'
import { imageReply } from './image-reply.ts'
import { concerns, playFaults } from './faults/apply.ts'
import type { Fault } from './faults/fault.ts'
import { isEntirelyWritten, jsonReply, problem } from './replies.ts'
import type { MockJob } from './job.ts'
import type { MockOperation, Told } from './journal.ts'
import type { MockLimits } from './mock-options.ts'
import type { MockProvider, ProviderAnswer, ProviderRequest } from './mock-provider.ts'
import type { NextRules } from './next-rules.ts'
import { readPreference } from './preference.ts'
import { sampleReply } from './sample-reply.ts'
import { namesOfKey, scenarioHeader, splitNames, type Plan, type Repertoire } from './repertoire.ts'
import { readRequestBody } from './request-body.ts'
import type { Route } from './route.ts'
import { anonymous, sessionOf, type Sessions } from './sessions.ts'
import { statusStream } from './status-stream.ts'
import type { Webhooks } from './webhooks.ts'

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

/** What answering needs to reach. */
export interface AnsweringContext {
  readonly engine: ContractEngine
  readonly repertoire: Repertoire
  readonly rules: NextRules
  readonly counts: EditCounts
  readonly sessions: Sessions
  readonly webhooks: Webhooks
  readonly clock: Clock
  readonly limits: MockLimits
  readonly preset: string
  readonly imageOrigin: string | undefined
  readonly streamLingerMs: number
  /** Origin of a host that is not the provider's. */
  readonly elsewhere: () => string
}

type ProviderRoute = Extract<Route, { to: 'provider' }>
type ImageRoute = Extract<Route, { to: 'image' }>

/** An exchange with a provider, as far as it is known before anything is done. */
interface Planned {
  readonly request: MockRequest
  readonly provider: MockProvider
  readonly session: string
  readonly bodyHash: string
  readonly operation: MockOperation | undefined
  readonly job: MockJob | undefined
  readonly baseUrl: string
}

// Among the counts of an edit, whose other names are those of faults.
const waived = ' waived'
const keysPath = '/.well-known/jwks.json'

/** Answers requests to providers and for images: who asks, what is to go wrong, what is said. */
export class Answering {
  readonly #context: AnsweringContext
  readonly #counts: EditCounts

  constructor(context: AnsweringContext) {
    this.#context = context
    this.#counts = context.counts
  }

  /** Answers a request that reached a provider. */
  async provider(
    request: MockRequest,
    route: ProviderRoute,
    provider: MockProvider,
    bodyHash: string,
  ): Promise<Answered> {
    const { limits, webhooks } = this.#context
    const key = readKey(request.headers['authorization'])
    const keyOk =
      key?.scheme.toLowerCase() === provider.descriptor.auth.scheme.toLowerCase() && !isNobodys(key.key)
    const job = provider.jobAt(route.path)
    const session = key === undefined ? (job?.session ?? anonymous) : sessionOf(key.key)
    const operation = operationOf(request, route, provider)
    const exchange = { request, provider, session, bodyHash, operation, job, baseUrl: route.baseUrl }
    const facts = { provider: provider.id, session, keyOk, ...(operation === undefined ? {} : { operation }) }
    if (operation === 'jwks') return { reply: jsonReply(200, await webhooks.jwks()), facts }
    const plan = this.#plan(exchange, keyOk ? key.key : undefined)
    if (typeof plan === 'string') return { reply: problem(400, plan), facts }
    if (request.body.length > limits.bodyBytes) {
      const most = limits.bodyBytes / 1024 / 1024
      return {
        reply: problem(413, `The body is larger than ${most} MiB. Send a smaller image, or its URL.`),
        facts,
      }
    }
    const asked = this.#toProvider(exchange, route, { plan, keyOk })
    const preferred = await this.#preferred(provider, asked)
    if (preferred !== undefined) return { reply: preferred, facts: { ...facts, scenarios: plan.names } }
    return this.#play(exchange, plan, facts, async () => {
      const answer = await (operation === 'sync' ? provider.handleAtOnce(asked) : provider.handle(asked))
      const { job: taken } = answer
      if (taken !== undefined && operation === 'submit' && webhooks.isEarly(taken)) {
        provider.finish(taken.id)
        await webhooks.announce(provider.job(taken.id) ?? taken)
      }
      return { answer, reply: this.#toReply(provider, asked, answer) }
    })
  }

  /** Answers a request for an image. */
  async image(
    request: MockRequest,
    { job: id, index }: ImageRoute,
    provider: MockProvider,
  ): Promise<Answered> {
    const job = provider.job(id)
    const session = job?.session ?? anonymous
    const operation = 'image'
    const exchange = {
      request,
      provider,
      session,
      bodyHash: '',
      operation,
      job,
      baseUrl: request.origin,
    } as const
    const facts = { provider: provider.id, session, operation, jobId: id } as const
    const { clock } = this.#context
    const plan = this.#plan(exchange, undefined)
    if (typeof plan === 'string') return { reply: problem(400, plan), facts }
    return this.#play(exchange, plan, facts, async () => {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return { reply: problem(405, 'Images are fetched with GET.') }
      const found = await provider.image(id, index)
      if (found === undefined)
        return {
          reply: problem(
            404,
            'No such image: the job is unknown, has not ended well, made fewer, or is too old.',
          ),
        }
      return { reply: imageReply(request, { ...found, madeAt: provider.job(id)?.endedAt ?? clock.now() }) }
    })
  }

  /** Rules for the next requests come first, then the header, the key, what the job's submit chose, and the preset. */
  #plan({ request, provider, session, operation, job }: Planned, key: string | undefined): Plan | string {
    const { rules, repertoire, preset } = this.#context
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

  #toProvider(
    { request, session, bodyHash }: Planned,
    route: ProviderRoute,
    { plan, keyOk }: { plan: Plan; keyOk: boolean },
  ): ProviderRequest {
    const webhook = route.query['fal_webhook']
    return {
      method: request.method,
      path: route.path,
      query: route.query,
      headers: request.headers,
      received: readRequestBody(request),
      bodyHash,
      plan,
      session,
      authorized: keyOk,
      place: {
        baseUrl: route.baseUrl,
        imageOrigin: this.#context.imageOrigin ?? request.origin,
        ...(webhook === undefined ? {} : { webhook }),
      },
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    }
  }

  async #preferred(provider: MockProvider, asked: ProviderRequest): Promise<MockReply | undefined> {
    const read = readPreference(asked.headers, asked.query)
    if (read.kind === 'none' || !asked.authorized) return undefined
    if (read.kind === 'wrong') return problem(400, read.message)
    const { preference } = read
    const sample = await this.#context.engine.sample?.(
      provider.id,
      provider.contractRequest(asked),
      preference,
    )
    if (sample === undefined || sample.kind === 'not-now') return undefined
    return sample.kind === 'refused'
      ? problem(400, sample.message)
      : sampleReply(sample, { provider: provider.descriptor, baseUrl: asked.place.baseUrl })
  }

  async #play(
    exchange: Planned,
    plan: Plan,
    facts: ExchangeFacts,
    perform: () => Promise<{ readonly reply: MockReply; readonly answer?: ProviderAnswer }>,
  ): Promise<Answered> {
    const { clock, elsewhere, sessions } = this.#context
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
    const counts = this.#counts.of(edit)
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
    if (taken && faults.length === 0) this.#counts.forget(edit)
    const free = plan.faults.some(({ name, billed }) => billed === 0 && faults.includes(name))
    // An edit is waived once, however often a fault strikes it.
    if (free && (taken || job !== undefined) && counts[waived] === undefined) {
      counts[waived] = 1
      sessions.post(session, { provider: provider.id, posting: 'waived' })
    }
    const played = [
      ...(operation === 'submit' || operation === 'sync' ? [plan.scenario.name] : []),
      ...faults,
    ]
    const { told, ...known } = { ...(jobId === '' ? {} : { jobId }), ...factsOf(answer) }
    // What was changed or broken on its way may not have told the client anything.
    const heard = faults.length === 0 && isEntirelyWritten(reply) && told !== undefined ? { told } : {}
    return { reply, facts: { ...facts, ...known, ...heard, scenarios: played } }
  }

  #toReply(provider: MockProvider, asked: ProviderRequest, answer: ProviderAnswer): MockReply {
    const { clock, streamLingerMs } = this.#context
    const { job } = answer
    if (answer.operation !== 'stream' || answer.status !== 200 || job === undefined)
      return jsonReply(answer.status, answer.body, answer.headers, job?.edit.seed)
    const look = async () => {
      const said = await provider.statusOf(job, asked)
      return { json: exactJson(said.body, job.edit.seed), ended: said.told !== 'waiting' }
    }
    const nextMs = () => provider.nextChangeMs(job.id)
    const body = statusStream({ look, nextMs, clock, lingerMs: streamLingerMs, signal: asked.signal })
    return { status: 200, headers: { ...answer.headers, 'cache-control': 'no-store' }, body }
  }
}

function operationOf(
  { method }: MockRequest,
  route: ProviderRoute,
  provider: MockProvider,
): MockOperation | undefined {
  const { path, sync } = route
  if (path === keysPath && provider.descriptor.dialect === 'fal-queue' && method === 'GET') return 'jwks'
  const operation = provider.operation(method, path)
  return operation === 'submit' && sync ? 'sync' : operation
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

/** Any key is taken but one of zeros, which nobody has: `sk-0000`, `0000-0000:0000`. */
function isNobodys(key: string): boolean {
  return /^(sk-)?[0:-]{8,}$/.test(key)
}

/** Scheme and key of an Authorization header. */
export function readKey(
  header: string | undefined,
): { readonly scheme: string; readonly key: string } | undefined {
  if (header === undefined || header === '') return undefined
  const [, scheme = '', key = ''] = /^(\S+) +(\S+)$/.exec(header) ?? []
  return { scheme, key }
}
