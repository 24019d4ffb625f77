import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonReport } from 'kontext-sdk/check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { useMockServer } from '../contract/mock-server.ts'
import { nobodysUrl } from '../free-port.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const fastTimers = fileURLToPath(new URL('../fast-timers.ts', import.meta.url))
const flags = ['--conditions=kontext-sdk-source', '--import', fastTimers, main, 'check']
const server = useMockServer()
let directory = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kontext-check-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const environment = (env: Record<string, string>) => ({
  cwd: directory,
  env: { PATH: process.env['PATH'] ?? '', KONTEXT_FAST_TIMERS: '1', ...env },
  maxBuffer: 16 * 1024 * 1024,
})

/** Runs the command with no key in its environment but the ones given. */
function check(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...flags, ...args],
      environment(env),
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

const at = (provider: string): string[] => [provider, '--base-url', server().baseUrl(provider)]
const sent = (): number => server().journal().length
const file = (name: string): Promise<string> => readFile(join(directory, name), 'utf8')

/** The lines of the terminal's report, each sentence in one piece. */
const joined = (text: string): string => text.replace(/\s+/g, ' ')

describe('a server that keeps its contract', () => {
  test('ends with 0, a line per case on stderr and one for those skipped alike, and pays nothing with a budget of 0', async () => {
    const before = server().accepted()
    const { code, stdout, stderr } = await check([...at('fal'), '--budget', '0'])
    expect(stderr.split('\n')).toContain('fal auth.no-key passed')
    expect(stderr).toMatch(/^fal lifecycle\.\S+ and \d+ more skipped: the budget allows no paid edit/m)
    expect(joined(stdout)).toMatch(
      /fal conforms: none of \d+ cases deviates; .* Paid: nothing, of 0 edits allowed\. $/,
    )
    expect(code).toBe(0)
    expect(server().accepted()).toBe(before)
  })

  test('is checked beside others, in every format, and by its webhooks where it is on this machine', async () => {
    const names = ['all.html', 'all.xml', 'all.json', 'all.md', 'all.txt']
    // A key below eight characters may stand in an answer by chance, and is not looked for.
    const keys = { FAL_KEY: 'a-key-of-tests', VTRIX_API_KEY: 'a-key-of-tests' }
    const { code, stdout, stderr } = await check(
      [
        'fal',
        'vtrix',
        '--base-url',
        server().url,
        '--budget',
        '8',
        '-q',
        '--format',
        'json',
        ...names.flatMap((name) => ['--report', name]),
      ],
      keys,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { reports, verdict } = JSON.parse(stdout) as JsonReport
    expect(verdict).toBe('conforms')
    expect(reports.map(({ provider, baseUrl }) => [provider.id, baseUrl])).toEqual([
      ['fal', server().baseUrl('fal')],
      ['vtrix', server().baseUrl('vtrix')],
    ])
    expect(reports[0]?.cases.find(({ id }) => id === 'webhook.signed')?.status).toBe('passed')
    expect(reports[0]?.budget.spent).toBeLessThanOrEqual(8)
    expect(await file('all.json')).toBe(stdout)
    expect(await file('all.html')).toContain('<h1>2 of 2 providers conform</h1>')
    expect(await file('all.xml')).toContain('<testsuite name="kontext.vtrix"')
    expect(await file('all.md')).toMatch(/^### kontext check: 2 of 2 providers conform\n/)
    expect(await file('all.txt')).toMatch(/\nvtrix +conforms +\d+ +0 +0 +0 /)
  })
})

describe('a server that deviates', () => {
  // Its JPEGs are PNGs.
  const env = { FAL_KEY: 'mock:image-png-for-jpeg' }
  const run = (...args: string[]): Promise<Ended> =>
    check([...at('fal'), '--only', 'result.format-jpeg', '--budget', '1', '-q', ...args], env)
  const dayFromNow = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  // Not today, which may be over when the command asks: its clock runs fast.
  const [yesterday, tomorrow] = [dayFromNow(-1), dayFromNow(1)]
  const entry = (id: string, until: string): string =>
    `- { provider: fal, case: ${id}, reason: Told them., until: ${until} }\n`

  test('ends with 1 and says what was wanted, what came, and where to look', async () => {
    const { code, stdout } = await run()
    expect(stdout).toMatch(/✗ result\.format-jpeg {2}major/)
    expect(stdout).toMatch(
      /want +image\/jpeg\n +got +image\/png\n +contract +\/components[^]*\$ kontext explain fal \/comp/,
    )
    expect(joined(stdout)).toMatch(
      /fal deviates: 1 of 1 case deviates. Paid: at most 1 of 1 edit, 2 images, \$0\.08\. $/,
    )
    expect(code).toBe(1)
  })

  test('ends with 0 where only worse deviations are to fail', async () => {
    expect((await run('--fail-on', 'critical')).code).toBe(0)
    expect((await run('--fail-on', 'major')).code).toBe(1)
  })

  test('ends with 0 while its deviation is known, by the file in the working directory', async () => {
    await writeFile(join(directory, 'kontext-deviations.yaml'), entry('result.format-jpeg', tomorrow))
    onTestFinished(() => unlink(join(directory, 'kontext-deviations.yaml')))
    const { code, stdout } = await run()
    expect(joined(stdout)).toContain(`~ result.format-jpeg known until ${tomorrow}: Told them.`)
    expect(code).toBe(0)
  })

  test('ends with 1 once what was known has expired, and says which line that is', async () => {
    await writeFile(join(directory, 'old.yaml'), entry('result.format-jpeg', yesterday))
    const { code, stdout } = await run('--deviations', 'old.yaml')
    expect(joined(stdout)).toContain(
      `! result.format-jpeg was known until ${yesterday} and counts again. Have it corrected, or give old.yaml:1 a later day`,
    )
    expect(code).toBe(1)
  })

  test('is told to forget what no longer deviates', async () => {
    await writeFile(join(directory, 'gone.yaml'), entry('auth.no-key', tomorrow))
    const { code, stdout } = await check(
      [...at('fal'), '--only', 'auth.no-key', '--budget', '0', '-q', '--deviations', 'gone.yaml'],
      env,
    )
    expect(joined(stdout)).toContain('! auth.no-key no longer deviates: remove it from gone.yaml:1.')
    expect(code).toBe(0)
  })
})

test('a server that cannot be reached ends with 3, and the reports are written', async () => {
  const { code, stdout } = await check(['chainhub', '--base-url', nobodysUrl, '-q', '--report', 'none.xml'])
  expect(joined(stdout)).toMatch(/chainhub was not reached: .*: nothing listens there\. Start it, or correct/)
  expect(code).toBe(3)
  expect(await file('none.xml')).toMatch(/<error message="[^"]+" type="unreachable"\/>/)
})

test('a path that is missing ends with 3 before anything is paid, in one line on stderr', async () => {
  const before = server().accepted()
  const { code, stdout, stderr } = await check(['fal', '--base-url', server().url])
  expect(joined(stdout)).toContain(
    `Is the base path missing? The server of its contract is https://queue.fal.run; at kontext-mocks it is ${server().baseUrl('fal')}. `,
  )
  expect(stderr).toMatch(/^fal auth\.right-key and \d+ more skipped: the server was not reached\n$/)
  expect([code, server().accepted()]).toEqual([3, before])
})

test('an address without TLS is said to be one, without what OpenSSL adds', async () => {
  const { code, stdout } = await check(
    ['fal', '--base-url', server().baseUrl('fal').replace('http:', 'https:'), '-q'],
    { FAL_KEY: 'a-key-of-tests' },
  )
  expect(joined(stdout)).toContain(
    'fal was not reached: wrong version number (ERR_SSL_WRONG_VERSION_NUMBER): no TLS is spoken there. ',
  )
  expect([code, /openssl|SSL routines/i.test(stdout)]).toEqual([3, false])
})

test('an interruption stops the run, says what was spent and writes what is known', async () => {
  const args = [...at('fal'), '--budget', '3', '--report', 'stopped.json']
  const child = spawn(
    process.execPath,
    [...flags, ...args],
    environment({ FAL_KEY: 'mock:stuck', KONTEXT_FAST_TIMERS: '0' }),
  )
  let stdout = ''
  let stderr = ''
  const before = server().accepted()
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  // Its job never ends: there is time to stop it once the edit is taken.
  await vi.waitUntil(() => server().accepted() > before, { timeout: 60_000 })
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(stderr).toMatch(/kontext: Interrupted\. The report holds what was known by then\.\n$/)
  expect(joined(stdout)).toMatch(/skipped: the run was stopped/)
  expect(joined(stdout)).toMatch(/Paid: at most 1 of 3 edits, 1 image, \$0\.04\. $/)
  const { reports } = JSON.parse(await file('stopped.json')) as JsonReport
  expect(reports[0]?.budget.spent).toBe(1)
  expect(reports[0]?.cases.find(({ id }) => id === 'auth.no-key')?.status).toBe('passed')
})

describe('what sends nothing', () => {
  test('is a plan with its price, without a key', async () => {
    const before = sent()
    const { code, stdout, stderr } = await check(['fal', '--dry-run', '--base-url', server().baseUrl('fal')])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^fal\.ai \(fal\), model pro, at http:\/\/127\.0\.0\.1:\d+\/fal\nThis is what would be sent/,
    )
    expect(stdout).toMatch(/\n {4}your key, PAID: 1 edit, 1 image, \$0\.04\n/)
    expect(stdout).toContain('\nPaid: at most 2 edits, 2 images, $0.08.\n')
    expect(stdout.split('\n').filter((line) => line.length > 110)).toEqual([])
    expect(sent()).toBe(before)
  })

  test('is the same plan as JSON, for several, also of a relay without an address', async () => {
    const { code, stdout } = await check([
      'fal',
      'fal-relay',
      '--dry-run',
      '--budget',
      '0',
      '--format',
      'json',
    ])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      plans: [
        { provider: { id: 'fal' }, baseUrl: 'https://queue.fal.run', most: { edits: 0, images: 0 } },
        { provider: { id: 'fal-relay' }, baseUrl: 'https://fal-relay.invalid' },
      ],
    })
  })

  test('is a list of every case with severity and title', async () => {
    const { code, stdout } = await check(['--list'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^auth\n[^]*\n {2}auth\.no-key +critical +free\n {4}A submit without a key /)
    expect(stdout).toMatch(/\n {2}stream\.order +\w+ +again\n[^]*?\n {4}Not at [a-z-, ]*vtrix[a-z-, ]*\.\n/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    const { stdout: json } = await check(['vtrix', '--list', '--only', 'cancel', '--format', 'json'])
    expect(JSON.parse(json)).toContainEqual(
      expect.objectContaining({ id: 'cancel.queued', inapplicable: { vtrix: 'its contract has no cancel' } }),
    )
  })
})

const wrong = [
  { name: 'no provider', args: [], says: 'no provider is named' },
  {
    name: 'a case nobody knows',
    args: ['fal', '--list', '--only', 'auth.no-kye'],
    says: 'Did you mean auth.no-key?',
  },
  {
    name: 'a case like none, with the groups there are',
    args: ['fal', '--list', '--only', 'nosuch'],
    says: 'Groups: auth, validation, unknown-job,',
  },
  {
    name: 'a budget in words',
    args: ['fal', '--dry-run', '--budget', 'x'],
    says: "'--budget <edits>' argument 'x' is invalid. Give a number.",
  },
  {
    name: 'a budget that is none',
    args: ['fal', '--dry-run', '--budget', '-1'],
    says: 'budget is no integer',
  },
  {
    name: 'an image that is not there',
    args: ['{fal}', '--image', 'no.png'],
    says: 'Failed to read "no.png"',
  },
  { name: 'a model that is not sold', args: ['vtrix', '--list', '--model', 'pro'], says: 'is not sold here' },
  {
    name: 'a report without a format',
    args: ['{fal}', '--report', 'out.pdf'],
    says: 'its name says no format',
  },
  {
    name: 'a report of nothing',
    args: ['fal', '--dry-run', '--report', 'out.html'],
    says: 'there is no report',
  },
  { name: 'a page of nothing', args: ['fal', '--list', '--format', 'html'], says: 'Give json or terminal.' },
  {
    name: 'a file that is not there',
    args: ['{fal}', '--deviations', 'no.yaml'],
    says: 'there is no such file',
  },
  {
    name: 'a file with mistakes',
    args: ['{fal}', '--deviations', 'bad.yaml'],
    says: '\nbad.yaml:1: has no reason.',
  },
  {
    name: 'an address for webhooks without a port',
    args: ['{fal}', '--webhook-url', 'https://hook.example'],
    says: 'it goes with --webhook-port',
  },
  {
    name: 'webhooks of a provider that has none',
    args: ['{vtrix}', '--webhook-url', 'https://hook.example', '--webhook-port', '4399'],
    says: 'the contract of vtrix has no webhooks',
  },
  {
    name: 'a port that is none',
    args: ['{fal}', '--webhook-port', '99999'],
    says: 'Give a port from 1 to 65535.',
  },
  {
    name: 'a severity nobody knows',
    args: ['{fal}', '--fail-on', 'fatal'],
    says: 'Allowed choices are minor, major',
  },
]
test.each(wrong)('ends with 2 for $name, and sends nothing', async ({ args, says }) => {
  await writeFile(join(directory, 'bad.yaml'), '- { provider: fal, case: auth.no-key, until: 2027-01-31 }\n')
  const before = sent()
  const { code, stdout, stderr } = await check(
    args.flatMap((arg) => (arg.startsWith('{') ? at(arg.slice(1, -1)) : [arg])),
  )
  expect(stderr).toContain(says)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(sent()).toBe(before)
})
