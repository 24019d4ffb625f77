import { describe, expect, test } from 'vitest'
import { apply, says } from './overlay-case.ts'
import { refusal } from './support.ts'

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
        message: /^\/info is an object and cannot be updated with a value\. Remove it first/,
      },
    },
    {
      name: 'puts an object over a text',
      given: `  - target: $.info.title\n    update: { a: 1 }\n${says}`,
      want: {
        rule: 'overlay-type',
        message: /^\/info\/title is a value and cannot be updated with an object/,
      },
    },
    {
      name: 'puts a list over a text',
      given: `  - target: $.info.title\n    update: [a]\n${says}`,
      want: { rule: 'overlay-type', message: /^\/info\/title is a value and cannot be updated with a list/ },
    },
    {
      name: 'puts a text over a list, one level down',
      given: `  - target: $.schema\n    update: { required: seed }\n${says}`,
      want: {
        rule: 'overlay-type',
        message: /^\/schema\/required is a list and cannot be updated with a value/,
      },
    },
    {
      name: 'puts nothing over an object, one level down',
      given: `  - target: $\n    update: { schema: }\n${says}`,
      want: { rule: 'overlay-type', message: /^\/schema is an object and cannot be updated with a value/ },
    },
    {
      name: 'puts an object over a text, two levels down',
      given: `  - target: $.schema\n    update: { properties: { prompt: { type: { a: 1 } } } }\n${says}`,
      want: { rule: 'overlay-type', message: /^\/schema\/properties\/prompt\/type is a value/ },
    },
    {
      name: 'updates an object and a list in one go',
      given: `  - target: $['info', 'tags']\n    update: { a: 1 }\n${says}`,
      want: {
        rule: 'overlay-type',
        message: /matches a list and an object\. One action updates nodes of one kind/,
      },
    },
    {
      name: 'puts a text over the whole document',
      given: `  - target: $\n    update: x\n${says}`,
      want: {
        rule: 'overlay-type',
        message: /^the document is an object and cannot be updated with a value/,
      },
    },
    {
      name: 'removes the whole document',
      given: `  - target: $\n    remove: true\n${says}`,
      want: { rule: 'overlay-root', message: /the document itself cannot be removed/ },
    },
    {
      name: 'copies a text over an object',
      given: `  - target: $.info\n    copy: $.tags[0]\n${says}`,
      want: { rule: 'overlay-type', message: /^\/info is an object and cannot be updated with a value/ },
    },
    {
      name: 'copies from more than one place',
      given: `  - target: $.info\n    copy: $.schema.properties[*]\n${says}`,
      want: { rule: 'overlay-copy', message: /must match exactly one node/ },
    },
    {
      name: 'copies what is there already',
      given: `  - target: $.info\n    copy: $.info\n${says}`,
      want: { rule: 'overlay-no-change', message: /changes nothing/ },
    },
    {
      name: 'appends nothing',
      given: `  - target: $.tags\n    update: []\n${says}`,
      want: { rule: 'overlay-no-change', message: /changes nothing/ },
    },
    {
      name: 'matches fewer than it says',
      given: `  - target: $.tags[0, 0]\n    x-matches: 2\n    remove: true\n${says}`,
      want: { rule: 'overlay-count', message: /matches 1 nodes, x-matches says 2/ },
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
