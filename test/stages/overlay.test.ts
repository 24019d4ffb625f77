import { describe, expect, test } from 'vitest'
import { overlay } from '../../scripts/stages/overlay.ts'
import { evidenceAt, refusal, traced } from './support.ts'

const contract = `
info: { title: x }
tags: [a, b, c, d]
schema:
  required:
    - model
    - prompt
  properties:
    prompt: { type: string }
    seed: { type: integer, maximum: 9 }
`
const says = `    description: Because.
    x-evidence: { kind: public, source: page }
`
const apply = (
  actions: string,
  head = 'overlay: 1.1.0\ninfo: { title: t, version: 1.0.0 }\nactions:\n',
): ReturnType<typeof overlay> =>
  overlay(
    traced(contract),
    traced(head + actions, { file: 'x.overlay.yaml', kind: 'inferred' }),
    'x.overlay.yaml',
  )
const schema = {
  required: ['model', 'prompt'],
  properties: { prompt: { type: 'string' }, seed: { type: 'integer', maximum: 9 } },
}
const unchanged = { info: { title: 'x' }, tags: ['a', 'b', 'c', 'd'], schema }

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
    })
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
    traced(`overlay: 1.1.0\nactions:\n  - target: $.tags[0]\n    remove: true\n${says}`, {
      kind: 'inferred',
    }),
    'x.overlay.yaml',
  )
  expect(given.tree).toEqual(unchanged)
})

describe('an overlay that is refused', () => {
  const cases = [
    {
      name: 'gives no reason',
      given: '  - target: $.info\n    x-evidence: { kind: public, source: page }\n    update: { a: 1 }\n',
      want: {
        rule: 'overlay-reason',
        message: /gives no reason\. Say why in "description"\./,
      },
    },
    {
      name: 'gives an empty reason',
      given:
        "  - target: $.info\n    description: ' '\n    x-evidence: { kind: public, source: page }\n    update: { a: 1 }\n",
      want: { rule: 'overlay-reason', message: /gives no reason/ },
    },
    {
      name: 'gives no evidence',
      given: '  - target: $.info\n    description: Because.\n    update: { a: 1 }\n',
      want: {
        rule: 'overlay-evidence',
        message: /Add "x-evidence: \{ kind, source \}"\./,
      },
    },
    {
      name: 'gives evidence of no known kind',
      given:
        '  - target: $.info\n    description: Because.\n    x-evidence: { kind: guess, source: page }\n    update: { a: 1 }\n',
      want: { rule: 'x-evidence', line: 6, column: 17, message: /must be one of document, public, inferred/ },
    },
    {
      name: 'gives evidence without a source',
      given:
        '  - target: $.info\n    description: Because.\n    x-evidence: { kind: public }\n    update: { a: 1 }\n',
      want: { rule: 'x-evidence', line: 6, column: 17, message: /must say where the fact comes from/ },
    },
    {
      name: 'matches nothing',
      given: `  - target: $.nowhere\n    update: { a: 1 }\n${says}`,
      want: {
        rule: 'overlay-no-match',
        message: /nothing matches \$\.nowhere\. Correct the target/,
      },
    },
    {
      name: 'matches more than it says',
      given: `  - target: $.schema.properties[*]\n    x-matches: 1\n    update: { a: 1 }\n${says}`,
      want: { rule: 'overlay-count', message: /matches 2 nodes, x-matches says 1/ },
    },
    {
      name: 'changes nothing',
      given: `  - target: $.info\n    update: { title: x }\n${says}`,
      want: { rule: 'overlay-no-change', message: /changes nothing\. Remove it\./ },
    },
    {
      name: 'has two verbs',
      given: `  - target: $.info\n    update: { a: 1 }\n    remove: true\n${says}`,
      want: { rule: 'overlay-action', message: /both update and remove\. Give one of/ },
    },
    {
      name: 'has no verb',
      given: `  - target: $.info\n${says}`,
      want: { rule: 'overlay-action', message: /has no effect/ },
    },
    {
      name: 'says that it does not remove',
      given: `  - target: $.info\n    remove: false\n${says}`,
      want: { rule: 'overlay-action', message: /has no effect/ },
    },
    {
      name: 'has no target',
      given: `  - remove: true\n${says}`,
      want: { rule: 'overlay-action', message: /has no target/ },
    },
    {
      name: 'has a target that is no JSONPath',
      given: `  - target: $.[\n    remove: true\n${says}`,
      want: { rule: 'overlay-jsonpath', message: /is not a JSONPath \(RFC 9535\)/ },
    },
    {
      name: 'puts a text over an object',
      given: `  - target: $.info\n    update: y\n${says}`,
      want: {
        rule: 'overlay-type',
        message: /an object can only be updated with an object/,
      },
    },
    {
      name: 'has an action that is a text',
      given: '  - remove everything\n',
      want: { rule: 'overlay-action', message: /an action is a mapping with a target/ },
    },
  ]
  for (const { name, given, want } of cases) {
    test(`${name}: the error names file, line and column`, () => {
      const [problem, ...others] = refusal(() => apply(given))
      const { message, ...place } = want
      expect(problem).toMatchObject({
        severity: 'error',
        file: 'x.overlay.yaml',
        line: 4,
        column: 5,
        ...place,
      })
      expect(problem?.message).toMatch(message)
      expect(others).toEqual([])
    })
  }

  const heads = ['overlay: 1.0.0\nactions:\n', 'openapi: 3.1.0\nactions:\n']
  for (const head of heads) {
    test(`begins with ${JSON.stringify(head.split('\n')[0])}, which is no Overlay 1.1 document`, () => {
      expect(refusal(() => apply(`  - target: $.tags\n    remove: true\n${says}`, head))).toMatchObject([
        { rule: 'overlay-version', file: 'x.overlay.yaml', line: 1 },
      ])
    })
  }
})
