import type { ProviderDescriptor } from '../../../src/provider.ts'
import type { MockOperation } from '../../../src/testing/sessions/journal.ts'

/** What a plain client saw of one request. */
export interface Seen {
  readonly operation: MockOperation
  /** Where it failed, or the status. */
  readonly outcome: string
  readonly headers: string
  /** At most 300 kB. */
  readonly text: string
  /** In how many pieces it came. */
  readonly pieces: number
}

/** What to play, and with whom. */
export interface PlainPlay {
  readonly fetch: typeof fetch
  readonly baseUrl: string
  readonly provider: ProviderDescriptor
  readonly key: string
  /** The operations to exercise. */
  readonly operations: readonly MockOperation[]
  /** How often each of them. */
  readonly times: number
  /** The job's id, where the ticket may not tell. */
  readonly jobId?: string
  /** How long a client waits for anything that does not come. */
  readonly patienceMs: number
}

const readLimit = 300_000

/** Does what it is told, whatever comes back: submits, walks the job to its end, and exercises the operations. */
export async function playPlainly(play: PlainPlay): Promise<readonly Seen[]> {
  const { operations, times, provider } = play
  const seen: Seen[] = []
  const ask = async (operation: MockOperation, path: string, init: RequestInit = {}): Promise<Seen> => {
    const one = await see(play, operation, path, init)
    seen.push(one)
    return one
  }
  const submits = operations.includes('submit') ? times : 1
  let id = play.jobId
  for (let time = 0; time < submits; time++) {
    const { text } = await ask('submit', modelPath(provider), {
      method: 'POST',
      body: JSON.stringify(bodyOf(provider)),
    })
    id ??= idIn(text)
  }
  if (id === undefined) return seen
  const jobId = id
  const pathOf = (operation: 'cancel' | 'result' | 'status' | 'stream') =>
    provider.operations[operation]?.path.replace('{request_id}', jobId)
  const again = async (
    operation: 'cancel' | 'result' | 'status' | 'stream',
    count: number,
  ): Promise<void> => {
    const path = pathOf(operation)
    for (let time = 0; path !== undefined && time < count; time++) {
      const { outcome } = await ask(operation, path, {
        method: provider.operations[operation]?.method ?? 'GET',
      })
      if (outcome.includes('patience') && time > 0) return
    }
  }
  if (operations.includes('stream')) await again('stream', times)
  if (operations.includes('cancel')) await again('cancel', times)
  // The usual course takes four looks.
  if (operations.some((one) => one === 'image' || one === 'result' || one === 'status'))
    await again('status', 5)
  if (operations.includes('result')) await again('result', times)
  if (operations.includes('image')) {
    const origin = new URL(play.baseUrl).origin
    const image = `${origin}/images/${provider.id}/${jobId}/0.jpg`
    for (let time = 0; time < times; time++) await ask('image', image)
  }
  return seen
}

async function see(
  { fetch: send, baseUrl, provider, key, patienceMs }: PlainPlay,
  operation: MockOperation,
  path: string,
  init: RequestInit,
): Promise<Seen> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(new Error('patience')), patienceMs)
  const headers = {
    ...(operation === 'image' ? {} : { authorization: `${provider.auth.scheme} ${key}` }),
    ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  try {
    const url = path.startsWith('/') ? baseUrl + path : path
    const response = await send(url, { ...init, headers, redirect: 'manual', signal: patience.signal })
    const { text, end, pieces } = await readSome(response)
    return { operation, outcome: `${response.status} ${end}`, headers: headersOf(response), text, pieces }
  } catch (error) {
    return { operation, outcome: nameOf(error), headers: '', text: '', pieces: 0 }
  } finally {
    clearTimeout(timer)
    patience.abort()
  }
}

async function readSome(response: Response): Promise<{ text: string; end: string; pieces: number }> {
  let text = ''
  let pieces = 0
  const reader = response.body?.getReader()
  try {
    for (; reader !== undefined && text.length < readLimit;) {
      const { done, value } = await reader.read()
      if (done) return { text, end: 'whole', pieces }
      pieces++
      text += new TextDecoder('latin1').decode(value)
    }
    if (reader !== undefined) reader.cancel().catch(() => undefined)
    return { text: text.slice(0, readLimit), end: text === '' ? 'whole' : 'more', pieces }
  } catch (error) {
    return { text, end: nameOf(error), pieces }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function headersOf({ headers }: Response): string {
  const volatile = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])
  return JSON.stringify([...headers].filter(([name]) => !volatile.has(name)))
}

function modelPath({ models }: ProviderDescriptor): string {
  return models.max?.path ?? models.pro?.path ?? ''
}

function bodyOf({ dialect }: ProviderDescriptor): object {
  const image = 'https://example.com/flour.png'
  return dialect === 'task'
    ? { model: 'flux_kontext_max', input: [{ params: { prompt: 'a donut', input_image: image, seed: 7 } }] }
    : { prompt: 'a donut', image_url: image, seed: 7, output_format: 'jpeg', num_images: 2 }
}

function idIn(text: string): string | undefined {
  return /"(?:request_id|id)":"([^"]+)"/.exec(text)?.[1]
}
