import { describe, expect, test } from 'vitest'
import { normalize } from '../../scripts/stages/normalize.ts'
import { evidenceAt, normalizedDocument, pointed, traced } from './support.ts'

const naming = { models: [{ model: 'max', path: '/fal-ai/x' }] }
const run = (yaml: string): ReturnType<typeof normalize> => normalize(traced(yaml), naming)

describe('placeholder-path', () => {
  const cases = [
    { name: 'a word in capitals stands for a server', given: '/BASE_URL/fal-ai/x', want: '/fal-ai/x' },
    { name: 'a template in double braces does', given: '/{{host}}/fal-ai/x', want: '/fal-ai/x' },
    { name: 'a path parameter called baseUrl does', given: '/{baseUrl}/fal-ai/x', want: '/fal-ai/x' },
    { name: 'an ordinary first segment stays', given: '/fal-ai/x', want: '/fal-ai/x' },
    { name: 'a version stays', given: '/v1/fal-ai/x', want: '/v1/fal-ai/x' },
    { name: 'an ordinary path parameter stays', given: '/{owner}/x', want: '/{owner}/x' },
    { name: 'a word in capitals on its own stays', given: '/HEALTH', want: '/HEALTH' },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const { value, diagnostics } = run(`paths:\n  '${given}':\n    get: { summary: x }\n`)
      expect(value.tree['paths']).toEqual({ [want]: { get: { summary: 'x' } } })
      expect(diagnostics.map(({ rule, line }) => [rule, line])).toEqual(
        given === want ? [] : [['placeholder-path', 2]],
      )
    })
  }

  test('keeps the line of the path', () => {
    const { value } = run('paths:\n  /BASE_URL/a: { get: { summary: x } }\n')
    expect(evidenceAt(value, '/paths/~1a')).toMatchObject({ line: 2, rule: 'placeholder-path' })
  })
})

describe('ignored headers', () => {
  const yaml = `
paths:
  /fal-ai/x:
    post:
      parameters:
        - { name: Authorization, in: header, example: 'Bearer {{KEY}}' }
        - { name: content-type, in: header, example: application/json }
        - { name: X-Trace, in: header }
      security: []
`
  test('become a bearer scheme, known from the line of the example', () => {
    const { value } = run(yaml)
    expect(value.tree).toMatchObject({
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    })
    expect(evidenceAt(value, '/security')).toMatchObject({ line: 6, rule: 'security-from-header' })
  })

  test('leave other parameters in place', () => {
    const { value } = run(yaml)
    expect(pointed(value.tree, '/paths/~1fal-ai~1x/post/parameters')).toEqual([
      { name: 'X-Trace', in: 'header' },
    ])
  })

  test('take the empty security beside them along, and say so', () => {
    const { value, diagnostics } = run(yaml)
    expect(pointed(value.tree, '/paths/~1fal-ai~1x/post/security')).toBeUndefined()
    expect(value.dropped).toMatchObject([{ rule: 'empty-security', line: 9, what: '{"security":[]}' }])
    expect(diagnostics.map(({ rule, line }) => [rule, line])).toEqual([
      ['ignored-header', 6],
      ['ignored-header', 7],
    ])
  })

  test('give no scheme without a Bearer example', () => {
    const { value } = run(
      'paths:\n  /fal-ai/x:\n    post:\n      parameters:\n        - { name: Authorization, in: header }\n',
    )
    expect(value.tree['security']).toBeUndefined()
    expect(pointed(value.tree, '/paths/~1fal-ai~1x/post')).toEqual({})
  })

  test('stay where they are no headers', () => {
    const { value } = run(
      'paths:\n  /fal-ai/x:\n    post:\n      parameters:\n        - { name: accept, in: query }\n',
    )
    expect(pointed(value.tree, '/paths/~1fal-ai~1x/post/parameters')).toEqual([
      { name: 'accept', in: 'query' },
    ])
  })
})

