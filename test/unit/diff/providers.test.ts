import { fal, providers } from 'kontext-sdk'
import { ContractDocument, fromFragment, readContract, valueAt } from 'kontext-sdk/contracts'
import { diffContracts, diffProviders, type ProviderContract, type Side } from 'kontext-sdk/diff'
import { describe, expect, test } from 'vitest'
import { explainDifferences } from '../../../src/portability/index.ts'

const all = Object.entries(providers).map(([id, make]) => ({
  id,
  contract: readContract(id),
  provider: make({ baseUrl: 'https://relay.example' }),
}))
const pairs = all.flatMap((a) => all.flatMap((b) => (a === b ? [] : [{ name: `${a.id} and ${b.id}`, a, b }])))

function side(id: string): ProviderContract {
  const found = all.find((one) => one.id === id)
  if (found === undefined) throw new Error(`There is no ${id}`)
  return found
}

function isRight(given: Side, { contract }: ProviderContract): boolean {
  const path = fromFragment(given.pointer)
  const there = valueAt(contract.document.root, path) !== undefined
  const { place } = given
  return there && place.file === contract.document.file && place.line > 0
}

describe.each(pairs)('$name', ({ a, b }) => {
  const { portable, findings } = diffProviders(a, b)

  test('differ, with both places in their contracts and evidence for what stands there', () => {
    expect(findings.length).toBeGreaterThan(5)
    for (const { before, after, ...finding } of findings) {
      expect({ finding, right: [isRight(before, a), isRight(after, b)] }).toEqual({
        finding,
        right: [true, true],
      })
      for (const one of [before, after])
        expect([one.pointer, one.evidence?.kind]).toEqual([
          one.pointer,
          one.value === undefined ? undefined : expect.stringMatching(/^(document|public|inferred)$/),
        ])
    }
  })

  test('differ for portable calls as an application is told, each difference with its statement', () => {
    expect(portable.length).toBeGreaterThan(0)
    for (const { path, rule, message, witness } of portable)
      expect(explainDifferences(witness, a.provider, b.provider)).toContainEqual(
        expect.objectContaining({ path, rule, message }),
      )
    for (const { message, a: one, b: other } of portable)
      expect([message, isRight(one.at, a), isRight(other.at, b)]).toEqual([message, true, true])
  })
})

test('guidance is valid at fal and refused by vtrix, by statements of both contracts', () => {
  const { portable } = diffProviders(side('fal'), side('vtrix'))
  const guidance = portable.find(({ path, rule }) => path === 'guidance' && rule === 'range')
  expect(guidance).toMatchObject({
    message: 'guidance 11 is valid at fal (1 to 20), refused by vtrix (1 to 10)',
    a: {
      verdict: 'taken',
      at: {
        pointer: '/components/schemas/MaxInput/properties/guidance_scale/maximum',
        value: 20,
        evidence: { kind: 'public' },
      },
    },
    b: {
      verdict: 'refused',
      at: {
        pointer: '/components/schemas/Parameters/properties/guidance_scale/maximum',
        value: 10,
        evidence: { kind: 'document', at: expect.stringContaining('/documents/004_') },
      },
    },
  })
})

test('a nested body is compared option by option', () => {
  const { findings } = diffProviders(side('fal'), side('vtrix'))
  const submit = findings
    .filter(({ operation }) => operation === 'submitMax')
    .map(({ rule, message }) => ({ rule, message }))
  expect(submit).toContainEqual({
    rule: 'request-body-layout-changed',
    message: 'submitMax: request body has another layout at vtrix: flat → fields in input[].params',
  })
  expect(submit).toContainEqual({
    rule: 'request-property-renamed',
    message: 'submitMax: request field image_url has another name at vtrix: image_url → input_image',
  })
  expect(submit).toContainEqual({
    rule: 'request-range-narrowed',
    message: 'submitMax: request field guidance_scale takes a narrower range at vtrix: 1 to 20 → 1 to 10',
  })
  expect(submit).toContainEqual({
    rule: 'request-property-added',
    message: 'submitMax: only vtrix has request field input[].params.steps',
  })
  expect(
    submit.filter(({ message }) =>
      /(has .*field (prompt|seed|output_format)$|field (prompt|seed|output_format) has another name)/.test(
        message,
      ),
    ),
  ).toEqual([])
})

test('operations of two providers are compared by what they are for', () => {
  const { findings } = diffProviders(side('fal'), side('vtrix'))
  const operations = findings
    .filter(({ rule }) => rule.startsWith('operation-'))
    .map(({ message }) => message)
  expect(operations).toEqual([
    'submitPro: only fal has the operation',
    'stream: only fal has the operation',
    'cancel: only fal has the operation',
    'submitMax: the operation has another path at vtrix: /fal-ai/flux-pro/kontext/max → /model/v1/generation',
    'status: the operation has another path at vtrix: /fal-ai/flux-pro/requests/{request_id}/status → /model/v1/generation/task/{request_id}',
    'result: the operation has another id at vtrix: result → status',
    'result: the operation has another path at vtrix: /fal-ai/flux-pro/requests/{request_id} → /model/v1/generation/task/{request_id}',
  ])
})

test('what several operations share is one finding that names them', () => {
  const { findings } = diffProviders(side('fal'), side('chainhub'))
  const form = findings.find(({ message }) => message.includes('GatewayError'))
  expect(form).toMatchObject({ operation: 'submitMax', alsoIn: ['status', 'result', 'cancel'] })
  expect(form?.message).toMatch(/^submitMax and 3 more: /)
})

test.each(all)('$id does not differ from itself', (one) => {
  expect(diffContracts(one.contract, readContract(one.id))).toEqual([])
  expect(diffProviders(one, { ...one, contract: readContract(one.id) })).toEqual({
    portable: [],
    findings: [],
  })
})

test.each([
  {
    name: 'a provider alone',
    given: fal(),
    want: /^Failed to compare providers: b has no contract\. Pass \{ provider: fal\(\), contract: readContract\('fal'\) \}; readContract is in kontext-sdk\/contracts\.$/,
  },
  { name: 'a contract alone', given: { contract: readContract('fal') }, want: /b has no provider/ },
  {
    name: 'what makes a provider',
    given: { contract: readContract('fal'), provider: fal },
    want: /b has no provider/,
  },
  { name: 'nothing', given: undefined, want: /b has no contract/ },
])('$name is refused', ({ given, want }) => {
  expect(() => diffProviders(side('vtrix'), given as unknown as ProviderContract)).toThrow(want)
})

test('a contract that is no YAML is refused with the place of the mistake', () => {
  const broken = { id: 'broken', document: new ContractDocument('broken.yaml', 'openapi: [') }
  expect(() => diffContracts(broken, side('fal').contract)).toThrow(
    /^Failed to compare broken\.yaml: .+ at line 1, column \d+\. Give an OpenAPI contract as YAML\.$/,
  )
})
