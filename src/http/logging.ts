import { checkOptions, refuseOption, type OptionsOf } from '../option-table.ts'
import type { Exchange, Middleware } from './middleware.ts'

/** Where log lines go: `console`, or any logger with these methods. */
export interface Logger {
  debug(message: string, fields: LogFields): void
  info(message: string, fields: LogFields): void
  warn(message: string, fields: LogFields): void
  error(message: string, fields: LogFields): void
}

/** Name of a level, from chatty to terse. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What a log line says: never a key, a prompt, an image or a URL. */
export interface LogFields {
  readonly operation: Exchange['operation']
  readonly provider: string
  /** 1 for the first try. */
  readonly attempt: number
  /** Until the headers of the answer, in milliseconds. */
  readonly ms: number
  /** HTTP status; missing when there was no answer. */
  readonly status?: number
  readonly requestId?: string
  /** Name and code of what went wrong, such as `TypeError ECONNRESET`. */
  readonly failure?: string
}

/** How much to log. */
export interface LoggingOptions {
  /**
   * Lines below this level are left out.
   * @default 'info'
   */
  level?: LogLevel | undefined
  /**
   * Milliseconds since any moment.
   * @default Date.now
   */
  now?: (() => number) | undefined
}

const loggingOptions: OptionsOf<LoggingOptions> = { level: 'a text', now: 'a function' }

const levels = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[]

/**
 * Middleware that writes one line per HTTP request: submits and cancels at `info`, looks and downloads at `debug`,
 * what is repeated or waits (408, 429, 5xx, a broken connection) at `warn`, refusals (other 4xx) at `error`.
 * ```ts
 * const kontext = createKontext(fal(), { middleware: [logging(console)] })
 * ```
 * A failing logger fails no request.
 * @throws InputError for a logger without these four methods, a level that is none, and options it does not have
 */
export function logging(logger: Logger, options: LoggingOptions = {}): Middleware {
  checkOptions(options, { of: 'logging', takes: loggingOptions, provider: 'unknown' })
  const { level = 'info', now = Date.now } = options
  if (!levels.includes(level))
    refuseOption('unknown', 'level', `Failed to use level: it is none. Use one of ${levels.join(', ')}.`)
  checkLogger(logger)
  const write = (at: LogLevel, exchange: Exchange, startedAt: number, outcome: Outcome) => {
    if (levels.indexOf(at) < levels.indexOf(level)) return
    const { operation, provider, attempt, requestId } = exchange
    const ms = Math.round(now() - startedAt)
    const id = requestId === undefined ? {} : { requestId }
    const said = outcome.status ?? outcome.failure ?? ''
    const again = attempt > 1 ? `, try ${attempt}` : ''
    try {
      const fields = { operation, provider, attempt, ms, ...id, ...outcome }
      logger[at](`kontext: ${operation} at ${provider}: ${said} in ${ms} ms${again}`, fields)
    } catch {
      // A log line is worth no job.
    }
  }
  return async (exchange, next) => {
    const startedAt = now()
    try {
      const response = await next(exchange)
      write(levelOf(exchange, response.status), exchange, startedAt, { status: response.status })
      return response
    } catch (error) {
      const aborted = exchange.signal?.aborted === true
      write(aborted ? 'debug' : 'warn', exchange, startedAt, { failure: failureOf(error) })
      throw error
    }
  }
}

// Plain JavaScript may pass anything.
function checkLogger(logger: Partial<Logger> | null | undefined): void {
  const lacking = levels.find((name) => typeof logger?.[name] !== 'function')
  if (lacking === undefined) return
  const message = `Failed to use the logger: it has no method ${lacking}. Pass console, or one with ${levels.join(', ')}.`
  refuseOption('unknown', 'logger', message)
}

interface Outcome {
  readonly status?: number
  readonly failure?: string
}

function levelOf({ operation, attempt }: Exchange, status: number): LogLevel {
  if (status === 408 || status === 429 || status >= 500) return 'warn'
  // 400: the result is not there yet; 404 and 405: not there yet, or no such way to look. (specs/dialects/fal-queue.yaml)
  const look = operation === 'status' || operation === 'stream' || operation === 'result'
  if (status >= 400) return look && (status === 400 || status === 404 || status === 405) ? 'debug' : 'error'
  return operation === 'submit' || operation === 'cancel' || attempt > 1 ? 'info' : 'debug'
}

// Names and codes only: messages of a `fetch` may repeat the URL.
function failureOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return typeof error
  const name = /^\w{1,40}$/.test(error.name) ? error.name : 'Error'
  for (let inner: unknown = error; inner instanceof Error && depth < 5; inner = inner.cause, depth++) {
    if ('code' in inner && typeof inner.code === 'string' && /^[A-Z_\d]{1,60}$/.test(inner.code))
      return `${name} ${inner.code}`
  }
  return name
}
