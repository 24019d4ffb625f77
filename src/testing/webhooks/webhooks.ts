import type { Clock } from '../../clock.ts'
import { exactJson } from '../answering/exact-json.ts'
import { signDelivery, webhookFaults, type PlannedDelivery } from '../faults/webhook.ts'
import { hasEnded, type MockJob } from '../jobs/job.ts'
import type { ProviderAnswer } from '../answering/mock-provider.ts'
import { createTestWebhookKeys, type TestWebhookKeys } from './sign-test-webhook.ts'

/** Sends a delivery; `fetch` fits. */
export type Deliver = (
  url: string,
  init: {
    readonly method: 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body: Uint8Array<ArrayBuffer>
  },
) => Promise<{ readonly status: number }>

/** One try to tell somebody that a job has ended. */
export interface DeliveryRecord {
  readonly jobId: string
  readonly url: string
  /** Which try of this delivery, from 1. */
  readonly attempt: number
  /** Milliseconds since 1970 on the mock's clock. */
  readonly at: number
  /** What the receiver answered; 0 where nothing came back. */
  readonly status: number
}

/** What the webhooks of a mock are made of. */
export interface WebhooksOptions {
  readonly clock: Clock
  /** Without it nothing is sent. */
  readonly deliver: Deliver | undefined
  /** The answer to whoever asks for the result of a job that has ended. */
  readonly resultOf: (job: MockJob) => Promise<ProviderAnswer>
}

// Ten tries within two hours. (fal.ai/docs/model-apis/webhooks)
const retryDelaysMs = [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560].map((seconds) => seconds * 1_000)
const keptRecords = 10_000
const userId = 'test-user'

/** Tells receivers that jobs have ended, signed as fal signs. */
export class Webhooks {
  readonly #options: WebhooksOptions
  readonly #records: DeliveryRecord[] = []
  readonly #stopped = new AbortController()
  // Two pairs: the provider's, and one of somebody who forges.
  #keys: Promise<readonly [TestWebhookKeys, TestWebhookKeys]> | undefined

  constructor(options: WebhooksOptions) {
    this.#options = options
  }

  /** Every try so far, the oldest first. */
  get records(): readonly DeliveryRecord[] {
    return this.#records
  }

  /** The public keys deliveries are signed with, as fal publishes them. */
  async jwks(): Promise<object> {
    return (await this.#pairs())[0].jwks
  }

  /** Whether one of a job's faults tells of its end before the submit is answered. */
  isEarly({ names }: Pick<MockJob, 'names'>): boolean {
    return names.includes('webhook-early')
  }

  /** Tells of the end of a job. Resolves when the first tries of all deliveries that were due at once are over. */
  async announce(job: MockJob): Promise<void> {
    const url = job.place.webhook
    if (url === undefined || !hasEnded(job) || this.#options.deliver === undefined) return
    const body = new TextEncoder().encode(await this.#payload(job))
    const plain = { requestId: job.id, userId, body }
    const fault = webhookFaults.find(({ name }) => job.names.includes(name))
    const planned = fault?.plan(plain) ?? [{ ...plain, delayMs: 0, ageMs: 0, signer: 'provider' } as const]
    const sent = planned.map((delivery) => ({ delivery, over: this.#send(job.id, url, delivery) }))
    await Promise.all(sent.flatMap(({ delivery, over }) => (delivery.delayMs > 0 ? [] : [over])))
  }

  /** Sends nothing more. */
  stop(): void {
    this.#stopped.abort()
  }

  /** Resolves after the first try; further ones go on by themselves. */
  async #send(jobId: string, url: string, planned: PlannedDelivery): Promise<void> {
    const { clock } = this.#options
    const { signal } = this.#stopped
    const further = async (): Promise<void> => {
      for (const [index, delayMs] of retryDelaysMs.entries()) {
        await clock.sleep(delayMs, signal)
        if (!isRetried(await this.#try({ jobId, url, planned, attempt: index + 2 }))) return
      }
    }
    try {
      if (planned.delayMs > 0) await clock.sleep(planned.delayMs, signal)
      if (isRetried(await this.#try({ jobId, url, planned, attempt: 1 })))
        void further().catch(() => undefined)
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  async #try({
    jobId,
    url,
    planned,
    attempt,
  }: {
    jobId: string
    url: string
    planned: PlannedDelivery
    attempt: number
  }): Promise<number> {
    const { clock, deliver } = this.#options
    const [keys, strangerKeys] = await this.#pairs()
    const at = clock.now()
    const { headers, body } = await signDelivery(planned, { keys, strangerKeys, nowMs: at })
    this.#stopped.signal.throwIfAborted()
    const answered = await deliver?.(url, { method: 'POST', headers, body: new Uint8Array(body) }).catch(
      () => undefined,
    )
    const status = answered?.status ?? 0
    this.#records.push({ jobId, url, attempt, at, status })
    if (this.#records.length > keptRecords) this.#records.shift()
    return status
  }

  async #payload(job: MockJob): Promise<string> {
    const { status, body } = await this.#options.resultOf(job)
    const head = { request_id: job.id, gateway_request_id: job.id }
    return exactJson(
      status === 200
        ? { ...head, status: 'OK', payload: body }
        : { ...head, status: 'ERROR', error: `Invalid status code: ${status}`, payload: body },
      job.edit.seed,
    )
  }

  #pairs(): Promise<readonly [TestWebhookKeys, TestWebhookKeys]> {
    return (this.#keys ??= Promise.all([createTestWebhookKeys(), createTestWebhookKeys()]))
  }
}

/** A receiver that is not there, or that fails, is asked again. */
function isRetried(status: number): boolean {
  return status === 0 || status >= 500
}
