import { Ajv2020 } from 'ajv/dist/2020.js'
import { operationsOf, securityOf } from '../lib/contract-operations.ts'
import type { Diagnostic } from '../lib/diagnostic.ts'
import type { Evidence, Traced } from '../lib/evidence.ts'
import { at, isObject, objectAt, stringAt, type Json, type JsonObject } from '../lib/json.ts'
import { formatPointer, parsePointer, walk, type JsonPath } from '../lib/json-pointer.ts'
import { bundleSchema } from '../lib/schema-bundle.ts'

/**
 * What must be true of every contract: references lead somewhere, operations have one id each and other paths with the
 * same templates, the security schemes exist, every schema is a schema, and every example keeps its own schema.
 */
export function lint(contract: Traced, file: string): readonly Diagnostic[] {
  const { tree } = contract
  const diagnostics: Diagnostic[] = []
  const report = (rule: string, path: JsonPath, message: string): void => {
    const place = nearest(contract, path)
    diagnostics.push({
      severity: 'error',
      rule,
      file: place?.file ?? file,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      message: `${formatPointer(path)}: ${message}`,
    })
  }
  checkReferences(tree, report)
  checkOperations(tree, report)
  if (diagnostics.length === 0) checkExamples(tree, report)
  return diagnostics
}

type Report = (rule: string, path: JsonPath, message: string) => void

function nearest({ tree, evidence }: Traced, path: JsonPath): Evidence | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const container = at(tree, ...path.slice(0, length - 1))
    if (typeof container !== 'object' || container === null) continue
    const found = evidence.get(container, path[length - 1] ?? '')
    if (found !== undefined) return found
  }
  return undefined
}

function checkReferences(tree: JsonObject, report: Report): void {
  walk(tree, (value, path) => {
    if (!isObject(value) || typeof value['$ref'] !== 'string') return
    const pointer = value['$ref']
    if (!pointer.startsWith('#/') || at(tree, ...parsePointer(pointer)) === undefined)
      report('reference', path, `${pointer} leads nowhere`)
  })
}

function checkOperations(tree: JsonObject, report: Report): void {
  const seen = new Set<string>()
  for (const { id, method, path, operation } of operationsOf(tree)) {
    if (id === '')
      report(
        'operation-id',
        ['paths', path, method],
        'the operation has no id: no model and no part of the dialect has this path',
      )
    else if (seen.has(id)) report('operation-id', ['paths', path, method], `the id ${id} is taken`)
    seen.add(id)
    checkOtherPaths(operation['x-also-at'], ['paths', path, method, 'x-also-at'], report)
    if (Object.keys(objectAt(operation, 'responses')).length === 0)
      report('responses', ['paths', path, method], 'the operation has no answer')
  }
  const names = securityOf(tree)
  if (names.length === 0) report('security', ['security'], 'no operation asks for a key')
  for (const name of names) {
    if (at(tree, 'components', 'securitySchemes', name) === undefined)
      report('security', ['security'], `the scheme ${name} is not defined`)
  }
}

/** Whoever asks there puts the same values in as at the operation's own path. */
function checkOtherPaths(said: Json | undefined, at: JsonPath, report: Report): void {
  if (said === undefined) return
  const own = String(at[1])
  const templates = (path: string): string => (path.match(/\{[^}]*\}/g) ?? []).sort().join()
  const paths = Array.isArray(said) ? said : []
  if (paths.length === 0) report('also-at', at, 'give a list of paths')
  for (const [index, path] of paths.entries()) {
    const isOther = typeof path === 'string' && path.startsWith('/') && path !== own
    if (!isOther || paths.indexOf(path) !== index || templates(path) !== templates(own))
      report('also-at', [...at, index], `give another path with ${templates(own) || 'no templates'}`)
  }
}

// One for all contracts: each would compile the schema of schemas anew.
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })

function checkExamples(tree: JsonObject, report: Report): void {
  ajv.removeSchema()
  const check = (
    schema: JsonObject,
    path: JsonPath,
    examples: readonly { path: JsonPath; value: Json }[],
  ): void => {
    let validate
    try {
      validate = ajv.compile(bundleSchema(tree, schema, { closed: false }))
    } catch (error) {
      report('schema', path, error instanceof Error ? error.message : String(error))
      return
    }
    for (const example of examples) {
      if (validate(example.value)) continue
      const [problem] = validate.errors ?? []
      report(
        'example',
        example.path,
        `the example breaks its schema: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`,
      )
    }
  }
  walk(tree, (value, path) => {
    if (!isObject(value)) return
    if (path.at(-1) === 'application/json' && isObject(value['schema'])) {
      const named = Object.keys(objectAt(value, 'examples')).map((name) => ['examples', name, 'value'])
      const places = value['example'] === undefined ? named : [['example'], ...named]
      check(
        value['schema'],
        [...path, 'schema'],
        places.map((place) => ({ path: [...path, ...place], value: at(value, ...place) ?? null })),
      )
    }
    if (path.at(-1) === 'text/event-stream' && isObject(value['x-event-data'])) {
      const data = stringAt(value, 'example') ?? ''
      check(
        value['x-event-data'],
        [...path, 'x-event-data'],
        eventData(data).map((event) => ({ path: [...path, 'example'], value: event })),
      )
    }
    if (
      path[0] === 'components' &&
      path[1] === 'schemas' &&
      path.length >= 3 &&
      Array.isArray(value['examples']) &&
      path.at(-2) === 'properties'
    ) {
      check(
        value,
        path,
        value['examples'].map((item, index) => ({ path: [...path, 'examples', index], value: item })),
      )
    }
  })
}

/** The data of each event of a stream, one line each; what is no JSON stays a text. */
function eventData(stream: string): Json[] {
  return stream.split('\n').flatMap((line): Json[] => {
    if (!line.startsWith('data:')) return []
    try {
      return [JSON.parse(line.slice('data:'.length)) as Json]
    } catch {
      return [line]
    }
  })
}
