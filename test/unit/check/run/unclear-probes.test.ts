import { describe, expect, test } from 'vitest'
import { checked, type Between, type Seen } from '../mocked.ts'

const isProbe = ({ method, body }: Seen): boolean => method === 'POST' && !body.includes('warmer')
const hangs = (): Promise<Response> => new Promise(() => undefined)
const silent = (): Promise<Response> => Promise.resolve(Response.json({}))

describe('a probe that may be billed counts, and none follows it', () => {
  test('when it was sent as text', async () => {
    let after = 0
    const act: Between = (seen, next) => {
      if (after > 0 && isProbe(seen)) after += 1
      if (!isProbe(seen) || seen.headers.get('content-type') !== 'text/plain') return next()
      after += 1
      return silent()
    }
    const { report } = await checked('fal', { budget: 0 }, act)
    expect([after, report.budget.spent, report.remarks.map(({ rule }) => rule)]).toEqual([
      1,
      1,
      ['probe-taken'],
    ])
  })

  test('when the run was stopped while it was on its way', async () => {
    const stop = new AbortController()
    const { report } = await checked('fal', { budget: 0, signal: stop.signal }, (seen, next) => {
      if (!isProbe(seen) || !seen.headers.get('authorization')?.includes('secret')) return next()
      stop.abort()
      return hangs()
    })
    expect([report.budget.spent, report.remarks.map(({ rule }) => rule)]).toEqual([
      1,
      ['probe-taken', 'run-stopped'],
    ])
    expect(report.remarks[0]?.message).toContain('stopped before an answer came')
  })

  test('which is told as such when nothing was answered', async () => {
    const { report } = await checked('fal', { budget: 0 }, (seen, next) =>
      isProbe(seen) && seen.headers.has('authorization') ? hangs() : next(),
    )
    expect(report.remarks.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^No answer came to "submit .*may have been taken/),
    ])
  })
})

test('a probe without a key that is on its way when the run is stopped is billed to nobody', async () => {
  const stop = new AbortController()
  const { report } = await checked('fal', { budget: 0, signal: stop.signal }, (seen, next) => {
    if (!isProbe(seen) || seen.headers.has('authorization')) return next()
    stop.abort()
    return hangs()
  })
  expect([report.budget.spent, report.remarks.map(({ rule }) => rule)]).toEqual([0, ['run-stopped']])
})
