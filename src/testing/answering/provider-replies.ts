import type { ContractAnswer, MatchedOperation, Violation } from '../../contracts/exchange.ts'
import { durationsOf } from '../jobs/course.ts'
import { exactJson } from './exact-json.ts'
import { idFrom } from '../images/fingerprint.ts'
import { sizeOf } from '../images/sizes.ts'
import { imagesOf } from '../jobs/job-images.ts'
import type { JobStore } from '../jobs/job-store.ts'
import { cancel, look, newJob, type MockJob } from '../jobs/job.ts'
import type { MockProviderOptions, ProviderRequest } from './mock-provider.ts'
import { resultIsGone, type KeptMs } from '../jobs/retention.ts'
import type { Scenario } from '../jobs/scenarios.ts'
import type { Situation, Voice } from '../voices/voice.ts'

/** What is said, and the job it is about. */
interface Reply {
  readonly answer: ContractAnswer
  readonly job?: MockJob
}

/** What a provider speaks with, and of. */
interface Speaking {
  readonly voice: Voice
  readonly jobs: JobStore
  readonly kept: KeptMs
  /** Paths of the models. */
  readonly models: readonly string[]
}

/** What a provider of the mock says before an engine holds it against the contract: jobs in the words of a voice. */
export class ProviderReplies {
  readonly #options: MockProviderOptions
  readonly #voice: Voice
  readonly #jobs: JobStore
  readonly #kept: KeptMs
  readonly #models: readonly string[]

  constructor(options: MockProviderOptions, { voice, jobs, kept, models }: Speaking) {
    this.#options = options
    this.#voice = voice
    this.#jobs = jobs
    this.#kept = kept
    this.#models = models
  }

  /** What is said to a request that means an operation of the contract. */
  async to(
    operation: MatchedOperation,
    violations: readonly Violation[],
    request: ProviderRequest,
  ): Promise<Reply> {
    const voice = this.#voice
    if (!request.authorized) return { answer: { status: 401, body: operation.example(401) } }
    // An id the contract would not have given belongs to no job.
    const isSubmit = operation.id.startsWith('submit')
    if (!isSubmit && violations.some(({ location }) => location[0] === 'path'))
      return { answer: voice.unknownJob(operation) }
    if (violations.length > 0) return { answer: voice.invalid(operation, violations) }
    if (isSubmit) {
      const job = this.#accept(request)
      return { job, answer: voice.ticket(operation, await this.#situation(job, request)) }
    }
    const before = this.#jobs.get(voice.jobId(request.path) ?? '')
    if (before === undefined) return { answer: voice.unknownJob(operation) }
    switch (operation.id) {
      case 'status': {
        const job = this.#jobs.keep(look(before, this.#jobs.moment))
        return { job, answer: voice.status(operation, await this.#situation(job, request)) }
      }
      case 'stream':
        // What is streamed are the answers to looks; this one only says that there is something to stream.
        return {
          job: before,
          answer: { status: 200, headers: { 'content-type': 'text/event-stream' }, body: '' },
        }
      case 'result': {
        // Who asks for the result itself looks at the job too: else it would wait for ever.
        const job = this.#jobs.keep(look(before, this.#jobs.moment))
        return { job, answer: await this.#result(operation, job, request) }
      }
      case 'cancel':
        return {
          job: this.#jobs.keep(cancel(before, this.#options.now())),
          answer: voice.canceled(operation, before),
        }
      default:
        throw new Error(
          `Failed to answer ${operation.id} of ${this.#options.descriptor.id}: the mock does not know this operation. Teach it in src/testing/answering/provider-replies.ts.`,
        )
    }
  }

  async #result(
    operation: MatchedOperation,
    job: MockJob,
    request: ProviderRequest,
  ): Promise<ContractAnswer> {
    const answer = this.#voice.result(operation, await this.#situation(job, request))
    if (answer.status !== 200 || job.endedAt === undefined) return answer
    const bytes = (): number => exactJson(answer.body, job.edit.seed).length
    const gone = resultIsGone(this.#options.now() - job.endedAt, { kept: this.#kept, bytes })
    return gone ? this.#voice.unknownJob(operation) : answer
  }

  #accept({ path, received, bodyHash, plan, session, place }: ProviderRequest): MockJob {
    const { descriptor, seed, now, sessions, medianMs } = this.#options
    const canonical = this.#voice.canonicalPath(path, this.#models)
    const model = Object.entries(descriptor.models).find(([, entry]) => entry.path === canonical)?.[0] ?? ''
    const [body, text] = received.kind === 'json' ? [received.value, received.text] : [undefined, '']
    const id = idFrom(JSON.stringify([seed, descriptor.id, session, sessions.nextJob(session)]))
    sessions.post(session, { provider: descriptor.id, posting: 'accepted' })
    const edit = this.#voice.readEdit(body, { model, text, bodyHash, echo: plan.scenario.echo === true })
    const fails = edit.unloadable === true && plan.scenario.ending === 'completed'
    const scenario: Scenario = fails ? { ...plan.scenario, ending: 'failed' } : plan.scenario
    const job = newJob({
      ...{ id, session, place, provider: descriptor.id, scenario, names: plan.names },
      edit,
      size: sizeOf(edit.aspectRatio, edit.source),
      durations: durationsOf(id, medianMs),
      createdAt: now(),
    })
    return this.#jobs.take(job)
  }

  async #situation(job: MockJob, { place, query }: ProviderRequest): Promise<Situation> {
    return {
      job,
      baseUrl: job.scenario.foreignOrigin ?? place.baseUrl,
      modelPath: this.#models[0] ?? '',
      images: job.state === 'completed' ? await imagesOf(job, place.imageOrigin, this.#options.painter) : [],
      logs: query['logs'] === '1' || query['logs'] === 'true',
      relay: this.#options.descriptor.auth.scheme === 'Bearer',
    }
  }
}
