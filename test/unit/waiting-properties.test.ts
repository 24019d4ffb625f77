import fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { KontextError } from '../../src/errors/errors.ts'
import { createKontext } from '../../src/kontext.ts'
import { fal } from './descriptors.ts'
import { answer, connectionError, falResult, falTicket } from './scripted-fetch.ts'
import { createSimulatedClock } from './simulated-clock.ts'
import { streamingFal } from './simulated-fal.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const timeoutMs = 120_000
const requestTimeoutMs = 30_000

type Reply = () => Response | Error | Promise<Response>
const hang: Reply = () => new Promise<Response>(() => undefined)
const words = [
  'IN_QUEUE',
  'IN_PROGRESS',
  'COMPLETED',
  'completed',
  'FAILED',
  'Request Moderated',
  'DREAMING',
  '',
  7,
  null,
]
const says = words.map(
  (status): Reply =>
    () =>
      answer(200, { status }),
)
const fails: Reply[] = [
  hang,
  () => answer(500),
  () => answer(404),
  () => answer(429, {}, { 'retry-after': '3' }),
  () => answer(200, '<html>'),
  () => answer(200, 'null'),
  () => connectionError('ECONNRESET'),
]
const results: Reply[] = [
  () => answer(400, { detail: 'Request is still in progress' }),
  () => answer(202),
  () => answer(200, falResult),
  () => answer(200, { images: [] }),
  () => answer(422, { detail: [{ loc: ['body'], msg: 'no', type: 'image_load_error' }] }),
]
const texts = [
  ': ping\n\n',
  'data: {"status":"IN_PROGRESS"}\n\n',
  'data: {"status":"COMPLETED"}\n\n',
  'data: {"sta',
  'data: {"error":1}\n\n',
  '\n\n',
]
const streams = fc.record({
  pieces: fc.array(
    fc.record({ afterMs: fc.constantFrom(0, 300, 4_000, 20_000), text: fc.constantFrom(...texts) }),
    { maxLength: 8 },
  ),
  ends: fc.boolean(),
})
const course = fc.record({
  streams: fc.option(fc.array(fc.oneof(streams, fc.constantFrom(...fails)), { minLength: 1, maxLength: 3 })),
  listens: fc.boolean(),
  attempts: fc.constantFrom(0, 3),
  status: fc.array(fc.constantFrom(...says, ...fails), { minLength: 1, maxLength: 8 }),
  result: fc.array(fc.constantFrom(...results, ...fails), { minLength: 1, maxLength: 8 }),
})

test('whatever a provider says, a job ends in time, once, after few requests and without a second submit', async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ listens, attempts, ...script }) => {
      const clock = createSimulatedClock()
      const asked: { name: string; at: number }[] = []
      const send: typeof fetch = async (request, init) => {
        const { method, url } = new Request(request, init)
        const signal = init?.signal ?? new AbortController().signal
        const { pathname } = new URL(url)
        const name =
          method === 'POST'
            ? 'submit'
            : pathname.endsWith('/stream')
              ? 'stream'
              : pathname.endsWith('/status')
                ? 'status'
                : 'result'
        const index = asked.filter((one) => one.name === name).length
        asked.push({ name, at: clock.now() })
        await clock.sleep(20, signal)
        if (name === 'submit') return answer(200, falTicket())
        const replies =
          name === 'stream' ? (script.streams ?? []) : script[name === 'status' ? 'status' : 'result']
        const reply = replies[index] ?? replies.at(-1)
        if (typeof reply === 'object') return streamOf(reply, signal)
        const said = await reply?.()
        if (said instanceof Response) return said
        throw said ?? new Error('nothing to say')
      }
      const streamOf = (
        { pieces, ends }: { pieces: readonly { afterMs: number; text: string }[]; ends: boolean },
        signal: AbortSignal,
      ) =>
        new Response(
          new ReadableStream<Uint8Array>({
            start: async (controller) => {
              for (const { afterMs, text } of pieces) {
                await clock.sleep(afterMs, signal)
                controller.enqueue(new TextEncoder().encode(text))
              }
              if (ends) controller.close()
            },
          }),
          { headers: { 'content-type': 'text/event-stream' } },
        )
      const provider = (script.streams === null ? fal : streamingFal)({ apiKey: 'k-12345' })
      const options = { fetch: send, clock, timeoutMs, requestTimeoutMs, retry: { attempts } }
      const began = clock.now()
      const ended = createKontext(provider, options)
        .edit(input, listens ? { onEvent: () => undefined } : {})
        .then(
          () => 'images',
          (error: unknown) => (KontextError.is(error) ? error.code : error),
        )
      const end = await clock.run(ended)
      expect([
        'images',
        'timeout',
        'job-failed',
        'moderated',
        'http',
        'network',
        'contract',
        'result-expired',
        'rate-limit',
      ]).toContain(end)
      // Waits are whole milliseconds.
      expect(clock.now() - began).toBeLessThan(timeoutMs + 1)
      expect(asked.filter(({ name }) => name === 'submit')).toHaveLength(1)
      expect(asked.filter(({ name }) => name === 'stream').length).toBeLessThanOrEqual(3)
      // At most 45 looks fit the schedule; each may be a status and a result, tried four times on four paths.
      expect(asked.length).toBeLessThan(45 * 8)
      // A look is at most a result that leaves doubt, a status, and the result: then 250 ms pass.
      const looks = asked.filter(({ name }) => name === 'status' || name === 'result')
      for (const [index, { at }] of looks.slice(3).entries())
        if (attempts === 0) expect(at - (looks[index]?.at ?? 0)).toBeGreaterThanOrEqual(250)
      const before = asked.length
      // Whatever is left of it ends by itself: nothing is asked any more.
      await clock.run(clock.sleep(10 * timeoutMs))
      expect(asked).toHaveLength(before)
    }),
    { numRuns: 400 },
  )
})
