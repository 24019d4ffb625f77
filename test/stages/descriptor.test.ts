import { describe, expect, test } from 'vitest'
import type { OptionName } from '../../src/vocabulary.ts'
import type { ProviderConfig } from '../../scripts/lib/provider-config.ts'
import { readProviderConfig } from '../../scripts/lib/provider-config.ts'
import { descriptor } from '../../scripts/stages/descriptor.ts'
import { config, contract, refusal, traced } from './support.ts'

const provider: ProviderConfig = {
  file: 'specs/x/provider.yaml',
  id: 'x',
  title: 'X',
  auth: { scheme: 'Bearer', env: 'X_API_KEY' },
  dialect: 'fal-queue',
  evidence: {},
  operations: [],
  models: { max: { path: '/max' } },
  options: {},
  images: { fields: [], accepts: ['url'], min: 0 },
}
const fragment = { states: { IN_QUEUE: 'queued', DONE: 'completed' } }

const submit = (model: string): string => `
  /${model.toLowerCase()}:
    post:
      operationId: submit${model}
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/${model}Input' } } } }`
const yaml = (properties: string, required = '[]', other = properties): string => `
security: [{ bearer: [] }]
servers: [{ url: 'https://x.example' }, { url: '{baseUrl}' }]
paths:${submit('Max')}${submit('Pro')}
  /requests/{request_id}/status:
    get: { operationId: status }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    MaxInput: { required: ${required}, properties: ${properties} }
    ProInput: { required: ${required}, properties: ${other} }
`
const run = (text: string, changes: Partial<ProviderConfig> = {}): ReturnType<typeof descriptor> =>
  descriptor(traced(text).tree, fragment, { ...provider, ...changes })

describe('the rule of an option', () => {
  const cases: {
    name: string
    option: OptionName
    as?: 'string'
    given: string
    required?: string
    want: object
  }[] = [
    {
      name: 'has the bounds of a number',
      option: 'guidance',
      given: '{ type: number, minimum: 1, maximum: 20 }',
      want: { type: 'number', min: 1, max: 20 },
    },
    {
      name: 'has the lower bound alone',
      option: 'guidance',
      given: '{ type: number, minimum: 0 }',
      want: { type: 'number', min: 0 },
    },
    {
      name: 'has the values of an enumeration',
      option: 'format',
      given: '{ type: string, enum: [jpeg, png], default: jpeg }',
      want: { type: 'string', values: ['jpeg', 'png'], default: 'jpeg' },
    },
    {
      name: 'has the default of a boolean',
      option: 'upsamplePrompt',
      given: '{ type: boolean, default: false }',
      want: { type: 'boolean', default: false },
    },
    {
      name: 'is an integer where the wire has digits in strings',
      option: 'safetyTolerance',
      as: 'string',
      given: "{ type: string, enum: ['1', '2'], default: '2' }",
      want: { type: 'integer', as: 'string', values: [1, 2], default: 2 },
    },
    {
      name: 'has the ends of an interval of ratios, the tallest first',
      option: 'aspectRatio',
      given: "{ type: string, x-range: ['21:9', '9:21'] }",
      want: { type: 'string', ratio: ['9:21', '21:9'] },
    },
    {
      name: 'is always sent where the contract requires it',
      option: 'format',
      given: '{ type: string, default: jpeg }',
      required: '[f]',
      want: { type: 'string', default: 'jpeg', required: true },
    },
    {
      name: 'is no more than a type where the contract says no more',
      option: 'seed',
      given: '{ type: integer }',
      want: { type: 'integer' },
    },
  ]
  for (const { name, option, as, given, required, want } of cases) {
    test(name, () => {
      const mapping = as === undefined ? { field: 'f' } : { field: 'f', as }
      const made = run(yaml(`{ f: ${given} }`, required), { options: { [option]: mapping } })
      expect(made.options).toEqual({ [option]: { field: 'f', ...want } })
    })
  }
})

describe('the rest of a descriptor', () => {
  const made = run(yaml('{ image: { type: string } }', '[image]'), {
    images: { fields: ['image'], accepts: ['url', 'base64'], min: 1 },
  })

  test('has the servers that need nothing filled in', () => {
    expect(made.servers).toEqual(['https://x.example'])
  })

  test('has the images the contract requires', () => {
    expect(made.images).toEqual({ fields: ['image'], accepts: ['url', 'base64'], min: 1, max: 1 })
  })

  test('has the words of the dialect', () => {
    expect(made.states).toEqual({ IN_QUEUE: 'queued', DONE: 'completed' })
  })

  test('asks the status for the result where the dialect has no other operation, and cannot cancel then', () => {
    const status = { method: 'GET', path: '/requests/{request_id}/status' }
    expect(made.operations).toEqual({ status, result: status })
  })

  test('has a stream where the contract has one', () => {
    const operations = { stream: { method: 'GET', path: '/stream' } }
    expect(
      run(yaml('{}').replace('components:', '  /stream: { get: { operationId: stream } }\ncomponents:')),
    ).toMatchObject({ operations })
  })
})

