import { describe, expect, test } from 'vitest'
import { overlay } from '../../scripts/stages/overlay.ts'
import { apply, contract, says, schema, unchanged } from './overlay-case.ts'
import { evidenceAt, refusal, traced } from './support.ts'

describe('an action that updates', () => {
  const cases = [
    {
      name: 'joins an object, however deep',
      given: 'target: $.schema.properties\n    update: { seed: { minimum: 1 }, size: { type: string } }',
      want: {
        schema: {
          ...schema,
          properties: {
            prompt: { type: 'string' },
            seed: { type: 'integer', maximum: 9, minimum: 1 },
            size: { type: 'string' },
          },
        },
      },
    },
    {
      name: 'appends a list to a list',
      given: 'target: $.tags\n    update: [e, f]',
      want: { tags: ['a', 'b', 'c', 'd', 'e', 'f'] },
    },
    {
      name: 'appends a single item to a list',
      given: 'target: $.tags\n    update: e',
      want: { tags: ['a', 'b', 'c', 'd', 'e'] },
    },
    {
      name: 'appends to a list inside an object',
      given: 'target: $.schema\n    update: { required: [seed] }',
      want: { schema: { ...schema, required: ['model', 'prompt', 'seed'] } },
    },
    {
      name: 'replaces a text',
      given: 'target: $.info.title\n    update: y',
      want: { info: { title: 'y' } },
    },
    {
      name: 'replaces one item of a list',
      given: 'target: $.tags[1]\n    update: z',
      want: { tags: ['a', 'z', 'c', 'd'] },
    },
    {
      name: 'appends a list as one item where it stands in a list',
      given: 'target: $.tags\n    update: [[e, f]]',
      want: { tags: ['a', 'b', 'c', 'd', ['e', 'f']] },
    },
    {
      name: 'appends an object to a list',
      given: 'target: $.tags\n    update: { name: e }',
      want: { tags: ['a', 'b', 'c', 'd', { name: 'e' }] },
    },
    {
      name: 'appends nothing-at-all to a list as an item',
      given: 'target: $.tags\n    update:',
      want: { tags: ['a', 'b', 'c', 'd', null] },
    },
    {
      name: 'appends once where a list is named twice',
      given: "target: $['tags', 'tags']\n    update: e",
      want: { tags: ['a', 'b', 'c', 'd', 'e'] },
    },
    {
      name: 'replaces every text that matches',
      given: "target: $.tags[?@ == 'a' || @ == 'd']\n    update: z",
      want: { tags: ['z', 'b', 'c', 'z'] },
    },
    {
      name: 'replaces a text by a number',
      given: 'target: $.info.title\n    update: 1',
      want: { info: { title: 1 } },
    },
    {
      name: 'replaces a text by null',
      given: 'target: $.info\n    update: { title: null }',
      want: { info: { title: null } },
    },
    {
      name: 'joins the whole document',
      given: 'target: $\n    update: { info: { x-on: true }, tags: [e], more: { a: [1] } }',
      want: { info: { title: 'x', 'x-on': true }, tags: ['a', 'b', 'c', 'd', 'e'], more: { a: [1] } },
    },
    {
      name: 'reaches what a filter on another field selects',
      given: 'target: $.schema.properties[?@.maximum > 8]\n    update: { minimum: 0 }',
      want: {
        schema: {
          ...schema,
          properties: { prompt: { type: 'string' }, seed: { type: 'integer', maximum: 9, minimum: 0 } },
        },
      },
    },
    {
      name: 'reaches nodes at any depth',
      given: "target: $..[?@.type == 'string']\n    update: { minLength: 1 }",
      want: {
        schema: {
          ...schema,
          properties: { prompt: { type: 'string', minLength: 1 }, seed: { type: 'integer', maximum: 9 } },
        },
      },
    },
    {
      name: 'reaches every node that matches',
      given: 'target: $.schema.properties[*]\n    x-matches: 2\n    update: { nullable: true }',
      want: {
        schema: {
          ...schema,
          properties: {
            prompt: { type: 'string', nullable: true },
            seed: { type: 'integer', maximum: 9, nullable: true },
          },
        },
      },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(apply(`  - ${given}\n${says}`).value.tree).toEqual({ ...unchanged, ...want })
    })
  }
})

