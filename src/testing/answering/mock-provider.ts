import type { ProviderDescriptor } from '../../provider.ts'
import type { ContractAnswer, ContractRequest, Violation } from '../../contracts/exchange.ts'
import type { ContractEngine } from '../engines/contract-engine.ts'
import { JobStore, type JobStoreOptions } from '../jobs/job-store.ts'
import { paintOf } from '../jobs/job-images.ts'
import { hasEnded, look, type JobPlace, type MockJob } from '../jobs/job.ts'
import type { MockOperation, Told } from '../sessions/journal.ts'
import type { PaintedImage, Painter } from '../images/painter.ts'
import { ProviderReplies } from './provider-replies.ts'
import type { RequestBody } from './request-body.ts'
import type { Plan } from '../sessions/repertoire.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { keptMs, type KeptMs } from '../jobs/retention.ts'
import type { Voice } from '../voices/voice.ts'
import { toldBy } from './told-by.ts'
import { voices } from '../voices/voices.ts'

/** A request that reached a provider, and what the mock found out about it. */
export interface ProviderRequest extends Omit<ContractRequest, 'body'> {
  readonly received: RequestBody
  /** Fingerprint of the body. */
  readonly bodyHash: string
  readonly plan: Plan
  /** Id of the session it belongs to. */
  readonly session: string
  /** The key came with the scheme the contract asks for. */
  readonly authorized: boolean
  readonly place: JobPlace
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal
}

/** What a provider of the mock says, and what the journal wants to know of it. */
export interface ProviderAnswer extends ContractAnswer {
  readonly operation?: MockOperation
  readonly job?: MockJob
  readonly told?: Told
  readonly violations: readonly Violation[]
}

/** What a provider of the mock is made of. */
export interface MockProviderOptions extends JobStoreOptions {
  readonly descriptor: ProviderDescriptor
  readonly engine: ContractEngine
  readonly painter: Painter
  readonly sessions: Pick<Sessions, 'nextJob' | 'post'>
  /** Half of all jobs take less, where time moves them. */
  readonly medianMs: number
  /** Everything random follows from it. */
  readonly seed: string
}

/** One provider of the mock: its jobs, and its answers in its dialect. */
export class MockProvider {
  readonly descriptor: ProviderDescriptor
  readonly #options: MockProviderOptions
  readonly #voice: Voice
  readonly #models: readonly string[]
  readonly #jobs: JobStore
  readonly #kept: KeptMs
  readonly #replies: ProviderReplies

