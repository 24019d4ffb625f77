import { fixtures } from '../../../generated/fal/fixtures.ts'
import { createGeneratedEngine } from '../../../src/testing/engines/generated-engine.ts'
import { createPlainPainter } from '../../../src/testing/images/plain-painter.ts'
import type { MockReply } from '../../../src/testing/exchange.ts'
import { createMock, type Mock } from '../../../src/testing/mock.ts'
import type { MockBehaviour } from '../../../src/testing/mock-options.ts'

export const model = '/fal/fal-ai/flux-pro/kontext/max'

/** A request to a mock; what is left out is as a good client sends it. */
export interface Ask {
  readonly path: string
  readonly method?: string
  /** Sent as JSON, with POST. */
  readonly body?: unknown
  readonly key?: string
  readonly scheme?: string
  readonly host?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What a mock said. */
export interface Told {
  readonly status: number
  readonly wire: MockReply['wire']
  readonly headers: MockReply['headers']
  readonly text: string
}

/** A mock without a server, and without looking at a clock of this machine. */
export function quietMock(options: MockBehaviour = {}): Mock {
  return createMock({
    engine: createGeneratedEngine(),
    painter: createPlainPainter(),
    time: 'polls',
    ...options,
  })
}

/** Asks a mock as a client of fal does. */
export async function ask(
  mock: Mock,
  { path, method, body, key = 'mock:/a', scheme = 'Key', host, headers }: Ask,
): Promise<Told> {
  const reply = await mock.handle({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url: path,
    headers: {
      ...(key === '' ? {} : { authorization: `${scheme} ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
    origin: `http://${host ?? 'kontext.mock'}`,
  })
  const parts: Uint8Array[] = []
  if (reply.body instanceof Uint8Array) parts.push(reply.body)
  else for await (const part of reply.body) parts.push(part)
  return {
    status: reply.status,
    wire: reply.wire,
    headers: reply.headers,
    text: Buffer.concat(parts).toString(),
  }
}

/** Submits an edit and gives the id of the job. */
export async function submitEdit(
  mock: Mock,
  { prompt, ...rest }: Partial<Ask> & { readonly prompt?: string } = {},
): Promise<string> {
  const { text } = await ask(mock, {
    path: model,
    body: { ...fixtures.requests.max.minimal, ...(prompt === undefined ? {} : { prompt }) },
    ...rest,
  })
  return /"request_id":"([^"]+)"/.exec(text)?.[1] ?? ''
}

export const jobPath = (id: string, what = ''): string => `/fal/fal-ai/flux-pro/requests/${id}${what}`
