import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/errors.ts'
import type { JobEvent } from '../../../src/events.ts'
import { failover } from '../../../src/failover/failover.ts'
import { FailoverError } from '../../../src/failover/failover-error.ts'
import { createKontext, type KontextOptions } from '../../../src/kontext.ts'
import { createFakeClock } from '../../../src/testing/clocks/fake-clock.ts'
import { defineProvider, type ProviderDescriptor } from '../../../src/provider.ts'
import { chainhub, fal, falDescriptor, vtrix } from '../descriptors.ts'
import { failureOf, reasonOf } from '../failure-of.ts'
import {
  answer,
  connectionError,
  falResult,
  falTicket,
  scriptedFetch,
  type Reply,
  type Seen,
} from '../scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const both = () => failover(fal({ apiKey: 'key-of-fal' }), chainhub({ apiKey: 'key-of-chainhub' }))
const completed = { status: 'COMPLETED', request_id: 'job-2' }

/** fal answers its submit with this, chainhub takes the edit. */
function falAnswers(reply: Reply, options: KontextOptions = {}) {
  const clock = createFakeClock({ autoAdvance: true })
  const script = scriptedFetch(({ method, url }: Seen): Response | Promise<Response> => {
    if (method !== 'POST') return Response.json(url.endsWith('/status') ? completed : falResult)
    if (url.startsWith('https://api.chainhub.tech/')) return Response.json(falTicket('job-2'))
    if (reply instanceof Error) throw reply
    return reply instanceof Response ? reply.clone() : Response.json(reply)
  })
  const events: JobEvent[] = []
  const kontext = createKontext(both(), { clock, fetch: script.fetch, ...options })
  return { clock, script, events, kontext, call: { onEvent: (event: JobEvent) => void events.push(event) } }
}

const hosts = (posts: readonly Seen[]) => posts.map(({ url }) => new URL(url).hostname)
const fals = 'queue.fal.run'
const chainhubs = 'api.chainhub.tech'

describe('a refusal that is proven goes elsewhere', () => {
  const locked = { detail: 'User is locked. Reason: Exhausted balance.' }
  const table: { name: string; reply: Reply; code: string }[] = [
    { name: 'a wrong key', reply: answer(401, { detail: 'No user found' }), code: 'auth' },
    { name: 'a locked account', reply: answer(403, locked), code: 'auth' },
    { name: 'an empty account', reply: answer(402, { detail: 'Insufficient balance' }), code: 'auth' },
    { name: 'a refused connection', reply: connectionError('ECONNREFUSED'), code: 'network' },
    { name: 'an unknown host', reply: connectionError('ENOTFOUND'), code: 'network' },
    { name: 'a 429', reply: answer(429), code: 'rate-limit' },
    {
      name: 'a 429 that asks for an hour',
      reply: answer(429, {}, { 'retry-after': '3600' }),
      code: 'rate-limit',
    },
    { name: 'a 503 with Retry-After', reply: answer(503, {}, { 'retry-after': '1' }), code: 'http' },
    { name: 'a model that is not there', reply: answer(404, { detail: 'Not found' }), code: 'rejected' },
  ]
  test.each(table)('$name', async ({ reply, code }) => {
    const { script, events, kontext, call } = falAnswers(reply)
    const result = await kontext.edit(input, call)
    expect({ provider: result.provider, asked: hosts(script.posts()) }).toEqual({
      provider: 'chainhub',
      asked: [fals, chainhubs],
    })
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['failover', 'submitted'])
    expect(events[0]).toMatchObject({ from: 'fal', to: 'chainhub', code })
    expect(result.requests).toBe(script.seen.length)
  })

  test('no key: nothing is sent and the next provider is asked', async () => {
    const { fetch, posts } = scriptedFetch(falTicket())
    const keyless = failover(fal(), chainhub({ apiKey: 'key-of-chainhub' }))
    const job = await createKontext(keyless, { fetch }).submit(input)
    expect({ provider: job.handle.provider, asked: hosts(posts()) }).toEqual({
      provider: 'chainhub',
      asked: [chainhubs],
    })
  })

  test('no waiting comes before it', async () => {
    const { clock, kontext } = falAnswers(answer(429, {}, { 'retry-after': '3600' }))
    await kontext.submit(input)
    expect(clock.sleeps).toEqual([])
  })

  test('each provider gets its own key', async () => {
    const { script, kontext } = falAnswers(answer(429))
    await kontext.submit(input)
    expect(script.posts().map(({ headers }) => headers.get('authorization'))).toEqual([
      'Key key-of-fal',
      'Bearer key-of-chainhub',
    ])
  })
})

