import { createKontext, KontextError, type KontextOptions, type Provider } from 'kontext-sdk'
import type { Fault } from 'kontext-sdk/testing'

/** How the client waits: by the stream of statuses, by looks at the status, or by asking for the result itself. */
export type WaitMode = 'result' | 'status' | 'stream'

/** What the client shows for an edit. */
export interface Played {
  /** `completes`, the code of an error, or what else was thrown. */
  readonly outcome: string
  readonly message: string
  /** What the error says about the bill. */
  readonly billed?: string
  /** Whether the error carries a handle. */
  readonly handle?: boolean
  /** Secrets the error shows. */
  readonly leaks: readonly string[]
  /** What came of asking to cancel. */
  readonly canceled?: string
}

/** An edit to play. */
export interface Play {
  readonly provider: Provider
  /** The key, which names the fault and the session. */
  readonly key: string
  readonly mode: WaitMode
  readonly play: NonNullable<Fault['play']>
  readonly options: Pick<KontextOptions, 'clock' | 'fetch' | 'requestTimeoutMs' | 'timeoutMs'>
  /** Makes a text of an error as a console would. */
  readonly inspect: (error: unknown) => string
}

const prompt = 'a donut next to the canary in the flour'

/** How a client has to wait to meet a fault. */
export function modeFor({ at }: Pick<Fault, 'at'>): WaitMode {
  return at.includes('stream') ? 'stream' : 'status'
}

/** Edits an image, fetches what comes, or cancels; never throws. */
export async function playEdit(play: Play): Promise<Played> {
  const { provider, mode, options } = play
  const kontext = createKontext(provider, { ...options, stream: mode === 'stream' })
  const listen = mode === 'result' ? {} : { onEvent: () => undefined }
  const many = 'count' in provider.capabilities.options ? { count: 2 } : {}
  let canceled: string | undefined
  try {
    const image = 'https://example.com/flour.png'
    const job = await kontext.submit({ prompt, image, seed: 7, ...many }, listen)
    if (play.play === 'cancel') canceled = await job.cancel().catch(codeOf)
    const { images } = await job.result()
    for (const one of images) await one.bytes()
    return { outcome: 'completes', message: '', leaks: [], ...(canceled === undefined ? {} : { canceled }) }
  } catch (error) {
    return { ...shown(error, play), ...(canceled === undefined ? {} : { canceled }) }
  }
}

function shown(error: unknown, { key, inspect }: Play): Played {
  const text = inspect(error)
  const secrets = { key, prompt, base64: /[A-Za-z\d+/]{200,}/ }
  const leaks = Object.entries(secrets).flatMap(([name, secret]) =>
    (typeof secret === 'string' ? text.includes(secret) : secret.test(text)) ? [name] : [],
  )
  const message = error instanceof Error ? error.message : String(error)
  if (!KontextError.is(error)) return { outcome: codeOf(error), message, leaks }
  return { outcome: error.code, message, leaks, billed: error.billed, handle: error.handle !== undefined }
}

function codeOf(error: unknown): string {
  if (KontextError.is(error)) return error.code
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 100) : String(error)
}
