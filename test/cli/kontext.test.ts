import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createKontext, fal, providers } from 'kontext-sdk'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useMockServer } from '../contract/mock-server.ts'
import { nobodysUrl } from '../free-port.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const fastTimers = fileURLToPath(new URL('../fast-timers.ts', import.meta.url))
const server = useMockServer()
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-'))
  await copyFile(
    fileURLToPath(new URL('../../scripts/demo/flour.jpg', import.meta.url)),
    join(directory, 'photo.jpg'),
  )
})
afterAll(() => rm(directory, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command with no key in its environment but the ones given. */
function kontext(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', KONTEXT_FAST_TIMERS: '1', ...env },
    }
    const child = execFile(
      process.execPath,
      ['--conditions=kontext-sdk-source', '--import', fastTimers, main, ...args],
      options,
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr })
      },
    )
  })
}

const at = (provider: string): string[] => ['--provider', provider, '--base-url', server().baseUrl(provider)]

test('edits a photograph, shows progress on stderr and the file on stdout', async () => {
  const { code, stdout, stderr } = await kontext([
    'edit',
    'photo.jpg',
    'Put a donut next to the flour.',
    ...at('chainhub'),
    '-o',
    'out.png',
    '--aspect-ratio',
    '16:9',
  ])
  expect(stderr).toMatch(/submitted as [\s\S]*queued[\s\S]*running[\s\S]*Edited at chainhub/)
  expect(stdout).toMatch(/^out\.png \(image\/png, \d+ kB\)\n$/)
  expect(code).toBe(0)
  expect(await sharp(join(directory, 'out.png')).metadata()).toMatchObject({
    format: 'png',
    width: 1392,
    height: 752,
  })
})

test('prints JSON on stdout, nothing on stderr with --quiet, and numbers several images', async () => {
  const { code, stdout, stderr } = await kontext([
    'edit',
    'photo.jpg',
    'Warmer light',
    ...at('fal'),
    '--count',
    '2',
    '--seed',
    '7',
    '--json',
    '-q',
    '-o',
    'two.jpg',
  ])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({
    provider: 'fal',
    model: 'max',
    seed: 7,
    images: [{ file: 'two-1.jpg' }, { file: 'two-2.jpg', type: 'image/jpeg' }],
  })
  expect(await readdir(directory)).toEqual(expect.arrayContaining(['two-1.jpg', 'two-2.jpg']))
})

test('prints the handle of a job that outlives it', async () => {
  // A busy machine may need more than eight seconds until it has seen the job run.
  for (const seconds of [8, 60]) {
    const { code, stderr } = await kontext(
      ['edit', 'photo.jpg', 'Warmer light', ...at('fal'), '--timeout', String(seconds)],
      // Where timers run fast, the limits of its last looks would be too short to be answered.
      { FAL_KEY: 'mock:stuck', KONTEXT_FAST_TIMERS: '0' },
    )
    if (seconds === 8 && !stderr.includes('last seen running')) continue
    expect(stderr).toContain(`did not end within ${seconds * 1000} ms, last seen running`)
    expect(stderr).toMatch(/kontext resume <file>[\s\S]*\{"v":1,"provider":"fal"/)
    expect(code).toBe(1)
    return
  }
})

test('resumes a job by its handle without submitting it again', async () => {
  const submitter = createKontext(fal({ baseUrl: server().baseUrl('fal'), apiKey: 'mock' }))
  const { handle } = await submitter.submit({
    prompt: 'Warmer light',
    image: await readFile(join(directory, 'photo.jpg')),
  })
  await writeFile(join(directory, 'job.json'), JSON.stringify(handle))
  const before = server().accepted()
  const { code, stdout } = await kontext(['resume', 'job.json', '-o', 'resumed.jpg'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^resumed\.jpg/) as string })
  expect(server().accepted()).toBe(before)
})

