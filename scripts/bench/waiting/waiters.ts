import { createKontext, fal } from 'kontext-sdk'

/** What a waiter is given. */
export interface Surroundings {
  readonly baseUrl: string
  readonly send: typeof fetch
  readonly input: () => { readonly prompt: string; readonly image: string | Uint8Array }
  /** Ends every wait. */
  readonly signal: AbortSignal
}

/** Submits one job after the other; each has a wait that ends with the signal. */
export type Waiter = (given: Surroundings) => () => Promise<{ readonly end: Promise<unknown> }>

/** Our client. */
export const edits: Waiter = ({ baseUrl, send, input, signal }) => {
  const options = { fetch: send, stream: false, cancelOnAbort: false }
  const kontext = createKontext(fal({ apiKey: 'none', baseUrl }), options)
  return async () => {
    const job = await kontext.submit(input(), { signal })
    return { end: job.result().catch(() => undefined) }
  }
}

/** As little as can wait: a `fetch` and a timer in a loop, about as often as our client looks at so many jobs. */
export const bareLoops: Waiter = ({ baseUrl, send, input, signal }) => {
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 80_000 * Math.random()).unref())
      await (await send(`${baseUrl}/requests/a`, { signal })).json()
    }
  }
  return async () => {
    await (await send(baseUrl, { method: 'POST', body: JSON.stringify(input()) })).json()
    void loop()
    return { end: Promise.resolve() }
  }
}
