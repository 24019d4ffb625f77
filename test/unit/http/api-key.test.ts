import { afterEach, describe, expect, test, vi } from 'vitest'
import { readApiKey } from '../../../src/http/api-key.ts'
import { createKontext } from '../../../src/kontext.ts'
import type { ProviderOptions } from '../../../src/provider.ts'
import { fal } from '../descriptors.ts'
import { failureOf } from '../failure-of.ts'
import { falTicket, scriptedFetch } from '../scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

describe('a key in a browser', () => {
  const page = { document: {}, process: undefined }
  const table: {
    name: string
    globals: object
    options: ProviderOptions
    want: string | undefined | Error
  }[] = [
    {
      name: 'is kept on a page',
      globals: page,
      options: { apiKey: 'k' },
      want: new Error('whoever opens the page'),
    },
    {
      name: 'is kept in a worker of a page',
      globals: { importScripts: () => undefined, process: undefined },
      options: { apiKey: 'k' },
      want: new Error('whoever opens the page'),
    },
    {
      name: 'is kept where a bundler left a process',
      globals: { document: {}, process: { env: {}, versions: {} } },
      options: { apiKey: () => 'k' },
      want: new Error('{ allowBrowser: true }'),
    },
    { name: 'goes out when told', globals: page, options: { apiKey: 'k', allowBrowser: true }, want: 'k' },
    {
      name: 'goes to a mock',
      globals: page,
      options: { apiKey: 'k', baseUrl: 'http://127.0.0.1:4010/fal' },
      want: 'k',
    },
    {
      name: 'is not needed for a proxy',
      globals: page,
      options: { apiKey: false, baseUrl: 'https://my.example/fal' },
      want: undefined,
    },
    {
      name: 'goes out of Node with a simulated page',
      globals: { document: {} },
      options: { apiKey: 'k' },
      want: 'k',
    },
    { name: 'goes out of Deno', globals: { ...page, Deno: {} }, options: { apiKey: 'k' }, want: 'k' },
    {
      name: 'goes out of an edge runtime',
      globals: { process: undefined },
      options: { apiKey: 'k' },
      want: 'k',
    },
  ]
  test.each(table)('$name', async ({ globals, options, want }) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    if (want instanceof Error) {
      const error = await failureOf(readApiKey(fal(options)))
      expect(error).toMatchObject({ code: 'auth', billed: 'no' })
      expect(error.message).toContain(want.message)
    } else expect(await readApiKey(fal(options))).toBe(want)
  })
})

test('no authorization is sent where the key is false', async () => {
  vi.stubEnv('KONTEXT_TEST_FAL_KEY', 'from-the-environment')
  const script = scriptedFetch(falTicket())
  const provider = fal({ apiKey: false, baseUrl: 'https://my.example/fal' })
  await createKontext(provider, { fetch: script.fetch }).submit(input)
  expect(script.seen[0]?.headers.has('authorization')).toBe(false)
})

test('an empty key is no key', async () => {
  expect((await failureOf(readApiKey(fal({ apiKey: ' ' })))).message).toContain('there is no API key')
})