describe('the rule of a native field', () => {
  const native = (properties: string, required = '[]', other = properties) =>
    run(yaml(properties, required, other), { models: { pro: { path: '/pro' }, max: { path: '/max' } } })
      .native

  test.each([
    {
      name: 'has the bounds of a number',
      given: '{ type: integer, minimum: 1, maximum: 50 }',
      want: { type: 'integer', min: 1, max: 50 },
    },
    {
      name: 'has the values of an enumeration',
      given: '{ type: string, enum: [a, b] }',
      want: { type: 'string', values: ['a', 'b'] },
    },
    {
      name: 'has the only value',
      given: '{ type: string, const: a }',
      want: { type: 'string', values: ['a'] },
    },
    {
      name: 'is a type where the schema is not simple',
      given: '{ type: array, items: { type: string } }',
      want: { type: 'array' },
    },
    {
      name: 'is anything where several types are allowed',
      given: "{ type: [string, 'null'] }",
      want: { type: 'any' },
    },
    {
      name: 'is anything where one of several schemas holds',
      given: '{ anyOf: [{ type: string }, { type: integer }] }',
      want: { type: 'any' },
    },
    {
      name: 'is that of the schema it points to',
      given: "{ $ref: '#/components/schemas/Kind' }",
      want: { type: 'string', values: ['x'] },
    },
  ])('$name', ({ given, want }) => {
    const text = yaml(`{ f: ${given} }`).replace(
      '  schemas:',
      '  schemas:\n    Kind: { type: string, enum: [x] }',
    )
    expect(run(text).native).toEqual({ f: want })
  })

  test('names the models that have it, where not all do, and that it is required', () => {
    expect(native('{ a: {}, b: {} }', '[a]', '{ a: {} }')).toEqual({
      a: { type: 'any', required: true },
      b: { type: 'any', models: ['max'] },
    })
  })

  test('is not there for the prompt, images and options', () => {
    const changes: Partial<ProviderConfig> = {
      options: { seed: { field: 'f' } },
      images: { fields: ['i'], accepts: ['url'], min: 0 },
    }
    expect(run(yaml('{ prompt: {}, i: {}, f: {} }'), changes).native).toEqual({})
  })
})

describe('what does not fit together is an error in provider.yaml', () => {
  const two = { max: { path: '/max' }, pro: { path: '/pro' } }
  const cases: { name: string; given: string; changes: Partial<ProviderConfig>; want: RegExp }[] = [
    {
      name: 'models that disagree on an option',
      given: yaml('{ f: { type: number, maximum: 20 } }', '[]', '{ f: { type: number, maximum: 10 } }'),
      changes: { models: two, options: { guidance: { field: 'f' } } },
      want: /options\.guidance: the models disagree on f: .*"max":10.* and .*"max":20.*\. Settle it with an overlay\./,
    },
    {
      name: 'models that disagree on a native field',
      given: yaml('{ f: { type: number } }', '[]', '{ f: { type: string } }'),
      changes: { models: two },
      want: /models: they disagree on the field f\. Settle it with an overlay\./,
    },
    {
      name: 'a field the contract does not have',
      given: yaml('{}'),
      changes: { options: { seed: { field: 'sead' } } },
      want: /options\.seed: the contract has no field sead in the body of max/,
    },
    {
      name: 'an image field the contract does not have',
      given: yaml('{}'),
      changes: { images: { fields: ['image'], accepts: ['url'], min: 0 } },
      want: /images\.fields: the contract has no field image/,
    },
    {
      name: 'fewer images than the contract requires',
      given: yaml('{ image: {} }', '[image]'),
      changes: { images: { fields: ['image'], accepts: ['url'], min: 0 } },
      want: /images\.min: it is 0, but the contract requires 1 of image\. Correct one of them\./,
    },
    {
      name: 'another scheme than that of the contract',
      given: yaml('{}'),
      changes: { auth: { scheme: 'Key', env: 'X' } },
      want: /auth\.scheme: it is Key, but the contract's security scheme says Bearer\. Correct one of them\./,
    },
    {
      name: 'a dialect without a status',
      given: yaml('{}').replace('operationId: status', 'operationId: look'),
      changes: {},
      want: /dialect: it has no operation "status"/,
    },
  ]
  for (const { name, given, changes, want } of cases) {
    test(name, () => {
      const [problem] = refusal(() => run(given, changes))
      expect(problem).toMatchObject({ severity: 'error', rule: 'descriptor', file: 'specs/x/provider.yaml' })
      expect(problem?.message).toMatch(want)
    })
  }

  test('a state that is none of ours', () => {
    const given = { states: { ODD: 'waiting' } }
    const [problem] = refusal(() => descriptor(traced(yaml('{}')).tree, given, provider))
    expect(problem?.message).toMatch(/dialect: it says waiting for ODD\. Use one of queued, running/)
  })
})

