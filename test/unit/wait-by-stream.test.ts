import { describe, expect, test } from 'vitest'
import type { JobEvent } from '../../src/events.ts'
import { failureOf, reasonOf } from './failure-of.ts'
import { answer, connectionError } from './scripted-fetch.ts'
import type { SimulatedClock } from './simulated-clock.ts'
import { done, input, setUp, tooEarly, type Answers, type Script } from './waiting-script.ts'

describe('the stream', () => {
  interface Told {
    readonly afterMs: number
    readonly text: string
  }
  const event = (status: string, more: object = {}) => `data: ${JSON.stringify({ status, ...more })}\n\n`
  /** A stream that says these things, each so long after the one before, and then ends or stays open. */
  const tells =
    (
      clock: () => SimulatedClock,
      told: readonly Told[],
      { ends = false, onClose }: { ends?: boolean; onClose?: () => void } = {},
    ) =>
    (signal: AbortSignal) => {
      const body = new ReadableStream<Uint8Array>({
        start: async (controller) => {
          signal.addEventListener('abort', () => onClose?.())
          for (const { afterMs, text } of told) {
            await clock().sleep(afterMs, signal)
            controller.enqueue(new TextEncoder().encode(text))
          }
          if (ends) controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
    }
  const start = (told: readonly Told[], script: Script = {}, options: { ends?: boolean } = {}) => {
    let closed = 0
    const onClose = () => {
      closed++
    }
    const made: ReturnType<typeof setUp> = setUp(
      { stream: [tells(() => made.clock, told, { ...options, onClose })], result: [done], ...script },
      { provider: 'stream' },
    )
    return { ...made, closed: () => closed }
  }
  const running = { afterMs: 0, text: event('IN_PROGRESS') }

  test('tells of the end, and is closed though it stays open', async () => {
    const { edit, asked, took, closed } = start([running, { afterMs: 5_000, text: event('COMPLETED') }])
    expect((await edit()).requests).toBe(3)
    expect(asked).toEqual(['submit', 'stream', 'result'])
    // Opened between 0.5 and 1 s after the submit.
    expect(took()).toBeLessThan(6_050)
    expect(closed()).toBe(1)
  })

  test('is not taken for dead when a ping came with each status, and none comes any more', async () => {
    const ping = { afterMs: 300, text: ': ping\n\n' }
    const soon = { afterMs: 1, text: event('IN_PROGRESS') }
    const told = [running, ping, soon, ping, soon, { afterMs: 5_000, text: event('COMPLETED') }]
    const { edit, asked, took } = start(told)
    await edit()
    expect(asked).toEqual(['submit', 'stream', 'result'])
    expect(took()).toBeGreaterThan(5_600)
  })

  const odd: { name: string; told: readonly Told[] }[] = [
    { name: 'small letters', told: [running, { afterMs: 1_000, text: event('completed') }] },
    {
      name: 'events of another kind',
      told: [
        { afterMs: 0, text: 'event: x\ndata: {"progress":1}\n\ndata: 7\n\ndata: none\n\n' },
        { afterMs: 900, text: event('COMPLETED') },
      ],
    },
    {
      name: 'events out of order',
      told: [
        running,
        { afterMs: 10, text: event('IN_QUEUE') },
        { afterMs: 900, text: event('COMPLETED') + event('IN_PROGRESS') },
      ],
    },
    {
      name: 'lines in pieces',
      told: [
        { afterMs: 0, text: '\uFEFFdata: {"sta' },
        { afterMs: 9, text: 'tus":\r\ndata: "COMPLETED"}\r' },
        { afterMs: 9, text: '\n\r\n' },
      ],
    },
  ]
  test.each(odd)('may say $name', async ({ told }) => {
    const { edit, asked } = start(told)
    await edit()
    expect(asked).toEqual(['submit', 'stream', 'result'])
  })

  test('tells a listener, too', async () => {
    const heard: JobEvent[] = []
    const { edit } = start([
      { afterMs: 0, text: event('IN_QUEUE', { queue_position: 3 }) },
      { afterMs: 5, text: event('IN_PROGRESS') },
      { afterMs: 5, text: event('COMPLETED') },
    ])
    await edit({ onEvent: (one) => heard.push(one) })
    const states = heard.flatMap((one) =>
      one.type === 'status' ? [`${one.status.state} ${String(one.status.position ?? '')}`.trim()] : [],
    )
    expect(states).toEqual(['queued 0', 'queued 3', 'running', 'completed'])
  })

  const polled: { name: string; stream: Answers; most: number }[] = [
    { name: 'a page', stream: [() => answer(200, '<html>', { 'content-type': 'text/html' })], most: 1 },
    { name: 'a refusal', stream: [() => answer(403)], most: 1 },
    { name: 'a broken connection', stream: [() => connectionError('ECONNRESET')], most: 1 },
    { name: 'nothing, not even headers', stream: [() => new Promise<Response>(() => undefined)], most: 1 },
    { name: '404 for ever', stream: [() => answer(404)], most: 3 },
    { name: '405 for ever', stream: [() => answer(405)], most: 3 },
  ]
  test.each(polled)('that answers $name is left for polling', async ({ stream, most }) => {
    const { edit, asked, took } = setUp({ stream, result: [tooEarly, done] }, { provider: 'stream' })
    await edit()
    expect(asked.filter((name) => name === 'stream')).toHaveLength(most)
    expect(took()).toBeLessThan(6_000)
  })

  test('that is not there is not asked for by the next job', async () => {
    const { kontext, clock, asked } = setUp(
      { stream: [() => answer(405)], result: [tooEarly, done, tooEarly, done] },
      { provider: 'stream' },
    )
    await clock.run(kontext.edit(input))
    asked.splice(0)
    await clock.run(kontext.edit(input))
    expect(asked).toEqual(['submit', 'result', 'result'])
  })

  test('that is not there yet is asked for again', async () => {
    const made: ReturnType<typeof setUp> = setUp(
      {
        stream: [
          () => answer(404),
          tells(() => made.clock, [running, { afterMs: 900, text: event('COMPLETED') }]),
        ],
        result: [done],
      },
      { provider: 'stream' },
    )
    await made.edit()
    expect(made.asked).toEqual(['submit', 'stream', 'stream', 'result'])
  })

  const broken: { name: string; told: readonly Told[]; ends?: boolean; withinMs: number }[] = [
    { name: 'ends early', told: [running], ends: true, withinMs: 4_000 },
    { name: 'falls silent at once', told: [], withinMs: 5_000 },
    { name: 'falls silent', told: [running], withinMs: 12_000 },
    {
      name: 'falls silent after pings a second apart',
      told: [running, ...[1, 2, 3].map(() => ({ afterMs: 1_000, text: ': ping\n\n' }))],
      withinMs: 8_000,
    },
    {
      name: 'says something too large',
      told: [running, { afterMs: 5, text: `data: ${'x'.repeat(300_000)}` }],
      withinMs: 4_000,
    },
    {
      name: 'says an error with a status of HTTP and stays open',
      told: [running, { afterMs: 5, text: 'data: {"status":500,"error":"gone"}\n\n' }],
      withinMs: 4_000,
    },
    {
      name: 'says an error and stays open',
      told: [running, { afterMs: 5, text: 'data: {"error":"gone"}\n\n' }],
      withinMs: 4_000,
    },
    {
      name: 'only pings',
      told: Array.from({ length: 40 }, () => ({ afterMs: 1_000, text: ': ping\n\n' })),
      withinMs: 32_000,
    },
  ]
  test.each(broken)('that $name is left for polling', async ({ told, ends = false, withinMs }) => {
    const { edit, took, closed, asked } = start(told, {}, { ends })
    await edit()
    expect(took()).toBeLessThan(withinMs)
    expect(asked.filter((name) => name === 'stream')).toHaveLength(1)
    if (!ends) expect(closed()).toBe(1)
  })

  test('is believed less than the result', async () => {
    const { edit, asked } = start([running, { afterMs: 900, text: event('COMPLETED') }], {
      result: [tooEarly, tooEarly, done],
    })
    await edit()
    expect(asked).toEqual(['submit', 'stream', 'result', 'result', 'result'])
  })

  test('does not outlive the deadline', async () => {
    const pings = Array.from({ length: 700 }, () => ({ afterMs: 1_000, text: ': ping\n\n' }))
    const { edit, took, closed } = start([running, ...pings], { result: [tooEarly] })
    expect((await failureOf(edit({ timeoutMs: 100_000 }))).code).toBe('timeout')
    expect(took()).toBe(100_000)
    expect(closed()).toBe(1)
  })

  test('ends at once with the reason of an abort', async () => {
    const controller = new AbortController()
    const { edit, clock, took, closed } = start([running])
    clock.after(2_000, () => controller.abort('enough'))
    expect(await reasonOf(edit({ signal: controller.signal }))).toBe('enough')
    expect(took()).toBe(2_000)
    expect(closed()).toBe(1)
  })

  test('is not asked for where the caller says so', async () => {
    const { edit, asked } = setUp(
      { stream: [() => answer(500)], result: [tooEarly, done] },
      { provider: 'stream', stream: false },
    )
    await edit()
    expect(asked).toEqual(['submit', 'result', 'result'])
  })
})