test('lists what each provider can do, for people and as JSON', async () => {
  expect((await kontext(['providers'])).stdout).toContain('VTRIX_API_KEY')
  expect(JSON.parse((await kontext(['providers', '--json'])).stdout)).toMatchObject({
    providers: expect.objectContaining({ length: Object.keys(providers).length }) as object,
  })
})

const wrong = [
  {
    name: 'no such file',
    args: () => ['edit', 'nope.jpg', 'x', '--provider', 'fal'],
    code: 2,
    says: 'there is no such file',
  },
  {
    name: 'no such provider',
    args: () => ['edit', 'photo.jpg', 'x', '--provider', 'nope'],
    code: 2,
    says: `Known: ${Object.keys(providers).join(', ')}`,
  },
  {
    name: 'no provider',
    args: () => ['edit', 'photo.jpg', 'x'],
    code: 2,
    says: "required option '--provider <id>'",
  },
  { name: 'no key', args: () => ['edit', 'photo.jpg', 'x', '--provider', 'fal'], code: 2, says: 'FAL_KEY' },
  {
    name: 'no base URL for a relay',
    args: () => ['edit', 'photo.jpg', 'x', '--provider', 'fal-relay'],
    code: 2,
    says: 'base',
  },
  {
    name: 'an option the provider does not have',
    args: () => ['edit', 'photo.jpg', 'x', ...at('vtrix'), '--count', '2'],
    code: 2,
    says: '--count is not in its contract',
  },
  {
    name: 'a number that is none',
    args: () => ['edit', 'photo.jpg', 'x', ...at('fal'), '--seed', 'seven'],
    code: 2,
    says: 'Give a number.',
  },
  {
    name: 'an unencrypted address',
    args: () => ['edit', 'photo.jpg', 'x', '--provider', 'fal', '--base-url', 'http://example.com'],
    code: 2,
    says: 'unencrypted',
  },
  { name: 'a file that is no image', args: () => ['edit', main, 'x', ...at('fal')], code: 2, says: 'image' },
  { name: 'a handle that is none', args: () => ['resume', 'photo.jpg'], code: 2, says: 'it is not JSON' },
]
test.each(wrong)('ends with $code and says what to do about $name', async ({ name, args, code, says }) => {
  const ended = await kontext(args(), name === 'no key' ? {} : { FAL_KEY: 'mock' })
  expect(ended.stderr).toContain(says)
  expect(ended).toMatchObject({ code, stdout: '' })
})

const failing = [
  { scenario: 'fails', says: 'Failed to load the image.' },
  { scenario: 'moderated', says: 'flagged' },
  { scenario: 'submit-reset-after-acceptance', says: 'It was not sent again' },
]
test.each(failing)('ends with 1 when the course of the job is "$scenario"', async ({ scenario, says }) => {
  const ended = await kontext(['edit', 'photo.jpg', 'x', ...at('fal')], { FAL_KEY: `mock:${scenario}` })
  expect(ended.stderr).toContain(says)
  expect(ended.stderr).not.toContain('kontext resume')
  expect(ended.code).toBe(1)
})

const handles = [
  { name: "another host's", handle: { origin: 'https://evil.example' }, says: 'another base URL' },
  {
    name: "a local stranger's, though a key is set",
    handle: { origin: 'http://127.0.0.1:9' },
    says: 'another base URL',
  },
  { name: 'no provider', handle: { provider: 'nope' }, says: 'Known: ' },
  { name: 'another version', handle: { v: 2 }, says: 'version' },
]
test.each(handles)('sends no key anywhere for a handle that is $name', async ({ handle, says }) => {
  const before = server().journal().length
  const usual = {
    v: 1,
    provider: 'fal',
    origin: 'https://queue.fal.run',
    model: 'max',
    requestId: 'abc',
    submittedAt: '2026-01-01T00:00:00Z',
  }
  await writeFile(join(directory, 'foreign.json'), JSON.stringify({ ...usual, ...handle }))
  const ended = await kontext(['resume', 'foreign.json'], { FAL_KEY: 'canary-key' })
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(says)
  expect(ended.stderr).not.toContain('canary-key')
  expect(server().journal()).toHaveLength(before)
})

