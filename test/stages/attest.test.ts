import { describe, expect, test } from 'vitest'
import { attest } from '../../scripts/stages/attest.ts'
import { contract, pointed, property, schema, traced } from './support.ts'

const inferred = 'x-evidence: { kind: inferred, source: nobody }'
const published = 'x-evidence: { kind: public, source: a page }'

describe('what no document says is marked', () => {
  const cases = [
    {
      name: 'on a schema',
      given: `components: { schemas: { A: { ${inferred}, type: object } } }`,
      pointer: '/components/schemas/A',
      want: { type: 'object', 'x-evidence': 'inferred' },
    },
    {
      name: 'on a property of a schema that is known better',
      given: `components: { schemas: { A: { properties: { a: { ${inferred}, type: string } } } } }`,
      pointer: '/components/schemas/A/properties/a',
      want: { type: 'string', 'x-evidence': 'inferred' },
    },
    {
      name: 'once, not again on the properties inside',
      given: `components: { schemas: { A: { ${published}, properties: { a: { type: string } } } } }`,
      pointer: '/components/schemas/A',
      want: { properties: { a: { type: 'string' } }, 'x-evidence': 'public' },
    },
    {
      name: 'on an operation, and once more on an answer that is known less',
      given: `paths: { /a: { get: { ${published}, responses: { '200': { ${inferred}, description: ok } } } } }`,
      pointer: '/paths/~1a/get',
      want: {
        'x-evidence': 'public',
        responses: { '200': { description: 'ok', 'x-evidence': 'inferred' } },
      },
    },
    {
      name: 'on shared answers, parameters and security schemes',
      given: `components: { responses: { No: { ${inferred}, description: no } } }`,
      pointer: '/components/responses/No',
      want: { description: 'no', 'x-evidence': 'inferred' },
    },
    {
      name: 'not on a reference, which is no place for it',
      given: `paths: { /a: { get: { responses: { '401': { ${inferred}, $ref: '#/components/responses/No' } } } } }`,
      pointer: '/paths/~1a/get/responses/401',
      want: { $ref: '#/components/responses/No' },
    },
    {
      name: 'not on what a document says',
      given: 'components: { schemas: { A: { type: object } } }',
      pointer: '/components/schemas/A',
      want: { type: 'object' },
    },
  ]
  for (const { name, given, pointer, want } of cases) {
    test(name, () => {
      expect(pointed(attest(traced(`${given}\n`)), pointer)).toEqual(want)
    })
  }
})

describe('a single statement inside a schema that is known better', () => {
  test('is marked by its word', () => {
    const given = traced(
      'components: { schemas: { A: { properties: { a: { type: string, minLength: 1 } } } } }\n',
    )
    const a = pointed(given.tree, '/components/schemas/A/properties/a')
    if (typeof a !== 'object' || a === null) throw new Error('no property')
    given.evidence.set(a, 'minLength', { kind: 'inferred', file: 'x', line: 1, column: 1 })
    expect(pointed(attest(given), '/components/schemas/A/properties/a')).toEqual({
      type: 'string',
      minLength: 1,
      'x-evidence-of': { minLength: 'inferred' },
    })
  })

  test('is marked by the name of the field where it is a requirement', () => {
    const given = traced('components: { schemas: { A: { required: [a, b] } } }\n')
    const required = pointed(given.tree, '/components/schemas/A/required')
    if (typeof required !== 'object' || required === null) throw new Error('no list')
    given.evidence.set(required, 1, { kind: 'inferred', file: 'x', line: 1, column: 1 })
    expect(pointed(attest(given), '/components/schemas/A/x-evidence-of')).toEqual({
      'required.b': 'inferred',
    })
  })

  test('is marked for every requirement that is known otherwise', () => {
    const given = traced('components: { schemas: { A: { required: [a, b, c, d] } } }\n')
    const required = pointed(given.tree, '/components/schemas/A/required')
    if (typeof required !== 'object' || required === null) throw new Error('no list')
    for (const [index, kind] of [
      [1, 'inferred'],
      [3, 'public'],
    ] as const)
      given.evidence.set(required, index, { kind, file: 'x', line: 1, column: 1 })
    expect(pointed(attest(given), '/components/schemas/A/x-evidence-of')).toEqual({
      'required.b': 'inferred',
      'required.d': 'public',
    })
  })

  test('is not marked again for each requirement where the whole list is', () => {
    const given = traced('components: { schemas: { A: { required: [a, b] } } }\n')
    const a = pointed(given.tree, '/components/schemas/A')
    const required = pointed(given.tree, '/components/schemas/A/required')
    if (typeof a !== 'object' || a === null || typeof required !== 'object' || required === null)
      throw new Error('no list')
    const inferredAt = { kind: 'inferred', file: 'x', line: 1, column: 1 } as const
    given.evidence.set(a, 'required', inferredAt)
    given.evidence.set(required, 0, inferredAt)
    expect(pointed(attest(given), '/components/schemas/A/x-evidence-of')).toEqual({
      required: 'inferred',
      'required.b': 'document',
    })
  })
})

test('the tree that is attested is left as it was', () => {
  const given = traced(`components: { schemas: { A: { ${inferred}, type: object } } }\n`)
  const before = structuredClone(given.tree)
  attest(given)
  expect(given.tree).toEqual(before)
})

describe('the contracts', () => {
  const cases = [
    {
      name: 'cancel at a relay',
      given: contract('fal-relay'),
      pointer: '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1cancel/put/x-evidence',
      want: 'inferred',
    },
    {
      name: 'status at a relay',
      given: contract('fal-relay'),
      pointer: '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}~1status/get/x-evidence',
      want: 'public',
    },
    {
      name: 'the submit at a relay, which its documents show',
      given: contract('fal-relay'),
      pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/x-evidence',
      want: undefined,
    },
    {
      name: 'the image of the pro endpoint',
      given: property('fal-relay', 'ProInput', 'image_url'),
      pointer: '/x-evidence',
      want: 'inferred',
    },
    {
      name: 'that the pro endpoint requires it',
      given: schema('fal-relay', 'ProInput'),
      pointer: '/x-evidence-of',
      want: { 'required.image_url': 'inferred' },
    },
    {
      name: 'the six digits at chainhub',
      given: property('chainhub', 'MaxInput', 'safety_tolerance'),
      pointer: '/x-evidence-of',
      want: { enum: 'inferred', default: 'inferred' },
    },
    {
      name: 'an answer at vtrix that nobody documents',
      given: contract('vtrix'),
      pointer: '/components/responses/BadRequest/x-evidence',
      want: 'inferred',
    },
    {
      name: 'an answer at vtrix that its client knows',
      given: contract('vtrix'),
      pointer: '/components/responses/TooManyRequests/x-evidence',
      want: 'public',
    },
    { name: 'everything at fal', given: schema('fal', 'MaxInput'), pointer: '/x-evidence', want: 'public' },
  ]
  for (const { name, given, pointer, want } of cases) {
    test(`${name} is ${want === undefined ? 'not marked' : 'marked'}`, () => {
      expect(pointed(given, pointer)).toEqual(want)
    })
  }
})
