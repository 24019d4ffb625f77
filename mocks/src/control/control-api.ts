import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { MockControl, MockReply, MockRequest, SessionControl } from 'kontext-sdk/testing'
import { readAdvance, readExpectations, readReset, readRule } from './control-bodies.ts'

/** Paths of the control API begin with it. */
export const controlPrefix = '/__kontext/'

interface Call {
  readonly control: MockControl
  /** The session that was asked for, or all. */
  readonly scope: SessionControl
  readonly body: unknown
}

interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly type?: string
}
type Verb = (call: Call) => Answer | Promise<Answer>

const done: Answer = { status: 204 }
const description = new URL('../../control.openapi.yaml', import.meta.url)

const verbs: Readonly<Record<string, Readonly<Partial<Record<'GET' | 'POST', Verb>>>>> = {
  sessions: { GET: ({ control }) => ok({ sessions: control.sessions() }) },
  journal: { GET: ({ scope }) => ok({ entries: scope.journal() }) },
  ledger: { GET: ({ scope }) => ok({ ledger: scope.ledger() }) },
  jobs: { GET: ({ scope }) => ok({ jobs: scope.jobs() }) },
  verify: { POST: ({ scope, body }) => ok(scope.verify(readExpectations(body))) },
  next: {
    POST: ({ scope, body }) => {
      scope.next(readRule(body))
      return done
    },
  },
  advance: {
    POST: async ({ control, body }) => {
      await control.advance(readAdvance(body))
      return done
    },
  },
  reset: {
    POST: ({ scope, body }) => {
      readReset(body)
      scope.reset()
      return done
    },
  },
  snapshot: { GET: ({ control }) => ok(control.snapshot()) },
  restore: {
    POST: ({ control, body }) => {
      control.restore(body)
      return done
    },
  },
  'openapi.yaml': {
    GET: async () => ({ status: 200, body: await readFile(description, 'utf8'), type: 'application/yaml' }),
  },
}

/** Answers requests of the control API: the verbs of {@link MockControl} over HTTP, for whoever has the token. */
export function createControlApi({ control, token }: { control: MockControl; token: string }) {
  const allowed = digest(`Bearer ${token}`)
  return async (request: MockRequest): Promise<MockReply> => {
    if (!timingSafeEqual(digest(request.headers['authorization'] ?? ''), allowed))
      return toReply({
        status: 401,
        body: {
          message: 'The control API needs the token this mock printed at its start: Authorization: Bearer ….',
        },
      })
    try {
      return toReply(await perform(request, control))
    } catch (error) {
      // What the caller said wrongly, and everything else.
      const theirs = error instanceof RangeError || error instanceof TypeError
      const message = error instanceof Error ? error.message : String(error)
      return toReply({ status: theirs ? 400 : 500, body: { message } })
    }
  }
}

async function perform({ method, url, headers, body }: MockRequest, control: MockControl): Promise<Answer> {
  const { pathname, searchParams } = new URL(url, 'http://mock.invalid')
  const name = pathname.slice(controlPrefix.length)
  const known = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (known === undefined)
    return {
      status: 404,
      body: { message: `There is no ${pathname}. There are ${Object.keys(verbs).join(', ')}.` },
    }
  const verb = method === 'GET' || method === 'POST' ? known[method] : undefined
  if (verb === undefined)
    return { status: 405, body: { message: `${pathname} takes ${Object.keys(known).join(', ')} only.` } }
  // A page of another site can send a form, but not JSON, without asking first.
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return { status: 415, body: { message: 'Send content-type: application/json.' } }
  const session = searchParams.get('session')
  const scope = session === null ? control : control.session({ id: session })
  return verb({ control, scope, body: method === 'POST' ? parse(body) : undefined })
}

function parse(body: Uint8Array): unknown {
  if (body.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    throw new TypeError(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body }
}

function toReply({ status, body, type = 'application/json' }: Answer): MockReply {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  return {
    status,
    headers: {
      ...(text === '' ? {} : { 'content-type': type }),
      'cache-control': 'no-store',
      'x-kontext-mock': 'control',
    },
    body: new TextEncoder().encode(text),
  }
}

// Of equal length, whatever was sent: comparing takes as long for a wrong token as for the right one.
function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}