test.each(['null', '[]', '5', '{}'])('says that %s is no handle', async (text) => {
  await writeFile(join(directory, 'odd.json'), text)
  const ended = await kontext(['resume', 'odd.json'])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('it names no provider')
})

test.each(['no/such/dir/out.jpg', '.'])(
  'finds out before it pays that %s cannot be written',
  async (output) => {
    const before = server().accepted()
    const ended = await kontext(['edit', 'photo.jpg', 'x', ...at('fal'), '-o', output])
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain('as output')
    expect(server().accepted()).toBe(before)
  },
)

const interruptions = [
  { provider: 'fal', says: 'The job is canceled.', resumable: false },
  { provider: 'vtrix', says: 'cannot cancel', resumable: true },
]
test.each(interruptions)(
  'at Ctrl+C says what became of the job at $provider, and prints its handle where it goes on',
  async ({ provider, says, resumable }) => {
    const options = {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', FAL_KEY: 'mock:stuck', VTRIX_API_KEY: 'mock:stuck' },
    }
    const args = ['--conditions=kontext-sdk-source', main, 'edit', 'photo.jpg', 'x', ...at(provider)]
    const ended = await new Promise<Ended>((resolve) => {
      const child = execFile(process.execPath, args, options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      )
      let said = ''
      child.stderr?.on('data', (chunk: unknown) => {
        const known = said.includes('submitted as')
        said += String(chunk)
        // Once: a second one ends it at once.
        if (!known && said.includes('submitted as')) child.kill('SIGINT')
      })
    })
    expect(ended).toMatchObject({ code: 130, stdout: '' })
    expect(ended.stderr).toContain(says)
    expect(ended.stderr.includes('"requestId"')).toBe(resumable)
  },
)

test('at Ctrl+C during a download ends at once and prints the handle of what was paid for', async () => {
  let asked: () => void = () => undefined
  const download = new Promise<void>((resolve) => (asked = resolve))
  const seen: string[] = []
  const stalling = createServer((request, response) => {
    const { method = '', url = '' } = request
    seen.push(method)
    request.resume()
    const say = (body: object): unknown =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (method === 'POST') say({ status: 'IN_QUEUE', request_id: 'abc', queue_position: 0 })
    else if (url.endsWith('/status')) say({ status: 'COMPLETED' })
    else if (url.endsWith('/stream')) response.writeHead(404).end()
    else if (url.endsWith('/abc'))
      say({ images: [{ url: `http://${request.headers.host ?? ''}/image.jpg` }] })
    else asked()
  })
  await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve))
  const { port } = stalling.address() as AddressInfo
  const args = [
    'edit',
    'photo.jpg',
    'x',
    '--provider',
    'fal',
    '--base-url',
    `http://127.0.0.1:${String(port)}`,
  ]
  const ended = await new Promise<Ended>((resolve) => {
    const options = { cwd: directory, env: { PATH: process.env['PATH'] ?? '', KONTEXT_FAST_TIMERS: '1' } }
    const given = ['--conditions=kontext-sdk-source', '--import', fastTimers, main, ...args]
    const child = execFile(process.execPath, given, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
    void download.then(() => child.kill('SIGINT'))
  })
  stalling.closeAllConnections()
  stalling.close()
  expect(ended).toMatchObject({ code: 130, stdout: '' })
  expect(ended.stderr).toContain('"requestId":"abc"')
  expect(seen).not.toContain('PUT')
})

test('ends with 3 when nobody listens', async () => {
  const ended = await kontext(['edit', 'photo.jpg', 'x', '--provider', 'fal', '--base-url', nobodysUrl, '-q'])
  expect(ended).toMatchObject({ code: 3, stdout: '' })
})

test('leaves no half-written file behind', async () => {
  expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(await readFile(join(directory, 'photo.jpg'))).toHaveLength(
    (await readFile(fileURLToPath(new URL('../../scripts/demo/flour.jpg', import.meta.url)))).length,
  )
})
