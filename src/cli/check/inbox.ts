import type { ReceivedWebhook } from 'kontext-sdk/check'

/** Webhooks that came, until they are asked for. */
export interface Inbox {
  put(webhook: ReceivedWebhook): void
  /** The next one, of those that wait or that are still to come. */
  next(signal: AbortSignal): Promise<ReceivedWebhook>
}

const mostWaiting = 100
const mostBytes = 64 * 1024 * 1024

/** An inbox that gives each webhook once, the oldest first. What comes when a hundred wait, or 64 MiB, is dropped. */
export function createInbox(): Inbox {
  const waiting: ReceivedWebhook[] = []
  const wanted = new Set<(webhook: ReceivedWebhook) => void>()
  return {
    put: (webhook) => {
      const [hear] = wanted
      if (hear !== undefined) hear(webhook)
      else if (waiting.length < mostWaiting && bytesOf(waiting) + webhook.body.length <= mostBytes)
        waiting.push(webhook)
    },
    next: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const first = waiting.shift()
        if (first !== undefined) {
          resolve(first)
          return
        }
        const stop = (): void => {
          wanted.delete(hear)
          reject(signal.reason)
        }
        const hear = (webhook: ReceivedWebhook): void => {
          wanted.delete(hear)
          signal.removeEventListener('abort', stop)
          resolve(webhook)
        }
        wanted.add(hear)
        signal.addEventListener('abort', stop, { once: true })
      }),
  }
}

function bytesOf(waiting: readonly ReceivedWebhook[]): number {
  return waiting.reduce((sum, { body }) => sum + body.length, 0)
}
