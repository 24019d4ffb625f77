import { describe, expect, test } from 'vitest'
import { createKontext } from '../../../src/kontext.ts'
import { logging, type LogFields, type LogLevel } from '../../../src/http/logging.ts'
import { createFakeClock } from '../../../src/testing/clocks/fake-clock.ts'
import { fal } from '../descriptors.ts'
import { failureOf } from '../failure-of.ts'
import {
  answer,
  connectionError,
  falResult,
  falTicket,
  jpeg,
  scriptedFetch,
  type Reply,
  type Seen,
} from '../scripted-fetch.ts'

const canaries = ['canary-key-1234', 'Canary prompt', 'canary-path', 'canary-token', 'canary-hook']
const input = {
  prompt: 'Canary prompt with a donut.',
  image: 'https://example.com/canary-path.png?t=canary-token',
}
const image = { url: 'https://fal.media/files/canary-path.jpg?sig=canary-token' }

function logged(level: LogLevel | undefined, ...replies: Reply[]) {
  const lines: { level: LogLevel; message: string; fields: LogFields }[] = []
  const to = (at: LogLevel) => (message: string, fields: LogFields) =>
    void lines.push({ level: at, message, fields })
  const logger = { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') }
  const { fetch } = scriptedFetch(...replies)
  const clock = createFakeClock({ autoAdvance: true })
  const options = level === undefined ? {} : { level }
  const kontext = createKontext(fal({ apiKey: 'canary-key-1234' }), {
    clock,
    fetch,
    middleware: [logging(logger, { ...options, now: () => 0 })],
  })
  return { lines, kontext }
}

const course = [
  ({ method, url }: Seen) => {
    if (url.startsWith('https://fal.media/')) return new Response(jpeg)
    if (method === 'POST') return Response.json(falTicket('job-1'))
    return Response.json(
      url.endsWith('/status') ? { status: 'COMPLETED' } : { ...falResult, images: [image] },
    )
  },
]

describe('a log', () => {
  test('has one line per request, at its level', async () => {
    const { lines, kontext } = logged('debug', answer(429), ...course)
    const { images } = await kontext.edit(input)
    await images[0].bytes()
    const told = lines.map(({ level, message }) => `${level} ${message}`)
    expect(told.slice(0, 2)).toEqual([
      'warn kontext: submit at fal: 429 in 0 ms',
      'info kontext: submit at fal: 200 in 0 ms, try 2',
    ])
    // Which way a job is looked at is not the log's business.
    expect(told).toContain('debug kontext: result at fal: 200 in 0 ms')
    expect(told.at(-1)).toBe('debug kontext: download at fal: 200 in 0 ms')
    expect(lines.find(({ fields }) => fields.operation === 'result')?.fields).toEqual({
      operation: 'result',
      provider: 'fal',
      attempt: 1,
      ms: 0,
      requestId: 'job-1',
      status: 200,
    })
  })

  const levels: { level: LogLevel | undefined; want: LogLevel[] }[] = [
    { level: undefined, want: ['warn', 'info'] },
    { level: 'info', want: ['warn', 'info'] },
    { level: 'warn', want: ['warn'] },
    { level: 'error', want: [] },
  ]
  test.each(levels)('at level $level has $want', async ({ level, want }) => {
    const { lines, kontext } = logged(level, answer(429), ...course)
    await kontext.edit(input)
    expect(lines.map((line) => line.level)).toEqual(want)
  })

  test('tells a broken connection by name and code', async () => {
    const { lines, kontext } = logged('debug', connectionError('ECONNRESET'))
    await failureOf(kontext.submit(input))
    expect(lines.map(({ level, fields }) => [level, fields.failure])).toEqual([
      ['warn', 'TypeError ECONNRESET'],
    ])
  })

  test('tells a refusal as an error', async () => {
    const { lines, kontext } = logged('error', answer(422, { detail: 'Canary prompt with a donut.' }))
    await failureOf(kontext.submit(input))
    expect(lines.map(({ level, fields }) => [level, fields.status])).toEqual([['error', 422]])
  })

  test('has no key, no prompt and no URL, whatever happens', async () => {
    const evil = new TypeError(
      'Failed to fetch https://fal.media/canary-path?canary-token with canary-key-1234',
    )
    for (const replies of [
      [answer(429, { detail: input.prompt }), ...course],
      [evil],
      [answer(500, input.prompt)],
    ]) {
      const { lines, kontext } = logged('debug', ...replies)
      const call = { webhookUrl: 'https://example.com/canary-hook' }
      await kontext.edit(input, 'webhook' in kontext.provider.capabilities ? call : {}).catch(() => undefined)
      const text = JSON.stringify(lines)
      expect(lines.length).toBeGreaterThan(0)
      for (const canary of canaries) expect(text).not.toContain(canary)
    }
  })

  test('that fails fails no edit', async () => {
    const explode = () => {
      throw new Error('disk full')
    }
    const { fetch } = scriptedFetch(falTicket('job-1'))
    const logger = { debug: explode, info: explode, warn: explode, error: explode }
    const kontext = createKontext(fal({ apiKey: 'k-12345' }), { fetch, middleware: [logging(logger)] })
    expect((await kontext.submit(input)).handle.requestId).toBe('job-1')
  })
})
