import { describe, expect, test } from 'vitest'
import type { CheckRequest } from '../../../../src/check/wire/exchange.ts'
import { createWire, type Wire } from '../../../../src/check/wire/wire.ts'
import type { Provider } from '../../../../src/provider.ts'
import { createFakeClock, type FakeClock } from 'kontext-sdk/testing'
import { fal, vtrix } from 'kontext-sdk'
import { connectionError, scriptedFetch, type Reply } from '../../scripted-fetch.ts'

const base = 'https://gateway.example/fal'
const look: CheckRequest = {
  about: 'a look',
  operation: 'status',
  method: 'GET',
  path: '/a/requests/1/status',
}

function wired(
  replies: readonly Reply[],
  {
    provider = fal({ apiKey: 'id:secret', baseUrl: base }),
    signal,
  }: { provider?: Provider; signal?: AbortSignal } = {},
): { wire: Wire; clock: FakeClock } & Pick<ReturnType<typeof scriptedFetch>, 'seen'> {
  const { fetch, seen } = scriptedFetch(...replies)
  const clock = createFakeClock()
  return { wire: createWire({ provider, clock, fetch, signal }), clock, seen }
}

const zeros = /^Key 0{8}-0{4}-0{4}-0{4}-0{12}:0{32}$/

const keys: { given: CheckRequest['key']; want: RegExp | string | null }[] = [
  { given: undefined, want: 'Key id:secret' },
  { given: 'right', want: 'Key id:secret' },
  { given: 'wrong', want: zeros },
  { given: 'wrong-scheme', want: 'Bearer id:secret' },
  { given: 'none', want: null },
]
test.each(keys)('the key "$given" goes out as $want', async ({ given, want }) => {
  const { wire, seen } = wired([{}])
  await wire.send({ ...look, ...(given === undefined ? {} : { key: given }) })
  const sent = seen[0]?.headers.get('authorization') ?? null
  if (want instanceof RegExp) expect(sent).toMatch(want)
  else expect(sent).toBe(want)
})

test('a provider whose key a proxy adds gets none', async () => {
  const { wire, seen } = wired([{}], { provider: fal({ apiKey: false, baseUrl: base }) })
  await wire.send(look)
  await wire.send({ ...look, key: 'wrong-scheme' })
  expect(seen.map(({ headers }) => headers.has('authorization'))).toEqual([false, false])
})

const downloads: CheckRequest[] = [
  { about: 'an image elsewhere', operation: 'image', method: 'GET', path: 'https://images.example/1.png' },
  { about: 'an image at the provider', operation: 'image', method: 'GET', path: `${base}/1.png` },
  { about: 'the signing keys', method: 'GET', path: 'https://rest.example/jwks.json' },
]
test.each(downloads)('$about: no key goes to what an answer names', async (request) => {
  const { wire, seen } = wired([{ keys: [] }])
  const { answer } = await wire.send({ ...request, key: 'right' })
  expect(answer?.status).toBe(200)
  expect(seen.map(({ headers }) => headers.has('authorization'))).toEqual([false])
})

const elsewhere = ['@evil.example/', '.evil.example/', '/../other', ':8443/x', '/..%2f../../x'].flatMap(
  (path) => [base, 'https://gateway.example'].map((from) => ({ from, path })),
)
test.each(elsewhere)('nothing leaves $from by the path $path', async ({ from, path }) => {
  const { wire, seen } = wired([{}], { provider: fal({ apiKey: 'id:secret', baseUrl: from }) })
  const { failure, answer } = await wire.send({ ...look, path })
  const left = seen.filter(({ url }) => !url.startsWith(`${from}/`))
  expect(left).toEqual([])
  if (seen.length === 0) expect([failure?.kind, answer]).toEqual(['refused', undefined])
})

const unsafe = [
  'http://images.example/1.png',
  'https://127.0.0.1/1.png',
  'https://10.0.0.1/1.png',
  'file:///etc/passwd',
]
test.each(unsafe)('an image at %s is not fetched', async (path) => {
  const { wire, seen } = wired([{}])
  const { failure } = await wire.send({ about: 'an image', operation: 'image', method: 'GET', path })
  expect(failure?.kind).toBe('refused')
  expect(seen).toEqual([])
})

test('a redirect is an answer like any other and is not followed', async () => {
  const { wire, seen } = wired([
    new Response(null, { status: 307, headers: { location: 'https://evil.example/' } }),
  ])
  const { answer } = await wire.send({ ...look, method: 'POST', body: {} })
  expect(answer?.status).toBe(307)
  expect(seen.map(({ redirect }) => redirect)).toEqual(['manual'])
})

