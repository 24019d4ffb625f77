import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test } from 'kontext-mocks/vitest'
import { createKontext, fal, KontextError } from 'kontext-sdk'
import { createFakeClock } from 'kontext-sdk/testing'
import { describe, expect, test as plain } from 'vitest'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }
const kontextOf = (apiKey: string, baseUrl: string): ReturnType<typeof createKontext> =>
  createKontext(fal({ apiKey, baseUrl }), { clock: createFakeClock({ autoAdvance: true }) })

describe('the test of kontext-mocks/vitest', () => {
  test('has a mock of its own', async ({ mock }) => {
    await kontextOf(mock.key, mock.baseUrl('fal')).edit(input)
    expect((await mock.journal()).map(({ operation }) => operation)).toContain('result')
    await mock.assert({ counts: [{ operation: 'submit', exactly: 1 }] })
  })

  test('sees nothing of the test before', async ({ mock, kontextMock }) => {
    expect(await mock.journal()).toEqual([])
    expect((await kontextMock.sessions()).length).toBeGreaterThan(0)
  })

  test('plays what it plans', async ({ mock }) => {
    await mock.next({ name: 'moderated' })
    const kontext = kontextOf(mock.key, mock.baseUrl('fal'))
    await expect(kontext.edit(input)).rejects.toBeInstanceOf(KontextError)
    await expect(kontext.edit(input)).resolves.toBeDefined()
  })

  test('plays what its key says', async ({ mock }) => {
    const kontext = kontextOf(mock.keyFor('fails'), mock.baseUrl('fal'))
    await expect(kontext.edit(input)).rejects.toBeInstanceOf(KontextError)
    expect(await mock.jobs()).toMatchObject([{ scenario: 'fails', state: 'failed' }])
  })

  test('begins anew when it runs again', { repeats: 2 }, async ({ mock }) => {
    expect(await mock.journal()).toEqual([])
    await kontextOf(mock.key, mock.baseUrl('fal')).edit(input)
  })
})

plain('workers of one run share one server, and no test sees another', async () => {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const root = fileURLToPath(new URL('shared-mock', import.meta.url))
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=kontext-sdk-source', vitest, 'run', '--root', root, '--reporter', 'default'],
    {
      env: {
        ...process.env,
        NO_COLOR: '1',
        VITEST: undefined,
        VITEST_POOL_ID: undefined,
        VITEST_WORKER_ID: undefined,
      },
    },
  )
  const urls = [...stdout.matchAll(/mock at (http:\S+)/g)].map(([, url]) => url)
  expect(urls).toHaveLength(12)
  expect(new Set(urls).size).toBe(1)
  expect(stdout).toMatch(/Tests\s+12 passed/)
})
