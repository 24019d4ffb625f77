import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { providers } from 'kontext-sdk'
import { describe, expect, test, vi } from 'vitest'
import { explainCommand } from '../../src/cli/commands/explain.ts'
import { cited } from '../../src/cli/explain/cited.ts'
import { Page } from '../../src/cli/explain/page.ts'
import { nearest } from '../../src/nearest.ts'
import { evidenceFile, providerIds } from '../stages/support.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function explain(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--conditions=kontext-sdk-source', main, 'explain', ...args],
      { cwd: '/', env: { PATH: process.env['PATH'] ?? '' } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

interface Explained {
  readonly counts: Record<string, number>
  readonly fields: readonly { field: string; option?: string; counts: Record<string, number> }[]
  readonly operations: readonly { id: string; request: string }[]
  readonly statements: readonly { pointer: string; says: unknown; kind: string; quote: string }[]
  readonly removed: readonly { target: string }[]
}

/** The same in this process, as JSON. */
async function explained(...args: string[]): Promise<Explained> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await explainCommand(new URL('../../', import.meta.url)).parseAsync([...args, '--json'], { from: 'user' })
  const text = written.mock.calls.map(([chunk]) => String(chunk)).join('')
  written.mockRestore()
  return JSON.parse(text) as Explained
}

/** A block of the output that begins with a line. */
function block(text: string, heading: string): string {
  const blocks = text.split('\n\n')
  return blocks.find((part) => part.startsWith(heading)) ?? `no ${heading} in:\n${text}`
}

test('says what a contract says of a field, who says so, and quotes the lines', async () => {
  const { code, stdout, stderr } = await explain('chainhub', 'safety_tolerance')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^safety_tolerance at ChainHub, in our words safetyTolerance\n10 statements: /)
  const limits = block(stdout, '/components/schemas/MaxInput/properties/safety_tolerance/enum')
  expect(limits).toContain('  says       "1", "2", "3", "4", "5", "6"\n')
  expect(limits).toMatch(/ {2}evidence {3}inferred: fal-js /)
  expect(limits).toMatch(/ {2}overlay {4}specs\/chainhub\/overlays\/10-corrections\.overlay\.yaml:\d+\n/)
  expect(limits).toContain("| enum: ['1', '2', '3', '4', '5', '6']")
  expect(limits).toMatch(/ {2}because {4}The document types the field as any text/)
  const type = block(stdout, '/components/schemas/MaxInput/properties/safety_tolerance/type')
  expect(type).toMatch(/ {2}document {3}specs\/chainhub\/documents\/003_\w+\.txt:41\n {13}\| type: string/)
})

test('shows the text an overlay replaced, its line in the document, and the repair of that line', async () => {
  const { stdout } = await explain('chainhub', 'guidance_scale')
  const text = block(stdout, '/components/schemas/MaxInput/properties/guidance_scale/description')
  expect(text).toMatch(
    / {2}instead of "Range value: 1-20"\n {2}document {3}\S+\/003_\w+\.txt:33\n {13}\| description: Range value: 1-20\n {2}repaired {3}unquoted-colon: read as 'Range value: 1-20'/,
  )
})

test('gives a program the repair as it was made, and the line as it stands', async () => {
  const { statements } = await explained('chainhub', 'guidance_scale')
  expect(statements).toContainEqual(
    expect.objectContaining({
      replaced: 'Range value: 1-20',
      was: expect.objectContaining({
        quote: 'description: Range value: 1-20',
        repair: expect.objectContaining({ rule: 'unquoted-colon', line: 33, before: 'Range value: 1-20' }),
      }),
    }),
  )
})

