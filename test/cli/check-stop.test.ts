import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonReport } from 'kontext-sdk/check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { useMockServer } from '../contract/mock-server.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
// What a spinner asks of a terminal.
const asTerminal = `data:text/javascript,${encodeURIComponent(
  "Object.assign(process.stderr, { isTTY: true, ...Object.fromEntries(['cursorTo', 'clearLine', 'moveCursor'].map((name) => [name, () => true])) })",
)}`
const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQi1oAAAGyARnBUHNDAAAAAElFTkSuQmCC'
const server = useMockServer()
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-stop-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

interface Started {
  readonly child: ReturnType<typeof spawn>
  readonly said: { stdout: string; stderr: string }
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
}

interface StartOptions {
  readonly terminal?: boolean
  readonly key?: string
}

/**
 * Starts the command; where it is a terminal, by what its stderr says of itself. Its timers are those of the machine:
 * at fifty times the pace the limits of what it does last would come first.
 */
function start(
  args: readonly string[],
  { terminal = false, key = 'mock:stuck' }: StartOptions = {},
): Started {
  const loaded = terminal ? ['--import', asTerminal] : []
  const child = spawn(process.execPath, ['--conditions=kontext-sdk-source', ...loaded, main, ...args], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      FAL_KEY: key,
      TERM: 'xterm',
    },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()))
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  return { child, said, ended }
}

const checkFal = (...more: string[]): string[] => [
  ...['check', 'fal', '--base-url', server().baseUrl('fal'), '--budget', '3', ...more],
]
/** By its id: the cancel of another test may still be on its way. */
const cancelsOf = (id: string): number =>
  server()
    .journal()
    .filter(({ method, path }) => method === 'PUT' && path.includes(id)).length
/** Id of the job that the command said it submitted. */
const submittedAs = (stderr: string): string => /submitted as ([\w-]+)/.exec(stderr)?.[1] ?? 'no id'
const joined = (text: string): string => text.replace(/\s+/g, ' ')

/** A run whose first job is taken and never ends. */
async function startPaid(args: readonly string[], options: StartOptions = {}): Promise<Started> {
  const before = server().accepted()
  const started = start(args, options)
  await vi.waitUntil(() => server().accepted() > before, { timeout: 60_000 })
  await vi.waitUntil(() => started.said.stderr.includes('submitted as'), { timeout: 60_000 })
  return started
}

describe.each([
  { stderr: 'a log', terminal: false, signal: 'SIGTERM' },
  { stderr: 'a terminal', terminal: true, signal: 'SIGINT' },
] as const)('a run that is stopped with $signal, stderr being $stderr,', ({ terminal, signal }) => {
  test('cancels its job, says so in every report, and ends with 130', async () => {
    const names = ['x.json', 'x.xml', 'x.md', 'x.html', 'x.txt']
    const reports = names.flatMap((name) => ['--report', name])
    const { child, said, ended } = await startPaid(checkFal(...reports), { terminal })
    child.kill(signal)
    expect(await ended).toEqual({ code: 130, signal: null })
    expect(cancelsOf(submittedAs(said.stderr))).toBe(1)
    const { reports: found } = JSON.parse(await readFile(join(directory, 'x.json'), 'utf8')) as JsonReport
    const job = found[0]?.remarks.find(({ rule }) => rule === 'job-left')?.job
    const id = job?.requestId ?? 'no id'
    expect(said.stderr).toContain(`fal usual submitted as ${id}`)
    expect(said.stderr).toMatch(
      /Stopping: the server is asked to cancel running jobs\. Ctrl\+C again ends at once\./,
    )
    for (const name of names) {
      const text = await readFile(join(directory, name), 'utf8')
      expect([name, text.includes(id), text.includes('kontext resume')]).toEqual([name, true, true])
    }
    expect(joined(said.stdout)).toMatch(new RegExp(`! The job ${id} of the edit "usual" was not seen to end`))
    expect(said.stdout).toContain(
      `\n      $ kontext resume fal-usual.json --base-url ${server().baseUrl('fal')}\n`,
    )
  })

  test('ends at once when it is stopped again', async () => {
    const args = checkFal('--only', 'lifecycle.order')
    const { child, said, ended } = await startPaid(args, { terminal, key: 'mock:stuck+cancel-stall' })
    child.kill(signal)
    await vi.waitUntil(() => said.stderr.includes('Stopping'), { timeout: 60_000 })
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' })
  })
})

test('the line of a report is a handle that resumes the job', async () => {
  const { child, said, ended } = await startPaid(checkFal())
  child.kill('SIGINT')
  await ended
  const line = /^ {6}(\{"v":1,.*\})$/m.exec(said.stdout)?.[1] ?? ''
  await writeFile(join(directory, 'fal-usual.json'), line)
  const resumed = start(['resume', 'fal-usual.json', '--base-url', server().baseUrl('fal'), '-o', 'x.png'])
  await resumed.ended
  expect(resumed.said.stderr).toMatch(/cancel/)
})

test('a run that is killed has said the handle of its job on stderr', async () => {
  const { child, said, ended } = await startPaid(checkFal())
  child.kill('SIGKILL')
  await ended
  const handle = JSON.parse(
    /^fal usual submitted as \S+, handle (\{.*\})$/m.exec(said.stderr)?.[1] ?? '{}',
  ) as object
  expect(handle).toMatchObject({ v: 1, provider: 'fal', origin: server().baseUrl('fal'), model: 'pro' })
})

test('an edit that is interrupted at a terminal cancels its job too', async () => {
  await writeFile(join(directory, 'photo.png'), Buffer.from(onePixel, 'base64'))
  const edit = ['edit', 'photo.png', 'x', '--provider', 'fal', '--base-url', server().baseUrl('fal')]
  const { child, said, ended } = start(edit, { terminal: true })
  await vi.waitUntil(() => said.stderr.includes('submitted as'), { timeout: 60_000 })
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  expect([cancelsOf(submittedAs(said.stderr)), said.stderr]).toEqual([
    1,
    expect.stringContaining('The job is canceled.'),
  ])
})
