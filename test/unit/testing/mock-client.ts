import { createMockFetch, type MockFetchOptions } from 'kontext-sdk/testing'

/** What came back, read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Readonly<Record<string, unknown>>
}

/** What `fetch` takes, with headers as a plain record. */
interface Init extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>
}

const valid = { prompt: 'Put a donut next to the flour.', image_url: 'https://example.com/flour.png' }

/** A client that says to fal's queue, in the process, exactly what a test wants said. */
export function createMockClient(options: MockFetchOptions = {}) {
  const fetch = createMockFetch(options)
  const send = async (url: string, init: Init = {}): Promise<Answer> => {
    const response = await fetch(url.startsWith('/') ? `https://queue.fal.run${url}` : url, {
      ...init,
      headers: { authorization: 'Key test', 'content-type': 'application/json', ...init.headers },
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') === true
    const body: unknown = json && text !== '' ? JSON.parse(text) : {}
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: typeof body === 'object' && body !== null ? { ...body } : {},
    }
  }
  /** Submits an edit; gives the path of its job. */
  const submit = async (fields: object = {}, { query = '', scenario = '' } = {}): Promise<string> => {
    const { body } = await send(`/fal-ai/flux-pro/kontext/max${query}`, {
      method: 'POST',
      body: JSON.stringify({ ...valid, ...fields }),
      headers: scenario === '' ? {} : { 'x-kontext-scenario': scenario },
    })
    return `/fal-ai/flux-pro/requests/${String(body['request_id'])}`
  }
  /** Looks until the job has ended, as many times as it takes. */
  const finish = async (job: string): Promise<void> => {
    for (let looks = 0; looks < 10; looks += 1) if ((await send(`${job}/status`)).status === 200) return
    throw new Error(`Failed to finish ${job}: it has not ended after ten looks.`)
  }
  return { fetch, mock: fetch.mock, send, submit, finish, valid }
}
