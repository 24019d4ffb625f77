import { factory } from '@stoplight/prism-core/dist/factory.js'
import type { IHttpConfig, IHttpRequest, IHttpResponse } from '@stoplight/prism-http'
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js'
import type { ContractEngine, Preference, Sample } from 'kontext-sdk/testing'
import {
  checksOf,
  type ContractDocument,
  type Operation,
  type ContractAnswer,
  type ContractRequest,
  type MatchedOperation,
  type Violation,
} from 'kontext-sdk/contracts'
import { sampleOf } from './sample.ts'
import type { Contracts } from '../contracts.ts'
import { prismOperationsOf, withAnswer, type PrismOperation } from './prism/prism-operations.ts'
import { answerViolations, requestViolations } from './prism/prism-violations.ts'
import { makeSilentLogger } from './prism/silent-logger.ts'

type Reply = Parameters<ContractEngine['exchange']>[2]

const methods = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'] as const
const nowhere = new URL('http://127.0.0.1')

/** What Prism's forward needs to know of the request it was given. */
interface Pending {
  readonly matched: MatchedOperation
  readonly reply: Reply
  /** Adds the line of the contract to what was found. */
  readonly locate: (violations: readonly Violation[]) => readonly Violation[]
}

// In the places of Prism's own: its router compiles every path anew for every request, its mocker and its forwarder
// load half a second of libraries. A request comes with the one operation it means, and `reply` is the upstream.
const pending = new WeakMap<object, Pending>()
const prism = factory<PrismOperation, IHttpRequest, IHttpResponse, IHttpConfig>(configure(true), {
  route: ({ resources: [operation] }) =>
    operation === undefined ? left(new Error('Prism was given no operation.')) : right(operation),
  validateInput,
  validateOutput: ({ resource, element }) =>
    validateOutput({ resource: withAnswer(resource, element.statusCode), element }),
  validateSecurity: ({ element }) => right(element),
  forward:
    ({ data, validations }) =>
    () =>
    () =>
      answer(pending.get(data), requestViolations(validations)).then(right, left),
  mock: () => () => left(new Error('Prism was asked to mock.')),
  logger: makeSilentLogger(),
})

/**
 * Prism as the contract engine. It runs in proxy mode with `reply` in the place of the upstream server: Prism
 * validates the request, `reply` answers it, Prism validates the answer.
 */
export function createPrismEngine(contracts: Pick<Contracts, 'of'>): ContractEngine {
  return {
    exchange: async (provider, request, reply) => {
      const found = await find(contracts.of(provider), request)
      if (found === undefined) return { matched: false }
      const { operation, matched, locate } = found
      const input = toPrism(request)
      pending.set(input, { matched, reply, locate })
      const outcome = await prism.request(input, [operation], configure(true))()
      if (outcome._tag === 'Left') throw outcome.left
      const { output, validations } = outcome.right
      return {
        matched: true,
        operation: matched.id,
        answer: fromPrism(output),
        broken: answerViolations(validations.output),
      }
    },
    sample: async (provider, request, preference) => {
      const found = await find(contracts.of(provider), request)
      return found === undefined ? { kind: 'not-now' } : sample(found, request, preference)
    },
  }
}

interface FoundOperation {
  readonly operation: PrismOperation
  /** The same operation, as the contract has it. */
  readonly own: Operation
  readonly matched: MatchedOperation
  readonly locate: Pending['locate']
}

async function find(
  document: ContractDocument | undefined,
  request: ContractRequest,
): Promise<FoundOperation | undefined> {
  if (document === undefined) return undefined
  const checks = checksOf(document)
  const found = checks.find(request.method, request.path)
  if (found === undefined) return undefined
  const { method, template } = found.target.operation
  const operation = (await prismOperationsOf(document)).get(`${method} ${template}`)
  if (operation === undefined)
    throw new Error(
      `Failed to answer ${method} ${template}: Prism does not know the operation. Please report this.`,
    )
  return {
    operation,
    own: found.target.operation,
    matched: found.target.matched,
    locate: (violations) => locate(violations, checks.violations(request)),
  }
}

