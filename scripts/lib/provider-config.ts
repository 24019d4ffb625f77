import type { DialectId, ImageForm } from '../../src/provider.ts'
import type { Model, OptionName } from '../../src/vocabulary.ts'
import { StageError } from './diagnostic.ts'
import type { EvidenceKind, Traced } from './evidence.ts'
import { at, isObject, type Json, type JsonObject } from './json.ts'
import type { JsonPath } from './json-pointer.ts'

/** `provider.yaml`, checked: what a person says about a provider beside its documents. */
export interface ProviderConfig {
  /** Path of the file, for messages. */
  readonly file: string
  /** Where the keys of the file stand, such as `options.seed`. */
  readonly places?: ReadonlyMap<string, { readonly line: number; readonly column: number }>
  readonly id: string
  readonly title: string
  readonly auth: { readonly scheme: 'Bearer' | 'Key'; readonly env: string }
  readonly dialect: DialectId
  /** What backs the dialect at this provider: by operation id, `components`, `default`. */
  readonly evidence: Readonly<Record<string, { readonly kind: EvidenceKind; readonly source: string }>>
  readonly models: Readonly<Partial<Record<Model, { readonly path: string; readonly wireName?: string }>>>
  /** Optional operations of the dialect that this provider is known to have, by operation id. */
  readonly operations: readonly string[]
  /** The schema that holds the options, where the body nests them. */
  readonly parameters?: string
  readonly options: Readonly<Partial<Record<OptionName, { readonly field: string; readonly as?: 'string' }>>>
  readonly images: {
    readonly fields: readonly string[]
    readonly accepts: readonly ImageForm[]
    readonly min: number
  }
  /** Failures it does not charge for: its own words for them, or `5xx`. */
  readonly unbilled?: readonly string[]
  /** The query parameter of a submit that takes the URL of a webhook. */
  readonly webhook?: string
}

const optionNames = [
  'aspectRatio',
  'count',
  'format',
  'guidance',
  'safetyTolerance',
  'seed',
  'upsamplePrompt',
] as const satisfies OptionName[]
const modelNames = ['pro', 'max'] as const satisfies Model[]
const dialects = ['fal-queue', 'task'] as const satisfies DialectId[]
const forms = ['url', 'data-uri', 'base64'] as const satisfies ImageForm[]
const kinds = ['document', 'public', 'inferred'] as const satisfies EvidenceKind[]
const keys = [
  'id',
  'title',
  'auth',
  'dialect',
  'evidence',
  'models',
  'operations',
  'parameters',
  'options',
  'images',
  'unbilled',
  'webhook',
]

// Words that cannot name the function of a provider, and names generated/providers.ts has already.
const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected providers public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
)

/** The models a provider sells, with their submit paths. */
export function modelEntries(config: ProviderConfig): { model: Model; path: string; wireName?: string }[] {
  return modelNames.flatMap((model) => {
    const entry = config.models[model]
    return entry === undefined ? [] : [{ model, ...entry }]
  })
}

/** Reads `provider.yaml`; every mistake names its line and what may stand there. */
export function readProviderConfig(given: Traced, file: string): ProviderConfig {
  const look = new Look(given, file)
  look.onlyKeys([], keys)
  look.onlyKeys(['auth'], ['scheme', 'env'])
  look.onlyKeys(['images'], ['fields', 'accepts', 'min'])
  const id = look.text(['id'])
  const folder = file.split('/').at(-2)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || reserved.has(id))
    look.fail(
      ['id'],
      `${JSON.stringify(id)} cannot be an id. Use lower-case words joined by dashes, no word of TypeScript.`,
    )
  if (id !== folder)
    look.fail(
      ['id'],
      `the id is ${JSON.stringify(id)}, the folder ${JSON.stringify(folder ?? '')}. Give both the same name.`,
    )
  const env = look.text(['auth', 'env'])
  if (!/^[A-Z][A-Z0-9_]*$/.test(env))
    look.fail(['auth', 'env'], 'must be the name of an environment variable, such as ACME_API_KEY')
  const parameters = look.optionalText(['parameters'])
  const webhook = look.optionalText(['webhook'])
  const config: ProviderConfig = {
    file,
    places: placesOf(given),
    id,
    title: look.text(['title']),
    auth: {
      scheme: look.oneOf(['auth', 'scheme'], ['Bearer', 'Key'] as const),
      env,
    },
    dialect: look.oneOf(['dialect'], dialects),
    evidence: look.map(['evidence'], (path) => {
      look.onlyKeys(path, ['kind', 'source'])
      return { kind: look.oneOf([...path, 'kind'], kinds), source: look.text([...path, 'source']) }
    }),
    models: inOrder(
      modelNames,
      look.map(['models'], (path) => {
        look.oneOf(path, modelNames, path.at(-1))
        look.onlyKeys(path, ['path', 'wireName'])
        const wireName = look.optionalText([...path, 'wireName'])
        return { path: look.text([...path, 'path']), ...(wireName === undefined ? {} : { wireName }) }
      }),
    ),
    operations:
      at(given.tree, 'operations') === undefined ? [] : look.list(['operations'], (path) => look.text(path)),
    options: inOrder(
      optionNames,
      look.map(['options'], (path) => {
        look.oneOf(path, optionNames, path.at(-1))
        const said = at(given.tree, ...path)
        if (typeof said === 'string') return { field: said }
        look.onlyKeys(path, ['field', 'as'])
        const as = look.optionalText([...path, 'as'])
        return {
          field: look.text([...path, 'field']),
          ...(as === undefined ? {} : { as: look.oneOf([...path, 'as'], ['string'] as const) }),
        }
      }),
    ),
    images: {
      fields: look.list(['images', 'fields'], (path) => look.text(path)),
      accepts: look.list(['images', 'accepts'], (path) => look.oneOf(path, forms)),
      min: look.number(['images', 'min']),
    },
    ...(parameters === undefined ? {} : { parameters }),
    ...(webhook === undefined ? {} : { webhook }),
    ...(at(given.tree, 'unbilled') === undefined
      ? {}
      : { unbilled: look.list(['unbilled'], (path) => look.text(path)) }),
  }
  if (modelEntries(config).length === 0)
    look.fail(['models'], `no model. Give one of ${modelNames.join(', ')}.`)
  return config
}

