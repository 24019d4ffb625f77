import { providers, type ProviderDescriptor } from 'kontext-sdk'
import { readContract, type Contract } from 'kontext-sdk/contracts'
import { checkProvider, type CheckOptions, type CheckReport } from 'kontext-sdk/check'
import {
  createFakeClock,
  createGeneratedEngine,
  createMockFetch,
  createPlainPainter,
} from 'kontext-sdk/testing'
import { mutate } from './mutate.ts'
import type { Changes } from './mutant.ts'
import { createReceiver } from './receiver.ts'

/** How a mock is held against its contract. */
export interface CheckMockOptions {
  /** @default none */
  readonly changes?: Changes
  /** Scenarios or faults of the mock. @default 'completes' */
  readonly scenario?: string
  readonly check?: Pick<CheckOptions, 'budget' | 'only'>
}

/** What came of it. */
export interface CheckedMock {
  readonly report: CheckReport
  /** Exchanges that the changes changed. */
  readonly strikes: number
  /** Edits that the mock took. */
  readonly accepted: number
}

/** More than the suite has. */
const allEdits = 20

// None of them keeps anything of a run but pictures, which are the same for all.
const engine = createGeneratedEngine()
const painter = createPlainPainter()
// Read once: its schemas are compiled once, too.
const contracts = new Map<string, Contract>()

/** The contract of a provider, the same one for each run. */
export function contractOf(id: string): Contract {
  const known = contracts.get(id) ?? readContract(id)
  contracts.set(id, known)
  return known
}

/** Runs the whole suite against a mock in this process, on a clock that waits for nobody. */
export async function checkMock(
  descriptor: ProviderDescriptor,
  { changes = {}, scenario, check = {} }: CheckMockOptions = {},
): Promise<CheckedMock> {
  const clock = createFakeClock({ autoAdvance: true })
  const keysUrl = 'https://rest.fal.ai/.well-known/jwks.json'
  const { receiver, deliver } = createReceiver(keysUrl)
  const mock = createMockFetch({
    clock,
    engine,
    painter,
    deliver,
    ...(scenario === undefined ? {} : { scenario }),
  })
  const baseUrl = mock.baseUrl(descriptor.id)
  const fetch = mutate(mock, changes, { descriptor, baseUrl })
  try {
    const report = await checkProvider(providerOf(descriptor.id, baseUrl), {
      budget: allEdits,
      contract: contractOf(descriptor.id),
      ...check,
      ...{ fetch, clock, webhook: receiver },
    })
    return { report, strikes: fetch.strikes(), accepted: mock.mock.accepted() }
  } finally {
    mock.mock.stop()
  }
}

function providerOf(id: string, baseUrl: string) {
  const make = Object.entries(providers).find(([known]) => known === id)?.[1]
  if (make === undefined) throw new Error(`Failed to check ${JSON.stringify(id)}: there is no such provider.`)
  return make({ baseUrl, apiKey: 'key-of-the-mutants' })
}
