import type { ContractRequest } from 'kontext-sdk/contracts'

/** A request on which the two engines are known to differ, and why. */
export interface KnownDifference {
  readonly name: string
  /** What the standard says, and which engine follows it. */
  readonly reason: string
  readonly request: ContractRequest
  readonly prism: Verdict | 'throws'
  readonly fast: Verdict
  /** Whether a generated request may differ for this reason. */
  readonly explains: (request: ContractRequest) => boolean
}

/** What an engine says about a request: `body/seed type` for each violation, sorted; undefined where no operation matches. */
export type Verdict = readonly string[] | undefined

/** A contract of corners that the generated contracts do not have. */
export const corners = `
openapi: 3.1.0
info: { title: Corners, version: 1.0.0 }
paths:
  /edits/{id}:
    get:
      operationId: look
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: size, in: query, schema: { type: array, prefixItems: [{ type: integer }], items: { type: string } } }
        - { name: count, in: query, schema: { type: integer, minimum: 1 } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { enum: [a, b] } } }
        - { name: X-Trace, in: header, schema: { type: string, minLength: 3 } }
      responses:
        '200': { description: Fine., headers: { Retry-After: { schema: { type: integer } } } }
        4XX: { description: Not fine., content: { application/*: { schema: { type: object } } } }
  /closed:
    post:
      operationId: closed
      requestBody:
        required: true
        content:
          application/json:
            schema:
              allOf:
                - { type: object, properties: { a: { type: string } }, additionalProperties: false }
                - { type: object, properties: { b: { type: string } } }
      responses: { '200': { description: Fine. } }
  /read-only:
    post:
      operationId: readOnly
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [id, prompt]
              properties:
                id: { type: string, readOnly: true }
                prompt: { type: string }
      responses: { '200': { description: Fine. } }
  /drafts:
    post:
      operationId: drafts
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                point: { type: array, prefixItems: [{ type: integer }, { type: integer }], items: false }
                card: { type: string }
                address: { type: string }
              dependentRequired: { card: [address] }
              unevaluatedProperties: false
      responses: { '200': { description: Fine. } }
`

const json = { 'content-type': 'application/json' }
const get = { method: 'GET', query: {}, headers: {} } as const
const post = { method: 'POST', query: {}, headers: json } as const
const generated = (): boolean => false

/** Every known difference. Another one fails the build; one that is gone does too. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'a falsy body',
    reason: 'Prism takes "", 0 and false for no body at all. They are JSON values, and of a wrong type.',
    request: { ...post, path: '/drafts', body: '' },
    prism: ['body required'],
    fast: ['body type'],
    explains: ({ body }) => body === '' || body === 0 || body === false,
  },
  {
    name: 'a percent sign that escapes nothing',
    reason: 'Prism throws a URIError. The mock refuses such a target with 400 before an engine sees it.',
    request: { ...get, path: '/edits/%zz' },
    prism: 'throws',
    fast: [],
    explains: ({ path }) => path.includes('%zz'),
  },
  {
    name: 'a comma in a path',
    reason:
      'Prism reads {id} as a URI template (RFC 6570), where a comma makes a list. In OpenAPI a parameter of type string is the text as it is.',
    request: { ...get, path: '/edits/a,b' },
    prism: ['path/id type'],
    fast: [],
    explains: ({ path }) => path.includes(','),
  },
  {
    name: 'keywords of JSON Schema 2020-12 in parameters',
    reason:
      'Prism builds the schema of parameters itself, without $schema, so that draft-07 counts: prefixItems means nothing, and items is for every item.',
    request: { ...get, path: '/edits/1', query: { size: 'wide' } },
    prism: [],
    fast: ['query/size/0 type'],
    explains: generated,
  },
  {
    name: 'additionalProperties beside allOf',
    reason:
      'Prism merges the parts of allOf into one schema and widens the closed one. In JSON Schema each part stands alone.',
    request: { ...post, path: '/closed', body: { a: 'x', b: 'x' } },
    prism: [],
    fast: ['body additionalProperties'],
    explains: generated,
  },
  {
    name: 'required fields that are readOnly',
    reason:
      'Prism takes readOnly fields out of request schemas, as OpenAPI 3.0 had it. In 3.1 readOnly is an annotation and checks nothing.',
    request: { ...post, path: '/read-only', body: { prompt: 'x' } },
    prism: [],
    fast: ['body/id required'],
    explains: generated,
  },
]
