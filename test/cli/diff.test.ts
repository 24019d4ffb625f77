import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CommanderError } from 'commander'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { diffCommand } from '../../src/cli/commands/diff.ts'
import { CommandError } from '../../src/cli/command-error.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'src/cli/main.ts')
const contract = 'generated/fal/contract.openapi.yaml'

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Where {
  readonly cwd: string
  readonly path?: string
}

let repository = ''
let outside = ''

function command(
  args: readonly string[],
  { cwd, path = process.env['PATH'] ?? '' }: Where = { cwd: repository },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--conditions=kontext-sdk-source', main, 'diff', ...args],
      { cwd, env: { PATH: path, GIT_CEILING_DIRECTORIES: tmpdir() }, maxBuffer: 1e8 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

let last: Promise<unknown> = Promise.resolve()

/** The same in this process, one after the other: starting Node takes longer than comparing. */
function diff(args: readonly string[], { cwd }: Where = { cwd: repository }): Promise<Ended> {
  const next = last.then(async () => {
    const folder = vi.spyOn(process, 'cwd').mockReturnValue(cwd)
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const before = process.exitCode
    const program = diffCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
    try {
      await program.parseAsync([...args], { from: 'user' })
      return ended(Number(process.exitCode ?? 0), '')
    } catch (error) {
      if (!(error instanceof CommandError || error instanceof CommanderError)) throw error
      // What commander refuses, the command itself ends with 2.
      return ended(error instanceof CommanderError ? 2 : error.exitCode, error.message)
    } finally {
      process.exitCode = before
      written.mockRestore()
      folder.mockRestore()
    }
    function ended(code: number, stderr: string): Ended {
      return { code, stdout: written.mock.calls.map(([chunk]) => String(chunk)).join(''), stderr }
    }
  })
  last = next.catch(() => undefined)
  return next
}

async function git(...args: readonly string[]): Promise<void> {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  await run('git', [...who, ...args], { cwd: repository })
}

async function edit(change: (text: string) => string): Promise<void> {
  const file = join(repository, contract)
  await writeFile(file, change(await readFile(file, 'utf8')))
}

// Three commits: no contract, the contract of fal with another range and text, the contract as it is.
beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'kontext-diff-'))
  outside = await mkdtemp(join(tmpdir(), 'kontext-diff-outside-'))
  await git('init', '--quiet', '--initial-branch=main')
  await git('commit', '--quiet', '--allow-empty', '--message=Nothing yet')
  await mkdir(join(repository, 'generated/fal'), { recursive: true })
  for (const name of ['contract.openapi.yaml', 'evidence.json'])
    await copyFile(join(root, 'generated/fal', name), join(repository, 'generated/fal', name))
  const now = await readFile(join(repository, contract), 'utf8')
  await edit((text) =>
    text
      .replaceAll('maximum: 20', 'maximum: 30')
      .replace('summary: Where a job stands\n', 'summary: Old words\n'),
  )
  await git('add', '.')
  await git('commit', '--quiet', '--message=Older')
  await git('tag', 'v1')
  await edit(() => now)
  await git('commit', '--quiet', '--all', '--message=Newer')
})

afterAll(async () => {
  await Promise.all([repository, outside].map((folder) => rm(folder, { recursive: true, force: true })))
})

