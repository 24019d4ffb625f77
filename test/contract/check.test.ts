import { get } from 'node:http'
import { startMockServer, type MockServer } from 'kontext-mocks'
import { providers } from 'kontext-sdk'
import { checkProvider, type CheckReport } from 'kontext-sdk/check'
import { mockedProviders } from 'kontext-sdk/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behaviourMutants } from '../../scripts/mutants/behaviours/behaviour-mutants.ts'
import { checkMock, contractOf } from '../../scripts/mutants/check-mock.ts'
import { deviatedIn } from '../../scripts/mutants/kill.ts'
import { together } from '../../scripts/mutants/mutate.ts'
import { openReceiver, type LocalReceiver } from '../../src/cli/check/local-receiver.ts'
import { startShoutingServer, type ShoutingServer } from './shouting-server.ts'

/** More than the suite has. */
const allEdits = 20

/** What was not looked at, or found wrong, of all that applies to the provider. */
function blemishes({ cases, remarks }: CheckReport): readonly string[] {
  return [
    ...cases
      .filter(({ status }) => status !== 'passed' && status !== 'inapplicable')
      .map(({ id, status, reason = '', deviations }) =>
        [id, status, reason, ...deviations.map(({ message }) => message)].join(' '),
      ),
    ...remarks.map(({ message }) => message),
  ]
}

describe.each(['prism', 'fast'] as const)('a mock over HTTP on the engine %s', (engine) => {
  let server: MockServer
  let receiver: LocalReceiver
  beforeAll(async () => {
    server = await startMockServer({ engine })
    receiver = await openReceiver({ port: 0, keysUrl: `${server.baseUrl('fal')}/.well-known/jwks.json` })
  })
  afterAll(async () => {
    receiver.close()
    await server.close()
  })

  // Most of a run is waiting between looks.
  test.concurrent.each(Object.entries(providers))(
    'keeps the contract of %s in every case',
    async (id, make) => {
      const provider = make({ baseUrl: server.baseUrl(id), apiKey: 'contract-test' })
      const started = performance.now()
      const report = await checkProvider(provider, { budget: allEdits, webhook: receiver })
      const seconds = ((performance.now() - started) / 1_000).toFixed(1)
      console.info(`${id} on ${engine}: ${report.exchanges.length} requests in ${seconds} s`)
      expect(blemishes(report)).toEqual([])
      expect(report.verdict).toBe('conforms')
      expect(report.budget.spent).toBe(server.accepted(id))
    },
  )
})

describe('a mock that writes the names of headers in capitals', () => {
  let server: ShoutingServer
  beforeAll(async () => {
    server = await startShoutingServer()
  })
  afterAll(() => server.close())

  test('does so', async () => {
    const names = await new Promise<readonly string[]>((resolve, reject) => {
      get(server.baseUrl('fal'), (response) => {
        resolve(response.resume().rawHeaders)
      }).once('error', reject)
    })
    expect(names).toContain('CONTENT-TYPE')
  })

  test.concurrent.each(Object.entries(providers))('keeps the contract of %s', async (id, make) => {
    const provider = make({ baseUrl: server.baseUrl(id), apiKey: 'contract-test' })
    const report = await checkProvider(provider, { budget: 2 })
    expect(report.cases.filter(({ status }) => status === 'deviates')).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})

describe.each(mockedProviders())('the mock of $id in process', (provider) => {
  test('keeps its contract in every case', async () => {
    const { report, accepted } = await checkMock(provider)
    expect(blemishes(report)).toEqual([])
    expect(report).toMatchObject({ verdict: 'conforms', budget: { spent: accepted } })
  })

  test.each([0, 1, 3])('takes no more edits than the budget of %s', async (budget) => {
    const { report, accepted } = await checkMock(provider, { check: { budget } })
    expect(accepted).toBe(budget)
    expect(report).toMatchObject({ verdict: 'conforms', budget: { edits: budget, spent: budget } })
    const skipped = report.cases.filter(({ status }) => status === 'skipped')
    expect(skipped.length).toBeGreaterThan(0)
  })
})

describe('three planted deviations', () => {
  const [fal] = mockedProviders().filter(({ id }) => id === 'fal')
  const planted = ['fal.position-rises', 'fal.png-for-jpeg', 'fal.webhook-unsigned']

  test('are named, and nothing else is', async () => {
    if (fal === undefined) throw new Error('fal is mocked')
    const mutants = behaviourMutants({ descriptor: fal, contract: contractOf('fal') })
    const chosen = planted.flatMap((name) => mutants.filter((mutant) => mutant.name === name))
    const scenario = chosen.flatMap((one) => one.scenario ?? []).join('+')
    const changes = together(chosen.flatMap(({ start }) => (start === undefined ? [] : [start()])))
    const checked = await checkMock(fal, { scenario, changes })
    expect(checked.strikes).toBeGreaterThan(1)
    expect(deviatedIn(checked)).toEqual(['lifecycle.position', 'result.format-jpeg', 'webhook.signed'])
    expect(chosen.map(({ caughtBy }) => caughtBy)).toEqual(deviatedIn(checked))
    const { cases } = checked.report
    const messages = cases.flatMap(({ deviations }) =>
      deviations.map(({ want, got }) => `${want}, not ${got}`),
    )
    expect(messages).toMatchInlineSnapshot(`
      [
        "2 or less, not 3",
        "image/jpeg, not image/png",
        "image/jpeg, not image/png",
        "signed with a published key, not a header is missing: not signed",
      ]
    `)
  })
})