describe('an action that removes', () => {
  const cases = [
    {
      name: 'takes a field',
      given: '$.schema.properties.seed.maximum',
      want: { schema: { ...schema, properties: { prompt: { type: 'string' }, seed: { type: 'integer' } } } },
    },
    {
      name: 'takes several items of one list',
      given: "$.tags[?@ == 'a' || @ == 'c']",
      want: { tags: ['b', 'd'] },
    },
    {
      name: 'takes items in whatever order they are named',
      given: '$.tags[2, 0]',
      want: { tags: ['b', 'd'] },
    },
    {
      name: 'takes an item once that is named twice',
      given: '$.tags[1, 1]',
      want: { tags: ['a', 'c', 'd'] },
    },
    { name: 'takes every item', given: '$.tags[*]', want: { tags: [] } },
    { name: 'takes the last item', given: '$.tags[-1]', want: { tags: ['a', 'b', 'c'] } },
    { name: 'takes a slice in reverse', given: '$.tags[2:0:-1]', want: { tags: ['a', 'd'] } },
    {
      name: 'takes everything in an object',
      given: '$.schema.properties.*',
      want: { schema: { ...schema, properties: {} } },
    },
    {
      name: 'takes an object together with what lies in it',
      given: "$..['seed', 'maximum']",
      want: { schema: { ...schema, properties: { prompt: { type: 'string' } } } },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const { value } = apply(`  - target: ${given}\n    remove: true\n${says}`)
      expect(value.tree).toEqual({ ...unchanged, ...want })
    })
  }

  test('leaves the items behind it with their own evidence', () => {
    const { value } = apply(`  - target: $.schema.required[?@ == 'model']\n    remove: true\n${says}`)
    expect(value.tree['schema']).toMatchObject({ required: ['prompt'] })
    expect(evidenceAt(value, '/schema/required/0')).toMatchObject({ file: 'doc.yaml', line: 7 })
  })
})

