import { execFile, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { providers } from 'kontext-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixtures as chainhub } from '../../generated/chainhub/fixtures.ts'
import { fixtures as vtrix } from '../../generated/vtrix/fixtures.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let prism: ChildProcess | undefined
let base = ''

beforeAll(async () => {
  const child = execFile(
    process.execPath,
    ['node_modules/.bin/prism', 'mock', 'generated/kontext.openapi.yaml', '-p', '0'],
    { cwd: root },
  )
  prism = child
  base = await new Promise<string>((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: unknown) => {
      printed += String(chunk)
      const [, url] = /Prism is listening on (http:\/\/\S+:\d+)\s/.exec(printed) ?? []
      if (url !== undefined) resolve(url)
    })
    child.on('exit', (code) => reject(new Error(`prism ended with ${String(code)}: ${printed}`)))
  })
})
afterAll(() => {
  prism?.removeAllListeners('exit')
  prism?.kill()
})

const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
  fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe('plain Prism on the catalog', () => {
  const authorization = 'Bearer secret'
  const cases = [
    {
      name: 'takes a valid edit',
      path: '/chainhub/fal-ai/flux-pro/kontext/max',
      body: chainhub.requests.max.full,
      headers: { authorization },
      want: 200,
    },
    {
      name: 'takes a valid nested edit',
      path: '/vtrix/model/v1/generation',
      body: vtrix.requests.max.full,
      headers: { authorization },
      want: 200,
    },
    {
      name: 'refuses an empty body',
      path: '/chainhub/fal-ai/flux-pro/kontext/max',
      body: {},
      headers: { authorization },
      want: 422,
    },
    {
      name: 'refuses a flat body where the contract nests',
      path: '/vtrix/model/v1/generation',
      body: { prompt: 'x' },
      headers: { authorization },
      want: 400,
    },
    {
      name: 'refuses an edit without a key',
      path: '/chainhub/fal-ai/flux-pro/kontext/max',
      body: chainhub.requests.max.full,
      headers: {},
      want: 401,
    },
  ]
  test.each(cases)('$name', async ({ path, body, headers, want }) => {
    expect((await post(path, body, headers)).status).toBe(want)
  })

  const ids = Object.entries(providers).map(([id, make]) => ({
    ...make({ baseUrl: 'http://127.0.0.1' }).capabilities,
    id,
  }))
  test.each(ids)('answers every follow-up of $id', async ({ id, operations, auth }) => {
    for (const { method, path } of Object.values(operations)) {
      const response = await fetch(`${base}/${id}${path.replace('{request_id}', 'abc')}`, {
        method,
        headers: { authorization: `${auth.scheme} x` },
      })
      expect(response.status).toBeLessThan(300)
    }
  })
})
