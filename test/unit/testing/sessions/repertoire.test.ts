import { describe, expect, test } from 'vitest'
import { faults } from '../../../../src/testing/faults/catalog.ts'
import { createRepertoire } from '../../../../src/testing/sessions/repertoire.ts'
import { scenarios } from '../../../../src/testing/jobs/scenarios.ts'

const repertoire = createRepertoire(faults, ['webhook-twice'])

describe('several names together', () => {
  test('a course and faults', () => {
    const plan = repertoire.plan(['moderated', 'submit-429-seconds', 'webhook-twice', 'image-drip'])
    expect(plan).toMatchObject({
      scenario: scenarios.moderated,
      names: expect.arrayContaining(['webhook-twice']),
    })
    expect(typeof plan === 'string' ? plan : plan.faults.map(({ name }) => name)).toEqual([
      'submit-429-seconds',
      'image-drip',
    ])
  })

  test.for([{ names: ['sparse', 'moderated'] }, { names: ['moderated', 'sparse', 'completes'] }])(
    'courses join in any order: $names',
    ({ names }) => {
      expect(repertoire.plan(names)).toMatchObject({ scenario: { sparse: true, ending: 'moderated' } })
    },
  )

  test('no name at all is the usual course', () => {
    expect(repertoire.plan([])).toMatchObject({ scenario: scenarios.completes, faults: [] })
  })
})

test('a name there is not leads to near ones and to the list', () => {
  expect(repertoire.plan(['completes', 'submit-429-second'])).toContain(
    'There is no scenario and no fault "submit-429-second". Did you mean submit-429-seconds',
  )
  expect(() => repertoire.check('webhook-thrice')).toThrow('Did you mean webhook-twice?')
  expect(() => repertoire.check('webhook-twice')).not.toThrow()
})
