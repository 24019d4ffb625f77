import { expect, test } from 'vitest'
import { createQueue } from '../../../../mocks/src/images/render-queue.ts'

test('runs no more tasks at a time than it may, in their order, and goes on after one that failed', async () => {
  const queue = createQueue(2)
  const started: number[] = []
  let running = 0
  let most = 0
  const tasks = Array.from({ length: 9 }, (_none, index) =>
    queue(async () => {
      started.push(index)
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
      if (index === 3) throw new Error('broken')
      return index
    }).catch(() => -1),
  )
  expect(await Promise.all(tasks)).toEqual([0, 1, 2, -1, 4, 5, 6, 7, 8])
  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(most).toBe(2)
})