const words = [
  { what: 'our name of an option', args: ['fal-relay', 'guidance'], pointer: /\/guidance_scale\/maximum$/ },
  {
    what: 'a flag of "kontext edit"',
    args: ['vtrix', 'safety-tolerance'],
    pointer: /\/safety_tolerance\/minimum$/,
  },
  { what: 'the image of an edit', args: ['fal', 'image'], pointer: /\/properties\/image_url\/type$/ },
  {
    what: 'a JSON pointer',
    args: ['chainhub', '/components/schemas/MaxInput/required'],
    pointer: /\/required\/0$/,
  },
  { what: 'a reference', args: ['chainhub', '#/components/schemas/Ticket'], pointer: /\/Ticket\/type$/ },
  {
    what: 'an operation id',
    args: ['fal', 'submitPro'],
    pointer: /^\/paths\/~1fal-ai~1flux-pro~1kontext\/post\//,
  },
  {
    what: 'a path',
    args: ['vtrix', '/model/v1/generation'],
    pointer: /^\/paths\/~1model~1v1~1generation\/post\//,
  },
  {
    what: 'a word of status',
    args: ['vtrix', 'in_progress'],
    pointer: /\/Task\/properties\/status\/enum\/\d$/,
  },
  { what: 'a state of ours', args: ['fal', 'queued'], pointer: /\/StatusQueued\/properties\/status\/const$/ },
  { what: 'a schema', args: ['fal-relay', 'Ticket'], pointer: /\/schemas\/Ticket\/required\/0$/ },
  { what: 'what OpenAPI has no word for', args: ['fal', 'price'], pointer: /\/post\/x-price\/amount$/ },
  { what: 'a status of HTTP', args: ['chainhub', '422'], pointer: /\/responses\/422\/\$ref$/ },
]
test.each(words)('takes $what', async ({ args, pointer }) => {
  const { statements } = await explained(...args)
  expect(statements.map((statement) => statement.pointer)).toEqual(
    expect.arrayContaining([expect.stringMatching(pointer)]),
  )
})

test('says that a field is required, and what of it an overlay took away', async () => {
  const { statements, removed } = await explained('chainhub', 'output_format')
  expect(statements).toContainEqual(
    expect.objectContaining({
      pointer: '/components/schemas/MaxInput/required/1',
      says: 'output_format',
      quote: '- output_format',
    }),
  )
  expect(removed).toEqual([])
  const { stdout } = await explain('chainhub', 'aspect_ratio')
  expect(block(stdout, '$.paths')).toMatch(
    /taken out[\s\S]*because {4}The editor filled in the word "string"/,
  )
})

test('names the witnesses of a statement and quotes the lines its source names', async () => {
  const { stdout } = await explain('fal-relay', 'Ticket')
  expect(block(stdout, '/components/schemas/Ticket/properties/request_id/type')).toMatch(
    / {2}also {7}\S+\/001_\w+\.txt:\d+\n {13}\| type: string/,
  )
  const { stdout: ratio } = await explain('vtrix', 'aspect_ratio')
  expect(block(ratio, '/components/schemas/Parameters/properties/aspect_ratio/pattern')).toContain(
    '| Range: 21:9 - 9:21',
  )
})

test('names the overlay action that moved a statement, and why', async () => {
  const { stdout } = await explain('vtrix', 'model')
  expect(block(stdout, '/components/schemas/MaxInput/properties/model/const')).toMatch(
    /\| Value: flux_kontext_max\n {2}rule {7}overlay-copy: .*\n {2}overlay {4}specs\/vtrix\/overlays\/10-nesting\.overlay\.yaml:\d+\n {2}because {4}/,
  )
})

