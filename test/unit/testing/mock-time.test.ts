import { createKontext, fal } from 'kontext-sdk'
import { createFakeClock } from 'kontext-sdk/testing'
import { expect, test } from 'vitest'
import { createMockClient } from './mock-client.ts'

const minuteMs = 60_000

test('a job of twenty minutes ends when a test moves the clock', async () => {
  const { mock, send, submit } = createMockClient({ time: 'clock', medianMs: 20 * minuteMs })
  const job = await submit()
  const seen: unknown[] = []
  for (let minute = 0; minute < 60 && seen.at(-1) !== 'COMPLETED'; minute += 1) {
    await mock.advance(minuteMs)
    seen.push((await send(`${job}/status`)).body['status'])
  }
  expect([...new Set(seen)]).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'])
  expect(seen.length).toBeGreaterThan(5)
})

test('looks move nothing where the clock stands still', async () => {
  const { send, submit } = createMockClient({ time: 'clock' })
  const job = await submit()
  for (let look = 0; look < 20; look += 1)
    expect((await send(`${job}/status`)).body['status']).toBe('IN_QUEUE')
})

test('client and mock on one clock: twenty minutes pass in no time', async () => {
  const clock = createFakeClock({ autoAdvance: true })
  const { fetch } = createMockClient({ time: 'clock', medianMs: 20 * minuteMs, clock })
  const startedAt = clock.now()
  const kontext = createKontext(fal({ apiKey: 'test' }), { fetch, clock, timeoutMs: 3 * 60 * minuteMs })
  const { images } = await kontext.edit({ prompt: 'x', image: 'https://example.com/flour.png' })
  expect(images).toHaveLength(1)
  expect(clock.now() - startedAt).toBeGreaterThan(5 * minuteMs)
})

test('a stream tells each change once, however many pings lie between them', async () => {
  const clock = createFakeClock()
  const { fetch, submit } = createMockClient({ time: 'clock', medianMs: 100_000, clock })
  const job = await submit()
  const response = await fetch(`https://queue.fal.run${job}/status/stream`, {
    headers: { authorization: 'Key test' },
  })
  const reading = response.text()
  for (let step = 0; step < 100; step += 1) await clock.advance(5_000)
  const text = await reading
  expect(text.split(': ping').length).toBeGreaterThan(5)
  const said = [...text.matchAll(/"status":"(\w+)"/g)].map(([, word]) => word)
  expect(said).toEqual(['IN_QUEUE', 'IN_QUEUE', 'IN_QUEUE', 'IN_PROGRESS', 'COMPLETED'])
})
