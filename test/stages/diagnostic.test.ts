import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { WriteStream } from 'node:tty'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { StageError, type Diagnostic } from '../../scripts/lib/diagnostic.ts'
import { codeFrame, displayWidth } from '../../scripts/lib/diagnostics/frame.ts'
import { githubReport } from '../../scripts/lib/diagnostics/github.ts'
import { humanReport } from '../../scripts/lib/diagnostics/human.ts'
import { jsonReport } from '../../scripts/lib/diagnostics/json.ts'
import { Reporter, type ReporterOptions } from '../../scripts/lib/diagnostics/reporter.ts'
import { sarifReport } from '../../scripts/lib/diagnostics/sarif.ts'
import { statusNames } from '../../scripts/lib/diagnostics/status-names.ts'
import { readInputs, type Inputs } from '../../scripts/lib/inputs.ts'
import { arrayAt, at, isObject, type Json } from '../../scripts/lib/json.ts'
import { runPipeline } from '../../scripts/pipeline.ts'
import { documentFile, parsedDocument, traced } from './support.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const problem: Diagnostic = {
  severity: 'error',
  rule: 'yaml',
  file: 'specs/x/documents/a b.txt',
  line: 2,
  column: 8,
  message: 'too long: 100 %,\nby far',
}
const warning: Diagnostic = {
  severity: 'warning',
  rule: 'no-path',
  file: 'specs/x/b.txt',
  line: 1,
  message: 'w',
}
const note: Diagnostic = { severity: 'info', rule: 'unquoted-colon', file: 'specs/x/b.txt', message: 'n' }

describe('a code frame', () => {
  const source = 'first\nsecond word\n\tthird\n图像: 比例\nlast\n'
  const cases = [
    {
      name: 'has a line before and one after, and a caret under the column',
      place: { line: 2, column: 8 },
      want: ['  1 | first', '> 2 | second word', '    |        ^', '  3 |   third'],
    },
    {
      name: 'has no line before the first',
      place: { line: 1, column: 1 },
      want: ['> 1 | first', '    | ^', '  2 | second word'],
    },
    {
      name: 'has no line after the last',
      place: { line: 5, column: 5 },
      want: ['  4 | 图像: 比例', '> 5 | last', '    |     ^'],
    },
    {
      name: 'counts a Chinese character as two columns',
      place: { line: 4, column: 5 },
      want: ['  3 |   third', '> 4 | 图像: 比例', '    |       ^', '  5 | last'],
    },
    {
      name: 'shows a tab as two spaces',
      place: { line: 3, column: 2 },
      want: ['  2 | second word', '> 3 |   third', '    |   ^', '  4 | 图像: 比例'],
    },
    {
      name: 'has no caret where there is no column',
      place: { line: 1 },
      want: ['> 1 | first', '  2 | second word'],
    },
    { name: 'is empty where there is no line', place: {}, want: [] },
    { name: 'is empty where the file is shorter', place: { line: 9, column: 1 }, want: [] },
  ]
  for (const { name, place, want } of cases) {
    test(name, () => {
      expect(codeFrame(source, place)).toEqual(want)
    })
  }

  test('aligns the numbers of its lines', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `l${String(index + 1)}`).join('\n')
    expect(codeFrame(lines, { line: 10, column: 2 })).toEqual([
      '   9 | l9',
      '> 10 | l10',
      '     |  ^',
      '  11 | l11',
    ])
  })

  test('shows a long line around its column', () => {
    const [shown = '', caret = ''] = codeFrame(`${'a'.repeat(500)}X${'b'.repeat(500)}`, {
      line: 1,
      column: 501,
    })
    expect(shown.length).toBeLessThan(140)
    expect(shown.charAt(caret.indexOf('^'))).toBe('X')
    expect(shown).toMatch(/^> 1 \| …a+Xb+…$/)
  })

  const widths = [
    { text: 'abc', want: 3 },
    { text: '图像', want: 4 },
    { text: '（可选）', want: 8 },
    { text: '🟢 200', want: 6 },
    { text: 'é', want: 1 },
    { text: '⌘K', want: 2 },
  ]
  for (const { text, want } of widths) {
    test(`${text} takes ${String(want)} columns`, () => {
      expect(displayWidth(text)).toBe(want)
    })
  }

  test('points at each of the four breaks of document 003', () => {
    const { text } = documentFile('003')
    for (const line of [33, 39, 45, 48]) {
      const [, shown = '', caret = ''] = codeFrame(text, { line, column: 32 })
      expect(shown.slice(0, caret.indexOf('^'))).toMatch(/description: $/)
    }
  })
})

