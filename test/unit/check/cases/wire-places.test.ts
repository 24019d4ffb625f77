import { describe, expect, test } from 'vitest'
import { contractPlaces } from '../../../../src/check/cases/contract-places.ts'
import { courseCase } from '../../../../src/check/cases/course-case.ts'
import { judgeLaterResult } from '../../../../src/check/cases/judges/later.ts'
import { placeOf, valuesTold, type Told } from '../../../../src/check/cases/wire-places.ts'
import { mockRun, subjectOf, type ProviderId } from '../edits/mock-run.ts'

const table: readonly { readonly id: ProviderId; readonly told: Told; readonly want: string | undefined }[] =
  [
    { id: 'fal', told: 'seed', want: '/components/schemas/Result/properties/seed' },
    { id: 'fal', told: 'position', want: '/components/schemas/StatusQueued/properties/queue_position' },
    { id: 'fal', told: 'imageUrl', want: '/components/schemas/ResultImage/properties/url' },
    {
      id: 'vtrix',
      told: 'imageUrl',
      want: '/components/schemas/Task/properties/output/items/properties/content/items/properties/url',
    },
    { id: 'vtrix', told: 'seed', want: undefined },
    { id: 'vtrix', told: 'cancelTaken', want: undefined },
  ]

describe('places in a contract', () => {
  test.each(table)('$id tells $told at $want', ({ id, told, want }) => {
    expect(placeOf(subjectOf(id), told)).toBe(want)
  })

  test('a field of a nested body is found', () => {
    const places = contractPlaces(subjectOf('vtrix'))
    expect(places.input('aspect_ratio')).toBe('/components/schemas/Parameters/properties/aspect_ratio')
    expect(places.input('image_url')).toBeUndefined()
  })

  test('what stands in lists is told once for each item', () => {
    const body = {
      output: [{ content: [{ url: 'a' }, { url: 'b' }] }, { content: 'none' }, 3, { content: [{}] }],
    }
    expect(valuesTold(subjectOf('vtrix'), 'imageUrl', body)).toEqual(['a', 'b', undefined])
    expect(valuesTold(subjectOf('fal'), 'seed', null)).toEqual([undefined])
  })
})

test('a result that was asked for after the time it is kept for is not judged', async () => {
  const { run } = mockRun('fal', { laterMs: 2 * 3_600_000 })
  const given = {
    id: 'x',
    severity: 'minor',
    title: 'x',
    edit: 'usual',
    places: [],
    judge: judgeLaterResult,
  } as const
  await expect(courseCase('result', run.subject, given).run(run)).rejects.toThrow(
    'results are kept for 3600 s, and it was asked again after 7200 s',
  )
})

test('a case whose edit the provider does not have does not apply, and says why', () => {
  const given = {
    id: 'x',
    severity: 'minor',
    title: 'x',
    edit: 'cancel-queued',
    places: [undefined],
    judge: () => [],
  } as const
  expect(courseCase('cancel', subjectOf('vtrix'), given)).toMatchObject({
    inapplicable: 'its contract has no cancel',
    pointers: [],
  })
})
