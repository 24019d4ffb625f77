import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTrapProxy, type TrapProxy } from '../../../../mocks/src/judge/trap-proxy.ts'

let proxy: TrapProxy
beforeEach(async () => {
  proxy = await startTrapProxy()
})
afterEach(() => proxy.close())

/** Asks the proxy for something, as a client that heeds it does, and gives the status it gets. */
function ask(method: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(proxy.url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked
      .once('connect', ({ statusCode }) => resolve(statusCode))
      .once('error', reject)
      .end()
  })
}

const cases = [
  {
    name: 'a tunnel',
    method: 'CONNECT',
    path: '10.255.255.1:443',
    want: { encrypted: true, host: '10.255.255.1' },
  },
  {
    name: 'a tunnel to another port',
    method: 'CONNECT',
    path: 'a.test:8443',
    want: { encrypted: true, host: 'a.test:8443' },
  },
  {
    name: 'a tunnel for what is not encrypted',
    method: 'CONNECT',
    path: 'a.test:80',
    want: { encrypted: false, host: 'a.test' },
  },
  { name: 'a request', method: 'GET', path: 'http://a.test/x', want: { encrypted: false, host: 'a.test' } },
] as const

test.each(cases)('lets $name not through, and remembers it', async ({ method, path, want }) => {
  expect(await ask(method, path)).toBe(502)
  expect(proxy.requests).toEqual([want])
})

test('remembers nothing of a request for itself', async () => {
  expect(await ask('GET', '/')).toBe(502)
  expect(proxy.requests).toEqual([])
})
