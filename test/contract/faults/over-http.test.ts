import { isDeepStrictEqual } from 'node:util'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { faults } from '../../../src/testing/faults/catalog.ts'
import type { Fault, FaultContext } from '../../../src/testing/faults/fault.ts'
import { mockedProviders } from '../../../src/testing/mocked-providers.ts'
import { createInProcessMock } from './in-process-mock.ts'
import { playPlainly, type Seen } from './plain-client.ts'

let server: MockServer

beforeAll(async () => {
  server = await startMockServer({ engine: 'fast' })
})
afterAll(() => server.close())

const wired = faults.flatMap((fault) => wiredFault(fault) ?? [])

test('there are faults that break on the wire', () => {
  expect(wired.length).toBeGreaterThan(40)
})

describe.concurrent.for(mockedProviders().filter(({ id }) => id === 'fal' || id === 'vtrix'))(
  'at $id',
  (provider) => {
    const here = wired.filter(({ dialects }) => dialects?.includes(provider.dialect) ?? true)

    test.for(here)('$name is the same over HTTP as in the process', async ({ name, at, patienceMs }) => {
      const play = { provider, key: `mock:${name}/${provider.id}-${name}`, operations: at, times: 2 }
      const known = createInProcessMock(systemClock)
      const [ticket] = await playPlainly({
        ...{
          ...play,
          key: `mock:completes/${provider.id}-${name}`,
          operations: ['submit'],
          times: 1,
          patienceMs: 60_000,
        },
        ...{ fetch: known, baseUrl: known.baseUrl(provider.id) },
      })
      const jobId = /"(?:request_id|id)":"([^"]+)"/.exec(ticket?.text ?? '')?.[1] ?? ''
      const session = server.session(play.key)
      // On a busy machine what does come may come late: only then is it played again, with more patience.
      for (const times of [1, 5, 25]) {
        session.reset()
        const patient = { ...play, jobId, patienceMs: patienceMs * times }
        const mock = createInProcessMock(systemClock)
        const here = await playPlainly({ ...patient, fetch: mock, baseUrl: mock.baseUrl(provider.id) })
        const there = await playPlainly({ ...patient, fetch, baseUrl: server.baseUrl(provider.id) })
        const [inProcess, overHttp] = [here.map(outcome), there.map(outcome)]
        if (isDeepStrictEqual(overHttp, inProcess)) break
        if (times === 25) expect(overHttp).toEqual(inProcess)
      }
      expect(session.journal().some(({ scenarios }) => scenarios.includes(name))).toBe(true)
    })
  },
)

test('a key that is sent to another host is seen there', async () => {
  const key = 'mock:submit-urls-abroad/careless'
  const headers = { authorization: `Key ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ prompt: 'a donut', image_url: 'https://example.com/flour.png' })
  const path = `${server.baseUrl('fal')}/fal-ai/flux-pro/kontext/max`
  const ticket: unknown = await (await fetch(path, { method: 'POST', headers, body })).json()
  const { status_url: abroad } = ticket as { status_url: string }
  expect(new URL(abroad).origin).not.toBe(server.url)
  await fetch(abroad)
  expect(server.elsewhere.keys).toBe(0)
  await fetch(abroad, { headers })
  expect(server.elsewhere.keys).toBe(1)
  expect(
    server
      .session(key)
      .verify()
      .findings.map(({ rule }) => rule),
  ).toContain('key-abroad')
})

const outcome = ({ operation, outcome: how }: Seen): string => `${operation}: ${how}`

/** A fault that is more than another answer: something a real connection has to do. */
function wiredFault(fault: Fault): (Fault & { readonly patienceMs: number }) | undefined {
  const context: FaultContext = {
    dialect: 'fal-queue',
    operation: 'submit',
    request: { method: 'GET', url: '/', headers: {}, body: new Uint8Array(), origin: 'http://127.0.0.1' },
    baseUrl: 'http://127.0.0.1',
    jobId: '',
    elsewhere: 'http://127.0.0.1:1',
    now: 0,
  }
  const body = new TextEncoder().encode('{"status":"COMPLETED","status_url":"http://127.0.0.1/"}')
  try {
    const { wire, headers } = fault.change({ status: 200, headers: {}, body }, context)
    if (wire === undefined && headers['content-encoding'] === undefined) return undefined
    const silent = wire?.do === 'stall' || (wire?.do === 'drip' && wire.everyMs >= 1_000)
    return { ...fault, patienceMs: silent ? 300 : 4_000 }
  } catch {
    // It needs a real ticket.
    return undefined
  }
}
