import type { DialectId, ImageForm } from '../../src/provider.ts'
import type { Model, OptionName } from '../../src/vocabulary.ts'
import type { Traced } from './evidence.ts'
import { at, isObject, type JsonObject } from './json.ts'
import { ConfigLook, type Backing } from './provider-config/look.ts'

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
  readonly evidence: Readonly<Record<string, Backing>>
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
  /** How single words of the lists above are known, by their place: `images.accepts.url`, `unbilled.5xx`. */
  readonly known?: Readonly<Record<string, Backing>>
  /** What it does not have, or does not say, and how that is known. */
  readonly absent?: Readonly<Partial<Record<Facility, Backing>>>
}

/** What a provider may have or say beside its models and options. */
export type Facility = 'cancel' | 'price' | 'retention' | 'stream' | 'unbilled' | 'webhook'

const facilities = [
  'cancel',
  'price',
  'retention',
  'stream',
  'unbilled',
  'webhook',
] as const satisfies Facility[]

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
  'absent',
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
  const look = new ConfigLook(given, file)
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
  const accepts = look.words(['images', 'accepts'])
  for (const [index, { word, known }] of accepts.entries())
    look.oneOf(['images', 'accepts', known === undefined ? index : word], forms, word)
  const unbilled = at(given.tree, 'unbilled') === undefined ? undefined : look.words(['unbilled'])
  const known = { ...knownOf('images.accepts', accepts), ...knownOf('unbilled', unbilled ?? []) }
  const absent = look.map(['absent'], (path) => {
    look.oneOf(path, facilities, path.at(-1))
    return look.backing(path)
  })
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
    evidence: look.map(['evidence'], (path) => look.backing(path)),
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
      accepts: forms.filter((form) => accepts.some(({ word }) => word === form)),
      min: look.number(['images', 'min']),
    },
    ...(parameters === undefined ? {} : { parameters }),
    ...(webhook === undefined ? {} : { webhook }),
    ...(unbilled === undefined ? {} : { unbilled: unbilled.map(({ word }) => word) }),
    ...(Object.keys(known).length === 0 ? {} : { known }),
    ...(Object.keys(absent).length === 0 ? {} : { absent: inOrder(facilities, absent) }),
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

function knownOf(
  place: string,
  words: readonly { word: string; known?: Backing }[],
): Record<string, Backing> {
  return Object.fromEntries(
    words.flatMap(({ word, known }) => (known === undefined ? [] : [[`${place}.${word}`, known]])),
  )
}

function placesOf({ tree, evidence }: Traced): Map<string, { line: number; column: number }> {
  const places = new Map<string, { line: number; column: number }>()
  const add = (container: JsonObject, path: string): void => {
    for (const [key, value] of Object.entries(container)) {
      const found = evidence.get(container, key)
      if (found !== undefined) places.set(path + key, { line: found.line, column: found.column })
      if (isObject(value)) add(value, `${path}${key}.`)
    }
  }
  add(tree, '')
  return places
}
