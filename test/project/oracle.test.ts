import { diffContracts, type Finding, type Severity } from 'kontext-sdk/diff'
import { describe, expect, test } from 'vitest'
import { catalog } from '../../scripts/oracle/catalog/catalog.ts'
import type { Change } from '../../scripts/oracle/change.ts'
import { isUnderRated, judged, Oracle, type Judged } from '../../scripts/oracle/judge.ts'
import { sweep } from '../../scripts/oracle/sweep.ts'
import { oracleTable } from '../../scripts/oracle/table.ts'

const oracle = new Oracle(diffContracts)
const rows: Judged[] = []
const all = catalog.flatMap(({ changes }) => changes)

describe.each(catalog)('$title', ({ changes }) => {
  test.each(changes)('$provider: $name', async (change) => {
    const row = await oracle.judge(change)
    rows.push(row)
    expect(row.wrong, `${row.rules.join()} ${row.complaint ?? 'compiles'}`).toEqual([])
  })
})

test('the catalog is large enough to mean something', () => {
  expect(rows).toHaveLength(all.length)
  expect(rows.filter(({ complaint }) => complaint !== undefined).length).toBeGreaterThanOrEqual(60)
  expect(all.filter(({ wire }) => wire === 'same').length).toBeGreaterThanOrEqual(30)
  expect(oracleTable([{ title: 'All', rows }])).not.toContain('WRONG')
})

// All of them: npm run oracle -- --sweep
test('of a mutation at every place, those taken here and there are rated right', async () => {
  const swept = (['fal', 'vtrix'] as const).flatMap((id) => sweep(oracle.contractOf(id), id))
  expect(swept.length).toBeGreaterThan(800)
  const judgedHere: Judged[] = []
  for (const change of swept.filter((_change, index) => index % 34 === 0))
    judgedHere.push(await oracle.judge(change))
  expect(judgedHere.filter(({ complaint }) => complaint !== undefined).length).toBeGreaterThan(10)
  expect(
    judgedHere.filter(isUnderRated).map(({ change, types }) => `${change.name}: ${types ?? 'none'}`),
  ).toEqual([])
})

test('every change has a name of its own under its heading', () => {
  for (const { changes } of catalog) {
    const names = changes.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  }
})

describe('the oracle notices', () => {
  const change: Change = { name: 'a change', provider: 'fal', apply: () => undefined, wire: 'minor' }
  const cases: {
    name: string
    change?: Partial<Change>
    complaint?: string
    findings: [wire: Severity, types: Severity][]
    want: string[]
  }[] = [
    {
      name: 'a break that is rated minor',
      complaint: 'fal.ts:1 no',
      findings: [['major', 'minor']],
      want: ['breaks the consumer, but is rated minor for types'],
    },
    {
      name: 'a break that is not found',
      complaint: 'fal.ts:1 no',
      findings: [],
      want: ['breaks the consumer, but is rated no difference for types', 'is not found'],
    },
    { name: 'a change that is not found', findings: [], want: ['is not found'] },
    {
      name: 'a change that is rated too low on the wire',
      change: { wire: 'major' },
      findings: [['minor', 'minor']],
      want: ['is major on the wire, but is rated minor'],
    },
    {
      name: 'a finding where nothing changed',
      change: { wire: 'same' },
      findings: [['patch', 'patch']],
      want: ['is the same on the wire, but there are findings'],
    },
    {
      name: 'words for people that are rated above patch',
      change: { wire: 'text' },
      findings: [
        ['patch', 'patch'],
        ['patch', 'minor'],
      ],
      want: ['changes words for people, but is rated minor'],
    },
    {
      name: 'major for types without a reason, though the consumer compiles',
      findings: [['minor', 'major']],
      want: ['is rated major for types though the consumer compiles. Say why in the catalog'],
    },
    {
      name: 'a reason that is none any more',
      change: { why: 'of old' },
      findings: [['minor', 'minor']],
      want: ['says why it is rated major for types, and is not'],
    },
    { name: 'nothing where all is right', findings: [['minor', 'minor']], want: [] },
    {
      name: 'nothing where the highest of several is right',
      complaint: 'fal.ts:1 no',
      findings: [
        ['patch', 'patch'],
        ['minor', 'major'],
      ],
      want: [],
    },
  ]
  test.each(cases)('$name', ({ change: own, complaint, findings, want }) => {
    expect(judged({ ...change, ...own }, complaint, findings.map(finding)).wrong).toEqual(want)
  })
})

function finding([wire, types]: [Severity, Severity]): Finding {
  const side = { contract: 'fal', pointer: '', place: { file: 'fal.yaml', line: 1, column: 1 } }
  return { rule: 'operation-added', wire, types, message: '', before: side, after: side }
}

test('a diff that rates everything minor fails on every break of the catalog', async () => {
  const mild = new Oracle((before, after) =>
    diffContracts(before, after).map((one) => ({ ...one, wire: 'minor', types: 'minor' })),
  )
  const breaking = rows.filter(({ complaint }) => complaint !== undefined).slice(0, 5)
  expect(breaking).toHaveLength(5)
  for (const { change } of breaking)
    expect((await mild.judge(change)).wrong).toContain('breaks the consumer, but is rated minor for types')
})

test('a change that changes nothing is refused', async () => {
  await expect(oracle.judge(nothing)).rejects.toThrow('Failed to judge "nothing": it changes nothing.')
})

const nothing: Change = { name: 'nothing', provider: 'fal', apply: () => undefined, wire: 'minor' }
