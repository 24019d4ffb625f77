import { describe, expect, test } from 'vitest'
import { checked, type Between, type Seen } from '../mocked.ts'

const id = 'one-for-all'
const isSubmit = ({ method }: Seen): boolean => method === 'POST'
const hasPrompt = (seen: Seen): boolean => isSubmit(seen) && seen.body.includes('warmer')
const isCancel = ({ method, url }: Seen): boolean => method === 'PUT' && url.includes(id)
const ticket = (): Promise<Response> => Promise.resolve(Response.json({ request_id: id, status: 'IN_QUEUE' }))
const leaves = { only: ['lifecycle.order', 'lifecycle.again'], budget: 2 } as const

describe('a server that gives every job one id', () => {
  test('is asked to cancel the second, and it is told of, though the first has ended', async () => {
    let submits = 0
    const act: Between = (seen, next) => {
      if (hasPrompt(seen)) {
        submits += 1
        return ticket()
      }
      if (isCancel(seen)) return Promise.resolve(Response.json({}, { status: 500 }))
      if (!seen.url.includes(id)) return next()
      return Promise.resolve(Response.json({ status: submits === 1 ? 'COMPLETED' : 'IN_PROGRESS' }))
    }
    const { report, seen } = await checked('fal', leaves, act)
    const nth = seen.findLastIndex(hasPrompt)
    expect(seen.slice(nth).filter(isCancel).length).toBe(1)
    expect(report.remarks.map(({ rule, job }) => [rule, job?.edit])).toEqual([['job-left', 'again']])
  })

  test('is asked to cancel each that is left, and not again what was asked', async () => {
    const act: Between = (seen, next) => {
      if (hasPrompt(seen)) return ticket()
      if (isCancel(seen))
        return Promise.resolve(Response.json({ status: 'CANCELLATION_REQUESTED' }, { status: 202 }))
      return seen.url.includes(id) ? Promise.resolve(Response.json({ status: 'IN_PROGRESS' })) : next()
    }
    const { report, seen } = await checked('fal', leaves, act)
    const second = seen.findLastIndex(hasPrompt)
    expect(seen.slice(second).filter(isCancel).length).toBe(1)
    expect(report.remarks.map(({ rule, job }) => [rule, job?.edit])).toEqual([['job-left', 'again']])
  })
})
