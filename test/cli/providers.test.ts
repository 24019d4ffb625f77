import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { providers } from 'kontext-sdk'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Matrix as GeneratedMatrix } from '../../scripts/stages/matrix.ts'
import type { Matrix } from '../../src/cli/providers/matrix-file.ts'
import { overview } from '../../src/cli/providers/overview.ts'
import { restrictMatrix } from '../../src/cli/providers/restrict-matrix.ts'
import { fileText } from '../stages/support.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const generated = JSON.parse(fileText('generated/matrix.json')) as Matrix

function list(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--conditions=kontext-sdk-source', main, 'providers', ...args],
      { cwd: '/', env: { PATH: process.env['PATH'] ?? '' }, maxBuffer: 10_000_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

test('prints the whole matrix as JSON, as it was generated', async () => {
  const { code, stdout, stderr } = await list('--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toEqual(generated)
  expect(generated.format).toBe(1)
  expect(generated.providers.map(({ id }) => id).sort()).toEqual(Object.keys(providers).sort())
})

test('knows the file as the pipeline writes it', () => {
  expectTypeOf<GeneratedMatrix>().toExtend<Matrix>()
})

test('lists prices, how long results are kept, and what is not there, within 80 columns', async () => {
  const { code, stdout, stderr } = await list()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(stdout).not.toContain('\u001b')
  const [, fal = ''] = /^fal \(fal\.ai\)\n([\s\S]*?)\n\n/m.exec(stdout) ?? []
  expect(fal).toMatch(/^ {2}price +p {2}pro \$0\.04 per image, max \$0\.08 per image$/m)
  expect(fal).toMatch(
    /^ {2}retention +p {2}result 1 hour, 6 minutes from 10 kB on, images 7 days\n {25}at least$/m,
  )
  expect(fal).toMatch(/^ {2}webhook +p {2}yes, as \?fal_webhook=$/m)
  expect(fal).toMatch(/^ {2}--guidance +p {2}1 to 20, default 3\.5$/m)
  const [, vtrix = ''] = /^vtrix \(Vtrix\)\n([\s\S]*?)\n\n/m.exec(stdout) ?? []
  expect(vtrix).toMatch(/^ {2}cancel +i {2}no$/m)
  expect(vtrix).toMatch(/^ {2}price +i {2}not documented$/m)
  expect(stdout).toMatch(
    /\nHow it is known, by the weakest part of a line:\nd {2}the provider's own document/,
  )
})

test.each([60, 80, 100])('fits %i columns', (width) => {
  const text = overview(generated, { width })
  expect(
    Math.max(
      ...(text
        .split('\nHow it')[0]
        ?.split('\n')
        .map((line) => line.length) ?? []),
    ),
  ).toBeLessThanOrEqual(width)
  for (const { cells } of generated.providers)
    for (const word of cells['states']?.text.split(' ') ?? []) expect(text).toContain(word)
})

describe('some providers', () => {
  test('are listed alone, in the order they are named, each once', async () => {
    const { stdout } = await list('vtrix', 'fal', 'vtrix')
    expect([...stdout.matchAll(/^(\S+) \(.*\)$/gm)].map(([, id]) => id)).toEqual(['vtrix', 'fal'])
    const { stdout: json } = await list('vtrix', 'fal', '--json')
    const matrix = JSON.parse(json) as Matrix
    expect(matrix.providers).toEqual(
      ['vtrix', 'fal'].map((id) => generated.providers.find((provider) => provider.id === id)),
    )
    expect(matrix.rows).toEqual(generated.rows)
  })

  test('bring the disagreements that are between them', () => {
    const { disagreements } = restrictMatrix(generated, ['chainhub', 'vtrix'])
    const fields = disagreements.map(({ field }) => field)
    expect(fields).toContain('safety_tolerance.type')
    // Of these, only the relay says something.
    expect(fields).not.toContain('aspect_ratio.default')
    const named = disagreements.flatMap(({ says }) =>
      says.flatMap(({ by }) => by.map(({ provider }) => provider)),
    )
    expect([...new Set(named)].sort()).toEqual(['chainhub', 'vtrix'])
    expect(restrictMatrix(generated, ['fal-relay']).disagreements).toEqual([])
    expect(restrictMatrix(generated, [])).toEqual(generated)
  })
})

const wrong = [
  {
    args: ['vtrx'],
    says: 'Failed to list provider "vtrx": there is no contract for it. Did you mean vtrix? Known: ',
  },
  {
    args: ['fal', 'nowhere-at-all', '--json'],
    says: 'there is no contract for it. Known: chainhub, fal-relay, fal, vtrix.',
  },
  { args: ['--jsn'], says: "unknown option '--jsn'" },
]
test.each(wrong)('ends with 2 for $args and says what there is', async ({ args, says }) => {
  const ended = await list(...args)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(says)
})

test('says in its help what the JSON holds', async () => {
  const { code, stdout } = await list('--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(/"format": 1[\s\S]*"evidence"[\s\S]*\$ kontext providers fal vtrix/)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})
