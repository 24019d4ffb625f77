import { createFalClient } from '@fal-ai/client'
import { createKontext, fal } from 'kontext-sdk'

/** Edits an image at a mock and gives the id of the job. */
export type Edit = () => Promise<string>

/** A way to wait for jobs. */
export interface Contender {
  readonly name: string
  /** How long the server keeps a stream open after its last status. */
  readonly lingerMs: number
  /** Whether pieces of a stream take as long as other answers. */
  readonly pieces: boolean
  readonly limits: Limits | undefined
  /** Makes a client of the mock at this address. */
  connect(url: string, send: typeof fetch): Edit
}

/** What was promised. */
export interface Limits {
  readonly requests: number
  readonly medianMs?: number
  readonly p95Ms?: number
  readonly peak?: number
}

export const roundTripMs = 100
const model = 'fal-ai/flux-pro/kontext/max'
const prompt = 'Put a donut next to the flour.'
const image = 'https://example.com/flour.png'
// One key at every mock: ids and durations of jobs follow from it.
const apiKey = 'k-waiting'

/** All ways to wait, fal's own client first. */
export const contenders: readonly Contender[] = [
  theirs('polling'),
  theirs('streaming'),
  theirs('streaming', { lingerMs: 1_000 }),
  theirs('streaming', { pieces: true }),
  ours('result URL', { requests: 6, medianMs: 350, p95Ms: 700, peak: 6 }),
  ours('status', undefined),
  ours('stream', { requests: 3, medianMs: roundTripMs + 10, peak: 6 }),
  ours('stream', { requests: 3, medianMs: roundTripMs + 10, peak: 6 }, { lingerMs: 1_000 }),
  // The news of the end is half a round trip old when it comes.
  ours('stream', { requests: 3, medianMs: 1.5 * roundTripMs + 10, peak: 6 }, { pieces: true }),
]

interface Wire {
  readonly lingerMs?: number
  readonly pieces?: boolean
}

function theirs(mode: 'polling' | 'streaming', wire: Wire = {}): Contender {
  return {
    ...described(`@fal-ai/client ${mode}`, wire),
    limits: undefined,
    connect: (url, send) => {
      const client = createFalClient({
        credentials: apiKey,
        fetch: (target, init) => send(addressOf(target).replace('https://queue.fal.run', `${url}/fal`), init),
      })
      return async () => {
        const input = { prompt, image_url: image }
        return (await client.subscribe(model, { input, mode })).requestId
      }
    },
  }
}

function ours(
  rung: 'result URL' | 'status' | 'stream',
  limits: Limits | undefined,
  wire: Wire = {},
): Contender {
  return {
    ...described(`kontext-sdk by ${rung}`, wire),
    limits,
    connect: (url, send) => {
      const provider = fal({ apiKey, baseUrl: `${url}/fal` })
      const kontext = createKontext(provider, { fetch: send, stream: rung === 'stream' })
      // Where nobody listens for statuses, the result itself is asked for.
      const call = rung === 'status' ? { onEvent: () => undefined } : {}
      return async () => (await kontext.edit({ prompt, image }, call)).requestId
    },
  }
}

function described(name: string, { lingerMs = 0, pieces = false }: Wire) {
  const notes = [
    ...(lingerMs === 0 ? [] : [`stays open ${lingerMs / 1000} s`]),
    ...(pieces ? ['its pieces travel too'] : []),
  ]
  return { name: notes.length === 0 ? name : `${name}, ${notes.join(', ')}`, lingerMs, pieces }
}

function addressOf(target: Parameters<typeof fetch>[0]): string {
  if (typeof target === 'string') return target
  return target instanceof URL ? target.href : target.url
}
