import type { Diagnostic, Staged } from '../lib/diagnostic.ts'
import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { arrayAt, at, isObject, objectAt, stringAt, type Json, type JsonObject } from '../lib/json.ts'

/** What the names of hoisted schemas are made of: the submit path of each model. */
export interface Naming {
  readonly models: readonly { readonly model: string; readonly path: string }[]
}

/** A statement that normalizing left out, with the line that made it. */
export interface Dropped {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly what: string
}

type Note = (
  rule: string,
  severity: Diagnostic['severity'],
  evidence: Evidence | undefined,
  message: string,
) => void

/** What every rule works with: the tree it may change, what is known of it, and a place for remarks. */
interface Work {
  readonly tree: JsonObject
  readonly evidence: EvidenceTable
  readonly note: Note
  readonly dropped: Dropped[]
}

const ignoredHeaders = new Set(['accept', 'authorization', 'content-type'])

/**
 * Turns a description as providers write it into OpenAPI 3.1 as the other stages expect it. Each rule below says
 * what it changes; what a rule leaves out is returned, so that nothing a document says gets lost unseen.
 */
export function normalize(given: Traced, naming: Naming): Staged<Traced & { dropped: readonly Dropped[] }> {
  const diagnostics: Diagnostic[] = []
  const work: Work = {
    tree: given.evidence.copy(given.tree),
    evidence: given.evidence,
    dropped: [],
    note: (rule, severity, evidence, message) => {
      if (evidence !== undefined) {
        diagnostics.push({
          severity,
          rule,
          file: evidence.file,
          line: evidence.line,
          column: evidence.column,
          message,
        })
      }
    },
  }
  dropVendorExtensions(work, work.tree)
  dropEmptyTexts(work, work.tree)
  collapseSpaces(work, work.tree)
  stripPlaceholderPaths(work)
  for (const [path, item] of Object.entries(objectAt(work.tree, 'paths'))) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (!isObject(operation)) continue
      makeSecurityReal(work, operation)
      requireBody(work, operation)
      dropEmptyAnswers(work, path, operation)
      if (operation['summary'] === path) drop(work, 'path-as-summary', operation, 'summary')
      hoistSchemas(work, operation, naming.models.find((model) => model.path === path)?.model)
    }
  }
  upgradeTo31(work)
  return { value: { tree: work.tree, evidence: work.evidence, dropped: work.dropped }, diagnostics }
}

function drop(work: Work, rule: string, container: JsonObject, key: string): void {
  const evidence = work.evidence.get(container, key)
  if (evidence !== undefined) {
    const text = JSON.stringify({ [key]: container[key] })
    work.dropped.push({
      rule,
      file: evidence.file,
      line: evidence.line,
      what: text.length > 160 ? `${text.slice(0, 159)}…` : text,
    })
  }
  Reflect.deleteProperty(container, key)
}

/** Words whose content is data: what looks like OpenAPI in there is none. */
const data = new Set(['const', 'default', 'enum', 'example', 'examples'])

function eachObject(value: Json, visit: (object: JsonObject) => void): void {
  if (Array.isArray(value)) for (const item of value) eachObject(item, visit)
  else if (isObject(value)) {
    visit(value)
    for (const [key, item] of Object.entries(value)) {
      // The keys of `properties` are names: a field called `headers` or `default` is a field.
      if (key === 'properties')
        for (const property of Object.values(objectAt(value, key))) eachObject(property, visit)
      else if (!data.has(key)) eachObject(item, visit)
    }
  }
}

/** `x-apifox-*`, `x-run-in-apifox`: bookkeeping of the editor that exported the document. */
function dropVendorExtensions(work: Work, root: Json): void {
  eachObject(root, (object) => {
    for (const key of Object.keys(object)) {
      if (/^x-(apifox|run-in-apifox)/.test(key)) drop(work, 'vendor-extension', object, key)
    }
  })
}

/** Editors write `title: ''`, `deprecated: false`, `headers: {}`, `servers: []` where nothing was said. */
function dropEmptyTexts(work: Work, root: Json): void {
  eachObject(root, (object) => {
    for (const key of ['title', 'description', 'summary'])
      if (object[key] === '') drop(work, 'says-nothing', object, key)
    if (object['deprecated'] === false) drop(work, 'says-nothing', object, 'deprecated')
    for (const key of ['headers', 'schemas', 'securitySchemes']) {
      if (isObject(object[key]) && Object.keys(object[key]).length === 0)
        drop(work, 'says-nothing', object, key)
    }
    for (const key of ['servers', 'parameters']) {
      if (Array.isArray(object[key]) && object[key].length === 0) drop(work, 'says-nothing', object, key)
    }
  })
}

function collapseSpaces(work: Work, root: Json): void {
  eachObject(root, (object) => {
    const text = object['description']
    if (typeof text !== 'string' || !/ {2,}/.test(text)) return
    object['description'] = text.replace(/ {2,}/g, ' ')
    mark(work, object, 'description', 'double-spaces')
  })
}

function mark(work: Work, container: JsonObject, key: string, rule: string): void {
  const evidence = work.evidence.get(container, key)
  if (evidence !== undefined) work.evidence.set(container, key, { ...evidence, rule })
}