describe('provider.yaml', () => {
  const sound = `id: x
title: X
auth: { scheme: Bearer, env: X_API_KEY }
dialect: task
models:
  max: { path: /max }
options:
  seed: seed
images: { fields: [image], accepts: [url], min: 0 }
`
  const load = (text: string): ProviderConfig => readProviderConfig(traced(text), 'specs/x/provider.yaml')

  test('is read as it stands', () => {
    const { places, ...read } = load(sound)
    expect(places?.get('options.seed')).toEqual({ line: 8, column: 3 })
    expect(read).toEqual({
      file: 'specs/x/provider.yaml',
      id: 'x',
      title: 'X',
      auth: { scheme: 'Bearer', env: 'X_API_KEY' },
      dialect: 'task',
      evidence: {},
      models: { max: { path: '/max' } },
      operations: [],
      options: { seed: { field: 'seed' } },
      images: { fields: ['image'], accepts: ['url'], min: 0 },
    })
  })

  const cases = [
    {
      name: 'a field that is missing',
      given: ['title: X\n', ''],
      want: { line: 1, message: 'title: must be a text' },
    },
    {
      name: 'a word that is none of ours',
      given: ['dialect: task', 'dialect: tusk'],
      want: { line: 4, column: 1, message: 'dialect: "tusk" is not one of fal-queue, task' },
    },
    {
      name: 'an option that is none of ours',
      given: ['  seed: seed', '  sead: seed'],
      want: {
        line: 8,
        column: 3,
        message:
          'options.sead: "sead" is not one of aspectRatio, count, format, guidance, safetyTolerance, seed, upsamplePrompt',
      },
    },
    {
      name: 'a key that is unknown',
      given: ['title: X', 'title: X\nprice: 1'],
      want: {
        line: 3,
        column: 1,
        message:
          'price: unknown key. Known: id, title, auth, dialect, evidence, models, operations, parameters, options, images, unbilled, webhook, absent.',
      },
    },
    {
      name: 'operations that are no list',
      given: ['options:', 'operations: stream\noptions:'],
      want: { line: 7, column: 1, message: 'operations: must be a list' },
    },
    {
      name: 'an id that could be no folder',
      given: ['id: x', 'id: X y'],
      want: {
        line: 1,
        column: 1,
        message: 'id: "X y" cannot be an id. Use lower-case words joined by dashes, no word of TypeScript.',
      },
    },
    {
      name: 'an id that is a word of TypeScript',
      given: ['id: x', 'id: delete'],
      want: { line: 1, message: expect.stringContaining('no word of TypeScript') },
    },
    {
      name: "an id that is not the folder's",
      given: ['id: x', 'id: y'],
      want: { line: 1, message: 'id: the id is "y", the folder "x". Give both the same name.' },
    },
    {
      name: 'a key that is unknown in a mapping',
      given: ['min: 0', 'min: 0, max: 2'],
      want: { line: 9, message: 'images.max: unknown key. Known: fields, accepts, min.' },
    },
    {
      name: 'options that are a list',
      given: ['options:\n  seed: seed', 'options: []'],
      want: { line: 7, message: 'options: must be a mapping' },
    },
    {
      name: 'no model',
      given: ['models:\n  max: { path: /max }', 'models: {}'],
      want: { line: 5, message: 'models: no model. Give one of pro, max.' },
    },
    {
      name: 'a number that is a text',
      given: ['min: 0', 'min: none'],
      want: { line: 9, column: 44, message: 'images.min: must be a number' },
    },
    {
      name: 'a model that is none of ours',
      given: ['  max: {', '  ultra: {'],
      want: { line: 6, column: 3, message: 'models.ultra: "ultra" is not one of pro, max' },
    },
    {
      name: 'a form of image that is none',
      given: ['accepts: [url]', 'accepts: [url, file]'],
      want: { line: 9, column: 43, message: 'images.accepts.1: "file" is not one of url, data-uri, base64' },
    },
  ]
  for (const { name, given, want } of cases) {
    test(`names the place of ${name}`, () => {
      const [from = '', to = ''] = given
      expect(sound).toContain(from)
      expect(refusal(() => load(sound.replace(from, to)))).toMatchObject([
        { severity: 'error', rule: 'provider-yaml', file: 'specs/x/provider.yaml', ...want },
      ])
    })
  }
})

describe('the providers', () => {
  test('safety at fal travels as a string, at vtrix as a number', () => {
    expect(made('fal').options.safetyTolerance).toEqual({
      field: 'safety_tolerance',
      type: 'integer',
      as: 'string',
      values: [1, 2, 3, 4, 5, 6],
      default: 2,
    })
    expect(made('vtrix').options.safetyTolerance).toEqual({
      field: 'safety_tolerance',
      type: 'integer',
      min: 0,
      max: 6,
      default: 2,
    })
  })

  const made = (id: 'fal' | 'vtrix'): ReturnType<typeof descriptor> =>
    descriptor(contract(id), id === 'fal' ? fragment : { states: {} }, config(id))
})
