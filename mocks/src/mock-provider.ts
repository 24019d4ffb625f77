import { randomUUID } from 'node:crypto'
import type {
  ContractAnswer,
  ContractEngine,
  ContractRequest,
  Exchange,
  MatchedOperation,
  Violation,
} from './contract-engine.ts'
import type { MockedProvider } from './contracts.ts'
import { renderImage } from './images/render-image.ts'
import { sizeOf } from './images/sizes.ts'
import { cancel, look, newJob, type MockJob } from './job.ts'
import type { Scenario } from './scenarios.ts'
import { falQueue } from './voices/fal-queue.ts'
import { task } from './voices/task.ts'
import type { MockImage, Situation, Voice } from './voices/voice.ts'

const voices: Readonly<Record<MockedProvider['descriptor']['dialect'], Voice>> = {
  'fal-queue': falQueue,
  task,
}

/** A request that reached a provider, and what the front found out about it. */
export interface ProviderRequest extends ContractRequest {
  readonly scenario: Scenario
  /** The key came with the scheme the contract asks for. */
  readonly authorized: boolean
  /** The body did not arrive as the contract's JSON; says what was wrong. */
  readonly unreadable?: Violation
  /** Scheme, host and port under which the client reached the mock. */
  readonly origin: string
}

/** Jobs kept at most per provider, and bytes of their input images; the oldest jobs go first. */
const kept = { jobs: 10_000, imageBytes: 256 * 1024 * 1024 }

/** One provider of the mock: its jobs, and its answers in its dialect. */
export class MockProvider {
  readonly id: string
  readonly #provider: MockedProvider
  readonly #engine: ContractEngine
  readonly #voice: Voice
  readonly #now: () => number
  readonly #jobs = new Map<string, MockJob>()
  #accepted = 0
  #imageBytes = 0

  constructor(id: string, provider: MockedProvider, engine: ContractEngine, now: () => number) {
    this.id = id
    this.#provider = provider
    this.#engine = engine
    this.#voice = voices[provider.descriptor.dialect]
    this.#now = now
  }

  /** How many edits were taken; a real provider would have billed them. */
  get accepted(): number {
    return this.#accepted
  }

  /** Answers a request; `matched: false` when the contract has no such operation. */
  handle(request: ProviderRequest): Promise<Exchange> {
    const path = this.#voice.canonicalPath(request.path, this.#modelPaths())
    return this.#engine.exchange(this.id, { ...request, path }, (operation, violations) =>
      this.#reply(operation, violations, request),
    )
  }

  /** The bytes of a result image, or undefined where there is none. */
  async image(id: string, index: number): Promise<{ bytes: Uint8Array; contentType: string } | undefined> {
    const job = this.#jobs.get(id)
    if (job?.state !== 'completed' || index >= job.edit.count) return undefined
    return { bytes: await this.#render(job, index), contentType: contentType(job) }
  }

  async #reply(
    operation: MatchedOperation,
    violations: readonly Violation[],
    request: ProviderRequest,
  ): Promise<ContractAnswer> {
    const voice = this.#voice
    if (!request.authorized) return { status: 401, body: operation.example(401) }
    if (request.unreadable !== undefined) return voice.invalid(operation, [request.unreadable])
    if (violations.length > 0) return voice.invalid(operation, violations)
    if (operation.id.startsWith('submit'))
      return voice.ticket(operation, await this.#situation(this.#accept(request), request.origin))
    const job = this.#jobs.get(voice.jobId(request.path) ?? '')
    if (job === undefined) return voice.unknownJob(operation)
    switch (operation.id) {
      case 'status':
        return voice.status(operation, await this.#situation(this.#keep(look(job)), request.origin))
      case 'result':
        return voice.result(operation, await this.#situation(job, request.origin))
      case 'cancel':
        this.#keep(cancel(job))
        return voice.canceled(operation, job)
      default:
        throw new Error(
          `Failed to answer ${operation.id} of ${this.id}: the mock does not know this operation. Teach it in mocks/src/mock-provider.ts.`,
        )
    }
  }

  #accept({ path, body, scenario }: ProviderRequest): MockJob {
    const model =
      Object.entries(this.#provider.descriptor.models).find(([, entry]) => entry.path === path)?.[0] ?? ''
    this.#accepted += 1
    return this.#keep(
      newJob({
        id: randomUUID(),
        provider: this.id,
        scenario,
        edit: this.#voice.readEdit(body, model),
        createdAt: this.#now(),
      }),
    )
  }

  #keep(job: MockJob): MockJob {
    if (!this.#jobs.has(job.id)) this.#imageBytes += job.edit.source?.length ?? 0
    this.#jobs.set(job.id, job)
    for (const oldest of this.#jobs.values()) {
      if (oldest === job || (this.#jobs.size <= kept.jobs && this.#imageBytes <= kept.imageBytes)) break
      this.#jobs.delete(oldest.id)
      this.#imageBytes -= oldest.edit.source?.length ?? 0
    }
    return job
  }

  async #situation(job: MockJob, origin: string): Promise<Situation> {
    const foreign = job.scenario.foreignOrigin
    return {
      job,
      baseUrl: foreign ?? `${origin}/${this.id}`,
      modelPath: this.#modelPaths()[0] ?? '',
      images: job.state === 'completed' ? await this.#images(job, origin) : [],
    }
  }

  async #images(job: MockJob, origin: string): Promise<MockImage[]> {
    const [width, height] = await sizeOf(job.edit.aspectRatio, job.edit.source)
    const fileNames = Array.from(
      { length: job.edit.count },
      (_none, index) => `${String(index)}.${job.edit.format === 'png' ? 'png' : 'jpg'}`,
    )
    return Promise.all(
      fileNames.map(async (fileName, index) => ({
        url: job.edit.inline
          ? `data:${contentType(job)};base64,${Buffer.from(await this.#render(job, index)).toString('base64')}`
          : `${origin}/images/${this.id}/${job.id}/${fileName}`,
        contentType: contentType(job),
        fileName,
        width,
        height,
      })),
    )
  }

  async #render(job: MockJob, index: number): Promise<Uint8Array> {
    const { model, prompt, seed, format, source, aspectRatio } = job.edit
    const [width, height] = await sizeOf(aspectRatio, source)
    return renderImage({
      provider: this.id,
      model,
      prompt,
      seed,
      index,
      width,
      height,
      format,
      ...(source === undefined ? {} : { source }),
    })
  }

  #modelPaths(): string[] {
    return Object.values(this.#provider.descriptor.models).map(({ path }) => path)
  }
}

function contentType({ edit }: MockJob): string {
  return edit.format === 'png' ? 'image/png' : 'image/jpeg'
}
