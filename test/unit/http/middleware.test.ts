import { describe, expect, test } from 'vitest'
import { ContractError } from '../../../src/errors/errors.ts'
import { createKontext, type KontextOptions } from '../../../src/kontext.ts'
import type { Exchange, Middleware } from '../../../src/http/middleware.ts'
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

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const key = 'canary-key-1234'

function client(
  middleware: readonly Middleware[],
  submitReplies: Reply[] = [],
  options: KontextOptions = {},
) {
  const script = scriptedFetch(({ method, url }: Seen): Response => {
    if (url.startsWith('https://fal.media/')) return new Response(jpeg)
    if (method === 'PUT') return answer(202, { status: 'CANCELLATION_REQUESTED' })
    if (method !== 'POST')
      return url.endsWith('/status')
        ? Response.json({ status: 'COMPLETED' })
        : url.endsWith('job-1')
          ? Response.json(falResult)
          : answer(404)
    const reply = submitReplies.shift() ?? falTicket()
    if (reply instanceof Error) throw reply
    return reply instanceof Response ? reply : Response.json(reply)
  })
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: key }), { clock, fetch: script.fetch, middleware, ...options })
  return { kontext, script }
}

function recorder() {
  const seen: Exchange[] = []
  const record: Middleware = (exchange, next) => {
    seen.push(exchange)
    return next(exchange)
  }
  return { seen, record }
}

describe('middleware', () => {
  test('is around every request, downloads and repetitions among them', async () => {
    const { seen, record } = recorder()
    const { kontext, script } = client([record], [answer(429)])
    const { images } = await kontext.edit(input)
    await images[0].bytes()
    expect(seen).toHaveLength(script.seen.length)
    const told = seen.map(({ operation, attempt, method, requestId }) => [
      operation,
      attempt,
      method,
      requestId,
    ])
    expect(told.slice(0, 2)).toEqual([
      ['submit', 1, 'POST', undefined],
      ['submit', 2, 'POST', undefined],
    ])
    expect(told).toContainEqual(['result', 1, 'GET', 'job-1'])
    expect(told.at(-1)).toEqual(['download', 1, 'GET', undefined])
  })

  test('sees no key, though the provider gets it', async () => {
    const { seen, record } = recorder()
    const { kontext, script } = client([record])
    const { images } = await kontext.edit(input)
    await images[0].bytes()
    expect(JSON.stringify(seen)).not.toContain('canary-key')
    expect(script.seen[0]?.headers.get('authorization')).toBe(`Key ${key}`)
    expect(script.seen.at(-1)?.headers.get('authorization')).toBeNull()
  })

  test('runs the first outermost, and may change both ends', async () => {
    const order: string[] = []
    const named =
      (name: string): Middleware =>
      async (exchange, next) => {
        order.push(`${name} in`)
        const response = await next({ ...exchange, headers: { ...exchange.headers, 'X-Trace': name } })
        order.push(`${name} out`)
        return response
      }
    const { kontext, script } = client([named('outer'), named('inner')])
    await kontext.submit(input)
    expect(order).toEqual(['outer in', 'inner in', 'inner out', 'outer out'])
    expect(script.seen[0]?.headers.get('x-trace')).toBe('inner')
  })

  test('may answer by itself', async () => {
    const { kontext, script } = client([() => Promise.resolve(Response.json(falTicket('from-cache')))])
    expect((await kontext.submit(input)).handle.requestId).toBe('from-cache')
    expect(script.seen).toEqual([])
  })

  test('cannot send the key elsewhere', async () => {
    const astray: Middleware = (exchange, next) => next({ ...exchange, url: 'https://evil.example/fal-ai' })
    const { kontext, script } = client([astray])
    expect(await failureOf(kontext.submit(input))).toBeInstanceOf(ContractError)
    expect(script.seen).toEqual([])
  })

  test('cannot put a key of its own in the place of ours', async () => {
    const other: Middleware = (exchange, next) =>
      next({ ...exchange, headers: { ...exchange.headers, Authorization: 'x' } })
    const { kontext, script } = client([other])
    await kontext.submit(input)
    expect(script.seen[0]?.headers.get('authorization')).toBe(`Key ${key}`)
  })

  test('cannot submit twice', async () => {
    const twice: Middleware = async (exchange, next) => {
      await next(exchange)
      return next(exchange)
    }
    const { kontext, script } = client([twice])
    const error = await failureOf(kontext.submit(input))
    expect({ code: error.code, posts: script.posts().length }).toEqual({ code: 'ambiguous-submit', posts: 1 })
    expect(error.cause).toMatchObject({ message: 'next was called twice for a submit' })
  })

  const broken = new Error('the token server is gone')
  const failures: { name: string; middleware: Middleware; posts: number; code: string; billed: string }[] = [
    {
      name: 'before next',
      middleware: () => Promise.reject(broken),
      posts: 0,
      code: 'network',
      billed: 'no',
    },
    {
      name: 'after next',
      middleware: async (exchange, next) => {
        await next(exchange)
        throw broken
      },
      posts: 1,
      code: 'ambiguous-submit',
      billed: 'maybe',
    },
  ]
  test.each(failures)(
    'that fails $name: $code, billed $billed',
    async ({ middleware, posts, code, billed }) => {
      const { kontext, script } = client([middleware])
      const error = await failureOf(kontext.submit(input))
      expect({ posts: script.posts().length, code: error.code, billed: error.billed }).toEqual({
        posts,
        code,
        billed,
      })
      expect(String(error.cause)).toContain('the token server is gone')
    },
  )

  test('hears of a network that fails', async () => {
    const heard: unknown[] = []
    const listen: Middleware = async (exchange, next) => {
      try {
        return await next(exchange)
      } catch (error) {
        heard.push(error)
        throw error
      }
    }
    const { kontext } = client([listen], [connectionError('ECONNREFUSED')])
    await kontext.submit(input)
    expect(heard).toHaveLength(1)
  })
})
