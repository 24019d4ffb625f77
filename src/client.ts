import type { Clock } from './clock.ts'
import { dialectOf } from './dialects/dialect-of.ts'
import { EventLog } from './events.ts'
import { Experience } from './waiting/experience.ts'
import { isOf, type JobHandle } from './handle.ts'
import { JobCourse } from './job-course.ts'
import type { CallOptions, SubmitOptions } from './kontext.ts'
import { downloadThrough, type Middleware } from './http/middleware.ts'
import type { Limits } from './limits/next-turn.ts'
import type { Provider } from './provider.ts'
import type { Session } from './session.ts'
import { submitToOne, type Submitted } from './submit.ts'
import { createTransport } from './http/transport.ts'

/** What `createKontext` was told, checked and complete. */
export interface Settings {
  readonly fetch: typeof fetch | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly timeoutMs: number
  readonly requestTimeoutMs: number
  readonly retries: number
  readonly stream: boolean
  readonly cancelOnAbort: boolean
  readonly limits: Limits | undefined
  readonly middleware: readonly Middleware[]
}

/** A call, and when it was made. */
type Timed<C> = C & { readonly calledAt: number }

/** The working half of a client: all that is not needed before the first call. */
export class Client {
  readonly #settings: Settings
  readonly #route: NonNullable<Provider['route']>
  readonly #connections: readonly Connection[]

  constructor(provider: Provider, settings: Settings) {
    this.#settings = settings
    this.#route = provider.route ?? submitToOne
    this.#connections = (provider.members ?? [provider]).map((member) => connect(member, settings))
  }

  /** Submits an edit and follows it from there. */
  async submit(input: unknown, call: Timed<SubmitOptions>): Promise<JobCourse> {
    const log = new EventLog(call.onEvent)
    const open = ({ handle, first }: Submitted, own: Session): JobCourse => {
      log.add({ type: 'submitted', handle })
      return new JobCourse(own, handle, log, first)
    }
    let sessions = this.#connections.map((connection) => this.#open(connection, call, open))
    const { limits } = this.#settings
    if (limits !== undefined) {
      const { withSlot } = await import('./limits/limits.ts')
      sessions = sessions.map((session) => withSlot(session, limits, (event) => log.add(event)))
    }
    const { session, ...submitted } = await this.#route(sessions, input, log)
    return open(submitted, session)
  }

  /** Follows a job whose handle was checked. */
  resume(handle: JobHandle, call: Timed<CallOptions>): JobCourse {
    const connection = this.#connections.find(({ provider }) => isOf(handle, provider))
    if (connection === undefined) throw new TypeError('the handle is of none of these providers')
    return new JobCourse(this.#open(connection, call), handle, new EventLog(call.onEvent), 'resumed')
  }

  #open(connection: Connection, call: Timed<SubmitOptions>, onLateTicket?: Session['onLateTicket']): Session {
    const { webhookUrl, signal, timeoutMs = this.#settings.timeoutMs } = call
    const { cancelOnAbort = this.#settings.cancelOnAbort } = call
    const deadline = call.calledAt + timeoutMs
    const own = { signal, timeoutMs, deadline, cancelOnAbort, onLateTicket, webhookUrl }
    return { ...connection, ...own, secrets: new Set(), warnings: [], asked: {}, requests: 0 }
  }
}

type Connection = ReturnType<typeof connect>

function connect(provider: Provider, settings: Settings) {
  const { clock, random, retries, requestTimeoutMs, stream, fetch, middleware } = settings
  return {
    clock,
    random,
    retries,
    requestTimeoutMs,
    stream,
    provider,
    dialect: dialectOf(provider.capabilities.dialect),
    transport: createTransport(provider, { clock, fetch, middleware }),
    experience: new Experience(random),
    fetch: downloadThrough(middleware, provider.id, fetch),
    ownFetch: fetch !== undefined,
  }
}
