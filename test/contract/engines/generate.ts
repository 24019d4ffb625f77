import fc from '../../fast-check.ts'
import {
  fromFragment,
  isRecord,
  valueAt,
  type JsonPath,
  type ContractAnswer,
  type ContractRequest,
} from 'kontext-sdk/contracts'
import { operationsOf, type Operation } from 'kontext-sdk/contracts'
import { mutate, mutations } from './mutate.ts'

/** Requests near a contract: valid ones, and ones that are wrong in one place or several. */
export function requestsNear(root: unknown): fc.Arbitrary<ContractRequest> {
  const operations = operationsOf(root)
  return fc.constantFrom(...operations).chain((operation) =>
    fc.record({
      method: fc.oneof(
        { weight: 20, arbitrary: fc.constant(operation.method.toUpperCase()) },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PURGE', 'post') },
      ),
      path: pathsNear(operation),
      query: queriesNear(operation),
      headers: fc.record(
        {
          'content-type': fc.oneof(
            { weight: 8, arbitrary: fc.constant('application/json') },
            fc.constantFrom(
              'application/json; charset=utf-8',
              'APPLICATION/JSON',
              'application/vnd.api+json',
              'text/plain',
              'application/x-www-form-urlencoded',
              'nonsense',
              '',
            ),
          ),
          'content-length': fc.constant('2'),
          accept: fc.constantFrom('*/*', 'text/html', 'application/json'),
          authorization: fc.constantFrom('Key x', 'Bearer y'),
          prefer: fc.constant('code=404'),
        },
        { requiredKeys: ['content-type'] },
      ),
      ...(operation.body === undefined ? {} : { body: bodiesNear(root, operation) }),
    }),
  )
}

/** Answers near the examples of a contract, each with the operation that might have given it. */
export function answersNear(
  root: unknown,
): fc.Arbitrary<{ readonly operation: Operation; readonly answer: ContractAnswer }> {
  const shown = operationsOf(root).flatMap((operation) =>
    operation.answers.flatMap(({ code, contents }) =>
      contents.flatMap(({ mediaType, examples }) =>
        examples.map(({ value }) => ({ operation, mediaType, status: Number(code), value })),
      ),
    ),
  )
  return fc.constantFrom(...shown).chain(({ operation, mediaType, status, value }) =>
    fc.record({
      operation: fc.constant(operation),
      answer: fc.record({
        status: fc.oneof(
          { weight: 12, arbitrary: fc.constant(status) },
          fc.constantFrom(200, 202, 204, 299, 404, 418, 500, 503),
        ),
        headers: fc.oneof(
          { weight: 6, arbitrary: fc.constant({ 'content-type': mediaType }) },
          fc.constantFrom(
            { 'content-type': 'text/html' },
            { 'content-type': 'application/json; charset=utf-8' },
            { 'content-type': 'application/json', 'retry-after': '3' },
          ),
        ),
        body: mutations.map((changes) => mutate(value, changes)),
      }),
    }),
  )
}

/** The path of an operation with something in the places of its templates. */
export function pathOf({ template }: Operation, value: string): string {
  return template.replaceAll(/\{[^}]+\}/g, () => value)
}

function pathsNear(operation: Operation): fc.Arbitrary<string> {
  const plain = fc.oneof(
    fc.uuid(),
    fc.constantFrom(
      '',
      'a',
      'a%20b',
      '%2F',
      'ä',
      '%C3%A4',
      '%zz',
      '{id}',
      '.',
      'a=b;c',
      'x'.repeat(128),
      'x'.repeat(129),
    ),
    fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_.~!$&()*+;=:@,')), maxLength: 12 }),
  )
  return fc.oneof(
    { weight: 20, arbitrary: plain.map((value) => pathOf(operation, value)) },
    { weight: 1, arbitrary: plain.map((value) => `${pathOf(operation, value)}/`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/', '', '//', '/nowhere', 'relative', pathOf(operation, 'x').toUpperCase()),
    },
  )
}

function queriesNear(operation: Operation): fc.Arbitrary<Record<string, string>> {
  const names = operation.parameters.filter(({ side }) => side === 'query').map(({ name }) => name)
  return fc.dictionary(
    fc.constantFrom(...names, ...names.map((name) => name.toUpperCase()), 'other', '__code'),
    fc.constantFrom('1', '0', 'true', '2', '', 'null', '1,0'),
    { maxKeys: 3, noNullPrototype: true },
  )
}

function bodiesNear(root: unknown, operation: Operation): fc.Arbitrary<unknown> {
  const schema = operation.body?.contents[0]?.schema
  const valid = schema === undefined ? fc.jsonValue() : valuesOf(root, schema)
  return fc.oneof(
    { weight: 12, arbitrary: fc.tuple(valid, mutations).map(([value, changes]) => mutate(value, changes)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
  )
}

/** Values of a schema: exact for what contracts use in requests, near enough for the rest. */
function valuesOf(root: unknown, path: JsonPath): fc.Arbitrary<unknown> {
  const schema = valueAt(root, path)
  if (!isRecord(schema)) return fc.jsonValue()
  if (typeof schema['$ref'] === 'string') return valuesOf(root, fromFragment(schema['$ref']))
  if (schema['const'] !== undefined) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]))
  switch (schema['type']) {
    case 'object': {
      const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : []
      const properties = isRecord(schema['properties']) ? Object.keys(schema['properties']) : []
      const parts = properties.map((name) => [name, valuesOf(root, [...path, 'properties', name])] as const)
      return fc.record(Object.fromEntries(parts), {
        requiredKeys: required.filter((name) => properties.includes(name)),
        noNullPrototype: true,
      })
    }
    case 'array':
      return fc.array(valuesOf(root, [...path, 'items']), {
        minLength: Number(schema['minItems'] ?? 1),
        maxLength: 2,
      })
    case 'integer':
      return fc.integer({ min: Number(schema['minimum'] ?? -9), max: Number(schema['maximum'] ?? 9_999_999) })
    case 'number':
      return fc.integer({ min: Number(schema['minimum'] ?? -9), max: Number(schema['maximum'] ?? 99) })
    case 'boolean':
      return fc.boolean()
    default:
      return typeof schema['pattern'] === 'string'
        ? fc.constantFrom('16:9', '1:1')
        : fc.string({ minLength: Number(schema['minLength'] ?? 0), maxLength: 40 })
  }
}
