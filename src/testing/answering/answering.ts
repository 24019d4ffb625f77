import type { Clock } from '../../clock.ts'
import { isNobodys, readKey } from './authorization.ts'
import type { ContractEngine } from '../engines/contract-engine.ts'
import { exactJson } from './exact-json.ts'
import type { MockReply, MockRequest } from '../exchange.ts'
import type { EditCounts } from '../sessions/fault-counts.ts'
import { imageReply } from './image-reply.ts'
import { jsonReply, problem } from './replies.ts'
import type { MockOperation } from '../sessions/journal.ts'
import type { MockLimits } from '../mock-options.ts'
import type { MockProvider, ProviderAnswer, ProviderRequest } from './mock-provider.ts'
import type { NextRules } from '../sessions/next-rules.ts'
import { planOf, type Planned } from './plan-of.ts'
import { play, type Answered } from './play.ts'
import { readPreference } from './preference.ts'
import { sampleReply } from './sample-reply.ts'
import type { Plan, Repertoire } from '../sessions/repertoire.ts'
import { readRequestBody } from './request-body.ts'
import type { Route } from './route.ts'
import { anonymous, sessionOf, type Sessions } from '../sessions/sessions.ts'
import { statusStream } from '../jobs/status-stream.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'

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

const keysPath = '/.well-known/jwks.json'

/** Answers requests to providers and for images: who asks, what is to go wrong, what is said. */
export class Answering {
  readonly #context: AnsweringContext

  constructor(context: AnsweringContext) {
    this.#context = context
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
    const plan = planOf(exchange, { ...this.#context, key: keyOk ? key.key : undefined })
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
    return play({ exchange, plan, facts, context: this.#context }, async () => {
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
    const plan = planOf(exchange, { ...this.#context, key: undefined })
    if (typeof plan === 'string') return { reply: problem(400, plan), facts }
    return play({ exchange, plan, facts, context: this.#context }, async () => {
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
