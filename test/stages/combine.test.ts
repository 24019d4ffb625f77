import { describe, expect, test } from 'vitest'
import { combine } from '../../scripts/stages/combine.ts'
import { evidenceAt, normalizedDocument, pointed, traced } from './support.ts'

const join = (first: string, second: string): ReturnType<typeof combine> =>
  combine([traced(first, { file: 'first.yaml' }), traced(second, { file: 'second.yaml' })])

describe('two documents of one provider', () => {
  test('fill each other in, each statement with its own line', () => {
    const { value, disagreements } = join(
      'seed: { type: integer }\n',
      'prompt: { type: string }\nseed: { minimum: 0 }\n',
    )
    expect(value.tree).toEqual({
      seed: { type: 'integer', minimum: 0 },
      prompt: { type: 'string' },
    })
    expect(evidenceAt(value, '/seed/type')).toMatchObject({ file: 'first.yaml', line: 1 })
    expect(evidenceAt(value, '/seed/minimum')).toMatchObject({ file: 'second.yaml', line: 2 })
    expect(evidenceAt(value, '/prompt/type')).toMatchObject({ file: 'second.yaml', line: 1 })
    expect(disagreements).toEqual([])
  })

  test('bear witness where they say the same', () => {
    const { value, disagreements } = join('a: 1\n', 'b: 2\na: 1\n')
    expect(evidenceAt(value, '/a')).toMatchObject({
      file: 'first.yaml',
      line: 1,
      witnesses: ['second.yaml:2'],
    })
    expect(disagreements).toEqual([])
  })

  test('bear witness to every item of a list', () => {
    const { value } = join('enum:\n  - jpeg\n  - png\n', 'enum:\n\n  - jpeg\n  - png\n')
    expect(evidenceAt(value, '/enum/1')).toMatchObject({ line: 3, witnesses: ['second.yaml:4'] })
  })

  test('bear witness to every field of an example', () => {
    const { value } = join('example: { id: { a: 1 } }\n', '\nexample: { id: { a: 1 } }\n')
    expect(evidenceAt(value, '/example/id/a')).toMatchObject({ witnesses: ['second.yaml:2'] })
  })

  const cases = [
    {
      name: 'disagree on a value: the first holds, both lines are told',
      given: ['x: { maximum: 4 }\n', '\nx: { maximum: 5 }\n'],
      want: {
        tree: { x: { maximum: 4 } },
        disagreements: [
          {
            pointer: '/x/maximum',
            says: [
              { file: 'first.yaml', line: 1, value: 4 },
              { file: 'second.yaml', line: 2, value: 5 },
            ],
          },
        ],
      },
    },
    {
      name: 'disagree on a list as a whole',
      given: ['enum: [jpeg, png]\n', 'enum: [png, jpeg]\n'],
      want: {
        tree: { enum: ['jpeg', 'png'] },
        disagreements: [
          {
            pointer: '/enum',
            says: [
              { file: 'first.yaml', line: 1, value: ['jpeg', 'png'] },
              { file: 'second.yaml', line: 1, value: ['png', 'jpeg'] },
            ],
          },
        ],
      },
    },
    {
      name: 'disagree on an example as a whole',
      given: ['example: { a: 1 }\n', 'example: { b: 1 }\n'],
      want: {
        tree: { example: { a: 1 } },
        disagreements: [
          {
            pointer: '/example',
            says: [
              { file: 'first.yaml', line: 1, value: { a: 1 } },
              { file: 'second.yaml', line: 1, value: { b: 1 } },
            ],
          },
        ],
      },
    },
    {
      name: 'do not disagree where they word a fact differently',
      given: [
        'x: { description: a, summary: b, title: c }\n',
        'x: { description: d, summary: e, title: f }\n',
      ],
      want: { tree: { x: { description: 'a', summary: 'b', title: 'c' } }, disagreements: [] },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const { value, disagreements } = join(given[0] ?? '', given[1] ?? '')
      expect({ tree: value.tree, disagreements }).toEqual(want)
    })
  }
})

test('a third document adds its witness to that of the second', () => {
  const { value } = combine([
    traced('a: 1\n', { file: 'first.yaml' }),
    traced('a: 1\n', { file: 'second.yaml' }),
    traced('a: 1\n', { file: 'third.yaml' }),
  ])
  expect(evidenceAt(value, '/a')?.witnesses).toEqual(['second.yaml:1', 'third.yaml:1'])
})

test('no document at all is an error', () => {
  expect(() => combine([])).toThrow('Failed to combine documents: there are none. Add one under documents/.')
})

test('documents 000, 001 and 002 do not disagree; 002 is the second witness of 000', () => {
  const documents = (['000', '001', '002'] as const).map((number) => normalizedDocument(number))
  const { value, disagreements } = combine(documents)
  expect(disagreements).toEqual([])
  expect(Object.keys(pointed(value.tree, '/paths') ?? {})).toEqual([
    '/fal-ai/flux-pro/kontext/max',
    '/fal-ai/flux-pro/kontext',
  ])
  const witnesses = (pointer: string): string[] =>
    (evidenceAt(value, pointer)?.witnesses ?? []).map((place) => place.replace(/^.*\/(\d{3})_.*:/, '$1:'))
  expect(witnesses('/components/schemas/MaxInput/properties/num_images/maximum')).toEqual(['002:45'])
  expect(witnesses('/components/schemas/MaxInput/properties/safety_tolerance/enum/0')).toEqual(['002:53'])
  expect(witnesses('/components/schemas/Ticket/properties/request_id/type')).toEqual(['001:111', '002:141'])
})