/** Prism does not say which line of a contract refused; our own validators found the same, and know. */
function locate(violations: readonly Violation[], own: readonly Violation[]): readonly Violation[] {
  return violations.map((violation) => {
    const same = own.find(
      ({ keyword, location }) =>
        keyword === violation.keyword && location.join('\n') === violation.location.join('\n'),
    )
    return same?.contract === undefined ? violation : { ...violation, contract: same.contract }
  })
}

async function answer(call: Pending | undefined, found: readonly Violation[]): Promise<IHttpResponse> {
  if (call === undefined) throw new Error('Prism forwarded a request nobody made.')
  const said = await call.reply(call.matched, found.length === 0 ? found : call.locate(found))
  return {
    statusCode: said.status,
    headers: { 'content-type': 'application/json', ...said.headers },
    body: said.body,
  }
}

async function sample(
  { operation, own }: FoundOperation,
  request: ContractRequest,
  preference: Preference,
): Promise<Sample> {
  const { id } = own
  const { code, example, dynamic = false, seed } = preference
  // Brings @faker-js/faker along, which takes half a second to load.
  const { createInstance } = await import('@stoplight/prism-http')
  const config = configure(false, {
    dynamic,
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { exampleKey: example }),
    ...(seed === undefined ? {} : { seed }),
  })
  const instance = createInstance(config, { logger: makeSilentLogger() })
  const input = toPrism(request)
  if (validateInput({ resource: operation, element: input })._tag === 'Left') return { kind: 'not-now' }
  const outcome = await instance.request(input, [operation])()
  if (outcome._tag === 'Left') {
    // Prism says that something cannot be found, and not what.
    const missing = sampleOf(own, { ...preference, dynamic: false })
    const message = missing.kind === 'refused' ? missing.message : outcome.left.message
    return { kind: 'refused', operation: id, message }
  }
  const { output, validations } = outcome.right
  return {
    kind: 'answer',
    operation: id,
    answer: fromPrism(output),
    broken: answerViolations(validations.output),
  }
}

/** A new one a request: Prism writes the first request's media types into a shared one. */
function configure(isProxy: boolean, mock: IHttpConfig['mock'] = { dynamic: false }): IHttpConfig {
  const shared = {
    upstreamProxy: undefined,
    checkSecurity: false,
    validateRequest: true,
    validateResponse: true,
    errors: true,
    mock,
  }
  return isProxy ? { ...shared, isProxy, upstream: nowhere } : { ...shared, isProxy }
}

function toPrism({ method, path, query, headers, body }: ContractRequest): IHttpRequest {
  const known = methods.find((name) => name === method.toLowerCase()) ?? 'trace'
  const url = { path, query: { ...query } }
  if (body === undefined) return { method: known, url, headers: withoutBody(headers) }
  // Prism looks at a body's media type only where a length came along, which a chunked body does not have; and it
  // throws on a type that is none.
  const type = headers['content-type'] ?? 'application/json'
  const readable = /^[^\s/;]+\/[^\s/;]+/.test(type) ? type : 'application/octet-stream'
  return {
    method: known,
    url,
    headers: { ...headers, 'content-type': readable, 'content-length': '1' },
    body,
  }
}

function withoutBody(headers: ContractRequest['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')))
}

function fromPrism({ statusCode, body, headers = {} }: IHttpResponse): ContractAnswer {
  const plain = Object.entries<unknown>(headers).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number'
      ? [[name.toLowerCase(), String(value)] as const]
      : [],
  )
  return { status: statusCode, body, headers: Object.fromEntries(plain) }
}

function right<T>(value: T): { readonly _tag: 'Right'; readonly right: T } {
  return { _tag: 'Right', right: value }
}

function left(error: unknown): { readonly _tag: 'Left'; readonly left: Error } {
  return { _tag: 'Left', left: error instanceof Error ? error : new Error(String(error)) }
}
