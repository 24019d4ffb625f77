import { createFakeClock, type FakeClock } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { verifyWebhook } from '../../../../src/webhook/index.ts'
import { createMockClient } from '../mock-client.ts'

interface Delivered {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

const hook = 'https://app.example/hooks/fal'
const query = `?fal_webhook=${encodeURIComponent(hook)}`

/** A mock whose webhooks are caught; `statuses` are what the receiver answers, in turn. */
function caught(statuses: readonly number[] = []) {
  const clock = createFakeClock()
  const delivered: Delivered[] = []
  const client = createMockClient({
    clock,
    deliver: (url, { headers, body }) => {
      delivered.push({ url, headers, body })
      return Promise.resolve({ status: statuses[delivered.length - 1] ?? 200 })
    },
  })
  return { clock, delivered, ...client }
}

/** Signing is done by the platform, outside the fake clock's turns. */
async function settled(clock: FakeClock, count: () => number, least: number): Promise<void> {
  for (let turns = 0; turns < 200 && count() < least; turns += 1) await clock.advance(0)
}

const bodyOf = ({ body }: Delivered): unknown => JSON.parse(new TextDecoder().decode(body))

describe('a webhook of the mock', () => {
  test('tells of the end with the result, signed so that the SDK takes it', async () => {
    const { clock, delivered, fetch, submit, finish } = caught()
    const job = await submit({ seed: 7 }, { query })
    await finish(job)
    await settled(clock, () => delivered.length, 1)
    const [first] = delivered
    if (first === undefined) throw new Error('nothing was delivered')
    expect(first.url).toBe(hook)
    expect(bodyOf(first)).toMatchObject({
      request_id: job.split('/').at(-1),
      status: 'OK',
      payload: { seed: 7, images: [{ url: expect.any(String) }] },
    })
    const { headers, body } = first
    const delivery = await verifyWebhook({ headers, body }, { fetch, clock, userId: 'test-user' })
    expect(delivery).toMatchObject({ state: 'completed' })
  })

  test('tells of a failure', async () => {
    const { clock, delivered, submit, finish } = caught()
    await finish(await submit({}, { query, scenario: 'fails' }))
    await settled(clock, () => delivered.length, 1)
    expect(delivered.map(bodyOf)).toMatchObject([
      {
        status: 'ERROR',
        error: 'Invalid status code: 422',
        payload: { detail: [{ type: 'image_load_error' }] },
      },
    ])
  })

  test('comes where nobody looks at the job at all', async () => {
    const { clock, delivered, submit } = caught()
    await submit({}, { query })
    await clock.advance(50)
    await settled(clock, () => delivered.length, 1)
    expect(delivered).toHaveLength(1)
  })

  test('is sent again while the receiver fails, and no more once it is taken', async () => {
    const { clock, delivered, mock, submit, finish } = caught([503, 500, 200])
    await finish(await submit({}, { query }))
    await settled(clock, () => delivered.length, 1)
    await clock.advance(10_000)
    await settled(clock, () => delivered.length, 2)
    await clock.advance(20_000)
    await settled(clock, () => delivered.length, 3)
    await clock.advance(3 * 3_600_000)
    expect(mock.deliveries()).toMatchObject([
      { attempt: 1, status: 503 },
      { attempt: 2, status: 500 },
      { attempt: 3, status: 200 },
    ])
  })

  test('is given up after ten tries', async () => {
    const { clock, delivered, submit, finish } = caught(Array.from({ length: 99 }, () => 500))
    await finish(await submit({}, { query }))
    for (let tries = 1; tries <= 11; tries += 1) {
      await settled(clock, () => delivered.length, tries)
      await clock.advance(3_600_000)
    }
    expect(delivered).toHaveLength(10)
  })

  test('is not sent again to a receiver that refuses it', async () => {
    const { clock, delivered, submit, finish } = caught([400])
    await finish(await submit({}, { query }))
    await settled(clock, () => delivered.length, 1)
    await clock.advance(3_600_000)
    expect(delivered).toHaveLength(1)
  })

  test('comes before the answer to the submit where that is the fault', async () => {
    const { delivered, submit } = caught()
    await submit({}, { query, scenario: 'webhook-early' })
    expect(delivered).toHaveLength(1)
  })

  test('is not sent for jobs that named no address', async () => {
    const { clock, delivered, submit, finish } = caught()
    await finish(await submit())
    await clock.advance(3_600_000)
    expect(delivered).toEqual([])
  })

  test('is not sent once the mock has stopped', async () => {
    const { clock, delivered, mock, submit } = caught()
    await submit({}, { query })
    mock.stop()
    await clock.advance(3_600_000)
    expect(delivered).toEqual([])
  })
})
