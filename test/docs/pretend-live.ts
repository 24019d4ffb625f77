import type { MockServer } from 'kontext-mocks'

/** Public hosts of the providers, and where each is found in the mock. */
const hosts: Readonly<Record<string, string>> = {
  'queue.fal.run': 'fal',
  'api.chainhub.tech': 'chainhub',
  'cloud.vtrix.ai': 'vtrix',
}
const images = 'https://images.invalid'
/** A user's own server, which adds the key. */
const proxy = 'https://example.com/api/fal'

/**
 * A `fetch` with which the mock stands in for the live providers: requests to their hosts go to the mock, and its
 * answers name public hosts, so that the README's code runs as it is printed.
 */
export function pretendLive(server: MockServer, send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const proxied = request.url.startsWith(`${proxy}/`)
    if (proxied && request.headers.has('authorization')) throw new Error('A key went to the page.')
    if (proxied) request.headers.set('authorization', 'Key of-the-server')
    const direct = proxied ? request.url.replace(proxy, 'https://queue.fal.run') : request.url
    const { host, pathname, search } = new URL(direct)
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
