import type { MockServer } from 'kontext-mocks'

/** Public hosts of the providers, and where each is found in the mock. */
const hosts: Readonly<Record<string, string>> = {
  'queue.fal.run': 'fal',
  'api.chainhub.tech': 'chainhub',
  'cloud.vtrix.ai': 'vtrix',
}
const images = 'https://images.invalid'

/**
 * A `fetch` with which the mock stands in for the live providers: requests to their hosts go to the mock, and its
 * answers name public hosts, so that the README's code runs as it is printed.
 */
export function pretendLive(server: MockServer, send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { host, pathname, search } = new URL(request.url)
    const provider = hosts[host]
    const target = request.url.startsWith(images)
      ? server.url + pathname
      : provider === undefined
        ? request.url
        : server.baseUrl(provider) + pathname + search
    const body = request.method === 'POST' ? { body: await request.text() } : {}
    const response = await send(target, { method: request.method, headers: request.headers, ...body })
    if (provider === undefined) return response
    const text = (await response.text()).replaceAll(`${server.url}/images`, `${images}/images`)
    return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } })
  }
}
