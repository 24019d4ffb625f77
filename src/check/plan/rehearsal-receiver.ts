import type { Deliver } from '../../testing/webhooks/webhooks.ts'
import type { ReceivedWebhook, WebhookReceiver } from '../edits/webhook-receiver.ts'

/** A receiver that hears from the mock what the user's own would hear from a provider. */
export function createRehearsalReceiver({
  url,
  keysUrl,
}: WebhookReceiver): WebhookReceiver & { readonly deliver: Deliver } {
  const waiting: ((received: ReceivedWebhook) => void)[] = []
  const come: ReceivedWebhook[] = []
  return {
    url,
    ...(keysUrl === undefined ? {} : { keysUrl }),
    next: (signal) =>
      new Promise((resolve, reject) => {
        const first = come.shift()
        if (first !== undefined) resolve(first)
        else waiting.push(resolve)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      }),
    deliver: (_url, { headers, body }) => {
      const received = { headers, body }
      const take = waiting.shift()
      if (take === undefined) come.push(received)
      else take(received)
      return Promise.resolve({ status: 200 })
    },
  }
}