describe('a report for a person', () => {
  const source = (): string => 'one\nsecond word\nthree\n'
  const terminal = (): PassThrough =>
    Object.assign(new PassThrough(), { isTTY: true, getColorDepth: WriteStream.prototype.getColorDepth })

  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('is one line and a frame for each, without colours where it goes to no terminal', () => {
    vi.stubEnv('FORCE_COLOR', undefined)
    expect(humanReport([problem, note], { source, stream: new PassThrough() })).toBe(
      `specs/x/documents/a b.txt:2:8 error yaml: too long: 100 %,
by far
  1 | one
> 2 | second word
    |        ^
  3 | three

specs/x/b.txt info unquoted-colon: n
`,
    )
  })

  const colours = [
    { name: 'has colours on a terminal', env: { NO_COLOR: undefined }, want: true },
    { name: 'has none with NO_COLOR', env: { NO_COLOR: '1' }, want: false },
  ]
  for (const { name, env, want } of colours) {
    test(name, () => {
      for (const name of ['FORCE_COLOR', 'CI']) vi.stubEnv(name, undefined)
      vi.stubEnv('TERM', 'xterm-256color')
      vi.stubEnv('NO_COLOR', env.NO_COLOR)
      const report = humanReport([problem], { source, stream: terminal() })
      expect(report.includes('\u001B[31m error yaml: ')).toBe(want)
      expect(report.includes('\u001B')).toBe(want)
    })
  }
})

test('a report in JSON holds every diagnostic as it is, and how many there are', () => {
  expect(JSON.parse(jsonReport([problem, warning, note]))).toEqual({
    counts: { error: 1, warning: 1, info: 1 },
    diagnostics: [problem, warning, note],
  })
})

describe('a report in SARIF', () => {
  const log = JSON.parse(sarifReport([problem, warning, note, warning])) as Json
  const results = arrayAt(log, 'runs', 0, 'results')

  test('has what version 2.1.0 requires of a log and a run', () => {
    expect(at(log, 'version')).toBe('2.1.0')
    expect(at(log, '$schema')).toMatch(/sarif-schema-2\.1\.0\.json$/)
    expect(arrayAt(log, 'runs')).toHaveLength(1)
    expect(at(log, 'runs', 0, 'tool', 'driver', 'name')).toBe('kontext-sdk generate')
    expect(at(log, 'runs', 0, 'columnKind')).toBe('utf16CodeUnits')
  })

  test('names every rule once, and each result its own by name and index', () => {
    const rules = arrayAt(log, 'runs', 0, 'tool', 'driver', 'rules').map((rule) => at(rule, 'id'))
    expect(rules).toEqual(['no-path', 'unquoted-colon', 'yaml'])
    expect(results.map((result) => rules[Number(at(result, 'ruleIndex'))])).toEqual(
      results.map((result) => at(result, 'ruleId')),
    )
  })

  test('has a text and one of the three levels for each result', () => {
    expect(results.map((result) => at(result, 'level'))).toEqual(['error', 'warning', 'note', 'warning'])
    expect(results.map((result) => typeof at(result, 'message', 'text'))).toEqual(results.map(() => 'string'))
  })

  test('has a relative URI and, where it is known, a region that counts from one', () => {
    const places = results.map((result) => at(result, 'locations', 0, 'physicalLocation'))
    expect(places[0]).toEqual({
      artifactLocation: { uri: 'specs/x/documents/a%20b.txt', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 8 },
    })
    expect(at(places[1], 'region')).toEqual({ startLine: 1 })
    expect(isObject(places[2]) && 'region' in places[2]).toBe(false)
  })

  test('without a diagnostic is a run without results', () => {
    expect(at(JSON.parse(sarifReport([])) as Json, 'runs', 0, 'results')).toEqual([])
  })
})

