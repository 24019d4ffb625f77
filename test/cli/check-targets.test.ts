import { InputError } from 'kontext-sdk'
import { afterEach, expect, test, vi } from 'vitest'
import { checkReportFiles } from '../../src/cli/check/report-files.ts'
import { targetsOf } from '../../src/cli/check/targets.ts'

afterEach(() => vi.unstubAllEnvs())

const targets = [
  { name: 'the server of the contract', names: ['fal'], baseUrl: [], want: { fal: 'https://queue.fal.run' } },
  {
    name: 'the address given, as it is',
    names: ['fal'],
    baseUrl: ['http://127.0.0.1:4010/fal'],
    want: { fal: 'http://127.0.0.1:4010/fal' },
  },
  {
    name: 'the place of each at a mock',
    names: ['fal', 'vtrix', 'fal'],
    baseUrl: ['http://127.0.0.1:4010/'],
    want: { fal: 'http://127.0.0.1:4010/fal', vtrix: 'http://127.0.0.1:4010/vtrix' },
  },
  {
    name: 'the address of each by its id',
    names: ['fal', 'fal-relay'],
    baseUrl: ['fal-relay=https://relay.example/v1'],
    want: { fal: 'https://queue.fal.run', 'fal-relay': 'https://relay.example/v1' },
  },
  {
    name: 'the address by its id before that of all',
    names: ['fal', 'vtrix'],
    baseUrl: ['http://localhost:4010', 'vtrix=https://vtrix.example'],
    want: { fal: 'http://localhost:4010/fal', vtrix: 'https://vtrix.example' },
  },
]
test.each(targets)('takes $name', ({ names, baseUrl, want }) => {
  for (const env of ['FAL_KEY', 'FAL_RELAY_API_KEY', 'VTRIX_API_KEY']) vi.stubEnv(env, 'k')
  const found = targetsOf(names, { baseUrl }).map((provider) => [provider.id, provider.baseUrl])
  expect(Object.fromEntries(found)).toEqual(want)
})

test('takes every provider by --all, at a mock without a key', () => {
  const found = targetsOf([], { all: true, baseUrl: ['http://127.0.0.1:4010'] })
  expect(found.map(({ id, baseUrl }) => `${id} ${baseUrl}`).toSorted()).toEqual([
    'chainhub http://127.0.0.1:4010/chainhub',
    'fal http://127.0.0.1:4010/fal',
    'fal-relay http://127.0.0.1:4010/fal-relay',
    'vtrix http://127.0.0.1:4010/vtrix',
  ])
})

test('needs neither key nor address where nothing is sent', () => {
  vi.stubEnv('FAL_RELAY_API_KEY', '')
  const [relay] = targetsOf(['fal-relay'], { baseUrl: [] }, { sends: false })
  expect(relay?.baseUrl).toBe('https://fal-relay.invalid')
})

const refused = [
  {
    name: 'no provider',
    names: [],
    baseUrl: [],
    says: 'Failed to check: no provider is named. Name one or several of',
  },
  { name: 'a provider nobody knows', names: ['fall'], baseUrl: [], says: 'Failed to find provider "fall"' },
  {
    name: 'all and one',
    names: ['fal'],
    all: true as const,
    baseUrl: [],
    says: '--all: it goes with no name',
  },
  { name: 'no key', names: ['fal'], baseUrl: [], says: 'Set FAL_KEY in the environment.' },
  { name: 'a relay without an address', names: ['fal-relay'], baseUrl: [], says: 'Give --base-url' },
  {
    name: 'one address for two',
    names: ['fal', 'vtrix'],
    baseUrl: ['https://relay.example'],
    says: '--base-url: one address cannot be that of several providers.',
  },
  {
    name: 'the place of one at a mock for two',
    names: ['fal', 'vtrix'],
    baseUrl: ['http://127.0.0.1:4010/fal/'],
    says: 'is the place of fal alone. Give the root, of which each provider has a part: --base-url http://127.0.0.1:4010',
  },
  {
    name: 'an address that only begins like that of this machine',
    names: ['fal', 'vtrix'],
    baseUrl: ['http://127.0.0.1.example.com'],
    says: '--base-url: one address cannot be that of several providers.',
  },
  {
    name: 'an address of somebody else',
    names: ['fal'],
    baseUrl: ['vtrix=https://relay.example'],
    says: '"vtrix" is not checked. Name it too.',
  },
  {
    name: 'two addresses',
    names: ['fal'],
    baseUrl: ['https://a.example', 'https://b.example'],
    says: 'given twice',
  },
  {
    name: 'an address without encryption',
    names: ['fal'],
    baseUrl: ['http://a.example'],
    says: 'Use https:',
  },
]
test.each(refused)('refuses $name', ({ names, says, ...flags }) => {
  vi.stubEnv('FAL_KEY', '')
  const take = (): unknown => targetsOf(names, flags)
  expect(take).toThrow(InputError)
  expect(take).toThrow(says)
})

const files = [
  { path: 'out.html', want: 'html' },
  { path: 'OUT.HTM', want: 'html' },
  { path: 'junit.xml', want: 'junit' },
  { path: 'a.b.json', want: 'json' },
  { path: 'SUMMARY.md', want: 'markdown' },
  { path: 'log.txt', want: 'terminal' },
]
test.each(files)('writes $path as $want', async ({ path, want }) => {
  expect(await checkReportFiles([path])).toEqual([{ path, format: want }])
})

const unwritable = [
  { path: 'out.pdf', says: 'its name says no format' },
  { path: 'out', says: 'its name says no format' },
  { path: 'nowhere/out.html', says: 'its directory is not there' },
]
test.each(unwritable)('refuses $path before anything is paid for', async ({ path, says }) => {
  await expect(checkReportFiles([path])).rejects.toMatchObject({
    message: expect.stringContaining(says),
    exitCode: 2,
  })
})
