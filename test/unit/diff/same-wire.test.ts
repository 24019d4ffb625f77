import { expect, test } from 'vitest'
import { findingsOf, treeOf, type Schema } from './contract-of.ts'

const text = { type: 'string' }
const named = { $ref: '#/components/schemas/Named' }
const point = {
  type: 'object',
  required: ['x', 'y'],
  properties: { x: { type: 'number' }, y: { type: 'number' } },
}
const circle = { type: 'object', properties: { next: { $ref: '#/components/schemas/Named' } } }

interface Reworded {
  readonly name: string
  readonly given: Schema
  readonly same: Schema
  readonly schemas?: Readonly<Record<string, Schema>>
}

const reworded: readonly Reworded[] = [
  {
    name: 'a whole number is a multiple of 1',
    given: { type: 'integer', minimum: 1 },
    same: { type: 'number', multipleOf: 1, minimum: 1 },
  },
  {
    name: 'a keyword says that everything is allowed',
    given: point,
    same: { ...point, unevaluatedProperties: true, propertyNames: true },
  },
  {
    name: 'conditions that say nothing stand there',
    given: point,
    same: { ...point, dependentRequired: { x: ['x'] }, dependentSchemas: {}, then: { required: ['z'] } },
  },
  {
    name: 'what a field needs is in another order',
    given: { ...point, dependentRequired: { x: ['y', 'z'] } },
    same: { ...point, dependentRequired: { x: ['z', 'y'] } },
  },
  {
    name: 'at least one is counted',
    given: { type: 'array', contains: text },
    same: { type: 'array', contains: text, minContains: 1 },
  },
  {
    name: 'a count of nothing stands there',
    given: { type: 'array', items: text },
    same: { type: 'array', items: text, minContains: 2, maxContains: 3 },
  },
  {
    name: 'a closed object is closed by another keyword',
    given: { ...point, additionalProperties: false },
    same: { ...point, unevaluatedProperties: false },
  },
  { name: 'an anchor stands there that nothing refers to', given: text, same: { ...text, $anchor: 'a' } },
  { name: 'a schema has a name', given: text, same: named, schemas: { Named: text } },
  {
    name: 'a name leads to a name',
    given: text,
    same: named,
    schemas: { Named: { $ref: '#/components/schemas/B' }, B: text },
  },
  {
    name: 'a description stands beside a reference',
    given: { ...text, description: 'A' },
    same: { ...named, description: 'A' },
    schemas: { Named: text },
  },
  {
    name: 'a reference keeps the description of its target',
    given: { ...text, description: 'A' },
    same: named,
    schemas: { Named: { ...text, description: 'A' } },
  },
  {
    name: 'a schema refers to itself through another name',
    given: { $ref: '#/components/schemas/Other' },
    same: named,
    schemas: {
      Named: circle,
      Other: { type: 'object', properties: { next: { $ref: '#/components/schemas/Other' } } },
    },
  },
  { name: 'a schema is the only one of an allOf', given: text, same: { allOf: [text] } },
  { name: 'a schema is the only one of an anyOf', given: point, same: { anyOf: [point] } },
  { name: 'a schema is the only one of a oneOf', given: point, same: { oneOf: [point] } },
  { name: 'wrappers are in wrappers', given: text, same: { allOf: [{ oneOf: [{ anyOf: [text] }] }] } },
  {
    name: 'an object is spread over an allOf',
    given: point,
    same: {
      allOf: [
        { type: 'object', required: ['y'], properties: { y: { type: 'number' } } },
        { required: ['x'], properties: { x: { type: 'number' } } },
      ],
    },
  },
  {
    name: 'limits are spread over an allOf',
    given: { type: 'integer', minimum: 1, maximum: 4 },
    same: { allOf: [{ type: 'integer', minimum: 1 }, { maximum: 4 }] },
  },
  {
    name: 'a looser limit stands beside a tighter one',
    given: { type: 'number', maximum: 4 },
    same: { type: 'number', maximum: 9, allOf: [{ maximum: 4 }] },
  },
  {
    name: 'a constant is an enum of one',
    given: { type: 'string', const: 'a' },
    same: { type: 'string', enum: ['a'] },
  },
  { name: 'a constant needs no type', given: { type: 'string', const: 'a' }, same: { const: 'a' } },
  {
    name: 'values are constants of a union',
    given: { type: 'string', enum: ['a', 'b'] },
    same: { oneOf: [{ const: 'b' }, { const: 'a' }] },
  },
  {
    name: 'values stand in another order',
    given: { type: 'string', enum: ['a', 'b'] },
    same: { type: 'string', enum: ['b', 'a'] },
  },
  { name: 'a value is listed twice', given: { enum: ['a', 'b'] }, same: { enum: ['a', 'b', 'a'] } },
  { name: 'a type is a list of one', given: text, same: { type: ['string'] } },
  {
    name: 'types stand in another order',
    given: { type: ['string', 'null', 'integer'] },
    same: { type: ['null', 'integer', 'string'] },
  },
  {
    name: 'types are members of a union',
    given: { type: ['string', 'integer'] },
    same: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
  },
  { name: 'an integer is among numbers', given: { type: 'number' }, same: { type: ['integer', 'number'] } },
  {
    name: 'null is a member of a union',
    given: { type: ['string', 'null'] },
    same: { oneOf: [text, { type: 'null' }] },
  },
  { name: 'null is nullable', given: { type: ['string', 'null'] }, same: { type: 'string', nullable: true } },
  {
    name: 'null is a value',
    given: { type: ['string', 'null'], enum: ['a', null] },
    same: { oneOf: [{ const: 'a' }, { const: null }] },
  },
  {
    name: 'a nullable object keeps its description',
    given: { ...point, type: ['object', 'null'], description: 'A' },
    same: { anyOf: [{ ...point, description: 'A' }, { type: 'null' }] },
  },
  { name: 'both booleans are listed', given: { type: 'boolean' }, same: { enum: [true, false] } },
  {
    name: 'members of a union stand in another order',
    given: { oneOf: [point, text] },
    same: { oneOf: [text, point] },
  },
  { name: 'oneOf is anyOf', given: { oneOf: [point, text] }, same: { anyOf: [point, text] } },
  {
    name: 'a union contains a union',
    given: { anyOf: [point, text, { type: 'null' }] },
    same: { anyOf: [point, { anyOf: [text, { type: 'null' }] }] },
  },
  {
    name: 'a member of a union is included in another',
    given: { type: 'string' },
    same: { anyOf: [{ const: 'a' }, { type: 'string' }] },
  },
  { name: 'required fields stand in another order', given: point, same: { ...point, required: ['y', 'x'] } },
  {
    name: 'fields stand in another order',
    given: point,
    same: {
      required: point.required,
      properties: { y: { type: 'number' }, x: { type: 'number' } },
      type: 'object',
    },
  },
  {
    name: 'an object with fields says that it is open',
    given: point,
    same: { ...point, additionalProperties: true },
  },
  {
    name: 'fields make an object',
    given: point,
    same: { required: point.required, properties: point.properties },
  },
  {
    name: 'a limit is the one nobody has to name',
    given: { type: 'array', items: text },
    same: { type: 'array', items: text, minItems: 0, uniqueItems: false },
  },
  {
    name: 'nothing is required',
    given: { type: 'object', properties: { a: text } },
    same: { type: 'object', properties: { a: text }, required: [] },
  },
  {
    name: 'an excluded end of whole numbers is the next one',
    given: { type: 'integer', minimum: 1, maximum: 4 },
    same: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 5 },
  },
  {
    name: 'an end is excluded as in OpenAPI 3.0',
    given: { type: 'number', exclusiveMinimum: 0 },
    same: { type: 'number', minimum: 0, exclusiveMinimum: true },
  },
  {
    name: 'an example is the only one of its list',
    given: { ...text, example: 'a' },
    same: { ...text, examples: ['a'] },
  },
  {
    name: 'what is false everywhere is said',
    given: text,
    same: { ...text, deprecated: false, readOnly: false, nullable: false, description: '' },
  },
  { name: 'true allows everything', given: {}, same: { allOf: [true] } },
  {
    name: 'a value has its keys in another order',
    given: { default: { a: 1, b: { c: 1, d: 2 } } },
    same: { default: { b: { d: 2, c: 1 }, a: 1 } },
  },
  {
    name: 'evidence is better',
    given: { ...text, 'x-evidence': 'inferred' },
    same: { ...text, 'x-evidence': 'document' },
  },
]

