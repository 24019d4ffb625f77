import { expect, test } from 'vitest'
import { createFakeClock } from '../../../src/testing/index.ts'
import { verifyWebhook, WebhookError } from '../../../src/webhook/index.ts'
import { mustFetch } from '../../../src/webhook/signing-keys.ts'
import { reasonOf } from '../failure-of.ts'
import { answer, connectionError, scriptedFetch, type Reply } from '../scripted-fetch.ts'
import { deliver, nodeKeys, nowSeconds } from './deliveries.ts'

const old = nodeKeys()
const fresh = nodeKeys()
const set = (...keys: object[]) => ({ keys })

function receiver(...replies: Reply[]) {
  const clock = createFakeClock({ now: nowSeconds * 1000 })
  const { fetch, seen } = scriptedFetch(...replies)
  const receive = async (privateKey = old.privateKey) => {
    const timestamp = Math.floor(clock.now() / 1000)
    try {
      await verifyWebhook(deliver({ privateKey, timestamp }), { clock, fetch, userId: 'user-1' })
      return 'accepted'
    } catch (error) {
      if (!WebhookError.is(error)) throw error
      return error.reason
    }
  }
  return { clock, seen, receive }
}

test('the keys are fetched once for many deliveries, without a credential', async () => {
  const { seen, receive } = receiver(set(old.jwk))
  expect(await Promise.all([receive(), receive(), receive()])).toEqual(['accepted', 'accepted', 'accepted'])
  expect(await receive()).toBe('accepted')
  expect(seen.map(({ url }) => url)).toEqual(['https://rest.fal.ai/.well-known/jwks.json'])
  expect(seen[0]?.headers.get('authorization')).toBeNull()
})

test('forgeries make it ask for newer keys once in five minutes', async () => {
  const { clock, seen, receive } = receiver(set(old.jwk))
  await receive()
  for (let count = 0; count < 20; count++) expect(await receive(fresh.privateKey)).toBe('forged')
  expect(seen).toHaveLength(1)
  await clock.advance(5 * 60_000)
  for (let count = 0; count < 20; count++) expect(await receive(fresh.privateKey)).toBe('forged')
  expect(seen).toHaveLength(2)
})

test('a newer key of fal is found without a restart', async () => {
  const { clock, receive } = receiver(set(old.jwk), set(fresh.jwk))
  await receive()
  await clock.advance(5 * 60_000)
  expect(await receive(fresh.privateKey)).toBe('accepted')
})

test('keys are not trusted for more than 24 hours', async () => {
  const { clock, seen, receive } = receiver(set(old.jwk), set(fresh.jwk))
  await receive()
  await clock.advance(24 * 60 * 60_000)
  expect(await receive()).toBe('forged')
  expect(seen).toHaveLength(2)
})

test('old keys are not used when the new ones cannot be fetched', async () => {
  const { clock, receive } = receiver(set(old.jwk), connectionError('ECONNREFUSED'))
  await receive()
  await clock.advance(24 * 60 * 60_000)
  expect(await receive()).toBe('keys-unavailable')
})

const unusable: { name: string; reply: Reply }[] = [
  { name: 'no connection', reply: connectionError('ENOTFOUND') },
  { name: 'a 500', reply: answer(500) },
  { name: 'a redirect', reply: answer(302, '', { location: 'https://elsewhere.example' }) },
  { name: 'a page', reply: answer(200, '<html>') },
  { name: 'no list', reply: { keys: 'none' } },
  { name: 'an empty list', reply: set() },
  { name: 'keys of other kinds', reply: set({ kty: 'RSA', n: 'x' }, { kty: 'OKP', crv: 'Ed25519', x: '!' }) },
]
test.each(unusable)('$name leaves no keys, asked for at most every ten seconds', async ({ reply }) => {
  const { clock, seen, receive } = receiver(reply, set(old.jwk))
  expect([await receive(), await receive()]).toEqual(['keys-unavailable', 'keys-unavailable'])
  expect(seen).toHaveLength(1)
  await clock.advance(10_000)
  expect(await receive()).toBe('accepted')
})

test('a key server that never answers is given up', async () => {
  const clock = createFakeClock({ now: nowSeconds * 1000 })
  let asked: () => void = () => undefined
  const arrived = new Promise<void>((resolve) => (asked = resolve))
  const fetch = () => {
    asked()
    return new Promise<Response>(() => undefined)
  }
  const outcome = reasonOf(
    verifyWebhook(deliver({ privateKey: old.privateKey }), { clock, fetch, userId: 'user-1' }),
  )
  await arrived
  await clock.advance(10_000)
  expect(await outcome).toMatchObject({ reason: 'keys-unavailable', answer: 503, retryable: true })
})

const day = 24 * 60 * 60_000
const table = [
  { name: 'never fetched', given: [{ fetchedAt: 0, triedAt: 0 }, 100_000, false], want: true },
  { name: 'fresh', given: [{ fetchedAt: day, triedAt: day }, day + 1, false], want: false },
  {
    name: 'fresh and doubted at once',
    given: [{ fetchedAt: day, triedAt: day }, day + 1, true],
    want: false,
  },
  {
    name: 'doubted after five minutes',
    given: [{ fetchedAt: day, triedAt: day }, day + 300_000, true],
    want: true,
  },
  { name: 'a day old', given: [{ fetchedAt: day, triedAt: day }, 2 * day, false], want: true },
  {
    name: 'from the future, after the clock was set back',
    given: [{ fetchedAt: 3 * day, triedAt: 3 * day }, day, false],
    want: true,
  },
] as const
test.each(table)('$name: fetch $want', ({ given, want }) => {
  const [cached, now, doubted] = given
  expect(mustFetch(cached, now, doubted)).toBe(want)
})