describe('an action that copies', () => {
  test('joins what stands elsewhere, with the evidence it has there', () => {
    const { value } = apply(
      `  - target: $.schema.properties.prompt\n    copy: $.schema.properties.seed\n${says}`,
    )
    expect(value.tree['schema']).toEqual({
      ...schema,
      properties: { prompt: { type: 'integer', maximum: 9 }, seed: { type: 'integer', maximum: 9 } },
    })
    expect(evidenceAt(value, '/schema/properties/prompt/maximum')).toMatchObject({
      kind: 'document',
      file: 'doc.yaml',
      line: 10,
      rule: 'overlay-copy',
      action: 'x.overlay.yaml:4',
    })
  })

  const shapes = [
    {
      name: 'appends a list to a list',
      given: 'target: $.tags\n    copy: $.schema.required',
      want: { tags: ['a', 'b', 'c', 'd', 'model', 'prompt'] },
    },
    {
      name: 'doubles a list that is its own source',
      given: 'target: $.tags\n    copy: $.tags',
      want: { tags: ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd'] },
    },
    {
      name: 'appends an object to a list',
      given: 'target: $.tags\n    copy: $.info',
      want: { tags: ['a', 'b', 'c', 'd', { title: 'x' }] },
    },
    {
      name: 'appends a text to a list',
      given: 'target: $.tags\n    copy: $.info.title',
      want: { tags: ['a', 'b', 'c', 'd', 'x'] },
    },
    {
      name: 'replaces a text by a text',
      given: 'target: $.info.title\n    copy: $.tags[1]',
      want: { info: { title: 'b' } },
    },
    {
      name: 'takes a source that holds the target as it was before',
      given: 'target: $.schema.properties[*]\n    copy: $.schema',
      want: {
        schema: {
          ...schema,
          properties: {
            prompt: { type: 'string', ...schema },
            seed: { type: 'integer', maximum: 9, ...schema },
          },
        },
      },
    },
  ]
  for (const { name, given, want } of shapes) {
    test(name, () => {
      expect(apply(`  - ${given}\n${says}`).value.tree).toEqual({ ...unchanged, ...want })
    })
  }

  test('moves, together with an update before and a removal behind it', () => {
    const { value } = apply(
      `  - target: $.schema.properties\n    update: { number: {} }\n${says}` +
        `  - target: $.schema.properties.number\n    copy: $.schema.properties.seed\n${says}` +
        `  - target: $.schema.properties.seed\n    remove: true\n${says}`,
    )
    expect(value.tree['schema']).toEqual({
      ...schema,
      properties: { prompt: { type: 'string' }, number: { type: 'integer', maximum: 9 } },
    })
  })

  test('carries the line of a single value and of each item', () => {
    const { value } = apply(
      `  - target: $.info.title\n    copy: $.tags[1]\n${says}  - target: $.tags\n    copy: $.schema.required\n${says}`,
    )
    expect(evidenceAt(value, '/info/title')).toMatchObject({ file: 'doc.yaml', line: 3, replaced: 'x' })
    expect(evidenceAt(value, '/tags/5')).toMatchObject({ file: 'doc.yaml', line: 7, rule: 'overlay-copy' })
  })

  test('of nothing is an error', () => {
    expect(refusal(() => apply(`  - target: $.info\n    copy: $.nowhere\n${says}`))).toMatchObject([
      { rule: 'overlay-copy', line: 4, message: '$.nowhere must match exactly one node' },
    ])
  })
})

describe('what an action is known from', () => {
  const given = `  - target: $.schema.properties.seed
    description: Because.
    x-evidence: { kind: public, source: page }
    update:
      maximum: 4
`
  test('stands with every statement it makes, together with what it replaced', () => {
    expect(evidenceAt(apply(given).value, '/schema/properties/seed/maximum')).toEqual({
      kind: 'public',
      source: 'page',
      reason: 'Because.',
      file: 'x.overlay.yaml',
      line: 8,
      column: 7,
      replaced: 9,
      was: { kind: 'document', file: 'doc.yaml', line: 10, column: 28 },
    })
  })

  test('does not stand with a value that was the same before', () => {
    const { value } = apply(
      `  - target: $.schema.properties.seed\n    update: { type: integer, minimum: 0 }\n${says}`,
    )
    expect(evidenceAt(value, '/schema/properties/seed/type')).toMatchObject({ file: 'doc.yaml', line: 10 })
    expect(evidenceAt(value, '/schema/properties/seed/minimum')).toMatchObject({ file: 'x.overlay.yaml' })
  })

  test('stands with each item of a list, at its own line', () => {
    const { value } = apply(`  - target: $.tags\n    update:\n      - e\n      - f\n${says}`)
    expect(evidenceAt(value, '/tags/5')).toMatchObject({
      file: 'x.overlay.yaml',
      line: 7,
      reason: 'Because.',
    })
  })

  test('is listed as a correction', () => {
    expect(apply(given).corrections).toEqual([
      {
        file: 'x.overlay.yaml',
        line: 4,
        target: '$.schema.properties.seed',
        does: 'update',
        reason: 'Because.',
        kind: 'public',
        source: 'page',
        matched: 1,
        settles: [],
      },
    ])
  })
})

test('actions work on what the actions before them left', () => {
  const { value, corrections } = apply(
    `  - target: $.schema\n    update: { extra: {} }\n${says}  - target: $.schema.extra\n    update: { a: 1 }\n${says}`,
  )
  expect(value.tree['schema']).toEqual({ ...schema, extra: { a: 1 } })
  expect(corrections).toHaveLength(2)
})

test('the given contract is left as it was', () => {
  const given = traced(contract)
  overlay(
    given,
    traced(
      `overlay: 1.1.0\ninfo: { title: t, version: v }\nactions:\n  - target: $.tags[0]\n    remove: true\n${says}`,
      {
        kind: 'inferred',
      },
    ),
    'x.overlay.yaml',
  )
  expect(given.tree).toEqual(unchanged)
})