test.each(reworded)('it is no difference that $name', ({ given, same, schemas }) => {
  for (const where of ['request', 'answer']) {
    const trees = [given, same].map((schema) =>
      treeOf({ [where]: schema, ...(schemas === undefined ? {} : { schemas }) }),
    )
    expect(findingsOf(trees[0] ?? {}, trees[1] ?? {})).toEqual([])
    expect(findingsOf(trees[1] ?? {}, trees[0] ?? {})).toEqual([])
  }
})

interface Moved {
  readonly name: string
  readonly change: (tree: Schema) => Schema
}

const job = '/jobs/{id}'
const base = treeOf({ request: point, answer: text })
/** The tree with what stands at a path put through a function. */
function at(path: readonly string[], change: (value: unknown) => unknown, tree: unknown = base): Schema {
  const [step, ...rest] = path
  const record = tree as Schema
  return step === undefined
    ? (change(tree) as Schema)
    : { ...record, [step]: at(rest, change, record[step] ?? {}) }
}
const post = ['paths', job, 'post']
const id = { name: 'id', in: 'path', required: true, schema: text }
const bearer = { type: 'http', scheme: 'bearer' }

const moved: readonly Moved[] = [
  {
    name: 'a path item has a name among the components',
    change: () => ({
      ...at(['paths', job], () => ({ $ref: '#/components/pathItems/Job' })),
      components: { pathItems: { Job: (base['paths'] as Schema)[job] } },
    }),
  },
  {
    name: 'a text is said to be exploded or not',
    change: () => at([...post, 'parameters'], () => [{ ...id, explode: true }]),
  },
  {
    name: 'a parameter has a name among the components',
    change: () => ({
      ...at([...post, 'parameters'], () => [{ $ref: '#/components/parameters/Id' }]),
      components: { parameters: { Id: id } },
    }),
  },
  {
    name: 'a parameter stands at its path',
    change: () =>
      at(['paths', job], (item) => {
        const { post: operation } = item as { post: Schema }
        return {
          parameters: [id],
          post: Object.fromEntries(Object.entries(operation).filter(([word]) => word !== 'parameters')),
        }
      }),
  },
  {
    name: 'a parameter says its usual style',
    change: () =>
      at([...post, 'parameters'], () => [{ ...id, style: 'simple', explode: false, deprecated: false }]),
  },
  {
    name: 'an answer has a name among the components',
    change: (tree) => ({
      ...at([...post, 'responses', '200'], () => ({ $ref: '#/components/responses/Taken' })),
      components: {
        responses: {
          Taken: (((tree['paths'] as Schema)[job] as Schema)['post'] as { responses: Schema }).responses[
            '200'
          ],
        },
      },
    }),
  },
  {
    name: 'a body has a name among the components',
    change: (tree) => ({
      ...at([...post, 'requestBody'], () => ({ $ref: '#/components/requestBodies/Body' })),
      components: {
        requestBodies: {
          Body: (((tree['paths'] as Schema)[job] as Schema)['post'] as Schema)['requestBody'],
        },
      },
    }),
  },
  {
    name: 'there is a component that nothing uses',
    change: (tree) => ({ ...tree, components: { schemas: { Unused: text } } }),
  },
  { name: 'no server is the server itself', change: (tree) => ({ ...tree, servers: [{ url: '/' }] }) },
  { name: 'nothing is asked of who calls', change: (tree) => ({ ...tree, security: [] }) },
  {
    name: 'an operation says that it is not deprecated',
    change: () => at([...post, 'deprecated'], () => false),
  },
  { name: 'there are no tags', change: () => at([...post, 'tags'], () => []) },
  {
    name: 'keys stand in another order',
    change: (tree) => Object.fromEntries(Object.entries(tree).reverse()),
  },
]

