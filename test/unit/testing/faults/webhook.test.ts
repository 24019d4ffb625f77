import { beforeAll, expect, test } from 'vitest'
import { createFakeClock } from '../../../../src/testing/clocks/fake-clock.ts'
import { signDelivery, webhookFaults } from '../../../../src/testing/faults/webhook.ts'
import {
  createTestWebhookKeys,
  type TestWebhookKeys,
} from '../../../../src/testing/webhooks/sign-test-webhook.ts'
import { createClaims } from '../../../../src/webhook/claims.ts'
import { verifyWebhook } from '../../../../src/webhook/verify-webhook.ts'
import { WebhookError } from '../../../../src/webhook/webhook-error.ts'

const body = new TextEncoder().encode(
  JSON.stringify({
    request_id: 'job-1',
    gateway_request_id: 'job-1',
    status: 'OK',
    payload: { images: [{ url: 'https://fal.media/files/a.jpg' }], seed: 1 },
  }),
)
const plain = { requestId: 'job-1', userId: 'me', body }
let keys: TestWebhookKeys
let strangerKeys: TestWebhookKeys

beforeAll(async () => {
  keys = await createTestWebhookKeys()
  strangerKeys = await createTestWebhookKeys()
})

test.for(webhookFaults.map(({ name, plan, verdicts }) => ({ name, plan, verdicts })))(
  'a correct receiver makes of $name: $verdicts',
  async ({ plan, verdicts }) => {
    const clock = createFakeClock()
    const claims = createClaims()
    const said: string[] = []
    for (const planned of plan(plain)) {
      const nowMs = clock.now() + planned.delayMs
      const delivery = await signDelivery(planned, { keys, strangerKeys, nowMs })
      const options = { userId: 'me', jwks: keys.jwks, clock: { ...clock, now: () => nowMs }, claim: claims }
      said.push(await verifyWebhook(delivery, options).then(() => 'accepts', reasonOf))
    }
    expect(said).toEqual(verdicts)
  },
)

function reasonOf(error: unknown): string {
  if (error instanceof WebhookError) return error.reason
  throw error
}