test('says of two providers in the first lines how much differs, and what matters for portable calls', async () => {
  const { code, stdout, stderr } = await command(['fal', 'vtrix'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /^fal → vtrix\nPortable calls: \d+ refused by vtrix, \d+ refused by fal, [^.]+\.\n\d+ major, \d+ minor, \d+ patch: wire major, types major\n\nRefused by vtrix \(\d+\)\n/,
  )
  expect(stdout).toContain('\n  guidance 11 is valid at fal (1 to 20), refused by vtrix (1 to 10) [range]\n')
  // What stops working on the way from fal to vtrix, then what begins to, then operation by operation.
  const order = [
    '\nRefused by vtrix (',
    '\nRefused by fal (',
    '\nThe images may differ (',
    '\nThe whole contract (',
  ]
  const places = [...order, '\nsubmitMax ('].map((title) => stdout.indexOf(title))
  expect(places).toEqual(places.filter((place) => place > 0).toSorted((a, b) => a - b))
  expect(stdout).toMatch(
    /\n\d+ findings are below minor and not shown; "--min patch" shows all\.\nBelow each: the lines of both contracts, and their evidence\. "--evidence" shows\nwhole paths\.\n\d+ major, \d+ minor, \d+ patch: wire major, types major\n$/,
  )
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('shows what differs of each operation below its name, rated for both, what breaks first', async () => {
  const { stdout } = await diff(['fal', 'vtrix'])
  const [, group = ''] = /\nsubmitMax \(\d+\)\n(.*?)\n\n/s.exec(stdout) ?? []
  expect(group).toContain(
    '  major patch  request field guidance_scale takes a narrower range at vtrix: 1\n               to 20 → 1 to 10 [request-range-narrowed]\n',
  )
  const ratings = [...group.matchAll(/^ {2}(\w+) +(\w+) +\S/gm)].map(([, wire, types]) =>
    [wire, types].includes('major') ? 'major' : 'minor',
  )
  expect(ratings.length).toBeGreaterThan(20)
  expect(ratings).toEqual(ratings.toSorted())
  expect(group).not.toContain('submitMax:')
  expect(stdout).toMatch(/\nsubmitMax, status, result \(\d+\)\n/)
})

test('shows below each difference the line of both contracts, and who says so', async () => {
  const { stdout } = await diff(['fal', 'vtrix'])
  expect(stdout).toMatch(
    /refused by vtrix \(1 to 10\) \[range\]\n {4}fal:\d+ public facts\.openapi\.yaml:\d+, vtrix:\d+ document\n {4}004_\w+\.txt:\d+\n/,
  )
  expect(stdout).toMatch(
    /only fal has the operation \[operation-removed\]\n {17}fal:\d+ public fal-queue\.yaml:\d+, vtrix:\d+ not there\n/,
  )
})

test('shows with --evidence whole paths', async () => {
  const { stdout } = await diff(['fal', 'vtrix', '--evidence'])
  expect(stdout).toMatch(
    /refused by vtrix \(1 to 10\) \[range\]\n {2}fal {8}generated\/fal\/contract\.openapi\.yaml:\d+, public:\n.*\n {2}vtrix {6}generated\/vtrix\/contract\.openapi\.yaml:\d+, document:\n {13}specs\/vtrix\/documents\/004_/,
  )
  expect(stdout).toMatch(
    /\[request-range-narrowed\]\n {2}fal {8}generated\/fal\/contract\.openapi\.yaml:\d+, public:/,
  )
  expect(stdout).not.toContain('"--evidence"')
})

test('compares a contract at a ref with the one that stands there now', async () => {
  const { code, stdout } = await diff(['fal@v1'])
  expect(code).toBe(0)
  expect(stdout).toBe(
    [
      'fal@v1 → fal',
      '2 major, 0 minor, 1 patch: wire major, types patch',
      '',
      '  wire  types  what differs [rule]',
      '',
      'submitPro (1)',
      '  major patch  request field guidance_scale takes a narrower range: 1 to 30 → 1',
      '               to 20 [request-range-narrowed]',
      '                 before:637 public facts.openapi.yaml:120, after:637 public',
      '                 facts.openapi.yaml:120',
      '',
      'submitMax (1)',
      '  major patch  request field guidance_scale takes a narrower range: 1 to 30 → 1',
      '               to 20 [request-range-narrowed]',
      '                 before:553 public facts.openapi.yaml:120, after:553 public',
      '                 facts.openapi.yaml:120',
      '',
      'status (1)',
      '  patch patch  the operation is described differently: "Old words" → "Where a',
      '               job stands" [description-changed]',
      '                 before:250 public fal-queue.yaml:49, after:250 public',
      '                 fal-queue.yaml:49',
      '',
      'Below each: the lines of both contracts, and their evidence. "--evidence" shows',
      'whole paths.',
      '',
    ].join('\n'),
  )
})

test('compares two refs, a ref and a provider, and a file', async () => {
  await writeFile(join(outside, 'mine.yaml'), await readFile(join(root, contract)))
  const [refs, provider, file] = await Promise.all([
    diff(['fal@v1', 'fal@main']),
    diff(['fal@main', 'fal']),
    diff(['fal', join(outside, 'mine.yaml')], { cwd: outside }),
  ])
  expect(refs.stdout).toMatch(/^fal@v1 → fal@main\n/)
  expect(refs.stdout).toContain('\n2 major, 0 minor, 1 patch: wire major, types patch\n')
  expect(provider.stdout).toBe('fal@main → fal\nNo difference.\n')
  expect(file.stdout).toMatch(/^fal → .*mine\.yaml\nNo difference\.\n$/s)
})

test('compares with what is not yet committed', async () => {
  const now = await readFile(join(repository, contract), 'utf8')
  await edit((text) => text.replaceAll('maximum: 4\n', 'maximum: 8\n'))
  const { stdout } = await diff(['fal@HEAD'])
  await edit(() => now)
  expect(stdout).toContain('request field num_images takes a wider range: 1 to 4 → 1 to 8')
  expect(stdout).toContain('\n0 major, 2 minor, 0 patch: wire minor, types patch\n')
})

test('gives a program everything, in a format with a number', async () => {
  const { stdout } = await diff(['fal', 'chainhub', '--json'])
  const given = JSON.parse(stdout) as Record<string, unknown>
  expect(given).toMatchObject({
    format: 1,
    before: { contract: 'fal', file: contract, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    after: { contract: 'chainhub' },
    summary: { major: expect.any(Number), wire: 'major', types: 'major' },
    portable: expect.arrayContaining([
      expect.objectContaining({ rule: 'model', witness: expect.any(Object) }),
    ]),
    findings: expect.arrayContaining([
      expect.objectContaining({
        rule: 'request-property-became-required',
        wire: 'major',
        types: 'major',
        operation: 'submitMax',
        before: expect.objectContaining({
          contract: 'fal',
          pointer: expect.stringMatching(/^\//),
          place: expect.any(Object),
        }),
        after: expect.objectContaining({
          evidence: { kind: 'document', at: expect.stringContaining('/documents/003_') },
        }),
      }),
      expect.objectContaining({ wire: 'patch', types: 'patch' }),
    ]),
  })
})

test('writes Markdown whose places are links, with nothing in it that Markdown would read', async () => {
  const { stdout } = await diff(['fal', 'vtrix', '--markdown'])
  expect(stdout).toMatch(/^## fal → vtrix\n\n\d+ major, /)
  expect(stdout).toContain('| difference | rule | fal | vtrix |\n| --- | --- | --- | --- |\n')
  expect(stdout).toContain('| difference | wire | types | rule | fal | vtrix |\n')
  expect(stdout).toMatch(
    /\| guidance 11 is valid at fal \(1 to 20\), refused by vtrix \(1 to 10\) \| `range` \| \[generated\/fal\/contract\.openapi\.yaml:\d+\]\(generated\/fal\/contract\.openapi\.yaml#L\d+\)<br>public: \[/,
  )
  expect(stdout).toContain('request field image\\_url has another name')
  for (const row of stdout.split('\n').filter((line) => line.startsWith('|')))
    expect([4, 6]).toContain(row.replaceAll('\\|', '').split('|').length - 2)
})

test('links to no line of a file that is not the one in the folder', async () => {
  const { stdout } = await diff(['fal@v1', '--markdown'])
  expect(stdout).toMatch(/\| generated\/fal\/contract\.openapi\.yaml:\d+<br>public: \[/)
  expect(stdout).toMatch(
    /\| \[generated\/fal\/contract\.openapi\.yaml:\d+\]\(generated\/fal\/contract\.openapi\.yaml#L\d+\)/,
  )
})

test('rates for one audience, and shows no less than is asked', async () => {
  const [types, wire] = await Promise.all([
    diff(['fal@v1', '--types', '--min', 'minor']),
    diff(['fal@v1', '--wire', '--min', 'major']),
  ])
  expect(types.stdout).toBe(
    'fal@v1 → fal\n0 major, 0 minor, 3 patch: types patch\n\n3 findings are below minor and not shown; "--min patch" shows all.\n',
  )
  expect(wire.stdout).toContain(
    '\n  wire   what differs [rule]\n\nsubmitPro (1)\n  major  request field guidance_scale',
  )
  expect(wire.stdout).toContain('\n2 major, 0 minor, 1 patch: wire major\n')
  expect(wire.stdout).toContain('\n1 finding is below major and not shown; "--min patch" shows all.\n')
})

test('ends with 1 only where --fail-on is met, for the audience it rates for', async () => {
  const codes = await Promise.all(
    [['--fail-on', 'major'], ['--fail-on', 'major', '--types'], ['--fail-on', 'patch', '--types'], []].map(
      async (flags) => (await diff(['fal@v1', ...flags])).code,
    ),
  )
  expect(codes).toEqual([1, 0, 1, 0])
})

describe('says what is wrong and what to do, and ends with 2', () => {
  const wrong: readonly { readonly name: string; readonly args: readonly string[]; readonly said: RegExp }[] =
    [
      {
        name: 'one provider alone',
        args: ['fal'],
        said: /^Failed to compare fal: there is nothing to compare it with\. Give a second one/,
      },
      {
        name: 'an unknown provider',
        args: ['fall', 'vtrix'],
        said: /"fall": it is no provider and no file\. Did you mean fal\?/,
      },
      {
        name: 'a file that is not there',
        args: ['fal', './none.yaml'],
        said: /Failed to read "\.\/none\.yaml": there is no such file\. Give /,
      },
      {
        name: 'a folder',
        args: ['fal', './generated'],
        said: /Failed to read "\.\/generated": it cannot be read\. Give /,
      },
      {
        name: 'a ref that is not there',
        args: ['fal@nowhere'],
        said: /Failed to find the git ref "nowhere": the repository has no such ref\. Give /,
      },
      {
        name: 'a ref that looks like a flag',
        args: ['fal@--output=x'],
        said: /the git ref "--output=x": it begins with "-"/,
      },
      {
        name: 'a ref with a path',
        args: ['fal@HEAD:generated'],
        said: /the git ref "HEAD:generated": it has a character that no ref has/,
      },
      { name: 'an empty ref', args: ['fal@'], said: /the git ref "": it is empty/ },
      {
        name: 'a ref before there was a contract',
        args: ['fal@v1~1'],
        said: /Failed to read fal@v1~1: the repository has no generated\/fal\/contract\.openapi\.yaml there\. Give a later ref/,
      },
      {
        name: 'two formats',
        args: ['fal', 'vtrix', '--json', '--markdown'],
        said: /'--json' cannot be used with option '--markdown'/,
      },
      {
        name: 'an unknown severity',
        args: ['fal', 'vtrix', '--min', 'huge'],
        said: /Allowed choices are major, minor, patch/,
      },
    ]
  test.each(wrong)('for $name', async ({ args, said }) => {
    const { code, stdout, stderr } = await diff(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(said)
  })

  test('for a ref that is not there, as a command', async () => {
    const { code, stdout, stderr } = await command(['fal@nowhere'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^kontext: Failed to find the git ref "nowhere": /)
  })

  test('for a contract that was there and is gone', async () => {
    const now = await readFile(join(repository, contract), 'utf8')
    await rm(join(repository, contract))
    const { code, stdout, stderr } = await diff(['fal@v1'])
    await writeFile(join(repository, contract), now)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`Failed to compare fal@v1: ${contract} is not there any more. `)
  })

  test('for a file that is no YAML, or no contract', async () => {
    await writeFile(join(outside, 'broken.yaml'), 'openapi: [')
    await writeFile(join(outside, 'other.yaml'), 'name: other\n')
    const [broken, other] = await Promise.all([
      command(['fal', './broken.yaml'], { cwd: outside }),
      command(['fal', './other.yaml'], { cwd: outside }),
    ])
    expect(broken).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Failed to compare \.\/broken\.yaml: .+ at line 1, column \d+\. Give /),
    })
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('./other.yaml: it has no "openapi"'),
    })
  })

  test('outside of a repository, and without git', async () => {
    const [nowhere, without] = await Promise.all([
      command(['fal@HEAD'], { cwd: outside }),
      command(['fal@HEAD'], { cwd: repository, path: outside }),
    ])
    expect(nowhere).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is in no git repository that can be read'),
    })
    expect(without).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no git on this machine. Install git'),
    })
  })
})

test('shows nothing that a terminal would take for a command', async () => {
  const text = await readFile(join(root, contract), 'utf8')
  await writeFile(
    join(outside, 'odd.yaml'),
    text.replaceAll('https://queue.fal.run\n', '"https://\\u001b[31m.example"\n'),
  )
  const { stdout } = await command(['fal', './odd.yaml'], { cwd: outside })
  expect(stdout).toContain('https://\u{fffd}[31m.example is a new server')
  expect(stdout).not.toContain('\u001b')
})

test('writes no text of a contract as Markdown, HTML or a formula', async () => {
  const text = await readFile(join(root, contract), 'utf8')
  const odd = join(outside, 'markdown.yaml')
  await writeFile(
    odd,
    text.replace('summary: Where a job stands\n', "summary: 'a | b <b>c</b> $d$ `e` _f_'\n"),
  )
  const { stdout } = await diff(['fal', odd, '--markdown'])
  expect(stdout).toContain('"a \\| b &lt;b\\>c&lt;/b\\> &#36;d&#36; \\`e\\` \\_f\\_"')
})
