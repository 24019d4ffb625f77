import { describe, expect, test } from 'vitest'
import { createFakeClock } from 'kontext-sdk/testing'
import type { Retention } from '../../../../src/provider.ts'
import { createGeneratedEngine } from '../../../../src/testing/engines/generated-engine.ts'
import { createPlainPainter } from '../../../../src/testing/images/plain-painter.ts'
import { createMock } from '../../../../src/testing/mock.ts'
import { mockedProviders } from '../../../../src/testing/mocked-providers.ts'
import { keptMs, resultIsGone } from '../../../../src/testing/jobs/retention.ts'
import { ask, jobPath, submitEdit } from '../ask-mock.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describe('what the mock made is kept', () => {
  const table: { name: string; given: Retention | undefined; want: object }[] = [
    {
      name: 'as fal keeps it where a provider says nothing',
      given: undefined,
      want: { result: hourMs, largeResult: 360_000, largeBytes: 10_000, image: 7 * dayMs },
    },
    {
      name: 'as a provider says',
      given: { resultSeconds: 20, largeResultSeconds: 10, largeResultBytes: 500, imageSeconds: 30 },
      want: { result: 20_000, largeResult: 10_000, largeBytes: 500, image: 30_000 },
    },
    {
      name: 'without a word for large results where a provider has none',
      given: { resultSeconds: 20 },
      want: { result: 20_000, largeResult: 20_000, largeBytes: Infinity, image: 7 * dayMs },
    },
    {
      name: 'as fal keeps results where a provider speaks of images alone',
      given: { imageSeconds: 600 },
      want: { result: hourMs, largeResult: hourMs, largeBytes: Infinity, image: 600_000 },
    },
  ]
  test.each(table)('$name', ({ given, want }) => expect(keptMs(given)).toEqual(want))
})

describe('a result is gone', () => {
  const kept = { result: 100, largeResult: 10, largeBytes: 500, image: 0 }
  const later = { ...kept, result: 10, largeResult: 100 }
  const table = [
    { name: 'not before the shorter time', given: { agedMs: 9, kept, bytes: 500 }, want: false },
    {
      name: 'after the time of large ones where it is large',
      given: { agedMs: 10, kept, bytes: 500 },
      want: true,
    },
    { name: 'after its own time where it is not', given: { agedMs: 99, kept, bytes: 499 }, want: false },
    { name: 'after its own time', given: { agedMs: 100, kept, bytes: 499 }, want: true },
    {
      name: 'later where large ones stay longer',
      given: { agedMs: 99, kept: later, bytes: 500 },
      want: false,
    },
  ]
  test.each(table)('$name', ({ given: { agedMs, bytes, ...given }, want }) =>
    expect(resultIsGone(agedMs, { ...given, bytes: () => bytes })).toBe(want),
  )
})

test('the mock of a provider keeps a result as long as its contract says', async () => {
  const clock = createFakeClock()
  const providers = mockedProviders().map((one) => ({ ...one, retention: { resultSeconds: 5 } }))
  const mock = createMock({
    engine: createGeneratedEngine(),
    painter: createPlainPainter(),
    clock,
    providers,
  })
  const id = await submitEdit(mock)
  for (let looks = 0; looks < 4; looks += 1) await ask(mock, { path: jobPath(id, '/status') })
  const statusAfter = async (ms: number): Promise<number> => {
    await clock.advance(ms)
    return (await ask(mock, { path: jobPath(id) })).status
  }
  expect(await statusAfter(4_999)).toBe(200)
  expect(await statusAfter(1)).toBe(404)
})