test.each(moved)('it is no difference that $name', ({ change }) => {
  const same = change(base)
  expect(JSON.stringify(same)).not.toBe(JSON.stringify(base))
  expect(findingsOf(base, same)).toEqual([])
  expect(findingsOf(same, base)).toEqual([])
})

test.each(['x-also-at', 'x-unbilled'])('it is no difference in which order %s lists things', (word) => {
  const listed = (...items: readonly string[]): Schema => at([...post, word], () => items)
  expect(findingsOf(listed('/a', '/b'), listed('/b', '/a'))).toEqual([])
  expect(findingsOf(listed('/a', '/b'), listed('/b', '/c'))).toHaveLength(1)
})

test('it is no difference where an operation says which key it takes, or how a scheme that means the same is written', () => {
  const schemes = (key: Schema): Schema => ({ ...base, components: { securitySchemes: { key } } })
  const everywhere = { ...schemes(bearer), security: [{ key: [] }] }
  const own = {
    ...at([...post, 'security'], () => [{ key: [] }]),
    components: { securitySchemes: { key: bearer } },
  }
  const header = { type: 'apiKey', in: 'header', name: 'authorization', 'x-scheme': 'Bearer' }
  expect(findingsOf(everywhere, own)).toEqual([])
  expect(findingsOf(own, everywhere)).toEqual([])
  expect(findingsOf(everywhere, { ...schemes(header), security: [{ key: [] }] })).toEqual([])
  expect(findingsOf({ ...schemes(header), security: [{ key: [] }] }, everywhere)).toEqual([])
})

test('it is no difference how the address of a server is written', () => {
  const at = (url: string, variables?: Schema): Schema => ({ ...base, servers: [{ url, variables }] })
  const plain = at('https://queue.example/v1')
  const same = [
    at('https://queue.example/v1/'),
    at('https://Queue.Example:443/v1'),
    at('https://{host}.example/{version}', { host: { enum: ['queue'] }, version: { enum: ['v1'] } }),
  ]
  for (const one of same) {
    expect(findingsOf(plain, one)).toEqual([])
    expect(findingsOf(one, plain)).toEqual([])
  }
})

test('a server that may have any name still has the one it has by default', () => {
  const any = { ...base, servers: [{ url: 'https://{host}.example', variables: { host: { default: 'a' } } }] }
  const rules = findingsOf({ ...base, servers: [{ url: 'https://a.example' }] }, any).map(({ rule }) => rule)
  expect(rules).toEqual(['server-added'])
})
