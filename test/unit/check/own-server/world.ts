import type { Job, Pace } from './job.ts'

export type Handler = (request: Request) => Promise<Response>

/** Stands before the server and changes what goes in or comes out. */
export type Layer = (request: Request, next: Handler, world: World) => Promise<Response>

/** All there is to a server. */
export interface World extends Pace {
  readonly clock: { now(): number; sleep(ms: number): Promise<void> }
  /** Where the API is, and where images are. */
  readonly api: string
  readonly media: string
  readonly key: string
  /** When a body is looked into: by the submit, or once its job runs. */
  readonly looksInto: 'at once' | 'late'
  /** Sends a webhook. */
  readonly tell: (headers: Readonly<Record<string, string>>, body: string) => void
  readonly jobs: Map<string, Job>
  readonly files: Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }>
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } })
}

export function detail(status: number, said: unknown, more: object = {}): Response {
  return json(status, { detail: said, ...more })
}