describe.each(providerIds)('the overview of %s', (id) => {
  test('counts every statement of the contract once', async () => {
    const { counts } = await explained(id)
    const kinds = [...evidenceFile(id).statements.values()].map(({ kind }) => kind)
    const want = ['document', 'public', 'inferred'].map((kind) => [
      kind,
      kinds.filter((own) => own === kind).length,
    ])
    expect(counts).toEqual(Object.fromEntries(want))
  })

  test('lists every option with its field, and every operation', async () => {
    const { fields, operations } = await explained(id)
    const { capabilities } = providers[id]({ baseUrl: 'https://relay.example' })
    for (const [option, { field }] of Object.entries(capabilities.options))
      expect(fields).toContainEqual(expect.objectContaining({ option, field }))
    expect(operations.map((operation) => operation.id)).toEqual(
      expect.arrayContaining([
        'status',
        ...Object.keys(capabilities.models).map((model) => `submit${model === 'max' ? 'Max' : 'Pro'}`),
      ]),
    )
  })

  test('fits 80 columns and has no colour where there is no terminal', async () => {
    const { stdout } = await explain(id)
    expect(stdout).toContain('prompt')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stdout).not.toContain('\u001b')
  })

  test('leads to explanations that fit, but for a word that is longer than a line', async () => {
    const { fields } = await explained(id)
    for (const { field } of fields.slice(0, 2)) {
      const { stdout } = await explain(id, field)
      const long = stdout.split('\n').filter((line) => line.length > 80)
      expect(long.filter((line) => !/\S{60}/.test(line))).toEqual([])
      expect(stdout).not.toContain('\u001b')
    }
  })
})

const citations = [
  { source: '003 line 18', want: ['003:18-18'] },
  { source: '003 lines 41 and 72', want: ['003:41-41', '003:72-72'] },
  { source: '000 line 82, 001 lines 81-88', want: ['000:82-82', '001:81-88'] },
  { source: '002 lines 111-112, 131; 000 line 82', want: ['002:111-112', '002:131-131', '000:82-82'] },
  { source: 'fal-js libs/client/src/types/endpoints.ts L14133-14260', want: [] },
  { source: '009 line 1, of a document that is not here', want: [] },
]
test.each(citations)('finds the lines that "$source" names', ({ source, want }) => {
  const statements = Object.fromEntries(
    ['000', '001', '002', '003'].map((number) => [
      `/${number}`,
      { says: '', kind: 'document' as const, at: `specs/x/documents/${number}_a.txt:1:1` },
    ]),
  )
  const found = cited({ kind: 'document', at: 'x:1:1', source }, { statements, repairs: [], removed: [] })
  expect(found.map(({ file, first, end }) => `${file.slice(18, 21)}:${first}-${end}`)).toEqual(want)
})

const wrong = [
  { name: 'a provider nobody knows', args: ['chainhb'], says: 'Did you mean chainhub? Known: ' },
  { name: 'a field nobody has', args: ['fal', 'safety_tolerence'], says: 'Did you mean safety_tolerance' },
  { name: 'an option misspelt', args: ['fal', 'aspectRation'], says: 'Did you mean aspectRatio' },
  {
    name: 'a word like none',
    args: ['vtrix', 'zzzzzzzzzzzz'],
    says: '"kontext explain vtrix" lists what there is.',
  },
  { name: 'a pointer to nothing', args: ['vtrix', '/paths/~1nowhere'], says: 'does not mention it' },
  { name: 'no provider', args: [], says: "missing required argument 'provider'" },
]
test.each(wrong)('ends with 2 for $name, and says what there is', async ({ args, says }) => {
  const ended = await explain(...args)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(says)
})

test('says in its help what the kinds of evidence mean', async () => {
  const { code, stdout } = await explain('--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /"inferred", nobody does and we conclude it\.[\s\S]*\$ kontext explain chainhub safety_tolerance/,
  )
})

test('has weight on a terminal that can show it', () => {
  const page = new Page({ width: 80, colour: true })
  page.heading('x')
  page.entry('says', '1')
  expect(page.toString()).toBe('\u001b[1mx\u001b[22m\n\u001b[2m  says       \u001b[22m1\n')
})

const guesses = [
  { word: 'safty', names: ['safety', 'seed'], want: ['safety'] },
  { word: 'GUIDANCE', names: ['guidance', 'guidance_scale'], want: ['guidance'] },
  { word: 'imag_url', names: ['image_url', 'image', 'images'], want: ['image_url'] },
  { word: 'x', names: ['seed', 'prompt'], want: [] },
]
test.each(guesses)('takes $word for $want', ({ word, names, want }) => {
  expect(nearest(word, names)).toEqual(want)
})
