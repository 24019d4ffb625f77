import { Socket } from 'node:net'
import { fal, falRelay, InputError, providers } from 'kontext-sdk'
import { rehearse, type PlannedRequest, type SuiteOptions } from 'kontext-sdk/check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { checked, ids, secretKey, type Id } from '../mocked.ts'

afterEach(() => vi.restoreAllMocks())

function make(id: Id) {
  return providers[id]({ apiKey: secretKey, baseUrl: 'https://gateway.example/api' })
}

/** How often each thing is asked. */
function counts(requests: readonly Pick<PlannedRequest, 'about' | 'method' | 'times'>[]) {
  const all: Record<string, number> = {}
  for (const { about, method, times } of requests) {
    const key = `${method} ${about}`
    all[key] = (all[key] ?? 0) + times
  }
  return all
}

describe.each(ids)('%s', (id) => {
  const chosen: SuiteOptions[] = [
    { budget: 8 },
    { budget: 8, only: ['cancel', 'validation'] },
    { budget: 3, skip: ['validation.type', 'result'], model: 'max' },
  ]
  test.each(chosen)('what is rehearsed with %o is what a run sends', async (options) => {
    const [plan, { report, mock }] = await Promise.all([rehearse(make(id), options), checked(id, options)])
    expect(counts(plan.requests)).toEqual(counts(report.exchanges.map((one) => ({ ...one, times: 1 }))))
    expect(plan.most).toEqual({
      edits: mock.accepted(),
      images: report.budget.images,
      ...(report.budget.usd === undefined ? {} : { usd: report.budget.usd }),
    })
    expect(plan.cases.map(({ id: one }) => one).toSorted()).toEqual(
      report.cases.map(({ id: one }) => one).toSorted(),
    )
  })

  test('nothing goes to the network, and no key is needed', async () => {
    const sent = vi.spyOn(globalThis, 'fetch')
    const connected = vi.spyOn(Socket.prototype, 'connect')
    const keyless = { ...make(id), apiKey: () => Promise.reject(new Error('there is no key')) }
    const { requests } = await rehearse(keyless, { budget: 8 })
    expect(requests.length).toBeGreaterThan(20)
    expect([sent.mock.calls, connected.mock.calls]).toEqual([[], []])
  })

  test('no key is in the plan, and no image', async () => {
    const text = JSON.stringify(await rehearse(make(id), { budget: 8 }))
    expect(text).not.toContain(secretKey)
    expect(text).not.toMatch(/[A-Za-z0-9+/]{60}/)
  })
})

test('free requests say nothing of money, paid ones what they cost at most', async () => {
  const { requests, most, ifProbeIsTaken } = await rehearse(make('fal'), { budget: 8 })
  const paid = requests.flatMap(({ pays, method, key }) =>
    pays === undefined ? [] : [{ ...pays, method, key }],
  )
  expect(paid.map(({ edit }) => edit)).toEqual([
    'usual',
    'again',
    'cancel-queued',
    'cancel-running',
    'sync-mode',
    'other-shape',
    'bad-image',
  ])
  expect(new Set(paid.map(({ method, key }) => `${method} ${key}`))).toEqual(new Set(['POST right']))
  expect(paid.find(({ edit }) => edit === 'other-shape')).toMatchObject({ images: 2, usd: 0.08 })
  expect(most).toEqual({ edits: 7, images: 8, usd: 0.32 })
  // The path of the dearer model is probed too.
  expect(ifProbeIsTaken).toEqual({ edits: 1, images: 1, usd: 0.08 })
})

test('where no price is documented none is told', async () => {
  const { most, requests } = await rehearse(make('fal-relay'), { budget: 1 })
  expect([most, requests.filter(({ pays }) => pays?.usd !== undefined)]).toEqual([
    { edits: 1, images: 1 },
    [],
  ])
})

test('looks at a job are one line that says how long they go on, and at most how often', async () => {
  const { requests } = await rehearse(make('fal'), { budget: 1 })
  const looks = requests.filter(({ until }) => until !== undefined)
  expect(looks).toMatchObject([
    { method: 'GET', path: '/fal-ai/flux-pro/requests/{request_id}/status', until: { ms: 300_000 } },
  ])
  expect(looks[0]?.until?.times).toBeGreaterThan(50)
})

test('a server on loopback is looked at more often', async () => {
  const local = fal({ apiKey: 'k', baseUrl: 'http://127.0.0.1:4010/fal' })
  const [near, far] = await Promise.all([
    rehearse(local, { budget: 1 }),
    rehearse(make('fal'), { budget: 1 }),
  ])
  const most = (plan: typeof near) =>
    plan.requests.find(({ until }) => until !== undefined)?.until?.times ?? 0
  expect(most(near)).toBeGreaterThan(most(far))
})

test('ids of jobs are not known before, those of the suite are', async () => {
  const { requests } = await rehearse(make('vtrix'), { budget: 1 })
  const paths = new Set(requests.flatMap(({ path }) => (path.includes('/task/') ? [path] : [])))
  expect([...paths].toSorted()).toEqual([
    '/model/v1/generation/task/00000000-0000-4000-8000-000000000000',
    '/model/v1/generation/task/no-such-job',
    '/model/v1/generation/task/{request_id}',
  ])
})

test('images are fetched without the key', async () => {
  const { requests } = await rehearse(make('fal'), { budget: 1 })
  const images = requests.filter(({ path }) => path === 'an image')
  expect(images.length).toBeGreaterThan(0)
  expect(new Set(images.map(({ key }) => key))).toEqual(new Set(['none']))
})

test('the receiver of webhooks is not touched', async () => {
  const next = vi.fn(() => new Promise<never>(() => undefined))
  const { requests, cases } = await rehearse(make('fal'), {
    budget: 8,
    webhook: { url: 'https://me.example/hook', next },
  })
  expect(next).not.toHaveBeenCalled()
  expect(requests.find(({ pays }) => pays?.edit === 'webhook')?.path).toContain(
    encodeURIComponent('https://me.example/hook'),
  )
  expect(cases.filter(({ id, status }) => id.startsWith('webhook.') && status !== 'runs')).toEqual([])
})

test('a provider whose key a proxy adds is rehearsed without one', async () => {
  const { requests } = await rehearse(fal({ apiKey: false, baseUrl: 'https://proxy.example/fal' }), {
    budget: 1,
  })
  expect(new Set(requests.map(({ key }) => key))).toEqual(new Set(['none']))
  expect(requests.some(({ pays }) => pays !== undefined)).toBe(true)
})

test('a wrong option is wrong use here too', async () => {
  const one = falRelay({ baseUrl: 'https://relay.example', apiKey: 'k' })
  await expect(rehearse(one, { budget: -1 })).rejects.toBeInstanceOf(InputError)
})
