import { describe, expect, test } from 'vitest'
import { combine } from '../../scripts/stages/combine.ts'
import { overlay } from '../../scripts/stages/overlay.ts'
import { settle } from '../../scripts/stages/settle.ts'
import { traced } from './support.ts'

const models = `components:
  schemas:
    Pro:
      properties:
        count: { type: integer }
    Max:
      properties:
        count: { type: integer, maximum: 4 }
`
const pro = '/components/schemas/Pro/properties/count/maximum'
const max = '/components/schemas/Max/properties/count/maximum'
const action = (target: string, does: string, settles: string): string => `
  - target: $.components.schemas.${target}
    description: Because.
    x-evidence: { kind: public, source: page }
    x-settles: ${settles}
    ${does}
`
/** Joins, corrects and settles. */
const run = (actions: string, siblings = ['Pro', 'Max']): ReturnType<typeof settle> => {
  const { value, disagreements } = combine([traced(models)], { siblings })
  if (actions === '') return settle(disagreements, [])
  const yaml = `overlay: 1.1.0\ninfo: { title: t, version: v1 }\nactions:${actions}`
  const file = traced(yaml, { file: 'x.overlay.yaml', kind: 'inferred' })
  return settle(disagreements, overlay(value, file, 'x.overlay.yaml').corrections)
}

test('a disagreement that nobody settles is an error that names both lines and what would settle it', () => {
  expect(run('')).toEqual({
    value: [],
    diagnostics: [
      {
        severity: 'error',
        rule: 'disagreement',
        file: 'doc.yaml',
        line: 5,
        message: `models disagree about count/maximum: doc.yaml:5 says nothing; doc.yaml:8 says 4. Settle it: an overlay action that decides it, says why, and carries x-settles: ${pro} or ${max}`,
      },
    ],
  })
})

describe('a disagreement is settled, and told as such, by an action that', () => {
  const cases = [
    {
      name: 'gives what one leaves out',
      given: action('Pro.properties.count', 'update: { maximum: 4 }', pro),
    },
    { name: 'gives both another value', given: action('*.properties.count', 'update: { maximum: 5 }', pro) },
    { name: 'takes away what one says', given: action('Max.properties.count.maximum', 'remove: true', max) },
    { name: 'takes away the field', given: action('Max.properties.count', 'remove: true', max) },
    {
      name: 'copies one to the other',
      given: action('Pro.properties.count', 'copy: $.components.schemas.Max.properties.count', `[${pro}]`),
    },
    {
      name: 'confirms what is there and changes nothing',
      given: action('Max.properties.count', 'update: { maximum: 4 }', max),
    },
  ]
  for (const { name, given } of cases) {
    test(name, () => {
      const { value, diagnostics } = run(given)
      expect(value).toMatchObject([
        {
          between: 'models',
          settledBy: 'x.overlay.yaml:4',
          reason: 'Because.',
          says: [{ line: 5 }, { line: 8, value: 4 }],
        },
      ])
      expect(diagnostics).toMatchObject([
        {
          severity: 'info',
          rule: 'disagreement',
          line: 5,
          message: expect.stringMatching(/Settled at x\.overlay\.yaml:4$/),
        },
      ])
    })
  }
})

describe('an x-settles that settles nothing is an error at its line', () => {
  const update = 'update: { maximum: 4, type: integer }'
  const cases = [
    {
      name: 'where the models agree',
      given: action('Pro.properties.count', update, '/components/schemas/Pro/properties/count/type'),
      want: [
        {
          line: 7,
          column: 5,
          message:
            'nothing disagrees about /components/schemas/Pro/properties/count/type. Correct the pointer, or remove x-settles.',
        },
      ],
    },
    {
      name: 'where there is only one model',
      siblings: ['Pro'],
      given: action('Pro.properties.count', update, pro),
      want: [
        { line: 7, message: `nothing disagrees about ${pro}. Correct the pointer, or remove x-settles.` },
      ],
    },
    {
      name: 'where an action before it has settled the same',
      given:
        action('Pro.properties.count', update, pro) +
        action('Max.properties.count', 'update: { maximum: 4 }', max).slice(1),
      want: [{ line: 12, message: `${max} is settled already, at x.overlay.yaml:4` }],
    },
  ]
  for (const { name, given, want, siblings } of cases) {
    test(name, () => {
      const { diagnostics } = run(given, siblings)
      expect(diagnostics.filter(({ rule }) => rule === 'settles-nothing')).toMatchObject(
        want.map((place) => ({ severity: 'error', file: 'x.overlay.yaml', ...place })),
      )
    })
  }
})

test('without disagreements and settlements there is nothing to say', () => {
  expect(run('', ['Pro'])).toEqual({ value: [], diagnostics: [] })
})
