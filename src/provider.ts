import { checkOptions, refuseOption, type OptionsOf } from './option-table.ts'
import type { Route } from './submit.ts'
import type { JobState, Model, OptionName } from './vocabulary.ts'

/** The wire protocols that are known. A provider is data; a dialect is a file in `src/dialects/`. */
export type DialectId = 'fal-queue' | 'task'

/** What a contract allows as a value. */
export interface ValueRule {
  readonly type: 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string'
  readonly min?: number
  readonly max?: number
  /** The only values allowed, in our type. */
  readonly values?: readonly (string | number)[]
  /** Lowest and highest ratio of width to height, where a provider takes any ratio between two. */
  readonly ratio?: readonly [low: string, high: string]
  /** The contract lists the field as required. */
  readonly required?: true
}

/** How one portable option travels at one provider. Limits come from its contract. */
export interface OptionRule extends ValueRule {
  /** Name of the field on the wire. */
  readonly field: string
  readonly type: 'boolean' | 'integer' | 'number' | 'string'
  /** What goes on the wire when it is not the type of our option: fal's safety scale is digits in strings. */
  readonly as?: 'string'
  /** What the provider uses when the option is left out; sent where the contract requires the field. */
  readonly default?: boolean | number | string
}

/** A wire field only one provider has. */
export interface NativeRule extends Omit<ValueRule, 'type' | 'ratio'> {
  /** `any` where the contract allows several types. */
  readonly type: ValueRule['type'] | 'any'
  /** The models that have it, where not all do. */
  readonly models?: readonly Model[]
}

/** The forms in which a provider takes an input image. */
export type ImageForm = 'url' | 'data-uri' | 'base64'

/** How input images travel at one provider. */
export interface ImageRule {
  /** One wire field per image, in order. */
  readonly fields: readonly string[]
  readonly accepts: readonly ImageForm[]
  readonly min: number
  readonly max: number
}

/** One HTTP operation of a contract; `{request_id}` in the path stands for the job. */
export interface OperationRule {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
}

/** What an edit costs, where the provider says so. It is the price at the time of writing: ask the provider. */
export interface Price {
  /** In units of `currency`. */
  readonly amount: number
  readonly currency: 'USD'
  /** What is counted: the images of a result. */
  readonly per: 'image'
}

/** How one model is asked for. */
export interface ModelRule {
  /** Where its edits are submitted. */
  readonly path: string
  /** Its name in the body, where the body names it. */
  readonly wireName?: string
  /** Absent where no document and no page names a price. */
  readonly price?: Price
}

/** How long a provider keeps what it made, counted from the end of the job. */
export interface Retention {
  /** The answer with the result. */
  readonly resultSeconds?: number
  /** An answer of at least `largeResultBytes`: one that carries its images as data URIs. */
  readonly largeResultSeconds?: number
  readonly largeResultBytes?: number
  /** The files the result links to, at least. */
  readonly imageSeconds?: number
}

/** What a provider is, as data: generated from its contract into `generated/<id>/provider.ts`. */
export interface ProviderDescriptor {
  readonly id: string
  readonly title: string
  /** Base URLs of the public service. Empty: the base URL is the user's. */
  readonly servers: readonly string[]
  readonly auth: { readonly scheme: 'Bearer' | 'Key'; readonly env: string }
  readonly dialect: DialectId
  readonly models: Readonly<Partial<Record<Model, ModelRule>>>
  readonly options: Readonly<Partial<Record<OptionName, OptionRule>>>
  readonly images: ImageRule
  /** Fields no portable option stands for, by their names on the wire. */
  readonly native: Readonly<Record<string, NativeRule>>
  /** Failures the provider does not charge for: its own words for them, or `5xx`. */
  readonly unbilled?: readonly string[]
  /** Our state for each status word of the wire. */
  readonly states: Readonly<Record<string, JobState>>
  readonly operations: {
    readonly status: OperationRule
    /** Statuses as server-sent events. */
    readonly stream?: OperationRule
    readonly result: OperationRule
    readonly cancel?: OperationRule
  }
  /** Where a submit takes a URL to be told at that the job has ended: the name of a query parameter. */
  readonly webhook?: { readonly query: string }
  /** Absent where no document and no page says how long. */
  readonly retention?: Retention
}

