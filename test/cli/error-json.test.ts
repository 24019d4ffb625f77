import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HttpError, type JobHandle } from 'kontext-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withAddress } from '../../src/cli/address-hint.ts'
import { CommandError } from '../../src/cli/command-error.ts'
import { errorJson, wantsJson } from '../../src/cli/error-json.ts'
import { interruptedCode } from '../../src/cli/interrupt.ts'
import { readHandle } from '../../src/cli/read-handle.ts'
import { useMockServer } from '../contract/mock-server.ts'
import { nobodysUrl } from '../free-port.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const fastTimers = fileURLToPath(new URL('../fast-timers.ts', import.meta.url))
const server = useMockServer()
let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-json-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

function kontext(args: readonly string[], key: string) {
  const env = { PATH: process.env['PATH'] ?? '', KONTEXT_FAST_TIMERS: '1', FAL_KEY: key }
  const all = ['--conditions=kontext-sdk-source', '--import', fastTimers, main, ...args]
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, all, { cwd: directory, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

const prompt = 'Put a violet donut next to the flour.'
const edit = (...more: string[]): string[] => [
  'edit',
  'https://example.com/flour.png',
  prompt,
  '--provider',
  'fal',
  '--json',
  ...more,
]

describe('with --json, an edit that fails says on stdout', () => {
  const atMock = () => ['--base-url', server().baseUrl('fal')]
  const job = { provider: 'fal', requestId: expect.any(String) as string }
  const handle = expect.objectContaining({ v: 1, provider: 'fal' }) as object
  test.each([
    {
      name: 'that the job goes on, and its handle',
      args: () => edit(...atMock(), '--timeout', '20'),
      key: 'mock:stuck',
      code: 1,
      want: { code: 'timeout', ...job, billed: 'maybe', retryable: true, handle },
    },
    {
      name: 'that the job failed, and no handle',
      args: () => edit(...atMock()),
      key: 'mock:moderated',
      code: 1,
      want: {
        code: 'moderated',
        ...job,
        billed: 'no',
        retryable: false,
        providerCode: 'content_policy_violation',
      },
    },
    {
      name: 'that the option is none of the provider',
      args: () => edit(...atMock(), '--guidance', '99'),
      key: 'mock:completes',
      code: 2,
      want: { code: 'input', provider: 'fal', billed: 'no', retryable: false },
    },
    {
      name: 'that the output cannot be written',
      args: () => edit(...atMock(), '-o', 'no/such/place.jpg'),
      key: 'mock:completes',
      code: 2,
      want: { code: 'input', billed: 'no', retryable: false },
    },
    {
      name: 'that a flag is none',
      args: () => edit('--bogus'),
      key: 'mock:completes',
      code: 2,
      want: { code: 'input', billed: 'no', retryable: false, message: "unknown option '--bogus'" },
    },
    {
      name: 'that nobody listens',
      args: () => edit('--base-url', nobodysUrl),
      key: 'mock:completes',
      code: 3,
      want: { code: 'network', provider: 'fal', billed: 'no', retryable: true },
    },
    {
      name: 'that a handle cannot be read',
      args: () => ['resume', 'none.json', '--json'],
      key: 'mock:completes',
      code: 2,
      want: { code: 'input', provider: 'unknown', billed: 'no', retryable: false },
    },
  ])('$name', async ({ args, key, code, want }) => {
    const ended = await kontext(args(), key)
    expect(ended.code).toBe(code)
    const { error } = JSON.parse(ended.stdout) as { error: { message: string } }
    expect(error).toEqual({ message: expect.any(String) as string, ...want })
    expect(ended.stderr).toContain(error.message)
    expect(ended.stdout).not.toContain(key)
    expect(ended.stdout).not.toContain('violet')
  })
})

test('what it said is taken by resume', async () => {
  const { stdout } = await kontext(
    edit('--base-url', server().baseUrl('fal'), '--timeout', '20'),
    'mock:stuck',
  )
  const file = join(directory, 'failed.json')
  await writeFile(file, stdout)
  expect(await readHandle(file)).toMatchObject({ provider: 'fal', handle: { v: 1, provider: 'fal' } })
})

const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-01-01T00:00:00.000Z',
}
const noRoute = new HttpError('Failed to submit to fal: it answered 404.', {
  provider: 'fal',
  status: 404,
  body: 'secret',
})

test.each([
  {
    name: 'an interrupted wait',
    error: new CommandError('Interrupted.', interruptedCode, { handle, billed: 'maybe' }),
    want: { code: 'interrupted', provider: 'fal', requestId: 'job-1', billed: 'maybe', retryable: false },
  },
  {
    name: 'a result that was not saved',
    error: new CommandError('Failed to save.', 1, { handle, billed: 'yes' }),
    want: { code: 'failed', provider: 'fal', requestId: 'job-1', billed: 'yes', retryable: false },
  },
  {
    name: 'an error with the address behind it',
    error: withAddress(noRoute, 'https://relay.example'),
    want: { code: 'http', provider: 'fal', billed: 'no', retryable: false, status: 404 },
  },
  {
    name: 'what nobody expected',
    error: new TypeError('x'),
    want: { code: 'failed', billed: 'maybe', retryable: false },
  },
])('$name has its facts', ({ error, want }) => {
  expect(JSON.parse(errorJson(error, { message: 'm', handle: undefined }))).toEqual({
    error: { ...want, message: 'm' },
  })
})

test.each([
  { args: ['edit', 'photo.jpg', 'x', '--json'], want: true },
  { args: ['resume', '--json', 'job.json'], want: true },
  { args: ['edit', 'photo.jpg', '--', '--json'], want: false },
  { args: ['edit', 'photo.jpg', 'x'], want: false },
  { args: ['providers', '--json'], want: false },
])('$args ends in JSON: $want', ({ args, want }) => {
  expect(wantsJson(args)).toBe(want)
})
