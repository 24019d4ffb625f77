import type { ImageRule, ModelRule, OptionRule, ProviderDescriptor } from '../../src/provider.ts'
import type { JobState, Model, OptionName } from '../../src/vocabulary.ts'
import { operationsOf, securityOf } from '../lib/contract-operations.ts'
import { StageError } from '../lib/diagnostic.ts'
import {
  arrayAt,
  at,
  isObject,
  objectAt,
  sameJson,
  stringAt,
  textOf,
  type Json,
  type JsonObject,
} from '../lib/json.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { checkAbsent } from './check-absent.ts'
import { nativeRules } from './native-rules.ts'
import { priceOf, retentionOf } from './terms.ts'
import { inputSchema } from './validators.ts'

const states = [
  'queued',
  'running',
  'completed',
  'failed',
  'canceled',
  'unknown',
] as const satisfies JobState[]

/** Ends the run at a key of `provider.yaml`. */
type Fail = (path: string, message: string) => never

/** What the client needs to know of a provider, taken from its contract and `provider.yaml`. */
export function descriptor(
  contract: JsonObject,
  fragment: JsonObject,
  config: ProviderConfig,
): ProviderDescriptor {
  const fail: Fail = (path, message) => {
    const place = { file: config.file, ...config.places?.get(path) }
    throw new StageError({ severity: 'error', rule: 'descriptor', ...place, message: `${path}: ${message}` })
  }
  const schemas = modelEntries(config).map(({ model, path }) => ({
    model,
    schema: inputSchema(contract, path, config).schema,
  }))
  const options: Partial<Record<OptionName, OptionRule>> = {}
  for (const [option, mapping] of Object.entries(config.options)) {
    const rules = schemas.map(({ model, schema }) => {
      const property = objectAt(schema, 'properties')[mapping.field]
      if (!isObject(property))
        return fail(`options.${option}`, `the contract has no field ${mapping.field} in the body of ${model}`)
      return optionRule(mapping, property, arrayAt(schema, 'required').includes(mapping.field))
    })
    const [first, ...rest] = rules
    if (first === undefined) continue
    if (rest.some((rule) => !sameJson(toJson(rule), toJson(first)))) {
      fail(
        `options.${option}`,
        `the models disagree on ${mapping.field}: ${rules.map((rule) => JSON.stringify(rule)).join(' and ')}. Settle it with an overlay.`,
      )
    }
    Object.assign(options, { [option]: first })
  }
  const operations = operationsOf(contract)
  const rule = (id: string): ProviderDescriptor['operations']['status'] | undefined => {
    const found = operations.find((operation) => operation.id === id)
    if (found === undefined) return undefined
    const method = (['GET', 'POST', 'PUT'] as const).find((verb) => verb === found.method.toUpperCase())
    return { method: method ?? fail('dialect', `its operation ${id} uses ${found.method}`), path: found.path }
  }
  const status = rule('status') ?? fail('dialect', 'it has no operation "status"')
  const cancel = rule('cancel')
  const stream = rule('stream')
  const retention = retentionOf(operations.find(({ id }) => id === 'result')?.operation ?? {}, fail)
  const made: ProviderDescriptor = {
    id: config.id,
    title: config.title,
    servers: servers(contract),
    auth: { scheme: authScheme(contract, config, fail), env: config.auth.env },
    dialect: config.dialect,
    models: modelRules(contract, config, fail),
    options,
    images: imageRule(schemas[0]?.schema ?? {}, config, fail),
    native: nativeRules(contract, schemas, config, fail),
    ...(config.unbilled === undefined ? {} : { unbilled: config.unbilled }),
    states: stateWords(fragment, fail),
    operations: {
      status,
      ...(stream === undefined ? {} : { stream }),
      result: rule('result') ?? status,
      ...(cancel === undefined ? {} : { cancel }),
    },
    ...webhookRule(contract, config, fail),
    ...(retention === undefined ? {} : { retention }),
  }
  checkAbsent(made, config, fail)
  return made
}

function modelRules(contract: JsonObject, config: ProviderConfig, fail: Fail): ProviderDescriptor['models'] {
  const rules: Partial<Record<Model, ModelRule>> = {}
  for (const { model, ...rule } of modelEntries(config)) {
    const price = priceOf(contract, rule.path, fail)
    rules[model] = { ...rule, ...(price === undefined ? {} : { price }) }
  }
  return rules
}

