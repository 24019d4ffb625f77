import { InputError } from './errors.ts'
import type { JobState, Model, OptionName } from './vocabulary.ts'

/** The wire protocols that are known. A provider is data; a dialect is a file in `src/dialects/`. */
export type DialectId = 'fal-queue' | 'task'

/** How one portable option travels at one provider. Limits come from its contract. */
export interface OptionRule {
  /** Name of the field on the wire. */
  readonly field: string
  readonly type: 'boolean' | 'integer' | 'number' | 'string'
  /** What goes on the wire when it is not the type of our option: fal's safety scale is digits in strings. */
  readonly as?: 'string'
  readonly min?: number
  readonly max?: number
  /** The only values allowed, in our type. */
  readonly values?: readonly (string | number)[]
  /** Lowest and highest ratio of width to height, where a provider takes any ratio between two. */
  readonly ratio?: readonly [low: string, high: string]
  /** What the provider uses when the option is left out. */
  readonly default?: boolean | number | string
  /** The contract lists the field as required: the default is sent when the caller gives no value. */
  readonly required?: true
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

/** What a provider is, as data: generated from its contract into `generated/<id>/provider.ts`. */
export interface ProviderDescriptor {
  readonly id: string
  readonly title: string
  /** Base URLs of the public service. Empty: the base URL is the user's. */
  readonly servers: readonly string[]
  readonly auth: { readonly scheme: 'Bearer' | 'Key'; readonly env: string }
  readonly dialect: DialectId
  readonly models: Readonly<Partial<Record<Model, { readonly path: string; readonly wireName?: string }>>>
  readonly options: Readonly<Partial<Record<OptionName, OptionRule>>>
  readonly images: ImageRule
  /** Our state for each status word of the wire. */
  readonly states: Readonly<Record<string, JobState>>
  readonly operations: {
    readonly status: OperationRule
    readonly result: OperationRule
    readonly cancel?: OperationRule
  }
}

/** A generated check of a wire body against the contract; after a refusal `errors` says where and why. */
export interface Validator {
  (body: unknown): boolean
  errors?: readonly ValidatorIssue[] | null
}

/** One finding of a {@link Validator}. */
export interface ValidatorIssue {
  readonly instancePath: string
  readonly message?: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** One validator of the submit body per model. */
export type Validators = Readonly<Partial<Record<Model, Validator>>>

/** What only the caller knows of a provider. */
export interface ProviderOptions {
  /**
   * The API key. A function is called at each request, so keys can rotate.
   * @default the environment variable the provider names, read at the first call (`FAL_KEY` for fal)
   */
  apiKey?: string | (() => string | Promise<string>)
  /**
   * Where the API is. Must be `https:`, or `http:` on loopback for a mock.
   * @default the provider's public server
   */
  baseUrl?: string
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
  readonly validators: Validators
  /** Base URL without a trailing slash. */
  readonly baseUrl: string
  readonly apiKey: ProviderOptions['apiKey']
  /** Carries the type of the native fields; never has a value. */
  readonly native?: Native
}

/** Makes the function that makes a provider. Used by `generated/providers.ts`. */
export function defineProvider<D extends ProviderDescriptor, Native>(
  descriptor: D,
  validators: Validators,
): (options?: ProviderOptions) => Provider<D, Native> {
  return (options?: ProviderOptions) => ({
    id: descriptor.id,
    capabilities: descriptor,
    validators,
    baseUrl: checkedBaseUrl(descriptor, options?.baseUrl),
    apiKey: options?.apiKey,
  })
}

/** The type of `fal` and its like: the options may be left out where the contract names a server. */
export type ProviderFactory<
  D extends ProviderDescriptor = ProviderDescriptor,
  Native = object,
> = D['servers'] extends readonly []
  ? (options: RelayOptions) => Provider<D, Native>
  : (options?: ProviderOptions) => Provider<D, Native>

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return loopback.test(hostname)
}

function checkedBaseUrl(descriptor: ProviderDescriptor, given: string | undefined): string {
  const text = given ?? descriptor.servers[0]
  const refuse = (fact: string): never => {
    throw new InputError(`Failed to set up ${descriptor.id}: ${fact}`, {
      provider: descriptor.id,
      issues: [{ path: 'baseUrl', message: fact }],
    })
  }
  if (text === undefined) {
    return refuse(
      'its contract names no server. Pass { baseUrl: "https://…" } with the address of your relay.',
    )
  }
  if (!URL.canParse(text))
    return refuse(`baseUrl ${JSON.stringify(text)} is not a URL. Pass one such as "https://api.example.com".`)
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    return refuse('baseUrl carries a user name or password. Pass the key as { apiKey } instead.')
  }
  if (url.search !== '' || url.hash !== '')
    return refuse('baseUrl carries a query or a fragment. Leave them out.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return refuse(
      `baseUrl ${JSON.stringify(text)} would send the key unencrypted. Use https:, or http: on loopback only.`,
    )
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}
