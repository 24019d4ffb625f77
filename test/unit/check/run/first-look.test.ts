import { fal, providers } from 'kontext-sdk'
import { checkProvider, rehearse, type CheckReport } from 'kontext-sdk/check'
import { createFakeClock } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { checked, idsOf, ids, mocked, type Between } from '../mocked.ts'

const page = '<!DOCTYPE html><html><body>Welcome</body></html>'
const html = (status: number): Response =>
  new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })

const nobody = [
  { name: '404 in JSON', answer: () => Response.json({ detail: 'Not Found' }, { status: 404 }), says: '404' },
  { name: '404 with a page', answer: () => html(404), says: '404 with a page of HTML' },
  { name: '405', answer: () => new Response(null, { status: 405 }), says: '405 with nothing' },
  { name: '200 with a page', answer: () => html(200), says: '200 with a page of HTML' },
  { name: '200 with a page that says it is JSON', answer: () => new Response(page), says: '200 with a page' },
  { name: '200 and a word', answer: () => new Response('ok'), says: '200 without JSON' },
  { name: '502 with a page', answer: () => html(502), says: '502 with a page of HTML' },
  {
    name: 'the way to elsewhere',
    answer: () => new Response(null, { status: 301, headers: { location: 'https://elsewhere.example' } }),
    says: '301 with nothing',
  },
]

async function checkedAt(baseUrl: string, answer: () => Response, only?: string[]): Promise<CheckReport> {
  const fetch: typeof globalThis.fetch = () => Promise.resolve(answer())
  const provider = fal({ apiKey: 'key-0123456789', baseUrl })
  return checkProvider(provider, {
    ...{ fetch, clock: createFakeClock({ autoAdvance: true }) },
    ...(only === undefined ? {} : { only }),
  })
}

describe('an address where everything is answered', () => {
  test.each(nobody)('$name has no such API: nothing is paid, and nothing said of the cases', async (one) => {
    const report = await checkedAt('http://127.0.0.1:4010', one.answer)
    expect([report.verdict, report.budget.spent, report.exchanges.length]).toEqual(['unreachable', 0, 2])
    expect(report.failure).toContain('no such API is at http://127.0.0.1:4010: GET /fal-ai/')
    expect(report.failure).toContain(`POST /fal-ai/flux-pro/kontext were answered ${one.says}`)
    expect([...idsOf(report, 'passed'), ...idsOf(report, 'deviates'), ...report.remarks]).toEqual([])
    const reasons = new Set(
      report.cases.filter(({ status }) => status === 'skipped').map(({ reason }) => reason),
    )
    expect([...reasons]).toEqual(['the server was not reached'])
  })

  test.each(['validation', 'lifecycle.submit', 'auth.no-key', 'result'])(
    '404 gets no edit with only %s',
    async (only) => {
      const report = await checkedAt('http://127.0.0.1:4010', () => html(404), [only])
      expect([report.verdict, report.budget.spent]).toEqual(['unreachable', 0])
      expect(report.exchanges.some(({ edit }) => edit !== undefined)).toBe(false)
    },
  )
})

const remedies = [
  {
    baseUrl: 'http://127.0.0.1:4010',
    says: 'Is the base path missing? The server of its contract is https://queue.fal.run; at kontext-mocks it is http://127.0.0.1:4010/fal.',
  },
  {
    baseUrl: 'http://127.0.0.1:4010/fal',
    says: 'Is its path right? The server of its contract is https://queue.fal.run.',
  },
  {
    baseUrl: 'https://relay.example/v1',
    says: 'Is its path right? The server of its contract is https://queue.fal.run.',
  },
]
test.each(remedies)('what to do is said of $baseUrl', async ({ baseUrl, says }) => {
  const { failure = '' } = await checkedAt(baseUrl, () => html(404))
  expect(failure.slice(-says.length)).toBe(says)
})

const spoken: { name: string; act: Between }[] = [
  {
    name: 'hides everything from who has no good key',
    act: (seen, next) => (seen.headers.get('authorization') === null ? Promise.resolve(html(404)) : next()),
  },
  { name: 'refuses every key with a page', act: () => Promise.resolve(html(403)) },
  {
    name: 'takes no submits, and knows who asks',
    act: ({ method }, next) => (method === 'POST' ? Promise.resolve(html(404)) : next()),
  },
]
test.each(spoken)('a server that $name is looked at', async ({ act }) => {
  const { report } = await checked('fal', { budget: 1 }, act)
  expect(report.verdict).toBe('deviates')
})

test.each(ids)('a good server at %s is asked nothing more, in all or in one case', async (id) => {
  const { seen } = await checked(id, { budget: 0 })
  const bare = seen.filter(({ headers, url }) => !headers.has('authorization') && url.includes('0000'))
  expect(new Set(bare.map(({ method, url }) => `${method} ${url}`)).size).toBe(bare.length)
  const { report } = await checked(id, { budget: 0, only: ['validation.required'] })
  expect(report.exchanges[0]?.about).toBe('status without a key')
})

test('a plan begins with what is free', async () => {
  const { requests } = await rehearse(mocked('fal').provider, { budget: 1, only: ['lifecycle.submit'] })
  expect(requests[0]).toMatchObject({ about: 'status without a key', key: 'none' })
})

test('a key under another scheme is not said to be taken where it is not refused', async () => {
  const provider = providers.fal({ apiKey: 'key-0123456789', baseUrl: 'https://relay.example' })
  let count = 0
  const fetch: typeof globalThis.fetch = () =>
    Promise.resolve(Response.json({ detail: 'no' }, { status: (count += 1) === 1 ? 401 : 404 }))
  const clock = createFakeClock({ autoAdvance: true })
  const report = await checkProvider(provider, { fetch, clock, only: ['auth.wrong-scheme'] })
  expect(report.cases[0]?.deviations[0]?.message).toBe('The key under another scheme was not refused.')
})

test('a key that is a word of what is said does not cut it out', async () => {
  const provider = fal({ apiKey: 'mock', baseUrl: 'http://127.0.0.1:4010' })
  const fetch: typeof globalThis.fetch = () => Promise.resolve(html(404))
  const { failure } = await checkProvider(provider, { fetch, clock: createFakeClock({ autoAdvance: true }) })
  expect(failure).toContain('at kontext-mocks it is http://127.0.0.1:4010/fal.')
})
