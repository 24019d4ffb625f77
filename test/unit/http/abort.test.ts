import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { onAbort, untilAborted } from '../../../src/http/abort.ts'
import { reasonOf } from '../failure-of.ts'

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

describe('onAbort', () => {
  test('puts one listener on a signal for all who listen, and takes it away after the last', () => {
    const { signal } = new AbortController()
    const stops = Array.from({ length: 100 }, () => onAbort(signal, () => undefined))
    expect(listenersOf(signal)).toBe(1)
    for (const stop of stops) stop()
    expect(listenersOf(signal)).toBe(0)
  })

  test('tells everyone who still listens, once', () => {
    const controller = new AbortController()
    const heard: string[] = []
    onAbort(controller.signal, () => heard.push('a'))
    onAbort(controller.signal, () => heard.push('b'))()
    onAbort(controller.signal, () => heard.push('c'))
    controller.abort()
    controller.abort()
    expect(heard).toEqual(['a', 'c'])
    expect(listenersOf(controller.signal)).toBe(0)
  })

  test('tells at once who comes after the abort', () => {
    let heard = 0
    onAbort(AbortSignal.abort(), () => heard++)
    expect(heard).toBe(1)
  })

  test('drops listeners whose time is over when the next one comes', () => {
    const controller = new AbortController()
    const heard: string[] = []
    let over = false
    onAbort(
      controller.signal,
      () => heard.push('old'),
      () => over,
    )
    over = true
    onAbort(controller.signal, () => heard.push('new'))
    controller.abort()
    expect(heard).toEqual(['new'])
  })

  test('a listener that is stopped twice does not take away the one that came after', () => {
    const controller = new AbortController()
    const stop = onAbort(controller.signal, () => undefined)
    stop()
    let heard = 0
    onAbort(controller.signal, () => heard++)
    stop()
    controller.abort()
    expect(heard).toBe(1)
  })

  test('needs no signal', () => {
    expect(() => onAbort(undefined, () => undefined)()).not.toThrow()
  })
})

describe('untilAborted', () => {
  test('is the promise, or the reason of the signal', async () => {
    const controller = new AbortController()
    const reason = { why: 'left' }
    expect(await untilAborted(Promise.resolve(1), controller.signal)).toBe(1)
    const forever = untilAborted(new Promise(() => undefined), controller.signal)
    controller.abort(reason)
    expect(await reasonOf(forever)).toBe(reason)
    expect(listenersOf(controller.signal)).toBe(0)
  })
})
