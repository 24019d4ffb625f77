import { webhookHeaders } from '../../dialects/fal-webhook.ts'
import type { WebhookReason } from '../../webhook/webhook-error.ts'
import { signTestWebhook, type TestWebhookKeys } from '../webhooks/sign-test-webhook.ts'

/** A delivery as the provider would make it. */
export interface PlainDelivery {
  readonly requestId: string
  readonly userId: string
  readonly body: Uint8Array
}

/** A delivery as it is sent. */
export interface PlannedDelivery extends PlainDelivery {
  /** After the end of the job; below zero: before it. */
  readonly delayMs: number
  /** How long before it is sent it was signed. */
  readonly ageMs: number
  /** Whose key signs it; nobody leaves the headers away. */
  readonly signer: 'nobody' | 'provider' | 'stranger'
  /** Changed after it was signed. */
  readonly sentBody?: Uint8Array
  readonly sentHeaders?: Readonly<Record<string, string>>
  /** The header says it was signed so long ago, where that is not the truth. */
  readonly sentAgeMs?: number
}

/** What a correct receiver makes of a delivery. */
export type WebhookVerdict = WebhookReason | 'accepts'

/** Something that goes wrong with deliveries, by name. */
export interface WebhookFault {
  readonly name: string
  /** What happens, in one sentence. */
  readonly about: string
  /** What a correct receiver does, in one sentence. */
  readonly client: string
  /** What is sent for one job. Pure. */
  readonly plan: (delivery: PlainDelivery) => readonly PlannedDelivery[]
  /** What a correct receiver makes of what is sent, in its order. */
  readonly verdicts: readonly WebhookVerdict[]
}

const onTime = { delayMs: 0, ageMs: 0, signer: 'provider' } as const
const refuses = 'Refuses it, and waits for the true one or looks at the job.'

const rows: Readonly<Record<string, Omit<WebhookFault, 'name'>>> = {
  'webhook-early': {
    about: 'The delivery comes before the answer to the submit.',
    client: 'Keeps what it does not know yet for a moment, or asks for it again.',
    plan: (delivery) => [{ ...delivery, ...onTime, delayMs: -60_000 }],
    verdicts: ['accepts'],
  },
  'webhook-twice': {
    about: 'The delivery comes twice.',
    client: 'Acts once.',
    plan: (delivery) => [
      { ...delivery, ...onTime },
      { ...delivery, ...onTime, delayMs: 1_000 },
    ],
    verdicts: ['accepts', 'duplicate'],
  },
  'webhook-late': {
    about: 'The delivery comes an hour after the end.',
    client: 'Takes it, and has not waited for it alone.',
    plan: (delivery) => [{ ...delivery, ...onTime, delayMs: 3_600_000 }],
    verdicts: ['accepts'],
  },
  'webhook-lost': {
    about: 'No delivery comes.',
    client: 'Looks at the job by itself after a while.',
    plan: () => [],
    verdicts: [],
  },
  'webhook-reordered': {
    about: 'The delivery of a later try comes before the one of an earlier try, which had failed.',
    client: 'Keeps the first word about a job: it was the last.',
    plan: (delivery) => [
      { ...delivery, ...onTime },
      { ...delivery, ...onTime, delayMs: 2_000, body: failedBody(delivery) },
    ],
    verdicts: ['accepts', 'duplicate'],
  },
  'webhook-forged': {
    about: 'The delivery is signed with a key the provider does not have.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, signer: 'stranger' }],
    verdicts: ['forged'],
  },
  'webhook-unsigned': {
    about: 'The delivery carries no signature.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, signer: 'nobody' }],
    verdicts: ['missing-header'],
  },
  'webhook-signature-nonsense': {
    about: 'The signature is no hex.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, sentHeaders: { 'x-fal-webhook-signature': 'not-hex' } }],
    verdicts: ['malformed'],
  },
  'webhook-body-changed': {
    about: 'The body was changed after it was signed.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, sentBody: failedBody(delivery) }],
    verdicts: ['forged'],
  },
  'webhook-wrong-user': {
    about: 'The delivery is signed for the account of somebody else.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, userId: 'somebody-else' }],
    verdicts: ['foreign'],
  },
  'webhook-user-changed': {
    about: 'The delivery was signed for somebody else, and its user was changed to be yours.',
    client: refuses,
    plan: (delivery) => [
      {
        ...delivery,
        ...onTime,
        userId: 'somebody-else',
        sentHeaders: { 'x-fal-webhook-user-id': delivery.userId },
      },
    ],
    verdicts: ['forged'],
  },
  'webhook-old-timestamp': {
    about: 'The delivery is a recording that was signed ten minutes ago.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, ageMs: 600_000 }],
    verdicts: ['stale'],
  },
  'webhook-future-timestamp': {
    about: 'The delivery is signed ten minutes ahead.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, ageMs: -600_000 }],
    verdicts: ['future'],
  },
  'webhook-fresh-timestamp-on-old': {
    about: 'The delivery is a recording whose time was changed to now.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, ageMs: 600_000, sentAgeMs: 0 }],
    verdicts: ['forged'],
  },
  'webhook-other-job': {
    about: 'The headers name one job and the body another.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, body: otherBody(delivery) }],
    verdicts: ['malformed'],
  },
  'webhook-garbage': {
    about: 'The delivery is signed, and its body is no JSON.',
    client: refuses,
    plan: (delivery) => [{ ...delivery, ...onTime, body: new TextEncoder().encode('<html></html>') }],
    verdicts: ['malformed'],
  },
  'webhook-job-failed': {
    about: 'The delivery says that the job failed.',
    client: 'Takes it for the failure of the job.',
    plan: (delivery) => [{ ...delivery, ...onTime, body: failedBody(delivery) }],
    verdicts: ['accepts'],
  },
}

/** Deliveries that go wrong. */
export const webhookFaults: readonly WebhookFault[] = Object.entries(rows).map(([name, row]) => ({
  ...row,
  name,
}))

/** A planned delivery as it goes to the wire at `nowMs`, in milliseconds since 1970. */
export async function signDelivery(
  planned: PlannedDelivery,
  { keys, strangerKeys, nowMs }: { keys: TestWebhookKeys; strangerKeys: TestWebhookKeys; nowMs: number },
): Promise<{ readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }> {
  const {
    requestId,
    userId,
    body,
    ageMs,
    signer,
    sentBody = body,
    sentHeaders = {},
    sentAgeMs = ageMs,
  } = planned
  const signed = await signTestWebhook({
    requestId,
    userId,
    body,
    timestampMs: nowMs - ageMs,
    keys: signer === 'stranger' ? strangerKeys : keys,
  })
  if (signer === 'nobody') return { headers: { 'content-type': 'application/json' }, body: sentBody }
  const timestamp = String(Math.floor((nowMs - sentAgeMs) / 1_000))
  return {
    headers: { ...signed.headers, [webhookHeaders.timestamp]: timestamp, ...sentHeaders },
    body: sentBody,
  }
}

function failedBody({ requestId }: PlainDelivery): Uint8Array {
  return json({
    request_id: requestId,
    gateway_request_id: requestId,
    status: 'ERROR',
    error: 'Invalid status code: 422',
    payload: { detail: [{ loc: ['body'], msg: 'the model failed', type: 'value_error' }] },
  })
}

function otherBody(delivery: PlainDelivery): Uint8Array {
  return failedBody({ ...delivery, requestId: '00000000-0000-4000-8000-000000000000' })
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}
