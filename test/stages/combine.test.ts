import { describe, expect, test } from 'vitest'
import { combine, type Disagreement } from '../../scripts/stages/combine.ts'
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

  test('bear witness to a set in another order, item by item', () => {
    const { value, disagreements } = join('enum:\n  - jpeg\n  - png\n', 'enum:\n  - png\n  - jpeg\n')
    expect(value.tree).toEqual({ enum: ['jpeg', 'png'] })
    expect(evidenceAt(value, '/enum/0')).toMatchObject({ line: 2, witnesses: ['second.yaml:3'] })
    expect(disagreements).toEqual([])
  })

  const field = (text: string): string => `properties:\n  x: ${text}\n`
  const cases = [
    {
      name: 'disagree on a value: the first holds',
      given: ['x: { maximum: 4 }\n', '\nx: { maximum: 5 }\n'],
      want: [['/x/maximum', 'first.yaml:1', 4, 'second.yaml:2', 5]],
    },
    {
      name: 'disagree on a list of values',
      given: ['enum: [jpeg, png]\n', 'enum: [jpeg, webp]\n'],
      want: [['/enum', 'first.yaml:1', ['jpeg', 'png'], 'second.yaml:1', ['jpeg', 'webp']]],
    },
    {
      name: 'disagree on a list that one of them makes longer',
      given: ['required: [a]\n', 'required: [a, b]\n'],
      want: [['/required', 'first.yaml:1', ['a'], 'second.yaml:1', ['a', 'b']]],
    },
    {
      name: 'disagree on the order of a list that is no set',
      given: ['servers: [a, b]\n', 'servers: [b, a]\n'],
      want: [['/servers', 'first.yaml:1', ['a', 'b'], 'second.yaml:1', ['b', 'a']]],
    },
    {
      name: 'disagree where only the first binds a field that both have',
      given: [field('{ type: string, maxLength: 4 }'), field('{ type: string }')],
      want: [['/properties/x/maxLength', 'first.yaml:2', 4, 'second.yaml:2', undefined]],
    },
    {
      name: 'disagree where only the second gives a default to a field that both have',
      given: [field('{ type: string }'), `\n${field('{ type: string, default: a }')}`],
      want: [['/properties/x/default', 'first.yaml:2', undefined, 'second.yaml:3', 'a']],
    },
    {
      name: 'do not disagree about a field that only one of them has',
      given: [field('{ type: string }'), 'properties:\n  y: { type: string, maxLength: 4 }\n'],
      want: [],
    },
    {
      name: 'do not disagree where only one of them describes or shows a field',
      given: [field('{ type: string, description: d, examples: [a] }'), field('{ type: string }')],
      want: [],
    },
    {
      name: 'do not disagree about words that are no constraints outside a schema',
      given: ['variables: { a: { default: b } }\n', 'variables: { a: {} }\n'],
      want: [],
    },
    {
      name: 'do not disagree where they word or show a fact differently',
      given: [
        'x: { description: a, summary: b, title: c, example: { a: 1 }, examples: [1] }\n',
        'x: { description: d, summary: e, title: f, example: { b: 1 }, examples: [2] }\n',
      ],
      want: [],
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const { value, disagreements } = join(given[0] ?? '', given[1] ?? '')
      expect(disagreements.map(told)).toEqual(want)
      expect(disagreements.every(({ between }) => between === 'documents')).toBe(true)
      expect(value.tree).toMatchObject(traced(given[0] ?? '').tree)
    })
  }

  test('tell of three documents that disagree about one thing as one disagreement', () => {
    const { disagreements } = combine(
      [3, 4, 3].map((maximum, index) => traced(`x: { maximum: ${maximum} }\n`, { file: `${index}.yaml` })),
    )
    expect(disagreements.map(told)).toEqual([['/x/maximum', '0.yaml:1', 3, '1.yaml:1', 4]])
  })
})

/** A disagreement in a row: where, then file, line and value of each. */
function told({ says }: Disagreement): unknown[] {
  return [says[0]?.pointer, ...says.flatMap(({ file, line, value }) => [`${file}:${line}`, value])]
}

