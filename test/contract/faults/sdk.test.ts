import { inspect } from 'node:util'
import { providers, type DialectId } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'
import { judgeEdit } from '../../../scripts/faults/judge-edit.ts'
import { modeFor, playEdit, type WaitMode } from '../../../scripts/faults/play-edit.ts'
import { faults } from '../../../src/testing/faults/catalog.ts'
import type { Fault } from '../../../src/testing/faults/fault.ts'
import { createHurriedClock } from './hurried-clock.ts'
import { createInProcessMock } from './in-process-mock.ts'

describe.concurrent.for(Object.entries(providers))('the client at %s', ([id, provide]) => {
  const { capabilities } = provide({ baseUrl: 'https://relay.example', apiKey: '' })
  const { dialect, operations } = capabilities
  const offered = new Set<string>(['submit', 'image', ...Object.keys(operations)])
  const here = faults.filter(
    ({ dialects, at }) => (dialects?.includes(dialect) ?? true) && at.some((one) => offered.has(one)),
  )

  const plays = here.flatMap((fault) =>
    modesFor(fault, dialect).map((mode) => ({ name: fault.name, fault, mode })),
  )

  test.for(plays)('does the right thing at $name, waiting by $mode', async ({ fault, mode }) => {
    const clock = createHurriedClock()
    const fetch = createInProcessMock(clock.mock)
    const key = `mock:${fault.name}/worker`
    const played = await clock.until(
      playEdit({
        provider: provide({ baseUrl: fetch.baseUrl(id), apiKey: key }),
        ...{ key, mode, play: fault.play ?? 'edit' },
        options: {
          fetch: clock.watch(fetch),
          clock: clock.client,
          requestTimeoutMs: 20_000,
          timeoutMs: 120_000,
        },
        inspect: (error) => inspect(error, { depth: 20 }),
      }),
    )
    const judged = judgeEdit(fault, played, { control: fetch.mock, key, onLoopback: false })
    expect(judged.wrong).toEqual([])
  })
})

/** In a queue a client may also ask for the result at once, and again until it is there. */
function modesFor(fault: Fault, dialect: DialectId): readonly WaitMode[] {
  const asksForResults =
    dialect === 'fal-queue' && fault.at.includes('result') && !fault.name.startsWith('status-')
  return asksForResults ? [modeFor(fault), 'result'] : [modeFor(fault)]
}
