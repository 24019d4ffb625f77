import { asRecord, asText } from '../narrow.ts'

/** What an error answer says, in our words. Texts are as they came: redact before showing. */
export interface ErrorReading {
  readonly message: string
  /** The provider's own word or number for the reason. */
  readonly type?: string
  /** Wire fields the provider names. */
  readonly fields: readonly { readonly field: string; readonly message: string }[]
  /** The provider says in a list of details what happened inside the model: final, whatever the status. */
  readonly final: boolean
  /** The HTTP status the body names. */
  readonly status?: number
  /** Whether the provider says that the same may succeed later. */
  readonly retryable?: boolean
}

/** An answer as it came. */
interface ErrorAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

/** Reads an error answer: what its body says, completed by the headers of fal. (fal.ai/docs, request-errors) */
export function readErrorAnswer({ status, headers, body, text }: ErrorAnswer): ErrorReading {
  // What stands in a 2xx that cannot be read is a result, not a reason: its words mean something else.
  const { status: inside, ...said } = readErrorBody(body, status >= 200 && status < 300 ? '' : text)
  const type = said.type ?? headers.get('x-fal-error-type') ?? undefined
  const again = headers.get('x-fal-retryable') ?? headers.get('x-fal-needs-retry')
  const retryable = again === null ? undefined : /^(true|1)$/i.test(again)
  // The time limit was the caller's own: asking again does not change it.
  const final = said.final || headers.get('x-fal-request-timeout-type') === 'user'
  return {
    ...said,
    final,
    ...(type === undefined ? {} : { type }),
    ...(final && !said.final ? { retryable: false } : retryable === undefined ? {} : { retryable }),
    // kie.ai and task relays answer 200 and name the status in the body.
    ...(inside === undefined || status >= 300 ? {} : { status: inside }),
  }
}

/** Whether an answer that should be a ticket says that something went wrong. */
export function isErrorBody(record: Readonly<Record<string, unknown>>): boolean {
  const code = record['code']
  if (
    typeof code === 'number'
      ? code === 0 || (code >= 200 && code < 300)
      : /^(ok|success)$/i.test(String(code))
  )
    return false
  return ['error', 'detail', 'message', 'msg', 'code'].some((key) => (record[key] ?? '') !== '')
}

/**
 * Reads an error answer by its shape, not by its status: fal's `detail`, the envelopes of gateways, plain texts.
 * Relays pass on whatever their upstream said, so every dialect must accept every shape.
 */
export function readErrorBody(body: unknown, text: string): ErrorReading {
  const record = asRecord(body)
  if (record === undefined) return plain(typeof body === 'string' ? body : fromPage(text))
  if (Array.isArray(record['detail'])) return readDetails(record['detail'])
  const type = asText(record['error_type'])
  const detail = asText(record['detail'])
  if (detail !== undefined) return plain(detail, type)
  const error = record['error']
  if (typeof error === 'string') return plain(error, type)
  const list: unknown = record['errors'] ?? error
  const inner = asRecord(Array.isArray(list) ? list[0] : (error ?? record['detail']))
  return readEnvelope(inner ?? record, type)
}

/** Reads the `error` of a task: a text, or an object whose code is a text or a number. */
export function readErrorValue(error: unknown): ErrorReading | undefined {
  if (typeof error === 'string') return error === '' ? undefined : plain(error)
  const record = asRecord(error)
  return record === undefined ? undefined : readEnvelope(record, undefined)
}

// {message, type, code, param} of new-api, {code, message} of Vtrix, {code, message, data} of task relays,
// {status: "NOT_FOUND"} of fal
function readEnvelope(
  record: Readonly<Record<string, unknown>>,
  outerType: string | undefined,
): ErrorReading {
  const message = ['message', 'error_message', 'msg', 'reason']
    .map((key) => asText(record[key]))
    .find(Boolean)
  const code = record['code']
  // A code says more than a type such as `new_api_error`.
  const word = typeof code === 'number' ? String(code) : asText(code)
  const type =
    (word === '' ? undefined : word) ?? outerType ?? asText(record['type']) ?? asText(record['status'])
  const field = asText(record['param'])
  const fields = field === undefined || field === '' ? [] : [{ field, message: message ?? 'was refused' }]
  const status = Number(word)
  return {
    ...plain(message ?? type ?? 'no reason given', type),
    fields,
    ...(status >= 400 && status < 600 ? { status } : {}),
  }
}

function readDetails(details: readonly unknown[]): ErrorReading {
  const items = details.map(asRecord).filter((item) => item !== undefined)
  const fields = items.flatMap((item) => {
    const loc: readonly unknown[] = Array.isArray(item['loc'])
      ? item['loc'].filter((part) => part !== 'body')
      : []
    return loc.length === 0 ? [] : [{ field: loc.join('.'), message: asText(item['msg']) ?? 'was refused' }]
  })
  const first = items[0]
  const message = items.map((item) => asText(item['msg']) ?? '').filter((text) => text !== '')
  return { ...plain(message.join('; ') || 'no reason given', asText(first?.['type'])), fields, final: true }
}

function plain(message: string, type?: string): ErrorReading {
  return { message, ...(type === undefined ? {} : { type }), fields: [], final: false }
}

function fromPage(text: string): string {
  const title = /<title>([^<]{1,120})<\/title>/i.exec(text)?.[1]
  if (title !== undefined) return title.trim()
  const form = formOf(text)
  return form === 'a text' ? text.slice(0, 200) : form
}

/** What an answer is that is no JSON. */
export function formOf(text: string): 'an HTML page' | 'an empty answer' | 'a text' {
  const start = text.trimStart().slice(0, 1)
  return start === '<' ? 'an HTML page' : start === '' ? 'an empty answer' : 'a text'
}