describe('required-body', () => {
  const body = (schema: string, flag = ''): string =>
    `paths:\n  /other:\n    post:\n      requestBody:\n${flag}        content:\n          application/json:\n            schema: ${schema}\n`
  const cases = [
    { name: 'a body with required fields is required', given: body('{ required: [prompt] }'), want: true },
    {
      name: 'a body without required fields is left alone',
      given: body('{ type: object }'),
      want: undefined,
    },
    {
      name: 'a body that is said to be optional is required all the same',
      given: body('{ required: [prompt] }', '        required: false\n'),
      want: true,
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      const { value, diagnostics } = run(given)
      expect(pointed(value.tree, '/paths/~1other/post/requestBody/required')).toBe(want)
      expect(diagnostics.map(({ rule }) => rule)).toEqual(want === true ? ['required-body'] : [])
    })
  }

  test('is known from the line of the required fields', () => {
    const { value } = run(body('{ required: [prompt] }'))
    expect(evidenceAt(value, '/paths/~1other/post/requestBody/required')).toMatchObject({
      line: 7,
      rule: 'required-body',
    })
  })
})

describe('vendor-extension', () => {
  test('bookkeeping of the editor is left out and listed with its line', () => {
    const { value } = run(
      'x-apifox-status: released\ninfo:\n  x-run-in-apifox: https://a.example/1\n  version: 1.0.0\n',
    )
    expect(value.tree).toEqual({ info: { version: '1.0.0' }, openapi: '3.1.0' })
    expect(value.dropped).toEqual([
      { rule: 'vendor-extension', file: 'doc.yaml', line: 1, what: '{"x-apifox-status":"released"}' },
      {
        rule: 'vendor-extension',
        file: 'doc.yaml',
        line: 3,
        what: '{"x-run-in-apifox":"https://a.example/1"}',
      },
    ])
  })

  test('other extensions stay', () => {
    expect(run('x-range: [a, b]\n').value.tree['x-range']).toEqual(['a', 'b'])
  })

  test('what is long is listed short', () => {
    const { value } = run(`x-apifox-orders: [${'prompt, '.repeat(40)}seed]\n`)
    expect(value.dropped[0]?.what).toHaveLength(160)
    expect(value.dropped[0]?.what.endsWith('…')).toBe(true)
  })
})

describe('says-nothing', () => {
  const cases = [
    {
      name: 'an empty title',
      given: "info: { title: '', version: 1.0.0 }",
      want: { info: { version: '1.0.0' } },
    },
    { name: 'an empty description', given: "info: { description: '' }", want: { info: {} } },
    { name: 'deprecated: false', given: 'info: { deprecated: false }', want: { info: {} } },
    { name: 'empty headers', given: 'info: { headers: {} }', want: { info: {} } },
    {
      name: 'empty components',
      given: 'components: { schemas: {}, securitySchemes: {} }',
      want: { components: {} },
    },
    { name: 'an empty list of servers', given: 'servers: []', want: {} },
    { name: 'an empty list of parameters', given: 'info: { parameters: [] }', want: { info: {} } },
  ]
  for (const { name, given, want } of cases) {
    test(`${name} is left out and listed`, () => {
      const { value } = run(`${given}\n`)
      expect(value.tree).toEqual({ ...want, openapi: '3.1.0' })
      expect(new Set(value.dropped.map(({ rule }) => rule))).toEqual(new Set(['says-nothing']))
    })
  }

  test('deprecated: true says something', () => {
    expect(run('info: { deprecated: true }\n').value.tree['info']).toEqual({ deprecated: true })
  })

  test('an example keeps its empty texts: they are data', () => {
    const example = { title: '', description: 'a  b', headers: {}, nullable: true, type: 'x' }
    expect(run(`example: ${JSON.stringify(example)}\n`).value.tree['example']).toEqual(example)
  })

  test('a field is kept whatever its name is', () => {
    const properties = { headers: {}, title: { type: 'string' }, default: { type: 'string' } }
    const { value } = run(`schema: ${JSON.stringify({ properties })}\n`)
    expect(pointed(value.tree, '/schema/properties')).toEqual(properties)
  })
})

describe('empty-answer', () => {
  const answer = (schema: string): string =>
    `paths:\n  /other:\n    post:\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema: ${schema}\n`
  const pointer = '/paths/~1other/post/responses/200'

  test('an object without properties is no answer, with a warning at its line', () => {
    const { value, diagnostics } = run(answer('{ type: object, properties: {} }'))
    expect(pointed(value.tree, pointer)).toEqual({ description: 'ok' })
    expect(diagnostics).toMatchObject([{ severity: 'warning', rule: 'empty-answer', line: 9 }])
    expect(value.dropped).toMatchObject([{ rule: 'empty-answer', line: 9 }])
  })

  test('an object with properties is one', () => {
    const { value, diagnostics } = run(answer('{ type: object, properties: { a: { type: string } } }'))
    expect(pointed(value.tree, `${pointer}/content`)).toBeDefined()
    expect(diagnostics).toEqual([])
  })

  test('a reference is one', () => {
    const { diagnostics } = run(answer("{ $ref: '#/components/schemas/A' }"))
    expect(diagnostics).toEqual([])
  })
})

