import { chainhub, createKontext, fal, falRelay, vtrix, type Provider } from 'kontext-sdk'
import { createFakeClock, createMockFetch } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' } as const
const key = { authorization: 'Key test' }

describe('a mock that is a fetch', () => {
  const hosts = { 'https://relay.example/api': 'fal-relay' }
  const fetch = createMockFetch({ hosts })
  const made: readonly [string, Provider][] = [
    ['fal', fal({ apiKey: 'test' })],
    ['chainhub', chainhub({ apiKey: 'test' })],
    ['vtrix', vtrix({ apiKey: 'test' })],
    ['a relay by its own address', falRelay({ apiKey: 'test', baseUrl: 'https://relay.example/api' })],
    ['a relay by an address of the mock', falRelay({ apiKey: 'test', baseUrl: fetch.baseUrl('fal-relay') })],
  ]
  test.each(made)('edits at %s without a server', async (_name, provider) => {
    const fetch = createMockFetch({ hosts })
    const kontext = createKontext(provider, { fetch, clock: createFakeClock({ autoAdvance: true }) })
    const { images } = await kontext.edit({ ...input, aspectRatio: '16:9' })
    await images[0].bytes()
    expect(images[0].type).toBe('image/jpeg')
    expect(fetch.mock.verify()).toEqual({ ok: true, findings: [] })
  })

  test('says which hosts it does not play', async () => {
    const response = await fetch('https://somewhere.example/fal-ai/flux-pro')
    expect(response.status).toBe(421)
    expect(await response.text()).toContain('{ hosts: { ')
  })

  test('goes where a proxy is told to go', async () => {
    const target = 'https://queue.fal.run/fal-ai/flux-pro/requests/nothing/status'
    const response = await fetch('https://kontext.mock/anything', {
      headers: { ...key, 'x-fal-target-url': target },
    })
    expect([response.status, await response.json()]).toEqual([404, { status: 'NOT_FOUND' }])
  })

  const places = [
    { given: { 'https://relay.example': 'nobody' }, want: /no place of a provider/ },
    { given: { 'not a url': 'fal-relay' }, want: /no place of a provider/ },
  ]
  test.each(places)('refuses $given as the place of a provider', ({ given, want }) => {
    expect(() => createMockFetch({ hosts: given })).toThrow(want)
  })

  test('refuses a scenario there is not', () => {
    expect(() => createMockFetch({ scenario: 'nonsense' })).toThrow(/"nonsense"/)
  })

  test('says what a provider it does not play is', () => {
    expect(() => fetch.baseUrl('nobody')).toThrow(/Known: .*fal/)
  })
})

describe('what goes wrong in a mock that is a fetch', () => {
  const submit = (fetch: typeof globalThis.fetch, init: RequestInit = {}): Promise<Response> =>
    fetch('https://queue.fal.run/fal-ai/flux-pro/kontext', {
      method: 'POST',
      headers: { ...key, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'x', image_url: 'https://example.com/a.png' }),
      ...init,
    })

  test('a broken connection rejects as in Node, and the job is there', async () => {
    const fetch = createMockFetch({ scenario: 'submit-reset-after-acceptance' })
    await expect(submit(fetch)).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNRESET' },
    })
    expect(fetch.mock.accepted()).toBe(1)
    expect(fetch.mock.journal()).toMatchObject([{ operation: 'submit', status: 0 }])
  })

  test('a signal that aborts while nothing comes rejects with its reason', async () => {
    const fetch = createMockFetch({ scenario: 'submit-timeout-before-acceptance', clock: createFakeClock() })
    const gone = new AbortController()
    const sent = submit(fetch, { signal: gone.signal }).catch((reason: unknown) => reason)
    setTimeout(() => gone.abort('enough'), 0)
    expect(await sent).toBe('enough')
    expect(fetch.mock.accepted()).toBe(0)
  })

  test('a signal that has aborted sends nothing', async () => {
    const fetch = createMockFetch()
    await expect(submit(fetch, { signal: AbortSignal.abort('never') })).rejects.toBe('never')
    expect(fetch.mock.journal()).toEqual([])
  })

  test('the next request alone gets what is planned for it', async () => {
    const fetch = createMockFetch()
    fetch.mock.next({ name: 'submit-reset-after-acceptance', operation: 'submit' })
    await expect(submit(fetch)).rejects.toThrow('fetch failed')
    expect((await submit(fetch)).status).toBe(200)
  })

  test('names of faults and scenarios are chosen by key, apart for each label', async () => {
    const fetch = createMockFetch()
    const headers = (text: string) => ({ authorization: `Key ${text}`, 'content-type': 'application/json' })
    await expect(submit(fetch, { headers: headers('mock:submit-reset-after-acceptance/a') })).rejects.toThrow(
      'fetch failed',
    )
    expect((await submit(fetch, { headers: headers('mock:/b') })).status).toBe(200)
    expect(fetch.mock.session('mock:submit-reset-after-acceptance/a').ledger()).toMatchObject({
      fal: { accepted: 1 },
    })
    expect(fetch.mock.sessions().map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