describe('what leaves a doubt stays where it is', () => {
  const detail = (type: string, field: string) => ({ detail: [{ loc: ['body', field], msg: 'no', type }] })
  const table: { name: string; reply: Reply; code: string }[] = [
    { name: 'a reset', reply: connectionError('ECONNRESET'), code: 'ambiguous-submit' },
    {
      name: 'a 500, though fal does not bill it',
      reply: answer(500, { detail: 'x', error_type: 'internal_error' }),
      code: 'ambiguous-submit',
    },
    { name: 'a 503 without Retry-After', reply: answer(503), code: 'ambiguous-submit' },
    { name: 'a 408', reply: answer(408), code: 'ambiguous-submit' },
    {
      name: 'moderation',
      reply: answer(422, detail('content_policy_violation', 'prompt')),
      code: 'moderated',
    },
    { name: 'a refused input', reply: answer(422, detail('value_error', 'prompt')), code: 'rejected' },
    { name: 'a 400', reply: answer(400, { detail: 'bad' }), code: 'rejected' },
    {
      name: 'a 404 that names a field',
      reply: answer(404, detail('file_download_error', 'image_url')),
      code: 'rejected',
    },
  ]
  test.each(table)('$name', async ({ reply, code }) => {
    const { script, events, kontext, call } = falAnswers(reply)
    const error = await failureOf(kontext.edit(input, call))
    expect({ code: error.code, provider: error.provider, asked: hosts(script.posts()) }).toEqual({
      code,
      provider: 'fal',
      asked: [fals],
    })
    expect(events).toEqual([])
  })

  test('a job that fails', async () => {
    const { fetch, posts } = scriptedFetch(({ method, url }: Seen) => {
      if (method === 'POST') return Response.json(falTicket('job-2'))
      return url.endsWith('/status')
        ? Response.json(completed)
        : answer(422, detail('image_load_error', 'image_url'))
    })
    const clock = createFakeClock({ autoAdvance: true })
    const error = await failureOf(createKontext(both(), { clock, fetch }).edit(input))
    expect({ code: error.code, posts: posts().length }).toEqual({ code: 'job-failed', posts: 1 })
  })

  test('an abort', async () => {
    const controller = new AbortController()
    const { script, kontext } = falAnswers(answer(429), {
      middleware: [
        async (exchange, next) => {
          const response = await next(exchange)
          controller.abort(new Error('enough'))
          return response
        },
      ],
    })
    const reason = await reasonOf(kontext.submit(input, { signal: controller.signal }))
    expect(reason).toMatchObject({ message: 'enough' })
    expect(hosts(script.posts())).toEqual([fals])
  })

  test('a deadline that is over', async () => {
    const { clock, script, kontext } = falAnswers(answer(429), {
      middleware: [
        async (exchange, next) => {
          const response = await next(exchange)
          await clock.advance(600_000)
          return response
        },
      ],
    })
    const error = await failureOf(kontext.submit(input))
    expect({ provider: error.provider, asked: hosts(script.posts()) }).toEqual({
      provider: 'fal',
      asked: [fals],
    })
  })
})

describe('when all refuse', () => {
  test('the error has one of each, and nothing is billed', async () => {
    const clock = createFakeClock({ autoAdvance: true })
    const { fetch, posts } = scriptedFetch(answer(429))
    const error = await failureOf(createKontext(both(), { clock, fetch }).edit(input))
    expect(FailoverError.is(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'failover',
      provider: 'fal+chainhub',
      billed: 'no',
      retryable: true,
      errors: [
        { provider: 'fal', code: 'rate-limit' },
        { provider: 'chainhub', code: 'rate-limit' },
      ],
    })
    // The last is the only one to be tried again.
    expect(hosts(posts())).toEqual([fals, chainhubs, chainhubs, chainhubs, chainhubs])
    expect(JSON.stringify(error)).not.toMatch(/key-of|donut/)
  })

  test('a doubt at the last is its own error', async () => {
    const { fetch } = scriptedFetch(answer(429), answer(500))
    const error = await failureOf(createKontext(both(), { fetch }).edit(input))
    expect({ code: error.code, provider: error.provider, billed: error.billed }).toEqual({
      code: 'ambiguous-submit',
      provider: 'chainhub',
      billed: 'maybe',
    })
  })
})

