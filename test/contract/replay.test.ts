import { gzipSync } from 'node:zlib'
import { startMockServer } from 'kontext-mocks'
import { createKontext, fal, vtrix, type Provider } from 'kontext-sdk'
import { createFakeClock } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../../generated/fal/fixtures.ts'
import { bytesOf, loadCassette, readCassette, type Cassette } from '../../mocks/src/cassettes/cassette.ts'
import type { Replay } from '../../mocks/src/cassettes/start-replay.ts'
import { raw, useDeck, type Raw } from './deck.ts'

const deck = useDeck()

/** An edit by our SDK, and what came of it. */
async function edit(
  provider: Provider,
  prompt = 'Put a donut next to the flour.',
): Promise<{ bytes: number; requestId: string }> {
  const kontext = createKontext(provider, { clock: createFakeClock({ autoAdvance: true }) })
  const result = await kontext.edit({ prompt, image: 'https://example.com/flour.png' })
  const bytes = await result.images[0].bytes()
  return { bytes: bytes.length, requestId: result.handle.requestId }
}

describe('a recorded edit', () => {
  const given = [
    { name: 'fal', make: (baseUrl: string, apiKey: string) => fal({ baseUrl, apiKey }) as Provider },
    { name: 'vtrix', make: (baseUrl: string, apiKey: string) => vtrix({ baseUrl, apiKey }) as Provider },
  ]
  test.each(given)(
    'of $name plays to many clients, each with its own job and images',
    async ({ name, make }) => {
      const mock = await startMockServer({ engine: 'fast' })
      const recorder = await deck.record(mock.baseUrl(name), { provider: name, images: true })
      const recorded = await edit(make(recorder.baseUrl, 'recording-key-1'))
      await recorder.close()
      await mock.close()
      const cassette = loadCassette(deck.path())
      expect(
        cassette.exchanges.flatMap(({ violations }) => [...violations.request, ...violations.response]),
      ).toEqual([])
      const replay = await deck.play(cassette)
      const played = await Promise.all(['one', 'two'].map((apiKey) => edit(make(replay.baseUrl, apiKey))))
      expect(replay.drift()).toEqual([])
      for (const { bytes, requestId } of played) {
        expect(bytes).toBe(recorded.bytes)
        expect(requestId).not.toBe(recorded.requestId)
      }
      expect(played[0]?.requestId).not.toBe(played[1]?.requestId)
    },
  )
})

