import fc from '../fast-check.ts'
import { providers } from 'kontext-sdk'
import type { ContractEngine } from 'kontext-sdk/testing'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  ContractDocument,
  type ContractAnswer,
  type ContractRequest,
  type Violation,
} from 'kontext-sdk/contracts'
import { Contracts, contractFiles, loadContracts } from '../../mocks/src/contracts.ts'
import { createFastEngine } from '../../mocks/src/engines/fast-engine.ts'
import { createPrismEngine } from '../../mocks/src/engines/prism-engine.ts'
import { answersNear, pathOf, requestsNear } from './engines/generate.ts'
import { corners, knownDifferences, type Verdict } from './engines/known-differences.ts'

const contracts = loadContracts(contractFiles())
contracts.replace('corners', new ContractDocument('corners.yaml', corners))
const engines = { prism: createPrismEngine(contracts), fast: createFastEngine(contracts) }
const ids = Object.keys(providers)
// Four contracts: 6,000 requests, 4,000 answers.
const runs = { requests: 1_500, answers: 1_000 }

describe('the two engines', () => {
  test.each(ids)('say the same about requests to %s', async (id) => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(requestsNear(rootOf(id)), async (request) => {
        if (knownDifferences.some(({ explains }) => explains(request))) return
        const [prism, fast] = await Promise.all([
          judge(engines.prism, id, request),
          judge(engines.fast, id, request),
        ])
        expect(fast.verdict).toEqual(prism.verdict)
        expect(fast.operation).toBe(prism.operation)
        if (fast.verdict?.length !== 0) refused += 1
        // The line of the contract is known for each, whoever found it.
        for (const { contract } of [...prism.violations, ...fast.violations])
          expect(contract).toMatchObject({ file: `generated/${id}/contract.openapi.yaml` })
      }),
      { numRuns: runs.requests, seed: 7 },
    )
    // Neither all right nor all wrong: the generator is no good otherwise.
    expect(refused).toBeGreaterThan(runs.requests / 10)
    expect(refused).toBeLessThan((runs.requests * 9) / 10)
  })

  test.each(ids)('say the same about answers of %s', async (id) => {
    let broken = 0
    await fc.assert(
      fc.asyncProperty(answersNear(rootOf(id)), async ({ operation, answer }) => {
        const request = { method: operation.method, path: pathOf(operation, 'x'), query: {}, headers: {} }
        const [prism, fast] = await Promise.all([
          brokenBy(engines.prism, { id, request, answer }),
          brokenBy(engines.fast, { id, request, answer }),
        ])
        expect(fast).toEqual(prism)
        if (fast.length > 0) broken += 1
      }),
      { numRuns: runs.answers, seed: 7 },
    )
    expect(broken).toBeGreaterThan(runs.answers / 10)
    expect(broken).toBeLessThan((runs.answers * 9) / 10)
  })

  describe.each(knownDifferences)('differ on $name', ({ request, prism, fast }) => {
    test('as Prism sees it', async () => {
      const judged = judge(engines.prism, 'corners', request)
      if (prism === 'throws') await expect(judged).rejects.toThrow()
      else expect((await judged).verdict).toEqual(prism)
    })

    test('as our own validators see it', async () => {
      expect((await judge(engines.fast, 'corners', request)).verdict).toEqual(fast)
    })
  })

  const corner = { method: 'GET', path: '/edits/1', query: {}, headers: {} }
  const requests = [
    { name: 'a number in a query', request: { query: { count: '3' } }, want: [] },
    { name: 'a word for a number', request: { query: { count: 'three' } }, want: ['query/count type'] },
    { name: 'a number too small', request: { query: { count: '0' } }, want: ['query/count minimum'] },
    { name: 'a list between commas', request: { query: { tags: 'a,b' } }, want: [] },
    { name: 'a wrong item of a list', request: { query: { tags: 'a,c' } }, want: ['query/tags/1 enum'] },
    {
      name: 'a header in any case',
      request: { headers: { 'X-TRACE': 'ab' } },
      want: ['header/x-trace minLength'],
    },
    { name: 'an empty value', request: { query: { count: '' } }, want: [] },
    { name: 'an empty name in the path', request: { path: '/edits/' }, want: ['path/id required'] },
  ]
  const answers = [
    { name: 'a status of a range', answer: { status: 418, body: {} }, want: [] },
    {
      name: 'a type outside a range of types',
      answer: { status: 418, body: {}, headers: { 'content-type': 'text/html' } },
      want: ['header/content-type content-type'],
    },
    {
      name: 'a status the contract does not list',
      answer: { status: 500, body: {} },
      want: ['status status'],
    },
    {
      name: 'a header that is a number',
      answer: { status: 200, body: {}, headers: { 'retry-after': '3' } },
      want: [],
    },
    {
      name: 'a header that is none',
      answer: { status: 200, body: {}, headers: { 'retry-after': 'soon' } },
      want: ['header/retry-after type'],
    },
  ]
  describe.each(['prism', 'fast'] as const)('agree, and %s is right, about', (name) => {
    test.each(requests)('$name', async ({ request, want }) => {
      expect((await judge(engines[name], 'corners', { ...corner, ...request })).verdict).toEqual(want)
    })

    test.each(answers)('$name', async ({ answer, want }) => {
      expect(await brokenBy(engines[name], { id: 'corners', request: corner, answer })).toEqual(want)
    })
  })

  const drafts = [
    { name: 'prefixItems', body: { point: ['a', 1] }, want: ['body/point/0 type'] },
    { name: 'items after prefixItems', body: { point: [1, 2, 3] }, want: ['body/point items'] },
    { name: 'dependentRequired', body: { card: 'x' }, want: ['body dependentRequired'] },
    { name: 'unevaluatedProperties', body: { other: 1 }, want: ['body unevaluatedProperties'] },
  ]
  describe.each(drafts)('read a body as JSON Schema 2020-12: $name', ({ body, want }) => {
    test.each(['prism', 'fast'] as const)('%s', async (name) => {
      const request = {
        method: 'POST',
        path: '/drafts',
        query: {},
        headers: { 'content-type': 'application/json' },
        body,
      }
      expect((await judge(engines[name], 'corners', request)).verdict).toContain(want[0])
    })
  })
})