describe('path-as-summary', () => {
  test('a summary that repeats the path is left out and listed', () => {
    const { value } = run('paths:\n  /other:\n    post:\n      summary: /other\n')
    expect(pointed(value.tree, '/paths/~1other/post')).toEqual({})
    expect(value.dropped).toMatchObject([{ rule: 'path-as-summary', line: 4 }])
  })

  test('a real summary stays', () => {
    const { value } = run('paths:\n  /other:\n    post:\n      summary: Edit\n')
    expect(pointed(value.tree, '/paths/~1other/post/summary')).toBe('Edit')
  })
})

describe('hoisting', () => {
  const yaml = (path: string): string => `
paths:
  ${path}:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { prompt: { type: string } } }
      responses:
        '200':
          content:
            application/json:
              schema: { type: object, properties: { id: { type: string } } }
`
  test('gives the schemas of a model their names, with their lines', () => {
    const { value } = run(yaml('/fal-ai/x'))
    expect(pointed(value.tree, '/components/schemas')).toEqual({
      MaxInput: { type: 'object', properties: { prompt: { type: 'string' } } },
      Ticket: { type: 'object', properties: { id: { type: 'string' } } },
    })
    expect(pointed(value.tree, '/paths/~1fal-ai~1x/post/requestBody/content/application~1json')).toEqual({
      schema: { $ref: '#/components/schemas/MaxInput' },
    })
    expect(evidenceAt(value, '/components/schemas/MaxInput')).toMatchObject({ line: 8 })
    expect(evidenceAt(value, '/components/schemas/MaxInput/properties/prompt')).toMatchObject({ line: 8 })
    expect(evidenceAt(value, '/components/schemas/Ticket')).toMatchObject({ line: 13 })
  })

  test('leaves the schemas of a path no model has', () => {
    expect(run(yaml('/other')).value.tree['components']).toBeUndefined()
  })
})

describe('openapi-3.1', () => {
  test('nullable joins the type', () => {
    const { value } = run('openapi: 3.0.1\nschema: { type: string, nullable: true }\n')
    expect(value.tree).toEqual({ openapi: '3.1.0', schema: { type: ['string', 'null'] } })
    expect(evidenceAt(value, '/schema/type')).toMatchObject({ line: 2, rule: 'openapi-3.1' })
    expect(evidenceAt(value, '/openapi')).toMatchObject({ line: 1, rule: 'openapi-3.1' })
  })
})

describe('double-spaces', () => {
  test('collapse in descriptions, and only there', () => {
    const { value } = run('info: { description: a  b   c, title: a  b }\n')
    expect(value.tree['info']).toEqual({ description: 'a b c', title: 'a  b' })
    expect(evidenceAt(value, '/info/description')).toMatchObject({ rule: 'double-spaces' })
  })
})

test('the given tree is left as it was', () => {
  const given = traced("info: { title: '' }\npaths: { /BASE_URL/a: { get: { summary: x } } }\n")
  const before = structuredClone(given.tree)
  normalize(given, naming)
  expect(given.tree).toEqual(before)
})

describe('the documents', () => {
  test('every statement that document 000 loses is listed', () => {
    const { dropped } = normalizedDocument('000')
    expect(dropped.map(({ rule, line }) => `${String(line)} ${rule}`).toSorted()).toEqual(
      [
        '8 says-nothing',
        '9 says-nothing',
        '15 says-nothing',
        '16 says-nothing',
        '22 says-nothing',
        '29 says-nothing',
        '92 vendor-extension',
        '104 says-nothing',
        '129 vendor-extension',
        '146 says-nothing',
        '147 vendor-extension',
        '148 empty-security',
        '149 vendor-extension',
        '150 vendor-extension',
        '151 vendor-extension',
        '153 says-nothing',
        '154 says-nothing',
        '155 says-nothing',
      ].toSorted(),
    )
  })

  test('document 003 says nothing of its answer', () => {
    expect(normalizedDocument('003').diagnostics).toContainEqual(
      expect.objectContaining({ rule: 'empty-answer', severity: 'warning', line: 82 }),
    )
  })
})
