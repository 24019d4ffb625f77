import { afterEach, describe, expect, test } from 'vitest'
import {
  createTracedKontext,
  editChannel,
  exchangeChannel,
  submitChannel,
  type TracedOptions,
} from '../../src/diagnostics/index.ts'
import { createFakeClock } from '../../src/testing/clocks/fake-clock.ts'
import { fal } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import {
  answer,
  connectionError,
  falResult,
  falTicket,
  jpeg,
  scriptedFetch,
  type Reply,
  type Seen,
} from './scripted-fetch.ts'

const canaries = ['canary-key-1234', 'canary-path', 'canary-token']
const prompt = 'Canary prompt with a donut.'
const input = { prompt, image: 'https://example.com/canary-path.png?t=canary-token' }
const image = { url: 'https://fal.media/files/canary-path.jpg?sig=canary-token' }
const course = [
  ({ method, url }: Seen) => {
    if (url.startsWith('https://fal.media/')) return new Response(jpeg)
    if (method === 'POST') return Response.json(falTicket('job-1'))
    return Response.json(
      url.endsWith('/status') ? { status: 'COMPLETED' } : { ...falResult, images: [image] },
    )
  },
]

const undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo.splice(0)) step()
})

function traced(options: TracedOptions, ...replies: Reply[]) {
  const heard: { channel: string; event: string; context: object }[] = []
  const channels = { edit: editChannel, submit: submitChannel, exchange: exchangeChannel }
  for (const [name, channel] of Object.entries(channels)) {
    // What a subscriber sees is what it sees at that moment.
    const on = (event: string) => (context: object) =>
      void heard.push({
        channel: name,
        event,
        context: structuredClone({ ...context, error: String(Reflect.get(context, 'error') ?? '') }),
      })
    const subscribers = {
      start: on('start'),
      end: () => undefined,
      asyncStart: () => undefined,
      asyncEnd: on('end'),
      error: on('error'),
    }
    channel.subscribe(subscribers)
    undo.push(() => channel.unsubscribe(subscribers))
  }
  const { fetch } = scriptedFetch(...replies)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createTracedKontext(fal({ apiKey: 'canary-key-1234' }), { clock, fetch, ...options })
  return { heard, kontext }
}

describe('a traced client', () => {
  test('publishes the edit, its submit and every request, one inside the other', async () => {
    const { heard, kontext } = traced({}, ...course)
    const result = await kontext.edit({ ...input, model: 'max' })
    await result.images[0].bytes()
    const told = heard.map(({ channel, event }) => `${channel} ${event}`)
    expect(told.slice(0, 5)).toEqual([
      'edit start',
      'submit start',
      'exchange start',
      'exchange end',
      'submit end',
    ])
    const editEnd = told.indexOf('edit end')
    expect(told.slice(editEnd + 1)).toEqual(['exchange start', 'exchange end'])
    expect(heard[0]?.context).toMatchObject({ provider: 'fal', model: 'max' })
    expect(heard[3]?.context).toMatchObject({
      operation: 'submit',
      host: 'queue.fal.run',
      result: { status: 200 },
    })
    expect(heard[editEnd]?.context).toMatchObject({ result: { requestId: 'job-1', images: 1 } })
  })

  test('publishes no key, no image, no URL and no prompt', async () => {
    const evil = new TypeError('no way to https://fal.media/canary-path?canary-token')
    for (const replies of [
      course,
      [evil],
      [answer(422, { detail: prompt })],
      [connectionError('ECONNREFUSED')],
    ]) {
      const { heard, kontext } = traced({}, ...replies)
      await kontext
        .edit(input)
        .then(({ images }) => images[0].bytes())
        .catch(() => undefined)
      const text = JSON.stringify(heard)
      expect(heard.length).toBeGreaterThan(3)
      for (const canary of [...canaries, prompt]) expect(text).not.toContain(canary)
    }
  })

  test('publishes prompts when asked to', async () => {
    const { heard, kontext } = traced({ includePrompts: true }, ...course)
    await kontext.edit(input)
    expect(heard[0]?.context).toMatchObject({ prompt })
  })

  test('publishes what went wrong, and throws it as it is', async () => {
    const { heard, kontext } = traced({}, answer(422, { detail: 'no' }))
    const error = await failureOf(kontext.edit(input))
    expect(error.code).toBe('rejected')
    expect(heard.map(({ channel, event }) => `${channel} ${event}`)).toContain('edit error')
    expect(heard.at(-1)?.context).toMatchObject({ error: String(error) })
  })

  test('works the same when nobody listens', async () => {
    const { fetch } = scriptedFetch(...course)
    const clock = createFakeClock({ autoAdvance: true })
    const result = await createTracedKontext(fal({ apiKey: 'k-12345' }), { clock, fetch }).edit(input)
    expect(result.requestId).toBe('job-1')
  })
})
