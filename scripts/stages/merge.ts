import { StageError } from '../lib/diagnostic.ts'
import type { Evidence, EvidenceTable, Traced } from '../lib/evidence.ts'
import { isObject, objectAt, sameJson, stringAt, type Json, type JsonObject } from '../lib/json.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'

type Variables = Readonly<Record<string, string>>
type Change = (evidence: Evidence) => Evidence

/** Values that are one statement: never completed from the dialect, only kept or taken whole. */
const whole = new Set(['const', 'default', 'enum', 'example', 'examples', 'required', 'security', 'servers'])

/**
 * Completes what a provider's documents say with what its dialect says: where both speak, the documents win.
 * What comes from the dialect carries the evidence `provider.yaml` gives for it at this provider.
 */
export function merge(documents: Traced, fragment: Traced, config: ProviderConfig): Traced {
  const { evidence } = documents
  const tree = evidence.copy(documents.tree)
  checkOperations(fragment, config)
  fill(tree, instantiate(fragment, config, evidence), evidence)
  const place: Evidence = {
    kind: 'public',
    file: config.file,
    line: 1,
    column: 1,
    source: 'provider.yaml',
    rule: 'provider',
  }
  const info = objectAt(tree, 'info')
  tree['info'] = info
  evidence.write(info, 'title', `FLUX.1 Kontext at ${config.title}`, place)
  if (info['version'] === undefined) evidence.write(info, 'version', '1.0.0', place)
  if (tree['security'] === undefined) askForKey(tree, evidence, config)
  for (const item of Object.values(objectAt(tree, 'paths'))) {
    for (const operation of Object.values(isObject(item) ? item : {})) {
      if (isObject(operation) && sameJson(operation['security'], tree['security']))
        Reflect.deleteProperty(operation, 'security')
    }
  }
  return { tree, evidence }
}

/** No document names a key: what provider.yaml says of it is all that is known. */
function askForKey(tree: JsonObject, evidence: EvidenceTable, { auth, file, places }: ProviderConfig): void {
  const place = { file, line: 1, column: 1, ...places?.get('auth') }
  const said: Evidence = { kind: 'inferred', source: 'provider.yaml: auth', rule: 'provider', ...place }
  const components = objectAt(tree, 'components')
  tree['components'] = components
  const schemes = objectAt(components, 'securitySchemes')
  components['securitySchemes'] = schemes
  const key = { type: 'apiKey', in: 'header', name: 'Authorization', 'x-scheme': auth.scheme }
  const [name, scheme] =
    auth.scheme === 'Bearer' ? ['bearer', { type: 'http', scheme: 'bearer' }] : ['key', key]
  if (schemes[name] === undefined) evidence.write(schemes, name, scheme, said)
  evidence.write(tree, 'security', [{ [name]: [] }], said)
}

/** What provider.yaml says of the dialect's operations has to be about one: anything else would be lost unseen. */
function checkOperations(fragment: Traced, config: ProviderConfig): void {
  const fail = (path: string, message: string): never => {
    const place = { file: config.file, ...config.places?.get(path) }
    throw new StageError({
      severity: 'error',
      rule: 'provider-yaml',
      ...place,
      message: `${path}: ${message}`,
    })
  }
  const operations = Object.values(objectAt(fragment.tree, 'paths')).flatMap((item) =>
    Object.values(isObject(item) ? item : {}).filter(isObject),
  )
  const names = (some: readonly JsonObject[]): string[] =>
    some.map((operation) => operationName(stringAt(operation, 'operationId')))
  const optional = names(operations.filter(isOptional))
  for (const [index, name] of config.operations.entries()) {
    if (config.operations.indexOf(name) !== index) fail('operations', `${name} stands there twice`)
    if (!optional.includes(name)) {
      const known = optional.length === 0 ? 'It has none.' : `Known: ${optional.join(', ')}.`
      fail('operations', `${name} is no optional operation of the dialect. ${known}`)
    }
  }
  const known = ['default', 'components', ...names(operations)]
  for (const name of Object.keys(config.evidence)) {
    if (!known.includes(name))
      fail(`evidence.${name}`, `the dialect has no such operation. Known: ${known.join(', ')}.`)
    if (optional.includes(name) && !config.operations.includes(name))
      fail(`evidence.${name}`, `the operation is optional. List it under operations, or leave this line out.`)
  }
}

