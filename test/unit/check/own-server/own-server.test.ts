import { describe, expect, test } from 'vitest'
import { caseOf, idsOf } from '../mocked.ts'
import { checkOwn } from './check-own.ts'
import { askedBy, onJson, onStatus } from './layers.ts'
import { plants } from './plants.ts'
import { variants } from './variants.ts'

describe.concurrent('a server that keeps the contract, written without the mock', () => {
  test.each(Object.entries(variants))('conforms where it %s', async (_name, way) => {
    const { report, taken } = await checkOwn(way)
    const found = report.cases.flatMap(({ id, deviations }) => deviations.map(({ message }) => [id, message]))
    expect([report.verdict, found, report.remarks]).toEqual(['conforms', [], []])
    expect(report.budget.spent).toBe(taken)
  })

  test.each([0, 1, 2])('conforms with a budget of %d', async (budget) => {
    const { report, taken } = await checkOwn({ check: { budget } })
    expect([report.verdict, report.budget.spent, taken]).toEqual(['conforms', budget, budget])
  })
})

describe.concurrent('a server that keeps it but for one thing', () => {
  test.each(plants)('deviates where it $name', async ({ layer, tells }) => {
    const { report } = await checkOwn({ layers: [layer] })
    expect(report.verdict).toBe('deviates')
    expect(idsOf(report, 'deviates')).toEqual(expect.arrayContaining([...tells]))
    expect(report.remarks.filter(({ rule }) => rule === 'suite-failed')).toEqual([])
  })
})

describe.concurrent('a server that looks into bodies only once their jobs run', () => {
  const late = { world: { looksInto: 'late' } } as const

  test('keeps its contract, and pays for one probe', async () => {
    const { report, taken } = await checkOwn(late)
    expect([report.verdict, idsOf(report, 'deviates')]).toEqual(['conforms', []])
    expect(report.remarks.map(({ rule }) => rule)).toEqual(['refused-late'])
    expect([report.budget.spent, taken]).toEqual([8, 8])
    expect(caseOf(report, 'validation.required').status).toBe('passed')
    expect(caseOf(report, 'auth.may-submit').status).toBe('passed')
    expect(caseOf(report, 'validation.enum').reason).toMatch(/only in the results of their jobs/)
  })

  test('is sent one probe also where no edit may be paid', async () => {
    const { report, taken } = await checkOwn({ ...late, check: { budget: 0 } })
    expect([report.verdict, report.budget.spent, taken]).toEqual(['conforms', 1, 1])
  })

  test.each(['validation.required', 'validation.malformed-json', 'content-types.charset'])(
    'passes %s by the result of its probe',
    async (id) => {
      const { report, taken } = await checkOwn({ ...late, check: { budget: 0, only: [id] } })
      expect([caseOf(report, id).status, taken]).toEqual(['passed', 1])
    },
  )

  test('deviates where the result does not say what is wrong', async () => {
    const layers = [onJson('result', (body, status) => (status === 422 ? { detail: 'Bad input' } : body))]
    const { report } = await checkOwn({ ...late, layers })
    expect(idsOf(report, 'deviates')).toContain('validation.required')
  })

  test('deviates where the job of a probe makes an image, or never ends', async () => {
    const succeeds = onStatus('result', 422, 200)
    const made = await checkOwn({ ...late, layers: [succeeds] })
    expect(idsOf(made.report, 'deviates')).toContain('validation.required')
    const asked: string[] = []
    const stuck = await checkOwn({
      world: { looksInto: 'late', waitsMs: 600_000 },
      check: { budget: 0 },
      layers: [(request, next) => (asked.push(askedBy(request)), next(request))],
    })
    expect(idsOf(stuck.report, 'deviates')).toEqual(['validation.required'])
    expect([stuck.report.remarks[0]?.rule, asked.includes('cancel')]).toEqual(['probe-taken', true])
  })
})