/** `/BASE_URL/fal-ai/…`: the first segment stands for a server; as a path it matches no real request. */
function stripPlaceholderPaths(work: Work): void {
  const paths = objectAt(work.tree, 'paths')
  for (const path of Object.keys(paths)) {
    const stripped = path.replace(/^\/(?:[A-Z][A-Z_]*|\{\{\w+\}\}|\{base_?url\})(?=\/)/i, (segment) =>
      segment === segment.toUpperCase() || segment.startsWith('/{') ? '' : segment,
    )
    const item = paths[path]
    if (stripped === path || item === undefined) continue
    const evidence = work.evidence.get(paths, path)
    work.note(
      'placeholder-path',
      'info',
      evidence,
      `read ${path} as ${stripped}: the first segment stands for a server`,
    )
    Reflect.deleteProperty(paths, path)
    paths[stripped] = item
    if (evidence !== undefined) work.evidence.set(paths, stripped, { ...evidence, rule: 'placeholder-path' })
  }
}

/**
 * OpenAPI ignores header parameters named Accept, Authorization and Content-Type. An Authorization parameter whose
 * example begins with `Bearer` is a security scheme in disguise; an empty `security` beside it is a slip.
 */
function makeSecurityReal(work: Work, operation: JsonObject): void {
  const parameters = arrayAt(operation, 'parameters').filter(isObject)
  if (parameters.length === 0) return
  for (const parameter of parameters) {
    const name = stringAt(parameter, 'name') ?? ''
    if (parameter['in'] !== 'header' || !ignoredHeaders.has(name.toLowerCase())) continue
    const evidence = work.evidence.get(parameter, 'name')
    work.note(
      'ignored-header',
      'info',
      evidence,
      `left out the header parameter ${name}, which OpenAPI ignores`,
    )
    const example = stringAt(parameter, 'example') ?? ''
    if (evidence === undefined || !example.startsWith('Bearer ')) continue
    const origin = { ...(work.evidence.get(parameter, 'example') ?? evidence), rule: 'security-from-header' }
    const components = objectAt(work.tree, 'components')
    work.tree['components'] = components
    const schemes = objectAt(components, 'securitySchemes')
    components['securitySchemes'] = schemes
    work.evidence.write(schemes, 'bearer', { type: 'http', scheme: 'bearer' }, origin)
    work.evidence.write(work.tree, 'security', [{ bearer: [] }], origin)
    if (Array.isArray(operation['security']) && operation['security'].length === 0)
      drop(work, 'empty-security', operation, 'security')
  }
  const rest = arrayAt(operation, 'parameters').filter(
    (parameter) =>
      !(
        isObject(parameter) &&
        parameter['in'] === 'header' &&
        ignoredHeaders.has((stringAt(parameter, 'name') ?? '').toLowerCase())
      ),
  )
  if (rest.length === 0) Reflect.deleteProperty(operation, 'parameters')
  else operation['parameters'] = rest
}

/** A body with required fields is itself required, though editors leave the flag out. */
function requireBody(work: Work, operation: JsonObject): void {
  const body = at(operation, 'requestBody')
  if (!isObject(body) || body['required'] === true) return
  const schema = at(body, 'content', 'application/json', 'schema')
  if (!isObject(schema) || arrayAt(schema, 'required').length === 0) return
  const evidence = work.evidence.get(schema, 'required')
  work.note('required-body', 'info', evidence, 'the body has required fields, so it is required')
  body['required'] = true
  if (evidence !== undefined) work.evidence.set(body, 'required', { ...evidence, rule: 'required-body' })
}

/** `type: object, properties: {}` says nothing about an answer, but would promise that it is empty. */
function dropEmptyAnswers(work: Work, path: string, operation: JsonObject): void {
  for (const [status, response] of Object.entries(objectAt(operation, 'responses'))) {
    const media = at(response, 'content', 'application/json')
    const schema = at(media, 'schema')
    if (!isObject(media) || !isObject(schema) || Object.keys(objectAt(schema, 'properties')).length > 0)
      continue
    if (schema['type'] !== 'object') continue
    work.note(
      'empty-answer',
      'warning',
      work.evidence.get(media, 'schema'),
      `the document does not say what ${path} answers with ${status}`,
    )
    drop(work, 'empty-answer', media, 'schema')
    if (isObject(response)) Reflect.deleteProperty(response, 'content')
  }
}

/** Inline schemas get names: `MaxInput` for a model's body, `Ticket` for the answer to a submit. */
function hoistSchemas(work: Work, operation: JsonObject, model: string | undefined): void {
  if (model === undefined) return
  const hoist = (media: Json | undefined, name: string): void => {
    if (!isObject(media) || !isObject(media['schema']) || typeof media['schema']['$ref'] === 'string') return
    const components = objectAt(work.tree, 'components')
    work.tree['components'] = components
    const schemas = objectAt(components, 'schemas')
    components['schemas'] = schemas
    const evidence = work.evidence.get(media, 'schema')
    schemas[name] = media['schema']
    media['schema'] = { $ref: `#/components/schemas/${name}` }
    if (evidence !== undefined) {
      work.evidence.set(schemas, name, evidence)
      work.evidence.set(media['schema'], '$ref', { ...evidence, rule: 'hoist' })
    }
  }
  hoist(
    at(operation, 'requestBody', 'content', 'application/json'),
    `${model.slice(0, 1).toUpperCase()}${model.slice(1)}Input`,
  )
  hoist(at(operation, 'responses', '200', 'content', 'application/json'), 'Ticket')
}

/** OpenAPI 3.0 becomes 3.1: `nullable` joins `type`; `examples` arrays in schemas are legal from here on. */
function upgradeTo31(work: Work): void {
  work.tree['openapi'] = '3.1.0'
  mark(work, work.tree, 'openapi', 'openapi-3.1')
  eachObject(work.tree, (object) => {
    if (object['nullable'] !== true || typeof object['type'] !== 'string') return
    object['type'] = [object['type'], 'null']
    mark(work, object, 'type', 'openapi-3.1')
    Reflect.deleteProperty(object, 'nullable')
  })
}