/** What only the caller knows of a provider. */
export interface ProviderOptions {
  /**
   * The API key. A function is called at each request, so keys can rotate. `false` sends none: for a proxy of yours
   * that adds it.
   * @default the environment variable the provider names, read at the first call (`FAL_KEY` for fal)
   */
  apiKey?: string | false | (() => string | Promise<string>) | undefined
  /**
   * Lets the key go out from a web page, where everyone who opens the page can read it. Loopback needs no leave.
   * @default false
   */
  allowBrowser?: boolean | undefined
  /**
   * Where the API is. Must be `https:`, or `http:` on loopback for a mock.
   * @default the provider's public server
   */
  baseUrl?: string | undefined
}

/** Provider options where the contract names no server, as with relays: the base URL must be given. */
export type RelayOptions = ProviderOptions & { baseUrl: string }

/**
 * A place that sells the model, as a value: its types travel with it.
 * Made by the functions named after providers: `fal()`, `chainhub()`, …
 */
export interface Provider<D extends ProviderDescriptor = ProviderDescriptor, Native = object> {
  readonly id: D['id']
  /** What its contract allows: models, options with ranges and defaults, image inputs, states. */
  readonly capabilities: D
  /** Base URL without a trailing slash. */
  readonly baseUrl: string
  /** Gives the key. A function, so that no key is printed with its provider. */
  readonly apiKey: (() => string | false | Promise<string>) | undefined
  readonly allowBrowser?: boolean
  /** Those it hands edits to, when it is several; see `failover`. */
  readonly members?: readonly Provider[]
  /** How it hands an edit to one of its members. */
  readonly route?: Route
  /** Carries the type of the native fields; never has a value. */
  readonly native?: Native
}

/** Makes the function that makes a provider. Used by `generated/providers.ts`. */
export function defineProvider<D extends ProviderDescriptor, Native>(
  descriptor: D,
): (options?: ProviderOptions) => Provider<D, Native> {
  const { id } = descriptor
  return (options: ProviderOptions = {}) => {
    checkOptions(options, { of: id, takes: providerOptions, provider: id })
    const { apiKey, allowBrowser = false, baseUrl } = options
    return {
      id,
      capabilities: descriptor,
      baseUrl: checkedBaseUrl(descriptor, baseUrl),
      apiKey: apiKey === undefined || typeof apiKey === 'function' ? apiKey : () => apiKey,
      allowBrowser,
    }
  }
}

const providerOptions: OptionsOf<ProviderOptions> = {
  apiKey: 'a text, function or false',
  allowBrowser: 'true or false',
  baseUrl: 'a text',
}

/** The type of `fal` and its like: the options may be left out where the contract names a server. */
export type ProviderFactory<
  D extends ProviderDescriptor = ProviderDescriptor,
  Native = object,
> = D['servers'] extends readonly []
  ? (options: RelayOptions) => Provider<D, Native>
  : (options?: ProviderOptions) => Provider<D, Native>

const longestBaseUrl = 300
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname)
}

function checkedBaseUrl(descriptor: ProviderDescriptor, given: string | undefined): string {
  const text = given ?? descriptor.servers[0]
  const { id } = descriptor
  const refuse = (fact: string): never => refuseOption(id, 'baseUrl', `Failed to set up ${id}: ${fact}`)
  if (text === undefined) {
    return refuse(
      'its contract names no server. Pass { baseUrl: "https://…" } with the address of your relay.',
    )
  }
  // It is not repeated: it may be the key, given in the wrong place.
  if (!URL.canParse(text)) return refuse('baseUrl is not a URL. Pass one such as "https://api.example.com".')
  const url = new URL(text)
  // It is part of every handle, and a handle has at most 1 kB.
  if (url.href.length > longestBaseUrl) return refuse(`baseUrl has more than ${longestBaseUrl} characters.`)
  if (url.username !== '' || url.password !== '') {
    return refuse('baseUrl carries a user name or password. Pass the key as { apiKey } instead.')
  }
  if (url.search !== '' || url.hash !== '')
    return refuse('baseUrl carries a query or a fragment. Leave them out.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return refuse('baseUrl would send the key unencrypted. Use https:, or http: on loopback only.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}
