import { describe, expect, test } from 'vitest'
import type { ClientVerdict } from '../../../../mocks/src/judge/judge-client.ts'
import {
  judgeableFaults,
  representativeFaults,
  usualFaults,
} from '../../../../mocks/src/judge/judged-faults.ts'
import { isMistakeKind, mistakeKinds } from '../../../../mocks/src/judge/mistake.ts'
import {
  isFaultless,
  verdictLine,
  verdictsAsJson,
  verdictSummary,
} from '../../../../mocks/src/judge/verdict-report.ts'
import { faults } from '../../../../src/testing/faults/catalog.ts'
import { mockedProviders } from '../../../../src/testing/mocked-providers.ts'

const unended: ClientVerdict = {
  ...{ fault: 'completes', client: 'Gets the images.', met: true, durationMs: 1_240 },
  ...{ requests: 7, submits: 1, accepted: 1, mistakes: [], output: '' },
}
const kinds = Object.keys(mistakeKinds).filter(isMistakeKind)
const message = 'The edit was sent 4 times, again after status 500. 3 times.'
const longest = (texts: readonly string[]): string => texts.toSorted((a, b) => b.length - a.length)[0] ?? ''
const killed: ClientVerdict = {
  ...unended,
  fault: longest(faults.map(({ name }) => name)),
  client: longest(faults.map(({ client }) => client)),
  mistakes: kinds.map((kind) => ({ kind, message })),
}
const [right, wrong] = [
  { ...unended, exitCode: 0 },
  { ...killed, exitCode: 1 },
]

describe('the report of a judge', () => {
  test.each([
    [right, 'completes                            0    1     1   1.2s  ok'],
    [{ ...right, met: false }, 'completes                            0    1     1   1.2s  not met'],
  ])('shows a run as a line', (verdict, line) => {
    expect(verdictLine(verdict)).toBe(line)
  })

  test('is at most 80 characters wide, whatever went wrong', () => {
    const lines = [...[right, wrong, killed].map(verdictLine), verdictSummary([right, wrong, killed])]
    expect(lines.flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([])
  })

  test('says of each kind of mistake what it means, and where a client should do what', () => {
    const summary = verdictSummary([right, wrong]).replace(/\s+/g, ' ')
    for (const [kind, about] of Object.entries(mistakeKinds)) expect(summary).toContain(`${kind}: ${about}`)
    expect(summary).toContain(wrong.client)
    expect(summary).toMatch(/2 runs: 1 right, 1 with mistakes, 0 that did not meet their fault\.$/)
  })

  test('has everything as JSON', () => {
    expect(JSON.parse(verdictsAsJson([right, wrong]))).toEqual({ ok: false, verdicts: [right, wrong] })
    expect([isFaultless([right]), isFaultless([right, wrong])]).toEqual([true, false])
  })
})

describe('the faults a client is judged by', () => {
  test('are all in the catalog', () => {
    const names = faults.map(({ name }) => name)
    expect(representativeFaults.filter((name) => !names.includes(name))).toEqual([])
  })

  test.each(mockedProviders())('are many at $id, and such that an edit there can meet them', (provider) => {
    expect(usualFaults(provider).length).toBeGreaterThan(20)
    const all = judgeableFaults(provider)
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(({ dialects }) => dialects?.includes(provider.dialect) === false)).toEqual([])
  })
})
