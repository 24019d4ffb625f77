import { sessionOf, VerificationError, type MockControl, type SessionControl } from 'kontext-sdk/testing'
import { controlPrefix } from './control-api.ts'

/** The same methods, over a wire: each gives a promise. */
type Remote<T> = {
  [Name in keyof T]: T[Name] extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Promise<Awaited<R>>
    : T[Name]
}

/** Control of one session of a mock that runs elsewhere. */
export type RemoteSession = Remote<SessionControl>

/** Control of a mock that runs elsewhere. */
export interface RemoteControl extends Remote<Omit<MockControl, 'session'>> {
  session(keyOrId: Parameters<MockControl['session']>[0]): RemoteSession
}

/** Where a mock runs, and what lets one control it. */
export interface MockAddress {
  /** Such as `http://127.0.0.1:4010`. */
  readonly url: string
  /** What the mock printed at its start. */
  readonly token: string
}

type Call = <T>(verb: string, body?: unknown) => Promise<T>

/** Controls a mock over HTTP, with the verbs of {@link MockControl}. Methods reject with what the mock says. */
export function connectControl({ url, token }: MockAddress): RemoteControl {
  const at = (id?: string): Call => caller({ url, token }, id)
  const call = at()
  return {
    ...sessionControl(call, 'the mock'),
    session: (keyOrId) => {
      const id = typeof keyOrId === 'string' ? sessionOf(keyOrId) : keyOrId.id
      return sessionControl(at(id), `session ${id}`)
    },
    next: ({ session, ...rule }) => at(session)('next', rule),
    sessions: async () =>
      (await call<{ sessions: ReturnType<MockControl['sessions']> }>('sessions')).sessions,
    advance: (ms) => call('advance', { ms }),
    snapshot: () => call('snapshot'),
    restore: (snapshot) => call('restore', snapshot),
  }
}

function sessionControl(call: Call, who: string): RemoteSession {
  const verify: RemoteSession['verify'] = (expectations = {}) => call('verify', expectations)
  return {
    verify,
    assert: async (expectations) => {
      const { findings } = await verify(expectations)
      if (findings.length > 0) throw new VerificationError(who, findings)
    },
    journal: async () => (await call<{ entries: ReturnType<SessionControl['journal']> }>('journal')).entries,
    ledger: async () => (await call<{ ledger: ReturnType<SessionControl['ledger']> }>('ledger')).ledger,
    jobs: async () => (await call<{ jobs: ReturnType<SessionControl['jobs']> }>('jobs')).jobs,
    next: (rule) => call('next', rule),
    reset: () => call('reset', {}),
  }
}

function caller({ url, token }: MockAddress, session: string | undefined): Call {
  const query = session === undefined ? '' : `?session=${encodeURIComponent(session)}`
  // The shapes are those of control.openapi.yaml, which a test holds against the answers.
  return async <T>(verb: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}${controlPrefix}${verb}${query}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'error',
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T
    throw new Error(`Failed to control the mock (${verb}): ${response.status} ${text}`)
  }
}
