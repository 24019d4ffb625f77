import type { ProviderDescriptor } from '../../provider.ts'
import type { Sample } from '../engines/contract-engine.ts'
import type { MockReply } from '../exchange.ts'
import { jsonReply, problem } from './replies.ts'

/** A sample of the contract as a reply; its URLs lead to the mock instead of the provider's servers. */
export function sampleReply(
  { operation, answer, broken }: Extract<Sample, { kind: 'answer' }>,
  { provider, baseUrl }: { readonly provider: ProviderDescriptor; readonly baseUrl: string },
): MockReply {
  if (broken.length > 0) {
    const what = broken.map(({ location, message }) => `${location.join('.')} ${message}`).join('; ')
    return problem(
      500,
      `The preferred answer to ${operation} breaks the contract of ${provider.id}: ${what}. Correct the example there.`,
    )
  }
  const { status, headers = {}, body } = answer
  // An event stream is a text already.
  if (typeof body === 'string' && !/json/i.test(headers['content-type'] ?? 'json'))
    return { status, headers, body: new TextEncoder().encode(body) }
  return jsonReply(status, rebased(body, { from: provider.servers, to: baseUrl }), headers)
}

function rebased(value: unknown, places: { readonly from: readonly string[]; readonly to: string }): unknown {
  if (typeof value === 'string') {
    const server = places.from.find((url) => value === url || value.startsWith(`${url}/`))
    return server === undefined ? value : places.to + value.slice(server.length)
  }
  if (Array.isArray(value)) return value.map((item) => rebased(item, places))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebased(item, places)]))
}
