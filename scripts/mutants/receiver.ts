import type { WebhookReceiver } from 'kontext-sdk/check'
import type { Deliver } from 'kontext-sdk/testing'

type Received = Awaited<ReturnType<WebhookReceiver['next']>>

/** A receiver of webhooks in this process, and what delivers to it. */
export interface LocalReceiver {
  readonly receiver: WebhookReceiver
  readonly deliver: Deliver
}

/** Makes a receiver that nothing but `deliver` reaches. */
export function createReceiver(keysUrl: string): LocalReceiver {
  const waiting: Received[] = []
  const wanting: ((received: Received) => void)[] = []
  return {
    receiver: {
      url: 'https://receiver.example/told',
      keysUrl,
      next: (signal) =>
        new Promise((resolve, reject) => {
          signal.throwIfAborted()
          const first = waiting.shift()
          if (first === undefined) wanting.push(resolve)
          else resolve(first)
          signal.addEventListener('abort', () => {
            wanting.splice(wanting.indexOf(resolve) >>> 0, 1)
            reject(signal.reason as Error)
          })
        }),
    },
    deliver: (_url, { headers, body }) => {
      const received = { headers, body }
      const want = wanting.shift()
      if (want === undefined) waiting.push(received)
      else want(received)
      return Promise.resolve({ status: 200 })
    },
  }
}