/** Not every provider of the dialect has it. */
function isOptional(operation: JsonObject): boolean {
  return operation['x-optional'] === true
}

function operationName(id: string | undefined): string {
  return (id ?? '').replace('{Model}', '')
}

/** The fragment with this provider's paths and names in it. */
function instantiate(fragment: Traced, config: ProviderConfig, into: EvidenceTable): JsonObject {
  const made: JsonObject = { paths: {}, components: {} }
  const models = modelEntries(config).map(({ model, path, wireName }): Variables => ({
    model: path.slice(1),
    Model: model.slice(0, 1).toUpperCase() + model.slice(1),
    'model-id': model,
    'wire-name': wireName ?? model,
    app: path.split('/').slice(1, 3).join('/'),
  }))
  const copy = (value: Json, variables: Variables, change: Change): Json =>
    expand(value, variables, fragment.evidence, into, change)
  const add = (
    container: JsonObject,
    source: JsonObject,
    key: string,
    variables: Variables,
    change: Change,
  ): void => {
    const name = substitute(key, variables)
    if (container[name] !== undefined) return
    container[name] = copy(source[key] ?? null, variables, change)
    const said = fragment.evidence.get(source, key)
    if (said !== undefined) into.set(container, name, change(said))
  }
  for (const variables of models) {
    const paths = objectAt(fragment.tree, 'paths')
    for (const path of Object.keys(paths)) {
      const operation = Object.values(objectAt(paths, path)).find(isObject)
      const id = operationName(stringAt(operation, 'operationId'))
      if (operation !== undefined && isOptional(operation) && !config.operations.includes(id)) continue
      add(objectAt(made, 'paths'), paths, path, variables, backedBy(config, id))
    }
    for (const kind of Object.keys(objectAt(fragment.tree, 'components'))) {
      const components = objectAt(made, 'components')
      const content = objectAt(components, kind)
      components[kind] = content
      const source = objectAt(fragment.tree, 'components', kind)
      for (const name of Object.keys(source))
        add(content, source, name, variables, backedBy(config, 'components'))
    }
  }
  return made
}

/** A dialect's public facts are facts about the provider it was learned from; elsewhere `provider.yaml` says how far they hold. */
function backedBy(config: ProviderConfig, operation: string): Change {
  const backing = config.evidence[operation] ?? config.evidence['default']
  if (backing === undefined) return (evidence) => ({ ...evidence, rule: 'dialect' })
  return (evidence) => ({
    ...evidence,
    rule: 'dialect',
    kind: evidence.kind === 'inferred' ? 'inferred' : backing.kind,
    source: evidence.kind === 'inferred' ? (evidence.source ?? backing.source) : backing.source,
  })
}

function substitute(text: string, variables: Variables): string {
  return text.replace(/\{([A-Za-z-]+)\}/g, (whole, name: string) => variables[name] ?? whole)
}

function expand(
  value: Json,
  variables: Variables,
  from: EvidenceTable,
  into: EvidenceTable,
  change: Change,
): Json {
  if (typeof value === 'string') return substitute(value, variables)
  if (typeof value !== 'object' || value === null) return value
  const made: Json[] | JsonObject = Array.isArray(value) ? [] : {}
  for (const [key, item] of Object.entries(value)) {
    if (key === 'x-optional') continue
    const name = substitute(key, variables)
    Object.assign(made, { [name]: expand(item, variables, from, into, change) })
    const said = from.get(value, key)
    if (said !== undefined) into.set(made, name, change(said))
  }
  return made
}

function fill(target: JsonObject, source: JsonObject, evidence: EvidenceTable): void {
  for (const [key, value] of Object.entries(source)) {
    const own = target[key]
    if (own === undefined) {
      if (
        (key === 'example' && target['examples'] !== undefined) ||
        (key === 'examples' && target['example'] !== undefined)
      )
        continue
      target[key] = value
      const said = evidence.get(source, key)
      if (said !== undefined) evidence.set(target, key, said)
    } else if (
      isObject(own) &&
      isObject(value) &&
      !whole.has(key) &&
      own['$ref'] === undefined &&
      value['$ref'] === undefined
    ) {
      fill(own, value, evidence)
    }
  }
}
