import { describe, expect, test } from 'vitest'
import { lint } from '../../scripts/stages/lint.ts'
import { traced } from './support.ts'

const head = `openapi: 3.1.0
security: [{ bearer: [] }]
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas:
    A:
      type: object
      properties:
        count: { type: integer, maximum: 4 }
`
const answers = "responses: { '200': { description: ok } }"
const run = (yaml: string): ReturnType<typeof lint> =>
  lint(traced(yaml, { file: 'doc.yaml' }), 'specs/x/provider.yaml')

test('a sound contract has no problem', () => {
  expect(run(`${head}paths:\n  /a:\n    get: { operationId: a, ${answers} }\n`)).toEqual([])
})

test('an operation may be at other paths with the same templates', () => {
  const others = "x-also-at: ['/b/{id}', '/{id}/c']"
  expect(run(`${head}paths:\n  /a/{id}:\n    get: { operationId: a, ${answers}, ${others} }\n`)).toEqual([])
})

describe('a problem is told with its place', () => {
  const cases = [
    {
      name: 'a reference that leads nowhere',
      given: `${head}paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          $ref: '#/components/responses/Gone'
`,
      want: {
        rule: 'reference',
        line: 15,
        column: 9,
        message: '/paths/~1a/get/responses/200: #/components/responses/Gone leads nowhere',
      },
    },
    {
      name: 'a reference that leaves the file',
      given: `${head}    B:
      $ref: other.yaml
paths: {}
`,
      want: {
        rule: 'reference',
        line: 10,
        column: 5,
        message: '/components/schemas/B: other.yaml leads nowhere',
      },
    },
    {
      name: 'an operation id that is taken',
      given: `${head}paths:
  /a:
    get: { operationId: a, ${answers} }
  /b:
    get: { operationId: a, ${answers} }
`,
      want: { rule: 'operation-id', line: 14, column: 5, message: '/paths/~1b/get: the id a is taken' },
    },
    {
      name: 'an operation without an id',
      given: `${head}paths:
  /a:
    get: { ${answers} }
`,
      want: {
        rule: 'operation-id',
        line: 12,
        column: 5,
        message: '/paths/~1a/get: the operation has no id: no model and no part of the dialect has this path',
      },
    },
    {
      name: 'an operation without an answer',
      given: `${head}paths:
  /a:
    get: { operationId: a }
`,
      want: {
        rule: 'responses',
        line: 12,
        column: 5,
        message: '/paths/~1a/get: the operation has no answer',
      },
    },
    {
      name: 'a security scheme that is not defined',
      given: 'openapi: 3.1.0\nsecurity: [{ key: [] }]\npaths: {}\n',
      want: { rule: 'security', line: 2, column: 1, message: '/security: the scheme key is not defined' },
    },
    {
      name: 'no security at all',
      given: 'openapi: 3.1.0\npaths: {}\n',
      want: {
        rule: 'security',
        file: 'specs/x/provider.yaml',
        message: '/security: no operation asks for a key',
      },
    },
    ...[
      { said: '/b', at: '', column: 71, wants: 'give a list of paths' },
      { said: '[]', at: '', column: 71, wants: 'give a list of paths' },
      { said: "['/b/{job}']", at: '/0', column: 83, wants: 'give another path with {id}' },
      { said: "['/b/{id}', 'b/{id}']", at: '/1', column: 94, wants: 'give another path with {id}' },
      { said: "['/a/{id}']", at: '/0', column: 83, wants: 'give another path with {id}' },
      { said: "['/b/{id}', '/b/{id}']", at: '/1', column: 94, wants: 'give another path with {id}' },
    ].map(({ said, at, column, wants }) => ({
      name: `other paths of an operation that cannot be: ${said}`,
      given: `${head}paths:
  /a/{id}:
    get: { operationId: a, ${answers}, x-also-at: ${said} }
`,
      want: { rule: 'also-at', line: 12, column, message: `/paths/~1a~1{id}/get/x-also-at${at}: ${wants}` },
    })),
    {
      name: 'an example that breaks its schema',
      given: `${head}paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/A' }
              example:
                count: 5
`,
      want: {
        rule: 'example',
        line: 20,
        column: 15,
        message:
          '/paths/~1a/get/responses/200/content/application~1json/example: the example breaks its schema: /count must be <= 4',
      },
    },
    ...['{"count":5}', 'count'].map((data) => ({
      name: `an event of a stream that breaks its schema: ${data}`,
      given: `${head}paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            text/event-stream:
              schema: { type: string }
              x-event-data: { $ref: '#/components/schemas/A' }
              example: |
                data: {"count":4}

                data: ${data}
`,
      want: {
        rule: 'example',
        line: 21,
        column: 15,
        message: expect.stringMatching(/event-stream\/example: the example breaks its schema: .*must be/),
      },
    })),
    {
      name: 'a named example that breaks its schema',
      given: `${head}paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/A' }
              examples:
                good: { value: { count: 4 } }
                bad:
                  value: { count: four }
`,
      want: {
        rule: 'example',
        line: 23,
        column: 19,
        message:
          '/paths/~1a/get/responses/200/content/application~1json/examples/bad/value: the example breaks its schema: /count must be integer',
      },
    },
    {
      name: 'an example of a property that breaks it',
      given: `${head}        size:
          type: string
          enum: [s, m]
          examples:
            - s
            - l
paths: {}
`,
      want: {
        rule: 'example',
        line: 15,
        column: 15,
        message:
          '/components/schemas/A/properties/size/examples/1: the example breaks its schema:  must be equal to one of the allowed values',
      },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(run(given)).toEqual([{ severity: 'error', file: 'doc.yaml', ...want }])
    })
  }

  test('a schema that is none', () => {
    const [problem] = run(`${head}paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: text }
`)
    expect(problem).toMatchObject({ rule: 'schema', file: 'doc.yaml', line: 19, column: 15 })
    expect(problem?.message).toContain('must be equal to one of the allowed values')
  })
})