test('a report for GitHub is one command a line, with what would end one escaped', () => {
  const odd = { ...warning, file: 'specs/a,b:c.txt' }
  expect(githubReport([problem, odd, note])).toBe(
    `::error file=specs/x/documents/a b.txt,line=2,col=8,title=yaml::too long: 100 %25,%0Aby far
::warning file=specs/a%2Cb%3Ac.txt,line=1,title=no-path::w
::notice file=specs/x/b.txt,title=unquoted-colon::n
`,
  )
})

describe('a reporter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kontext-report-'))
  afterEach(() => {
    rmSync(join(folder, 'report'), { force: true })
  })

  function told(options: Pick<ReporterOptions, 'format'> & Partial<ReporterOptions>): {
    stdout: string
    stderr: string
  } {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const reporter = new Reporter({ root: folder, verbose: false, stdout, stderr, ...options })
    reporter.note('3 files changed')
    reporter.add(problem, note)
    reporter.complain('stale', 'generated/x.ts', 'is stale. Run: npm run generate')
    reporter.finish()
    const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? ''
    return { stdout: text(stdout), stderr: text(stderr) }
  }

  for (const format of ['json', 'sarif'] as const) {
    test(`in ${format} leaves the standard output to the report alone`, () => {
      const { stdout, stderr } = told({ format })
      expect(JSON.parse(stdout)).toBeTypeOf('object')
      for (const rule of ['yaml', 'unquoted-colon', 'stale']) expect(stdout).toContain(`"${rule}"`)
      expect(stderr).toBe('3 files changed\n')
    })
  }

  test('for a person leaves out what is no error or warning, and says of a whole file one sentence', () => {
    const { stdout, stderr } = told({ format: 'human' })
    expect(stdout).toBe('3 files changed\n')
    expect(stderr).not.toContain('unquoted-colon')
    expect(stderr).toMatch(/error yaml: [^]*\ngenerated\/x\.ts is stale\. Run: npm run generate\n$/)
  })

  test('for a person tells all when asked to', () => {
    expect(told({ format: 'human', verbose: true }).stderr).toContain('info unquoted-colon: n')
  })

  test('writes the report into a file where one is given', () => {
    const output = join(folder, 'report')
    expect(told({ format: 'github', output })).toEqual({ stdout: '3 files changed\n', stderr: '' })
    expect(readFileSync(output, 'utf8')).toMatch(/^::error [^]*\n::error file=generated\/x\.ts,title=stale::/)
  })

  test('finds the lines of a frame in the folder it is given', () => {
    writeFileSync(join(folder, 'report'), 'a: [1\n')
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    const reporter = new Reporter({ root: folder, format: 'human', verbose: false, stdout, stderr })
    reporter.add({ ...problem, file: 'report', line: 1, column: 4 })
    reporter.finish()
    expect(String(stderr.read())).toContain('> 1 | a: [1\n    |    ^\n')
  })
})

