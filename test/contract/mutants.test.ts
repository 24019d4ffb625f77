import { readFile } from 'node:fs/promises'
import { mockedProviders } from 'kontext-sdk/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkMock } from '../../scripts/mutants/check-mock.ts'
import type { Kill, Tolerance } from '../../scripts/mutants/kill.ts'
import { failuresOf, killTable, type Results } from '../../scripts/mutants/kill-table.ts'
import { playAll } from '../../scripts/mutants/play-all.ts'

let results: Results
beforeAll(async () => {
  results = await playAll()
}, 600_000)

test('every mutant is caught by the case that is named, and every harmless difference is let pass', () => {
  expect(failuresOf(results)).toEqual([])
})

test('there are mutants of every kind, most of them made from the contracts', () => {
  const { kills, tolerances } = results
  const behaviours = kills.filter(({ family }) => family === 'behaviour')
  expect(new Set(behaviours.map(({ name }) => name.slice(name.indexOf('.')))).size).toBeGreaterThan(80)
  expect(kills.length - behaviours.length).toBeGreaterThan(behaviours.length)
  expect(tolerances.length).toBeGreaterThan(100)
  expect(new Set([...kills, ...tolerances].map(({ name }) => name)).size).toBe(
    kills.length + tolerances.length,
  )
})

test('the table is current', async () => {
  const file = await readFile(new URL('../../mocks/MUTANTS.md', import.meta.url), 'utf8')
  expect(file === killTable(results), 'mocks/MUTANTS.md is stale. Run: npm run mutants -- --write').toBe(true)
})

test.each(mockedProviders())(
  'every case that applies to $id is the one that catches a mutant',
  async (provider) => {
    const { report } = await checkMock(provider)
    const applicable = report.cases.filter(({ status }) => status !== 'inapplicable').map(({ id }) => id)
    const catching = new Set(
      results.kills.filter((kill) => kill.provider === provider.id).map(({ caughtBy }) => caughtBy),
    )
    // What contracts say in the same words is changed at the first of them; its case is the same.
    const elsewhere = new Set(
      results.kills.map(({ caughtBy }) => caughtBy).filter((id) => id.startsWith('answers.')),
    )
    expect(applicable.filter((id) => !catching.has(id) && !elsewhere.has(id))).toEqual([])
  },
)

test('an answer is changed in each place that its contract describes', () => {
  const ofCancel = ({ name }: { readonly name: string }): string[] =>
    name.startsWith('fal.cancel.202.') ? [name.slice('fal.cancel.202.'.length)] : []
  expect(results.kills.flatMap(ofCancel)).toEqual([
    'status-changed',
    'content-type-changed',
    'content-type-missing',
    'body-broken',
    'body-empty',
    'body.wrong-type',
    'body.null',
    'status.dropped',
    'status.wrong-type',
    'status.null',
    'status.CANCELLATION_REQUESTED.renamed',
    'status.unknown',
  ])
})

test('what a ticket need not have may be left out, and nothing else', () => {
  const dropped = (all: readonly { readonly name: string }[]): readonly string[] =>
    all.flatMap(({ name }) => /^fal\.submit\.200\.(\w+)\.dropped$/.exec(name)?.[1] ?? []).sort()
  expect(dropped(results.kills)).toEqual(['request_id', 'status'])
  expect(dropped(results.tolerances)).toEqual([
    'cancel_url',
    'logs',
    'metrics',
    'queue_position',
    'response_url',
    'status_url',
  ])
})

describe('the table', () => {
  const mutant: Kill = {
    ...{ name: 'fal.one', provider: 'fal', about: 'It | does.', caughtBy: 'result.count' },
    ...{ killed: true, struck: true, deviated: ['result.count', 'result.nsfw-flags'], instead: '' },
    family: 'behaviour',
  }
  const harmless: Tolerance = {
    name: 'fal.two',
    provider: 'fal',
    about: 'It differs.',
    struck: true,
    found: [],
  }
  const whole: Results = {
    providers: [{ id: 'fal', sharedAnswers: ['result.200'] }],
    kills: [mutant],
    tolerances: [harmless],
  }

  test('shows each mutant, its case and what deviates too', () => {
    const table = killTable(whole)
    expect(table).toContain('| `fal.one` | It \\| does. | `result.count` | `result.nsfw-flags` |')
    expect(table).toContain('| **killed** | 1 of 1 | 1 of 1 |')
    expect(table).toContain('| harmless, let pass | 1 | 1 |')
    expect(table).toContain('Fields changed elsewhere: result.200.')
    expect(table).toMatch(/## Survivors\n\nNone\./)
  })

  const failures: { name: string; given: Partial<Results>; want: string }[] = [
    {
      name: 'a mutant that its case lets pass',
      given: { kills: [{ ...mutant, killed: false, deviated: ['result.later'], instead: 'passed' }] },
      want: 'fal.one survived result.count (passed); deviated: result.later',
    },
    {
      name: 'a mutant that changes nothing',
      given: { kills: [{ ...mutant, struck: false }] },
      want: 'fal.one changed nothing',
    },
    {
      name: 'a difference that changes nothing',
      given: { tolerances: [{ ...harmless, struck: false }] },
      want: 'fal.two changed nothing',
    },
    {
      name: 'a difference that is found wrong',
      given: { tolerances: [{ ...harmless, found: ['result.count: One came.'] }] },
      want: 'fal.two is harmless, yet result.count: One came.',
    },
  ]
  test.each(failures)('names $name', ({ given, want }) => {
    const failed = { ...whole, ...given }
    expect(failuresOf(failed)).toEqual([want])
    expect(killTable(failed)).toContain(`## Survivors\n\n- ${want}`)
  })
})