describe('bodies', () => {
  test('an object goes out as JSON and says so', async () => {
    const { wire, seen } = wired([{}])
    await wire.send({ ...look, method: 'POST', body: { a: 1 } })
    expect([seen[0]?.body, seen[0]?.headers.get('content-type')]).toEqual(['{"a":1}', 'application/json'])
  })

  test('a text goes out as it is, under the type it is given', async () => {
    const { wire, seen } = wired([{}])
    await wire.send({ ...look, method: 'POST', body: '{"a', headers: { 'content-type': 'text/plain' } })
    expect([seen[0]?.body, seen[0]?.headers.get('content-type')]).toEqual(['{"a', 'text/plain'])
  })

  test('integers beyond 2^53 come as their digits', async () => {
    const { wire } = wired([new Response('{"seed":15860307465884635512}')])
    expect((await wire.send(look)).answer?.body).toEqual({ seed: '15860307465884635512' })
  })

  test('what is no JSON is a text without a body', async () => {
    const { wire } = wired([new Response('<html>')])
    const { answer } = await wire.send(look)
    expect([answer?.text, answer?.body]).toEqual(['<html>', undefined])
  })

  const caps = [
    { given: look, bytes: 13 * 1024 * 1024, want: 'lost' as const },
    { given: look, bytes: 11 * 1024 * 1024, want: undefined },
    {
      given: { ...look, operation: 'image', path: 'https://i.example/1' },
      bytes: 31 * 1024 * 1024,
      want: undefined,
    },
    {
      given: { ...look, operation: 'image', path: 'https://i.example/1' },
      bytes: 33 * 1024 * 1024,
      want: 'lost' as const,
    },
  ]
  test.each(caps)('$bytes bytes of $given.operation: failure $want', async ({ given, bytes, want }) => {
    const { wire } = wired([new Response(new Uint8Array(bytes))])
    const { answer, failure } = await wire.send(given)
    expect(failure?.kind).toBe(want)
    expect(answer?.bytes.length).toBe(want === undefined ? bytes : undefined)
  })
})

describe('what goes wrong', () => {
  const failures = [
    { name: 'a port nobody listens at', given: connectionError('ECONNREFUSED'), want: 'refused' },
    { name: 'a name nobody has', given: connectionError('ENOTFOUND'), want: 'refused' },
    { name: 'a reset', given: connectionError('ECONNRESET'), want: 'lost' },
    { name: 'a failure without a reason', given: new TypeError('fetch failed'), want: 'lost' },
  ]
  test.each(failures)('$name is $want', async ({ given, want }) => {
    const { wire } = wired([given])
    const { failure, answer } = await wire.send(look)
    expect([failure?.kind, answer]).toEqual([want, undefined])
  })

  test('no message carries the key', async () => {
    const { wire } = wired([new TypeError('bad header Key id:secret-of-mine')], {
      provider: fal({ apiKey: 'id:secret-of-mine', baseUrl: base }),
    })
    expect((await wire.send(look)).failure?.message).not.toContain('secret-of-mine')
  })

  test('an answer that does not come ends at its limit', async () => {
    const { wire, clock } = wired([() => new Promise<Response>(() => undefined)])
    const sending = wire.send({ ...look, timeoutMs: 5_000 })
    await clock.advance(0)
    await clock.advance(5_000)
    const { failure, ms } = await sending
    expect([failure?.kind, ms]).toEqual(['timeout', 5_000])
  })

  test('a body that breaks off is lost, even where the error says that nothing was sent', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"status":'))
        controller.error(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))
      },
    })
    const { wire } = wired([() => new Response(body)])
    const { failure, answer } = await wire.send(look)
    expect([failure?.kind, answer]).toEqual(['lost', undefined])
  })

  test('a stream that is cut at its limit has said what it said', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"status":"IN_QUEUE"}\n\n')),
    })
    const { wire, clock } = wired([() => new Response(body)])
    const sending = wire.send({ ...look, operation: 'stream', timeoutMs: 1_000 })
    await clock.advance(0)
    await clock.advance(1_000)
    const { failure, answer } = await sending
    expect([failure?.kind, answer?.text]).toEqual(['timeout', 'data: {"status":"IN_QUEUE"}\n\n'])
  })

  test('an abort rejects with its own reason, also while an answer is waited for', async () => {
    const controller = new AbortController()
    const { wire, clock } = wired([() => new Promise<Response>(() => undefined)], {
      signal: controller.signal,
    })
    const sending = wire.send(look)
    await clock.advance(0)
    controller.abort('enough')
    await expect(sending).rejects.toBe('enough')
    await expect(wire.send(look)).rejects.toBe('enough')
  })
})

describe('what a server sends', () => {
  const answers: { name: string; given: () => Response; want: RegExp }[] = [
    { name: 'without end', given: () => endless('x'), want: /more than 12582912 bytes/ },
    { name: 'of too many values', given: () => new Response(`[${'1,'.repeat(100_001)}1]`), want: /values/ },
  ]
  test.each(answers)('$name is not kept', async ({ given, want }) => {
    const { wire } = wired([given])
    const { failure, answer } = await wire.send(look)
    expect([failure?.kind, answer]).toEqual(['lost', undefined])
    expect(failure?.message).toMatch(want)
  })

  test('is no longer read when it comes to more than a run takes', async () => {
    const { wire } = wired(Array.from({ length: 8 }, () => () => endless('x')))
    let sent = 0
    while (!wire.isFull && sent < 8) {
      await wire.send(look)
      sent += 1
    }
    expect(sent).toBe(6)
  })

  test('as a stream of events without end is kept in part', async () => {
    const { wire } = wired([() => endless('data: [1,2,3]\n\n')])
    const { answer } = await wire.send({ ...look, operation: 'stream' })
    expect(answer?.text.length).toBe(1024 * 1024)
  })

  function endless(text: string): Response {
    const piece = new TextEncoder().encode(text.repeat(Math.ceil(65_536 / text.length)))
    return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(piece) }))
  }
})

test('exchanges are kept in order, with their numbers', async () => {
  const { wire } = wired([{}, connectionError('ECONNRESET')], {
    provider: vtrix({ apiKey: 'k', baseUrl: base }),
  })
  await wire.send(look)
  await wire.send(look)
  expect(wire.exchanges.map(({ number, failure }) => [number, failure?.kind])).toEqual([
    [1, undefined],
    [2, 'lost'],
  ])
})
