import { describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/clock.ts'
import { createFakeClock } from '../../../src/testing/clocks/fake-clock.ts'
import { faults } from '../../../src/testing/faults/catalog.ts'
import type { Fault } from '../../../src/testing/faults/fault.ts'
import { mockedProviders } from '../../../src/testing/mocked-providers.ts'
import { createInProcessMock } from './in-process-mock.ts'
import { playPlainly, type Seen } from './plain-client.ts'

// The time stands still, so that nothing but the fault changes an answer; what drips and stalls takes real time.
const clock = { ...createFakeClock(), after: systemClock.after }
const baselines = new Map<string, Promise<readonly Seen[]>>()

describe.for(mockedProviders())('at $id', (provider) => {
  const offered = new Set<string>(['submit', 'image', ...Object.keys(provider.operations)])
  const here = faults.filter(
    ({ dialects, at }) =>
      (dialects?.includes(provider.dialect) ?? true) && at.some((operation) => offered.has(operation)),
  )

  test.for(here)('$name changes what comes over the wire', async (fault) => {
    const usual = await baselineOf(fault)
    const { seen, struck } = await playWith(fault, fault.name, idOf(usual))
    expect(struck).toBe(true)
    const changed = seen.filter((one, index) => {
      const before = usual.filter(({ operation }) => operation === one.operation)
      const nth = seen.slice(0, index).filter(({ operation }) => operation === one.operation).length
      return fault.at.includes(one.operation) && JSON.stringify(one) !== JSON.stringify(before[nth])
    })
    expect(changed).not.toHaveLength(0)
  })

  function baselineOf({ at }: Fault): Promise<readonly Seen[]> {
    const name = `${provider.id} ${at.join()}`
    const known = baselines.get(name) ?? playWith({ at }, 'completes').then(({ seen }) => seen)
    baselines.set(name, known)
    return known
  }

  async function playWith({ at }: Pick<Fault, 'at'>, name: string, jobId?: string) {
    const fetch = createInProcessMock(clock)
    const baseUrl = fetch.baseUrl(provider.id)
    const key = `mock:${name}/worker`
    const play = { fetch, baseUrl, provider, key, operations: at, times: 3, patienceMs: 40 }
    const seen = await playPlainly({ ...play, ...(jobId === undefined ? {} : { jobId }) })
    const struck = fetch.mock.journal().some(({ scenarios }) => scenarios.includes(name))
    return { seen, struck }
  }
})

function idOf(seen: readonly Seen[]): string {
  return /"(?:request_id|id)":"([^"]+)"/.exec(seen[0]?.text ?? '')?.[1] ?? ''
}