describe('a replay', () => {
  const model = '/fal-ai/flux-pro/kontext/max'
  const post = (replay: Replay, body: unknown = fixtures.requests.max.minimal, client = 'me'): Promise<Raw> =>
    raw(`${replay.baseUrl}${model}`, {
      method: 'POST',
      headers: ['content-type', 'application/json', 'authorization', `Key ${client}`],
      body: Buffer.from(JSON.stringify(body)),
    })
  const get = (replay: Replay, path: string, client = 'me'): Promise<Raw> =>
    raw(replay.baseUrl + path, { headers: ['authorization', `Key ${client}`] })
  const idOf = ({ body }: Raw): string => (JSON.parse(body.toString()) as { request_id: string }).request_id
  const recorded = async (): Promise<Cassette> => {
    const mock = await startMockServer({ engine: 'fast' })
    deck.later(() => mock.close())
    const recorder = await deck.record(mock.baseUrl('fal'))
    const ticket = await raw(`${recorder.baseUrl}${model}`, {
      method: 'POST',
      headers: ['content-type', 'application/json', 'authorization', 'Key recording-key-1'],
      body: Buffer.from(JSON.stringify(fixtures.requests.max.minimal)),
    })
    for (const what of ['/status', '/status', '/status', '/status', ''])
      await raw(`${recorder.baseUrl}/fal-ai/flux-pro/requests/${idOf(ticket)}${what}`, {
        headers: ['authorization', 'Key recording-key-1'],
      })
    await recorder.close()
    return loadCassette(deck.path())
  }

  test('gives the answers in their order, and the last one for ever', async () => {
    const replay = await deck.play(await recorded())
    const id = idOf(await post(replay))
    const statuses: number[] = []
    for (let looks = 0; looks < 6; looks += 1)
      statuses.push((await get(replay, `/fal-ai/flux-pro/requests/${id}/status`)).status)
    expect(statuses).toEqual([202, 202, 202, 200, 200, 200])
    expect(replay.drift()).toEqual([])
  })

  test('puts its own address and the id of this job in the place of the recorded ones', async () => {
    const cassette = await recorded()
    const replay = await deck.play(cassette)
    const ticket = await post(replay)
    const said = ticket.body.toString()
    expect(said).toContain(`${replay.baseUrl}/fal-ai/flux-pro/requests/${idOf(ticket)}/status`)
    expect(said).not.toContain(cassette.target)
    expect(ticket.headers).toContain('x-kontext-mock')
  })

  test('is heard from its beginning by every client, and never by two at once', async () => {
    const replay = await deck.play(await recorded())
    const [mine, yours] = [idOf(await post(replay)), idOf(await post(replay, undefined, 'you'))]
    expect(mine).not.toBe(yours)
    expect((await get(replay, `/fal-ai/flux-pro/requests/${yours}/status`)).status).toBe(404)
  })

  test('shows as drift what was not recorded', async () => {
    const replay = await deck.play(await recorded())
    const id = idOf(await post(replay))
    expect((await post(replay)).status).toBe(404)
    await raw(`${replay.baseUrl}/fal-ai/flux-pro/requests/${id}/cancel`, {
      method: 'PUT',
      headers: ['authorization', 'Key me'],
    })
    await get(replay, '/nonsense')
    expect(replay.drift().map(({ method, violations }) => [method, violations[0]?.message])).toEqual([
      ['POST', 'was not recorded'],
      ['PUT', 'was not recorded'],
      ['GET', 'was not recorded'],
    ])
  })

  test('shows as drift another body, and one the contract does not allow', async () => {
    const replay = await deck.play(await recorded())
    expect((await post(replay, { ...fixtures.requests.max.minimal, guidance_scale: 99 })).status).toBe(200)
    expect(replay.drift()).toMatchObject([
      {
        method: 'POST',
        violations: [
          { location: ['body'], message: 'is not the one that was recorded' },
          { location: ['body', 'guidance_scale'], keyword: 'maximum' },
        ],
      },
    ])
  })

  test('shows as drift an answer that the contract of today does not allow, and not one it never allowed', async () => {
    const cassette = await recorded()
    const changed = (violations: Cassette['exchanges'][number]['violations']): Cassette => ({
      ...cassette,
      exchanges: cassette.exchanges.map((exchange, index) =>
        index === 0
          ? {
              ...exchange,
              violations,
              response: {
                ...exchange.response,
                body: { text: JSON.stringify({ request_id: 7, status: 'IN_QUEUE' }) },
              },
            }
          : exchange,
      ),
    })
    const fresh = await deck.play(changed({ request: [], response: [] }))
    await post(fresh)
    const found = fresh.drift()[0]?.violations ?? []
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ location: ['body', 'request_id'], keyword: 'type' }),
      ]),
    )
    const known = await deck.play(changed({ request: [], response: found }))
    await post(known)
    expect(known.drift()).toEqual([])
  })

  test('decompresses where it has to put something in another place', async () => {
    const cassette = await recorded()
    const [submit, ...rest] = cassette.exchanges
    if (submit === undefined) throw new Error('Something was recorded.')
    const packed = {
      ...submit,
      response: {
        ...submit.response,
        headers: [...submit.response.headers, ['content-encoding', 'gzip'] as const],
        body: { base64: gzipSync(bytesOf(submit.response.body)).toString('base64') },
      },
    }
    const replay = await deck.play({ ...cassette, exchanges: [packed, ...rest] })
    const answer = await post(replay)
    expect(answer.headers.map((text) => text.toLowerCase())).not.toContain('content-encoding')
    expect(answer.body.toString()).toContain(replay.baseUrl)
  })
})

describe('a cassette', () => {
  const whole = { kontextCassette: 1, provider: 'fal', target: 'https://x.example', exchanges: [] }
  const wrong = [
    { name: 'nothing', given: null, want: 'It is no object' },
    { name: 'another version', given: { ...whole, kontextCassette: 2 }, want: 'kontextCassette is 2, not 1' },
    { name: 'no list', given: { ...whole, exchanges: {} }, want: 'exchanges is no list' },
    { name: 'no request', given: { ...whole, exchanges: [{}] }, want: 'exchanges[0].request is no object' },
  ]
  test.each(wrong)('of $name is refused with the place', ({ given, want }) => {
    expect(() => readCassette(given)).toThrow(want)
  })

  test('names its file when it cannot be read', () => {
    expect(() => loadCassette('/no/such/cassette.json')).toThrow(
      'Failed to read the cassette /no/such/cassette.json',
    )
  })
})