describe.each(Object.entries(engines))('the %s engine', (_name, engine) => {
  const request = {
    method: 'POST',
    path: '/fal-ai/flux-pro/kontext',
    query: {},
    headers: { 'content-type': 'application/json' },
  }

  test('says which line of the contract refused', async () => {
    const body = { prompt: 'x', image_url: 'https://a.example/b.png', guidance_scale: 99 }
    const { violations } = await judge(engine, 'fal', { ...request, body })
    const [found] = violations
    expect(found).toMatchObject({ location: ['body', 'guidance_scale'], keyword: 'maximum' })
    const { text } = fileOf('fal')
    expect(text.split('\n')[(found?.contract?.line ?? 0) - 1]).toMatch(/^ +maximum: 20$/)
  })

  test('serves a contract that took the place of another from the next request on', async () => {
    const two = new Contracts([['corners', new ContractDocument('a.yaml', corners)]])
    const swapped = engine === engines.prism ? createPrismEngine(two) : createFastEngine(two)
    const body = { a: 1 }
    const ask = (): Promise<{ verdict: Verdict }> =>
      judge(swapped, 'corners', { ...request, path: '/closed', body })
    expect((await ask()).verdict).toEqual(['body/a type'])
    two.replace(
      'corners',
      new ContractDocument('a.yaml', corners.replace('{ a: { type: string }', '{ a: { type: integer }')),
    )
    expect((await ask()).verdict).toEqual([])
  })
})

interface Judged {
  readonly operation: string | undefined
  readonly verdict: Verdict
  readonly violations: readonly Violation[]
}

async function judge(engine: ContractEngine, id: string, request: ContractRequest): Promise<Judged> {
  let violations: readonly Violation[] = []
  const exchange = await engine.exchange(id, request, (_operation, found) => {
    violations = found
    return { status: 200, body: {} }
  })
  return exchange.matched
    ? { operation: exchange.operation, verdict: summed(violations), violations }
    : { operation: undefined, verdict: undefined, violations }
}

async function brokenBy(
  engine: ContractEngine,
  { id, request, answer }: { id: string; request: ContractRequest; answer: ContractAnswer },
): Promise<readonly string[]> {
  const exchange = await engine.exchange(id, request, () => answer)
  return exchange.matched ? summed(exchange.broken) : ['nothing matched']
}

function summed(violations: readonly Violation[]): readonly string[] {
  return [...new Set(violations.map(({ location, keyword }) => `${location.join('/')} ${keyword}`))].sort()
}

function rootOf(id: string): unknown {
  return contracts.of(id)?.root
}

function fileOf(id: string): { readonly text: string } {
  const path = contractFiles().find(({ provider }) => provider === id)?.path ?? ''
  return { text: readFileSync(path, 'utf8') }
}
