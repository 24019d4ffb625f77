import { createTracedKontext } from '../../src/diagnostics/index.ts'
import { createKontext, falRelay, fal, logging, type Job, type SubmitOptions } from '../../src/index.ts'
import { createClaims, verifyWebhook } from '../../src/webhook/index.ts'

// An option that is undefined is one left out, also where `exactOptionalPropertyTypes` is on: what a program passes on
// comes from its environment, its flags or its own callers.
type Passed<T> = { readonly [Name in keyof T]-?: T[Name] | undefined }

export function passOn(key: string | undefined, ms: number | undefined, call: Passed<SubmitOptions>) {
  const provider = fal({ apiKey: key, baseUrl: key, allowBrowser: undefined })
  falRelay({ baseUrl: 'https://relay.example', apiKey: key })
  // @ts-expect-error -- a relay has no base URL of its own
  falRelay({ baseUrl: undefined })
  const settings = {
    timeoutMs: ms,
    requestTimeoutMs: ms,
    retry: undefined,
    fetch: undefined,
    clock: undefined,
  }
  const limits = { concurrent: ms, perSecond: ms }
  createTracedKontext(provider, { includePrompts: undefined, limits })
  logging(console, { level: undefined, now: undefined })
  createClaims({ keepMs: ms, clock: undefined })
  const kontext = createKontext(provider, { ...settings, limits, random: undefined, middleware: undefined })
  const chosen = { model: undefined, native: undefined, format: undefined, seed: ms, count: ms }
  // @ts-expect-error -- the prompt is no option
  void kontext.edit({ prompt: undefined, image: 'https://example.com/flour.png' })
  return kontext.edit({ prompt: 'Warmer light', image: 'https://example.com/flour.png', ...chosen }, call)
}

export async function passOnLater(job: Job, request: Request, signal: AbortSignal | undefined) {
  await job.cancel({ signal, timeoutMs: undefined })
  const [image] = (await job.result()).images
  await image.save('donut.jpg', { signal })
  await verifyWebhook(request, { userId: 'user-1', knows: undefined, clock: undefined, jwks: undefined })
}
