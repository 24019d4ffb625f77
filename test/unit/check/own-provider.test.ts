import { defineProvider, fal, InputError, type ProviderDescriptor } from 'kontext-sdk'
import { checkProvider, listCases, rehearse } from 'kontext-sdk/check'
import { readContract } from 'kontext-sdk/contracts'
import { createFakeClock, createMockFetch } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { idsOf } from './mocked.ts'

const clock = createFakeClock({ autoAdvance: true })
const fetch = createMockFetch({ clock })
const own = defineProvider<ProviderDescriptor, object>({ ...fal().capabilities, id: 'mine' })({
  baseUrl: fetch.baseUrl('fal'),
  apiKey: 'k',
})

describe('a provider whose id this SDK does not know', () => {
  const calls = [
    { name: 'listed', call: () => Promise.resolve().then(() => listCases(own)) },
    { name: 'checked', call: () => checkProvider(own, { clock, fetch }) },
    { name: 'rehearsed', call: () => rehearse(own) },
  ]
  test.each(calls)('is not $name without a contract', async ({ call }) => {
    const error: unknown = await call().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({
      message:
        'Failed to check mine: contract is left out, and this SDK has none of this provider. Give one.',
      issues: [{ path: 'contract' }],
    })
  })

  test('is checked by the contract that is given', async () => {
    const report = await checkProvider(own, { clock, fetch, budget: 1, contract: readContract('fal') })
    expect([report.verdict, report.provider.id, idsOf(report, 'deviates')]).toEqual(['conforms', 'mine', []])
  })
})
