import type { Deliver } from 'kontext-sdk/testing'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
/** A receiver that takes longer counts as one that is not there. */
const limitMs = 15_000

/** Sends webhooks over HTTP; to other machines only where that is allowed, as whoever submits names the address. */
export function createDeliver({ allowRemote }: { readonly allowRemote: boolean }): Deliver {
  return async (url, init) => {
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (target === undefined || !/^https?:$/.test(target.protocol))
      throw new Error(`Failed to deliver a webhook: ${JSON.stringify(url.slice(0, 200))} is no http address.`)
    if (!allowRemote && !loopback.test(target.hostname))
      throw new Error(
        `Failed to deliver a webhook: ${target.hostname} is another machine. Start the mock with allowRemoteWebhooks.`,
      )
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    })
    await response.body?.cancel()
    return { status: response.status }
  }
}