describe('two models of one provider', () => {
  const models = (pro: string, max: string): unknown[] =>
    combine([traced(`components:\n  schemas:\n    Pro: ${pro}\n    Max: ${max}\n`)], {
      siblings: ['Pro', 'Max'],
    }).disagreements.map(({ between, says }) => [
      between,
      ...says.map(({ pointer, line, value }) => [pointer.replace('/components/schemas', ''), line, value]),
    ])
  const cases = [
    {
      name: 'disagree on what is required',
      given: ['{ required: [a, b] }', '{ required: [a] }'],
      want: [['models', ['/Pro/required', 3, ['a', 'b']], ['/Max/required', 4, ['a']]]],
    },
    {
      name: 'disagree where only one of them requires anything',
      given: ['{ required: [a] }', '{ type: object }'],
      want: [
        ['models', ['/Pro/required', 3, ['a']], ['/Max/required', 4, undefined]],
        ['models', ['/Pro/type', 3, undefined], ['/Max/type', 4, 'object']],
      ],
    },
    {
      name: 'disagree on a default that one of them does not give',
      given: ['{ properties: { a: { default: 1 } } }', '{ properties: { a: {} } }'],
      want: [['models', ['/Pro/properties/a/default', 3, 1], ['/Max/properties/a/default', 4, undefined]]],
    },
    {
      name: 'disagree on the items of a list',
      given: [
        '{ properties: { a: { items: { maximum: 1 } } } }',
        '{ properties: { a: { items: { maximum: 2 } } } }',
      ],
      want: [
        ['models', ['/Pro/properties/a/items/maximum', 3, 1], ['/Max/properties/a/items/maximum', 4, 2]],
      ],
    },
    {
      name: 'disagree on a field inside a field, whatever its name',
      given: [
        '{ properties: { default: { properties: { a: { type: string } } } } }',
        '{ properties: { default: { properties: { a: { type: integer } } } } }',
      ],
      want: [
        [
          'models',
          ['/Pro/properties/default/properties/a/type', 3, 'string'],
          ['/Max/properties/default/properties/a/type', 4, 'integer'],
        ],
      ],
    },
    {
      name: 'do not disagree about a field that only one of them has',
      given: ['{ properties: { a: { type: string } } }', '{ properties: { b: { type: string } } }'],
      want: [],
    },
    {
      name: 'do not disagree about the order of a set, a text or an example',
      given: [
        '{ required: [a, b], description: c, examples: [1] }',
        '{ required: [b, a], description: d, examples: [2] }',
      ],
      want: [],
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(models(given[0] ?? '', given[1] ?? '')).toEqual(want)
    })
  }

  test('are not compared where one has no schema', () => {
    const { disagreements } = combine([traced('components: { schemas: { Pro: { type: object } } }\n')], {
      siblings: ['Pro', 'Max'],
    })
    expect(disagreements).toEqual([])
  })
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

test('the models of documents 000 and 001 disagree on six points, of which 002 knows as little as 000', () => {
  const documents = (['000', '001', '002'] as const).map((number) => normalizedDocument(number))
  const { disagreements } = combine(documents, { siblings: ['ProInput', 'MaxInput'] })
  const rows = disagreements.map(({ says }) =>
    says.map(({ pointer, file, line, value }) => [
      pointer.replace('/components/schemas/', '').replace('/properties', ''),
      `${file.replace(/^.*\/(\d{3})_.*/, '$1')}:${line}`,
      value,
    ]),
  )
  expect(rows).toEqual([
    [
      ['MaxInput/required', '000:89', ['prompt', 'image_url']],
      ['ProInput/required', '001:39', ['prompt']],
    ],
    [
      ['MaxInput/aspect_ratio/enum', '000:80', undefined],
      ['ProInput/aspect_ratio/enum', '001:79', expect.arrayContaining(['21:9', '9:21'])],
    ],
    [
      ['MaxInput/aspect_ratio/default', '000:80', undefined],
      ['ProInput/aspect_ratio/default', '001:89', '1:1'],
    ],
    [
      ['MaxInput/sync_mode/default', '000:55', false],
      ['ProInput/sync_mode/default', '001:52', undefined],
    ],
    [
      ['MaxInput/num_images/minimum', '000:60', 1],
      ['ProInput/num_images/minimum', '001:55', undefined],
    ],
    [
      ['MaxInput/num_images/maximum', '000:61', 4],
      ['ProInput/num_images/maximum', '001:55', undefined],
    ],
  ])
})