describe('an input', () => {
  test('is checked against every provider before any network', async () => {
    const { fetch, seen } = scriptedFetch(falTicket())
    const kontext = createKontext(failover(fal({ apiKey: 'k' }), vtrix({ apiKey: 'k' })), { fetch })
    const error = await failureOf(
      kontext.submit({ prompt: 'x', image: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), guidance: 15 }),
    )
    expect({ code: error.code, provider: error.provider, sent: seen.length }).toEqual({
      code: 'input',
      provider: 'vtrix',
      sent: 0,
    })
  })

  test('that is a stream is read once for all of them', async () => {
    const { script, kontext } = falAnswers(answer(429))
    const stream = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])]).stream()
    await kontext.submit({ ...input, image: stream })
    const bodies = script.posts().map(({ body }) => JSON.parse(body) as { image_url: string })
    expect(bodies.map(({ image_url: url }) => url.slice(0, 22))).toEqual([
      'data:image/jpeg;base64',
      'data:image/jpeg;base64',
    ])
  })
})

describe('a handle', () => {
  test('is resumed at the provider it names', async () => {
    const { script, kontext } = falAnswers(answer(429))
    const { handle } = await kontext.submit(input)
    const result = await kontext.resume(handle).result()
    expect(result.provider).toBe('chainhub')
    expect(script.seen.slice(2).every(({ url }) => url.startsWith('https://api.chainhub.tech/'))).toBe(true)
  })

  test('of another provider is refused', async () => {
    const { kontext } = falAnswers(answer(429))
    const { handle } = await kontext.submit(input)
    expect(() => kontext.resume({ ...handle, provider: 'vtrix' })).toThrow(InputError)
    expect(() => kontext.resume({ ...handle, origin: 'https://evil.example' })).toThrow(InputError)
  })
})

describe('the provider value', () => {
  test('can what all can', () => {
    const { id, capabilities } = failover(fal(), chainhub(), vtrix())
    expect(id).toBe('fal+chainhub+vtrix')
    expect(Object.keys(capabilities.models)).toEqual(['max'])
    expect(capabilities.options).toEqual({
      aspectRatio: {
        field: 'aspect_ratio',
        type: 'string',
        values: ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'],
      },
      format: { field: 'output_format', type: 'string', values: ['jpeg', 'png'], default: 'jpeg' },
      guidance: { field: 'guidance_scale', type: 'number', min: 1, max: 10 },
      safetyTolerance: {
        field: 'safety_tolerance',
        type: 'integer',
        as: 'string',
        values: [1, 2, 3, 4, 5, 6],
        min: 0,
        max: 6,
        default: 2,
      },
      seed: { field: 'seed', type: 'integer' },
    })
    expect(capabilities.images).toEqual({ fields: ['image_url'], accepts: ['url'], min: 1, max: 1 })
    expect(capabilities.native).toEqual({})
  })

  test('names no price and no time for which a result is kept: those of who takes the edit count', () => {
    const path = '/fal-ai/flux-pro/kontext/max'
    const priced = defineProvider<ProviderDescriptor, object>({
      ...falDescriptor,
      models: { max: { path, price: { amount: 0.08, currency: 'USD', per: 'image' } } },
      retention: { resultSeconds: 3600 },
    })
    const { capabilities } = failover(priced(), chainhub())
    expect(capabilities.models).toEqual({ max: { path } })
    expect(capabilities).not.toHaveProperty('retention')
  })

  test('two that a handle could not tell apart are refused', () => {
    expect(() => failover(fal({ apiKey: 'a' }), fal({ apiKey: 'b' }))).toThrow(InputError)
    expect(failover(fal(), fal({ baseUrl: 'https://relay.example' })).id).toBe('fal+fal')
  })

  test('a failover is no member of another', () => {
    expect(() => failover(both(), vtrix())).toThrow(InputError)
  })

  test('shows no key', () => {
    expect(JSON.stringify(both())).not.toContain('key-of')
  })
})
