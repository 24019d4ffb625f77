import { expect, test } from 'vitest'
import { createFakeClock } from '../../../../src/testing/index.ts'

test('time stands still until it is moved, and fires in order', async () => {
  const clock = createFakeClock({ now: 0 })
  const fired: string[] = []
  void clock.sleep(20).then(() => fired.push('b'))
  void clock.sleep(10).then(() => fired.push('a'))
  await clock.advance(9)
  expect(fired).toEqual([])
  await clock.advance(11)
  expect({ fired, now: clock.now(), sleeps: clock.sleeps }).toEqual({
    fired: ['a', 'b'],
    now: 20,
    sleeps: [20, 10],
  })
})

test('in automatic mode a sleep moves the time, a limit does not', async () => {
  const clock = createFakeClock({ now: 0, autoAdvance: true })
  let rang = false
  const stop = clock.after(5_000, () => {
    rang = true
  })
  await clock.sleep(1_000)
  expect({ now: clock.now(), rang }).toEqual({ now: 1_000, rang: false })
  stop()
  await clock.sleep(10_000)
  expect(rang).toBe(false)
})

test('a sleep rejects at once with the reason of an abort', async () => {
  const controller = new AbortController()
  const sleeping = createFakeClock().sleep(1_000, controller.signal)
  controller.abort('gone')
  await expect(sleeping).rejects.toBe('gone')
})