  constructor(options: MockProviderOptions) {
    this.#options = options
    this.descriptor = options.descriptor
    this.#voice = voices[options.descriptor.dialect]
    this.#models = Object.values(options.descriptor.models).map(({ path }) => path)
    this.#jobs = new JobStore(options)
    this.#kept = keptMs(options.descriptor.retention)
    this.#replies = new ProviderReplies(options, {
      voice: this.#voice,
      jobs: this.#jobs,
      kept: this.#kept,
      models: this.#models,
    })
  }

  get id(): string {
    return this.descriptor.id
  }

  /** What a request asks for; undefined where the dialect has no such request. */
  operation(method: string, path: string): MockOperation | undefined {
    return this.#voice.operation(method, this.#voice.canonicalPath(path, this.#models))
  }

  /** Answers a request, within the contract. */
  async handle(request: ProviderRequest): Promise<ProviderAnswer> {
    const { method, received, path } = request
    let found: readonly Violation[] = []
    let job: MockJob | undefined
    const exchange = await this.#options.engine.exchange(
      this.id,
      this.contractRequest(request),
      async (operation, violations) => {
        found = received.kind === 'unreadable' ? [received.violation] : violations
        const said = await this.#replies.to(operation, found, request)
        job = said.job
        return said.answer
      },
    )
    const operation = this.operation(method, path)
    const facts = { violations: found, ...(operation === undefined ? {} : { operation }) }
    if (!exchange.matched)
      return { ...problem(404, `The contract of ${this.id} has no ${method} ${path}.`), ...facts }
    if (exchange.broken.length > 0) {
      const what = exchange.broken
        .map(({ location, message }) => `${location.join('.')} ${message}`)
        .join('; ')
      const message = `The mock's own answer to ${exchange.operation} breaks the contract of ${this.id}: ${what}. Please report this.`
      return { ...problem(500, message), ...facts }
    }
    if (job === undefined) return { ...exchange.answer, ...facts }
    return { ...exchange.answer, ...facts, job, ...toldBy(operation, job) }
  }

  /** A request as the contract sees it. */
  contractRequest({ method, path, query, headers, received }: ProviderRequest): ContractRequest {
    return {
      method,
      query,
      path: this.#voice.canonicalPath(path, this.#models),
      headers: received.kind === 'none' ? withoutBody(headers) : headers,
      ...(received.kind === 'json' ? { body: received.value } : {}),
    }
  }

  /** Takes an edit and answers with its result at once, as fal.run does. */
  async handleAtOnce(request: ProviderRequest): Promise<ProviderAnswer> {
    const { plan } = request
    const taken = await this.handle({
      ...request,
      plan: { ...plan, scenario: { ...plan.scenario, looks: [] } },
    })
    if (taken.job === undefined)
      return { ...taken, ...(taken.operation === 'submit' ? { operation: 'sync' } : {}) }
    const job = this.#jobs.keep(
      look(this.job(taken.job.id) ?? taken.job, { ...this.#jobs.moment, time: 'polls' }),
    )
    if (!hasEnded(job)) return { ...timedOut, violations: [], operation: 'sync', job }
    const answer = await this.resultOf(job)
    return { ...answer, operation: 'sync', job, told: 'result' }
  }

  /** What the result of a job that has ended is answered with. */
  async resultOf(job: MockJob): Promise<ProviderAnswer> {
    return this.handle({
      method: 'GET',
      path: this.#voice.pathOf('result', job.id, this.#models),
      query: {},
      headers: {},
      received: { kind: 'none' },
      bodyHash: '',
      session: job.session,
      authorized: true,
      place: job.place,
      plan: { scenario: job.scenario, faults: [], names: [] },
    })
  }

  /** What a look at the status of a job is answered with. */
  async statusOf(job: MockJob, request: ProviderRequest): Promise<ProviderAnswer> {
    const path = this.#voice.pathOf('status', job.id, this.#models)
    const headers = { ...request.headers, accept: 'application/json' }
    return this.handle({ ...request, path, headers, received: { kind: 'none' } })
  }

  /** A job as it is now, by its id. */
  job(id: string): MockJob | undefined {
    return this.#jobs.get(id)
  }

  /** The job a path is about, if there is one. */
  jobAt(path: string): MockJob | undefined {
    return this.job(this.#voice.jobId(path) ?? '')
  }

  /** Every job, oldest first. */
  jobs(): Iterable<MockJob> {
    return this.#jobs.all()
  }

  /** Puts a job in, as a snapshot has it. */
  putJob(job: MockJob): void {
    this.#jobs.put(job)
  }

  /** Forgets a job. */
  dropJob(id: string): void {
    this.#jobs.drop(id)
  }

  /** Ends a job as its course says, whatever has become of it so far; one without an end stays as it is. */
  finish(id: string): void {
    this.#jobs.finish(id)
  }

  /** How long until a job looks different; 0 where the next look moves it, undefined where nothing does. */
  nextChangeMs(id: string): number | undefined {
    return this.#jobs.nextChangeMs(id)
  }

  /** A result image, or undefined where there is none or none any more. */
  async image(id: string, index: number): Promise<PaintedImage | undefined> {
    const job = this.job(id)
    if (job?.state !== 'completed' || index >= job.edit.count) return undefined
    if (this.#options.now() - (job.endedAt ?? 0) >= this.#kept.image) return undefined
    return paintOf(job, index, this.#options.painter)
  }
}

// (fal.ai/docs/documentation/model-apis/request-errors)
const timedOut = {
  status: 504,
  headers: { 'x-fal-error-type': 'request_timeout' },
  body: { detail: 'Request timed out', error_type: 'request_timeout' },
} as const

/** Headers of a body only where there is one. */
function withoutBody(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(content-|transfer-encoding$)/.test(name)),
  )
}

function problem(status: number, message: string): ContractAnswer {
  return { status, body: { message } }
}
