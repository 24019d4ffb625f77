import { providers, type Provider } from 'kontext-sdk'
import { checkProvider, type CheckOptions, type CheckReport } from 'kontext-sdk/check'
import { createFakeClock, createMockFetch, type FakeClock, type MockFetch } from 'kontext-sdk/testing'

/** Every provider there is a contract for. */
export const ids = ['fal', 'fal-relay', 'chainhub', 'vtrix'] as const

export type Id = (typeof ids)[number]

/** The key that must be found nowhere. */
export const secretKey = 'secret-key-0123456789abcdef'

/** A provider whose server is a mock in this process. */
export interface Mocked {
  readonly provider: Provider
  readonly fetch: MockFetch
  readonly clock: FakeClock
}

/** Makes a provider whose server is a mock. */
export function mocked(id: Id): Mocked {
  const clock = createFakeClock({ autoAdvance: true })
  const fetch = createMockFetch({ clock })
  const provider = providers[id]({ apiKey: secretKey, baseUrl: fetch.baseUrl(id) })
  return { provider, fetch, clock }
}

/** One request as it reached the server. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly redirect: string
}

/** What stands between the suite and a mock; `next` asks the mock. */
export type Between = (seen: Seen, next: (changed?: Partial<Seen>) => Promise<Response>) => Promise<Response>

/** A fetch that sees every request before the mock does, and may answer in its place. */
function between(fetch: typeof globalThis.fetch, act: Between) {
  const seen: Seen[] = []
  const run: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const one: Seen = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: await request.text(),
      redirect: request.redirect,
    }
    seen.push(one)
    return act(one, (changed = {}) => {
      const { method, url, headers, body } = { ...one, ...changed }
      const sent = { method, headers, ...(method === 'GET' ? {} : { body }), redirect: 'manual' as const }
      return fetch(url, { ...sent, ...(init?.signal ? { signal: init.signal } : {}) })
    })
  }
  return { fetch: run, seen }
}

/** Runs the suite against a mock with something between. */
export async function checked(
  id: Id,
  options: CheckOptions = {},
  act: Between = (_seen, next) => next(),
): Promise<{
  readonly report: CheckReport
  readonly seen: readonly Seen[]
  readonly mock: MockFetch['mock']
}> {
  const { provider, fetch, clock } = mocked(id)
  const { fetch: send, seen } = between(fetch, act)
  const report = await checkProvider(provider, { clock, fetch: send, ...options })
  return { report, seen, mock: fetch.mock }
}

/** A case of a report. */
export function caseOf(report: CheckReport, id: string): CheckReport['cases'][number] {
  const found = report.cases.find((result) => result.id === id)
  if (found === undefined) throw new Error(`there is no case ${id}`)
  return found
}

/** The ids of the cases that came out so. */
export function idsOf(
  report: CheckReport,
  status: CheckReport['cases'][number]['status'],
): readonly string[] {
  return report.cases.filter((result) => result.status === status).map(({ id }) => id)
}