function webhookRule(
  contract: JsonObject,
  config: ProviderConfig,
  fail: Fail,
): Pick<ProviderDescriptor, 'webhook'> {
  const { webhook } = config
  if (webhook === undefined) return {}
  for (const { model, path } of modelEntries(config)) {
    const parameters = arrayAt(contract, 'paths', path, 'post', 'parameters')
    const found = parameters.some(
      (parameter) => stringAt(parameter, 'name') === webhook && stringAt(parameter, 'in') === 'query',
    )
    if (!found) fail('webhook', `the contract has no query parameter ${webhook} at the submit of ${model}`)
  }
  return { webhook: { query: webhook } }
}

function toJson(rule: OptionRule): JsonObject {
  return JSON.parse(JSON.stringify(rule)) as JsonObject
}

function optionRule(
  mapping: { field: string; as?: 'string' },
  property: JsonObject,
  required: boolean,
): OptionRule {
  const digits = mapping.as === 'string'
  const value = (said: Json): boolean | number | string =>
    digits ? Number(said) : typeof said === 'boolean' || typeof said === 'number' ? said : textOf(said)
  const type = digits
    ? 'integer'
    : ((['boolean', 'integer', 'number'] as const).find((word) => word === property['type']) ?? 'string')
  const { minimum, maximum, default: preset } = property
  const values = arrayAt(property, 'enum')
    .map(value)
    .filter((item) => typeof item !== 'boolean')
  const range = arrayAt(property, 'x-range')
    .filter((end) => typeof end === 'string')
    .sort((a, b) => toRatio(a) - toRatio(b))
  const [low, high] = range
  return {
    field: mapping.field,
    type,
    ...(digits ? { as: 'string' as const } : {}),
    ...(typeof minimum === 'number' ? { min: minimum } : {}),
    ...(typeof maximum === 'number' ? { max: maximum } : {}),
    ...(values.length > 0 ? { values } : {}),
    ...(low !== undefined && high !== undefined ? { ratio: [low, high] as const } : {}),
    ...(preset === undefined ? {} : { default: value(preset) }),
    ...(required ? { required: true as const } : {}),
  }
}

/** `16:9` as the number width by height. */
function toRatio(text: string): number {
  const [width, height] = text.split(':').map(Number)
  return (width ?? NaN) / (height ?? NaN)
}

/** Servers with a variable in them are the user's to fill in. */
function servers(contract: JsonObject): string[] {
  return arrayAt(contract, 'servers').flatMap((server) => {
    const url = stringAt(server, 'url')
    return url === undefined || url.includes('{') ? [] : [url]
  })
}

function authScheme(contract: JsonObject, config: ProviderConfig, fail: Fail): 'Bearer' | 'Key' {
  const [name] = securityOf(contract)
  const scheme = objectAt(contract, 'components', 'securitySchemes', name ?? '')
  const found = stringAt(scheme, 'scheme') === 'bearer' ? 'Bearer' : stringAt(scheme, 'x-scheme')
  if (found !== config.auth.scheme) {
    fail(
      'auth.scheme',
      `it is ${config.auth.scheme}, but the contract's security scheme says ${found ?? 'nothing'}. Correct one of them.`,
    )
  }
  return config.auth.scheme
}

function imageRule(schema: JsonObject, config: ProviderConfig, fail: Fail): ImageRule {
  const { fields, accepts, min } = config.images
  for (const field of fields) {
    if (at(schema, 'properties', field) === undefined)
      fail('images.fields', `the contract has no field ${field}`)
  }
  const required = arrayAt(schema, 'required').filter((name) => fields.includes(textOf(name))).length
  if (required !== min)
    fail(
      'images.min',
      `it is ${String(min)}, but the contract requires ${String(required)} of ${fields.join(', ')}. Correct one of them.`,
    )
  return { fields, accepts, min, max: fields.length }
}

function stateWords(fragment: JsonObject, fail: Fail): Record<string, JobState> {
  const words = Object.entries(objectAt(fragment, 'states')).map(([word, said]): [string, JobState] => {
    const state = states.find((name) => name === said)
    return [
      word,
      state ?? fail('dialect', `it says ${textOf(said)} for ${word}. Use one of ${states.join(', ')}.`),
    ]
  })
  // In the course of a job; the order in which the dialect lists them means nothing.
  return Object.fromEntries(
    words.sort(([a, one], [b, other]) => states.indexOf(one) - states.indexOf(other) || (a < b ? -1 : 1)),
  )
}