/** A mapping in the order of its known keys: how people order them means nothing. */
function inOrder<K extends string, V>(
  order: readonly K[],
  given: Readonly<Record<string, V>>,
): Partial<Record<K, V>> {
  const found: Partial<Record<K, V>> = {}
  for (const key of order) if (given[key] !== undefined) found[key] = given[key]
  return found
}

function placesOf({ tree, evidence }: Traced): Map<string, { line: number; column: number }> {
  const places = new Map<string, { line: number; column: number }>()
  const add = (container: JsonObject, key: string, path: string): void => {
    const found = evidence.get(container, key)
    if (found !== undefined) places.set(path, { line: found.line, column: found.column })
  }
  for (const [key, value] of Object.entries(tree)) {
    add(tree, key, key)
    if (isObject(value)) for (const inner of Object.keys(value)) add(value, inner, `${key}.${inner}`)
  }
  return places
}

/** Looks into a `provider.yaml` and fails at the line that is wrong. */
class Look {
  readonly #given: Traced
  readonly #file: string

  constructor(given: Traced, file: string) {
    this.#given = given
    this.#file = file
  }

  fail(path: JsonPath, message: string): never {
    const parent: Json | undefined =
      path.length > 1 ? at(this.#given.tree, ...path.slice(0, -1)) : this.#given.tree
    const container: JsonObject | Json[] | undefined =
      isObject(parent) || Array.isArray(parent) ? parent : undefined
    const place = container === undefined ? undefined : this.#given.evidence.get(container, path.at(-1) ?? '')
    throw new StageError({
      severity: 'error',
      rule: 'provider-yaml',
      file: this.#file,
      line: place?.line ?? 1,
      column: place?.column ?? 1,
      message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
    })
  }

  /** Fails at a key that means nothing here, and where there is no mapping at all. */
  onlyKeys(path: JsonPath, known: readonly string[]): void {
    const value = at(this.#given.tree, ...path)
    if (!isObject(value)) return this.fail(path, `must be a mapping with ${known.join(', ')}`)
    const odd = Object.keys(value).find((key) => !known.includes(key))
    if (odd !== undefined) this.fail([...path, odd], `unknown key. Known: ${known.join(', ')}.`)
  }

  text(path: JsonPath): string {
    const value = at(this.#given.tree, ...path)
    return typeof value === 'string' && value !== '' ? value : this.fail(path, 'must be a text')
  }

  optionalText(path: JsonPath): string | undefined {
    return at(this.#given.tree, ...path) === undefined ? undefined : this.text(path)
  }

  number(path: JsonPath): number {
    const value = at(this.#given.tree, ...path)
    return typeof value === 'number' ? value : this.fail(path, 'must be a number')
  }

  oneOf<const T extends string>(
    path: JsonPath,
    allowed: readonly T[],
    given: unknown = at(this.#given.tree, ...path),
  ): T {
    const found = allowed.find((word) => word === given)
    return found ?? this.fail(path, `${JSON.stringify(given)} is not one of ${allowed.join(', ')}`)
  }

  map<T>(path: JsonPath, read: (path: JsonPath) => T): Record<string, T> {
    const value = at(this.#given.tree, ...path) ?? {}
    if (!isObject(value)) return this.fail(path, 'must be a mapping')
    return Object.fromEntries(Object.keys(value).map((key) => [key, read([...path, key])]))
  }

  list<T>(path: JsonPath, read: (path: JsonPath) => T): T[] {
    const value = at(this.#given.tree, ...path)
    return Array.isArray(value)
      ? value.map((_item, index) => read([...path, index]))
      : this.fail(path, 'must be a list')
  }
}
