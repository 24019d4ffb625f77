import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { createKontext } from '../../../src/kontext.ts'
import { createFakeClock } from '../../../src/testing/index.ts'
import { createTransport } from '../../../src/http/transport.ts'
import { chainhub, fal } from '../descriptors.ts'
import { failureOf, reasonOf } from '../failure-of.ts'
import { falServer } from '../fal-server.ts'
import { answer, falResult, falTicket, jpeg, scriptedFetch, type Reply } from '../scripted-fetch.ts'

const input = { prompt: 'canary-prompt: a very private birthday cake', image: jpeg }
const key = 'canary-id:canary-secret-key'
const base64 = Buffer.from(jpeg).toString('base64')

function setUp(baseUrl: string | undefined, ...replies: Reply[]) {
  const script = scriptedFetch(...replies)
  const options = baseUrl === undefined ? { apiKey: key } : { apiKey: key, baseUrl }
  const clock = createFakeClock({ autoAdvance: true })
  return { script, kontext: createKontext(chainhub(options), { fetch: script.fetch, clock }) }
}

describe('the key', () => {
  const completed = { status: 'COMPLETED' }

  test('goes to the configured origin though the ticket names another', async () => {
    const server = falServer({ cancel: [answer(200, { status: 'OK' })] })
    const provider = chainhub({ apiKey: key, baseUrl: 'https://relay.example/v1' })
    const clock = createFakeClock({ autoAdvance: true })
    const kontext = createKontext(provider, { fetch: server.fetch, clock })
    await kontext.edit(input, { onEvent: () => undefined })
    await (await kontext.submit(input)).cancel()
    const prefix = 'https://relay.example/v1/fal-ai/flux-pro'
    const job = `${prefix}/requests/job-1`
    expect(new Set(server.seen.map(({ url }) => url))).toEqual(
      new Set([`${prefix}/kontext/max`, `${job}/status`, job, `${job}/cancel`]),
    )
    expect(server.seen.every(({ headers }) => headers.get('authorization') === `Bearer ${key}`)).toBe(true)
  })

  test.each([
    'https://relay.example.evil.example/fal-ai/flux-pro/requests/job-1/status',
    'https://relay.example@evil.example/fal-ai/flux-pro/requests/job-1/status',
    'https://evil.example\\@relay.example/fal-ai/flux-pro/requests/job-1/status',
    '//evil.example/fal-ai/flux-pro/requests/job-1/status',
    'https://relay.example/v1/../../admin/requests/job-1/status',
    'https://relay.example/v2/requests/job-1/status',
    'javascript:alert(1)',
  ])('stays at home with the status URL %s', async (status_url) => {
    const { kontext, script } = setUp(
      'https://relay.example/v1',
      { ...falTicket(), status_url },
      completed,
      falResult,
    )
    await kontext.edit(input)
    expect(
      script.seen.map(({ url }) => url).filter((url) => !url.startsWith('https://relay.example/v1/fal-ai/')),
    ).toEqual([])
  })

  test.each(['.evil.example/x', '@evil.example/x', '/../v2/x', '/%2e%2e/v2/x'])(
    'is not sent when the path %s leads away',
    async (path) => {
      const script = scriptedFetch({})
      const provider = chainhub({ apiKey: key, baseUrl: 'https://relay.example/v1' })
      const transport = createTransport(provider, { clock: systemClock, fetch: script.fetch, middleware: [] })
      const about = { operation: 'status', attempt: 1, timeoutMs: 1000, signal: undefined } as const
      const error = await reasonOf(transport.send({ method: 'GET', path, ...about }))
      expect(error).toMatchObject({ name: 'Unsent', cause: { code: 'contract' } })
      expect(script.seen).toHaveLength(0)
    },
  )

  test('goes to no image host', async () => {
    const { kontext, script } = setUp(undefined, falTicket(), completed, falResult, new Response(jpeg))
    const { images } = await kontext.edit(input)
    await images[0].bytes()
    const download = script.seen.at(-1)
    expect(download?.url).toBe('https://fal.media/files/a.jpg')
    expect([...(download?.headers.keys() ?? [])]).toEqual([])
  })

  test('follows no redirect, over a real connection', async () => {
    let stolen = 0
    const thief = createServer((_, response) => {
      stolen++
      response.end('{}')
    })
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
    const thiefUrl = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`
    const server = createServer((_, response) => response.writeHead(307, { location: `${thiefUrl}/x` }).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const error = await failureOf(createKontext(fal({ apiKey: key, baseUrl })).edit(input))
    for (const one of [thief, server]) {
      one.closeAllConnections()
      one.close()
    }
    expect({ stolen, code: error.code }).toEqual({ stolen: 0, code: 'http' })
    expect(error.message).toContain(thiefUrl)
  })

  test('is asked for anew at each request', async () => {
    const keys = ['first-key', 'second-key', 'third-key']
    const script = scriptedFetch(falTicket(), completed, falResult)
    const clock = createFakeClock({ autoAdvance: true })
    const kontext = createKontext(fal({ apiKey: () => keys.shift() ?? '' }), { fetch: script.fetch, clock })
    await kontext.edit(input)
    expect(script.seen.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Key first-key',
      'Key second-key',
      'Key third-key',
    ])
  })
})

test('a key that is gone at a later look leaves the handle', async () => {
  const keys = ['first-key']
  const script = scriptedFetch(falTicket())
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: () => keys.shift() ?? '' }), { fetch: script.fetch, clock })
  const error = await failureOf(kontext.edit(input))
  expect(error).toMatchObject({ code: 'auth', billed: 'maybe', handle: { requestId: 'job-1' } })
})

describe('no secret is in an error or an event', () => {
  const echo = {
    loc: ['body'],
    msg: `bad prompt ${input.prompt} by ${key}`,
    type: 'x',
    input: { prompt: input.prompt, image_url: `data:image/jpeg;base64,${base64}` },
  }
  const leaky = Object.assign(new Error(`sent with ${key} and ${input.prompt}`), {
    request: { headers: { authorization: `Key ${key}` }, body: base64 },
    cause: Object.assign(new Error(`again ${key}`), { code: 'ECONNRESET' }),
  })
  const table: { name: string; replies: Reply[] }[] = [
    { name: 'a refused submit', replies: [answer(422, { detail: [echo] })] },
    {
      name: 'a submit that echoes the key',
      replies: [answer(401, { detail: `no user for canary-secret-key` })],
    },
    {
      name: 'a busy provider',
      replies: [answer(503, { error: echo, request: echo.input }, { 'retry-after': '1' })],
    },
    { name: 'a reset with a leaky error', replies: [leaky] },
    {
      name: 'a failed job',
      replies: [falTicket(), { status: 'COMPLETED' }, answer(422, { detail: [echo] })],
    },
    {
      name: 'a status that fails as text',
      replies: [
        falTicket(),
        answer(500, `${key} ${input.prompt} ${base64} data:image/jpeg;base64,${base64}`),
      ],
    },
    { name: 'a strange status', replies: [falTicket(), { status: `${key} ${input.prompt}` }] },
  ]
  test.each(table)('after $name', async ({ replies }) => {
    const { kontext } = setUp(undefined, ...replies)
    const events: unknown[] = []
    const error = await failureOf(kontext.edit(input, { onEvent: (event) => events.push(event) }))
    const shown = [
      error.message,
      String(error.stack),
      JSON.stringify(error),
      inspect(error, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(events),
    ].join('\n')
    for (const canary of ['canary-secret-key', 'canary-prompt', base64]) expect(shown).not.toContain(canary)
  })

  test('when the key itself cannot be a header', async () => {
    const { fetch } = scriptedFetch(falTicket())
    const error = await failureOf(createKontext(fal({ apiKey: 'canary\nkey' }), { fetch }).edit(input))
    expect(inspect(error)).not.toContain('canary')
  })
})

describe('the budget of an answer', () => {
  test('counts bytes after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const error = await failureOf(createKontext(fal({ apiKey: key, baseUrl })).submit(input))
    server.closeAllConnections()
    server.close()
    expect(error.code).toBe('ambiguous-submit')
    expect(error.message).toContain('more than 10485760 bytes')
  })
})
