import { createLogger } from '@stoplight/prism-core'
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpRequest,
  type IHttpResponse,
} from '@stoplight/prism-http'
import type {
  ContractAnswer,
  ContractEngine,
  ContractRequest,
  Exchange,
  MatchedOperation,
  Violation,
} from './contract-engine.ts'

type IHttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]
type Reply = Parameters<ContractEngine['exchange']>[2]
interface Diagnostic {
  readonly path?: string[]
  readonly code?: string | number
  readonly message: string
}

const methods = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'] as const

/**
 * Prism as the contract engine. It runs in proxy mode with `reply` in the place of the upstream server: Prism
 * routes and validates the request, `reply` answers it, Prism validates the answer.
 */
export async function createPrismEngine(contracts: ReadonlyMap<string, string>): Promise<ContractEngine> {
  const operations = new Map<string, IHttpOperation[]>()
  for (const [provider, path] of contracts) operations.set(provider, await getHttpOperationsFromSpec(path))
  // Its type is pino's, which brings none.
  const logger: unknown = createLogger('prism', { level: 'silent' })
  return {
    exchange: async (provider, request, reply) => {
      let operation = ''
      // A new instance a request: Prism keeps the first request's negotiated media type in a shared configuration.
      const instance = createInstance(
        {
          isProxy: true,
          upstream: new URL('http://127.0.0.1'),
          upstreamProxy: undefined,
          checkSecurity: false,
          validateRequest: true,
          validateResponse: true,
          errors: true,
          mock: { dynamic: false },
        },
        {
          logger,
          forward: ({ validations }, _base, _proxy, resource) => {
            operation = resource?.iid ?? ''
            return () => async () => right(await answer(reply, resource, validations))
          },
        },
      )
      const outcome = await instance.request(toPrism(request), operations.get(provider) ?? [])()
      if (outcome._tag === 'Left') return routeError(outcome.left)
      const { output, validations } = outcome.right
      return {
        matched: true,
        operation,
        answer: fromPrism(output),
        broken: validations.output.map(toViolation),
      }
    },
  }
}

function right<T>(value: T): { readonly _tag: 'Right'; readonly right: T } {
  return { _tag: 'Right', right: value }
}

async function answer(
  reply: Reply,
  resource: IHttpOperation | undefined,
  found: readonly Diagnostic[],
): Promise<IHttpResponse> {
  const said = await reply(matched(resource), found.map(toViolation))
  return {
    statusCode: said.status,
    headers: { 'content-type': 'application/json', ...said.headers },
    body: said.body,
  }
}

function matched(resource: IHttpOperation | undefined): MatchedOperation {
  return {
    id: resource?.iid ?? '',
    example: (status, name) => {
      const response = resource?.responses.find(({ code }) => code === String(status))
      const examples = response?.contents?.[0]?.examples ?? []
      const found = examples.find(({ key }) => key === (name ?? 'default')) ?? examples[0]
      if (found === undefined || !('value' in found)) {
        throw new Error(
          `Failed to answer ${resource?.iid ?? 'a request'}: its contract has no example for ${String(status)} ${name ?? ''}. Add one under specs/.`,
        )
      }
      return structuredClone(found.value) as Record<string, unknown>
    },
  }
}

/** Only routing fails here: an unknown path or method is not in the contract, anything else is a fault of ours. */
function routeError(error: Error & { status?: number }): Exchange {
  if (error.name.includes('NO_PATH_MATCHED') || error.name.includes('NO_METHOD_MATCHED'))
    return { matched: false }
  throw error
}

function toPrism({ method, path, query, headers, body }: ContractRequest): IHttpRequest {
  const known = methods.find((name) => name === method.toLowerCase()) ?? 'trace'
  return {
    method: known,
    url: { path, query: { ...query } },
    headers: { ...headers },
    ...(body === undefined ? {} : { body }),
  }
}

function fromPrism({ statusCode, body, headers }: IHttpResponse): ContractAnswer {
  const plain = Object.entries(headers ?? {}).map(([name, value]) => [name, value] as const)
  return { status: statusCode, body, headers: Object.fromEntries(plain) }
}

/** Prism locates a missing field at its parent; the field itself is what the caller must look at. */
function toViolation({ path = ['body'], code, message }: Diagnostic): Violation {
  const missing = /required property '([^']+)'/.exec(message)?.[1]
  return {
    location: missing === undefined ? path : [...path, missing],
    keyword: `${code ?? 'unknown'}`,
    message: message.replace(
      /^(Request|Response) (body|query|header|path)( parameter| property)? ?\S* (?=must)/i,
      '',
    ),
  }
}
