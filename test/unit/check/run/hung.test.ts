import { checkProvider } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { checked, mocked, type Between, type Seen } from '../mocked.ts'

const hasPrompt = ({ method, body }: Seen): boolean => method === 'POST' && body.includes('warmer')
const silent = (): Promise<Response> => new Promise(() => undefined)
const drips = (): Promise<Response> =>
  Promise.resolve(new Response(new ReadableStream({ start: (sink) => sink.enqueue(new Uint8Array([123])) })))

const requests: { name: string; only: string; is: (seen: Seen) => boolean }[] = [
  { name: 'a submit', only: 'lifecycle.submit', is: hasPrompt },
  {
    name: 'a probe',
    only: 'validation.type',
    is: ({ method, body }) => method === 'POST' && body.includes('not'),
  },
  { name: 'a status', only: 'lifecycle.order', is: ({ url }) => url.includes('/status') },
  {
    name: 'a result',
    only: 'result.format',
    is: ({ method, url }) => method === 'GET' && /\/requests\/[^/]+$/.test(url),
  },
  { name: 'a cancel', only: 'cancel.queued', is: ({ method }) => method === 'PUT' },
  { name: 'a stream', only: 'stream.order', is: ({ url }) => url.includes('/stream') },
  { name: 'an image', only: 'result.format', is: ({ url }) => url.includes('images.kontext.mock') },
]

// Nobody sleeps while a request is awaited, so that such a clock stands still.
describe.each([
  { how: 'is not answered', act: silent },
  { how: 'has an answer without end', act: drips },
])('on a clock that moves with sleeps, what $how', ({ act }) => {
  test.each(requests)('comes to its limit: $name', async ({ is, only }) => {
    const between: Between = (seen, next) => (is(seen) ? act() : next())
    const { report } = await checked('fal', { budget: 8, only: [only] }, between)
    const hung = report.exchanges.filter(({ status, ms }) => status === 0 && ms >= 3_000)
    expect(hung.length).toBeGreaterThan(0)
    expect(report.durationMs).toBeLessThan(700_000)
  })
})

test('a key that never comes ends nothing but its requests', async () => {
  const { provider, fetch, clock } = mocked('fal')
  let asked = 0
  const apiKey = (): Promise<string> => (++asked > 4 ? new Promise(() => undefined) : Promise.resolve('k'))
  const report = await checkProvider({ ...provider, apiKey }, { fetch, clock, budget: 1 })
  expect(report.cases.find(({ id }) => id === 'lifecycle.submit')?.reason).toBe(
    'the server stopped answering',
  )
  expect(fetch.mock.accepted()).toBe(0)
})
