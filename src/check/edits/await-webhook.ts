import { webhookKeysUrl } from '../../dialects/fal-webhook.ts'
import { asRecord } from '../../narrow.ts'
import type { WebhookDelivery } from '../../webhook/delivery.ts'
import type { SigningKeySet } from '../../webhook/signing-keys.ts'
import { verifyWebhook } from '../../webhook/verify-webhook.ts'
import { WebhookError, type WebhookReason } from '../../webhook/webhook-error.ts'
import type { ReceivedWebhook, WebhookReceiver } from './webhook-receiver.ts'
import type { SeenDelivery } from './course.ts'
import type { JobWatch } from './job-watch.ts'

/** How long a delivery is waited for after the end of its job, in milliseconds. */
export const longestDeliveryMs = 60_000
// A receiver hears of a delivery in its own time, whatever clock the run has: it is given many turns.
const tickMs = 250

/** Waits until the receiver was told of the end of a job. What others send it is passed over. */
export async function awaitWebhook(job: JobWatch, receiver: WebhookReceiver): Promise<SeenDelivery> {
  const keys = await fetchKeys(job, receiver)
  if (typeof keys === 'string') return { failure: keys, others: [] }
  const until = job.run.clock.now() + longestDeliveryMs
  const others: string[] = []
  for (;;) {
    const received = await nextBefore(until, job, receiver)
    if (received === 'broken') return { failure: 'the receiver of webhooks failed', others }
    if (received === undefined) return { others }
    const verdict = await judge(received, keys, job)
    if (typeof verdict === 'object') {
      if (verdict.requestId === job.requestId) return { genuine: verdict, others }
      others.push(verdict.requestId)
    }
    // Anybody can send anything to an address: what is not genuine counts when it speaks of this job.
    else if (names(received, job.requestId)) return { refused: verdict, others }
  }
}

async function fetchKeys(
  { run, plan }: JobWatch,
  { keysUrl = webhookKeysUrl }: WebhookReceiver,
): Promise<SigningKeySet | string> {
  const about = `${plan.name}: the keys that sign webhooks`
  const { answer, failure } = await run.send({ about, method: 'GET', path: keysUrl, key: 'none' })
  const keys = asRecord(answer?.body)?.['keys']
  if (answer?.status === 200 && Array.isArray(keys)) return { keys }
  return failure === undefined
    ? `the key server answered ${answer?.status ?? 0}`
    : 'the key server did not answer'
}

/** What comes next to a receiver; undefined when the time for it is over. */
async function nextBefore(
  until: number,
  { run: { clock, signal } }: JobWatch,
  receiver: WebhookReceiver,
): Promise<ReceivedWebhook | 'broken' | undefined> {
  const over = new AbortController()
  const woken = new AbortController()
  const stop = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal])
  const awake = AbortSignal.any([stop, woken.signal])
  const seen: { come?: ReceivedWebhook | 'broken' } = {}
  void receiver
    .next(stop)
    .then(
      (received) => (seen.come = received),
      () => (seen.come = 'broken'),
    )
    .finally(() => woken.abort())
  try {
    while (seen.come === undefined && clock.now() < until) {
      await clock.sleep(tickMs, awake).catch(() => undefined)
      signal?.throwIfAborted()
    }
    return seen.come
  } finally {
    over.abort()
  }
}

async function judge(
  received: ReceivedWebhook,
  jwks: SigningKeySet,
  { run: { clock } }: JobWatch,
): Promise<WebhookDelivery | WebhookReason> {
  try {
    return await verifyWebhook(received, { jwks, clock, knows: () => true })
  } catch (error) {
    if (error instanceof WebhookError) return error.reason
    throw error
  }
}

function names({ headers, body }: ReceivedWebhook, requestId: string): boolean {
  return Object.values(headers).includes(requestId) || new TextDecoder().decode(body).includes(requestId)
}