describe('the generator', () => {
  const node = join(root, 'node_modules/.bin/node')
  const generate = (...flags: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(node, ['scripts/generate.ts', ...flags], { cwd: root, encoding: 'utf8' })

  test('writes nothing but JSON to the standard output, whatever the check finds', () => {
    const { stdout, status } = generate('--check', '--format', 'json')
    const report = JSON.parse(stdout) as Json
    expect(Number(at(report, 'counts', 'error')) > 0).toBe(status === 1)
  })

  test('refuses a format it does not know, and names those it does', () => {
    const { stderr, status } = generate('--check', '--format', 'xml')
    expect({ stderr, status }).toEqual({
      stderr: 'Failed to run: xml is no format. Give one of human, json, sarif, github.\n',
      status: 2,
    })
  })
})

test('one run tells what is wrong with every provider and every file that can be read', async () => {
  const inputs = await readInputs(root)
  const change = (
    id: string,
    changed: (provider: Inputs['providers'][number]) => object,
  ): Inputs['providers'] =>
    inputs.providers
      .filter(({ directory }) => directory === `specs/${id}`)
      .map((provider) => ({ ...provider, ...changed(provider) }))
  const broken: Inputs = {
    ...inputs,
    providers: [
      ...change('chainhub', ({ documents, overlays }) => ({
        documents: documents.map((file) => ({
          ...file,
          text: file.text.replace('parameters: []', 'parameters: [').replace('type: integer', 'type: "a'),
        })),
        overlays: overlays.map((file) => ({ ...file, text: '- : x\na' })),
      })),
      ...change('fal', ({ config }) => ({ config: { ...config, text: `${config.text}colour: red\n` } })),
      ...change('fal-relay', ({ documents }) => ({
        documents: documents.map((file) => ({
          ...file,
          // One is YAML still, with a mapping where a text belongs.
          text:
            file.path === documentFile('001').path ? file.text.replace("title: ''", 'title:\n    a: b') : 'x',
        })),
      })),
      ...change('vtrix', ({ config }) => ({
        config: { ...config, text: config.text.replace('id:', 'ID:') },
      })),
    ],
  }
  const problems = await runPipeline(broken).then(
    () => [],
    (error: unknown) => (error instanceof StageError ? error.diagnostics : []),
  )
  const named = (severity: Diagnostic['severity']): string[] => [
    ...new Set(problems.filter((item) => item.severity === severity).map(({ file }) => file)),
  ]
  expect(named('error').sort()).toEqual(
    [
      documentFile('003').path,
      'specs/chainhub/overlays/10-corrections.overlay.yaml',
      'specs/chainhub/overlays/20-errors.overlay.yaml',
      documentFile('000').path,
      documentFile('001').path,
      documentFile('002').path,
      'specs/fal/provider.yaml',
      'specs/vtrix/provider.yaml',
    ].sort(),
  )
  expect(named('warning')).toContain(documentFile('004').path)
})

describe('a status that is any text', () => {
  for (const { number, line } of [
    { number: '000', line: 110 },
    { number: '001', line: 108 },
    { number: '002', line: 138 },
  ] as const) {
    test(`is told of document ${number} at its line`, () => {
      expect(statusNames(parsedDocument(number))).toMatchObject([
        { severity: 'warning', rule: 'no-status-names', file: documentFile(number).path, line },
      ])
    })
  }

  const answer = (schema: string): string =>
    `paths:\n  /x:\n    post:\n      responses:\n        '200':\n          content:\n            application/json:\n              schema: ${schema}\n`
  const cases = [
    {
      name: 'in a list of answers',
      schema: '{ items: { properties: { status: { type: string } } } }',
      want: 1,
    },
    { name: 'with its values', schema: '{ properties: { status: { type: string, enum: [a] } } }', want: 0 },
    { name: 'with one value', schema: '{ properties: { status: { type: string, const: a } } }', want: 0 },
    { name: 'that is a number', schema: '{ properties: { status: { type: integer } } }', want: 0 },
    { name: 'in an example', schema: '{ example: { properties: { status: { type: string } } } }', want: 0 },
  ]
  for (const { name, schema, want } of cases) {
    test(`${name} is told ${String(want)} times`, () => {
      expect(statusNames(traced(answer(schema)))).toHaveLength(want)
    })
  }
})
