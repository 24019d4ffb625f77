import type { Served } from '../../contracts/contract-checks.ts'
import { toPointer, valueAt, type JsonPath } from '../../contracts/json-tree.ts'
import type { Violation } from '../../contracts/exchange.ts'
import { answerFor } from '../../contracts/operation-checks.ts'
import type { AnswerSpec, Operation } from '../../contracts/operations.ts'
import { beginning } from '../wire/beginning.ts'
import type { CheckAnswer, CheckExchange } from '../wire/exchange.ts'
import type { Deviation } from '../report.ts'
import { streamEvents } from '../wire/stream-events.ts'
import { clearest } from './answer-violations.ts'
import { isBusy } from './busy.ts'

/** An answer and the operation of the contract it answers. */
export interface Answered {
  readonly exchange: CheckExchange
  readonly answer: CheckAnswer
  readonly served: Served
}

/** One way in which an answer breaks the contract; another answer with the same key breaks it in the same way. */
export interface Breach {
  readonly key: string
  readonly deviation: Deviation
}

/** Holds one answer against the contract: status, content type, headers, body, events. */
export function judgeAnswer({ exchange, answer, served }: Answered, root: unknown): readonly Breach[] {
  const { checks, operation } = served
  const spec = answerFor(operation.answers, answer.status)
  if (spec === undefined && isTolerated(exchange, answer, operation)) return []
  // Checked as JSON has it: integers that are texts elsewhere are numbers here.
  const isStream = operation.id === 'stream' && spec?.code.startsWith('2') === true
  const body = isStream ? answer.text : jsonOf(answer.text)
  const unread = spec !== undefined && body === undefined && spec.contents.length > 0
  const violations = unread
    ? [unreadable(spec)]
    : clearest(root, checks.answer({ status: answer.status, headers: answer.headers, body }))
  const events = isStream ? eventViolations(answer, served, root) : []
  return [
    ...violations.map((violation) => breachOf(violation, { exchange, answer, body })),
    ...events.map(({ violation, data }) => breachOf(violation, { exchange, answer, body: data })),
  ]
}

function isTolerated({ request }: CheckExchange, { status }: CheckAnswer, operation: Operation): boolean {
  if (isBusy(status) || request.tolerated?.includes(status) === true) return true
  // A cancel that was taken has nothing more to say.
  return operation.id === 'cancel' && status === 204
}

function unreadable({ path, contents }: AnswerSpec): Violation {
  const types = contents.map(({ mediaType }) => mediaType).join(' or ')
  const place = { file: '', line: 0, column: 0, pointer: toPointer([...path, 'content']) }
  return { location: ['body'], keyword: 'json', message: `must be ${types}`, contract: place }
}

interface EventViolation {
  readonly violation: Violation
  readonly data: unknown
}

function eventViolations({ text, status }: CheckAnswer, { checks }: Served, root: unknown): EventViolation[] {
  return streamEvents(text).flatMap((event) => {
    const data = jsonOf(event)
    return clearest(root, checks.event(status, data)).map((violation) => ({ violation, data }))
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Heard {
  readonly exchange: CheckExchange
  readonly answer: CheckAnswer
  readonly body: unknown
}

function breachOf(violation: Violation, { exchange, answer, body }: Heard): Breach {
  const { location, keyword, message, contract } = violation
  const { request, number } = exchange
  const pointer = contract?.pointer
  const place = placeOf(location)
  const deviation: Deviation = {
    message: `The answer ${answer.status} to "${request.about}" breaks the contract: ${place} ${message}.`,
    want: `${place} ${message}`,
    got: valueShown(location, { answer, body }),
    exchange: number,
    ...(pointer === undefined ? {} : { pointer }),
  }
  const everywhere = location.map((step) => (/^\d+$/.test(step) ? '*' : step)).join('.')
  return { key: [answer.status, keyword, pointer, everywhere].join(' '), deviation }
}

/** `['body', 'images', '0', 'url']` as `images[0].url`; the body itself as `the body`. */
function placeOf([side = '', ...rest]: readonly string[]): string {
  if (rest.length === 0) return `the ${side}`
  const path = rest
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
  return side === 'body' ? path : `the ${side} ${path}`
}

function valueShown([side, ...rest]: readonly string[], { answer, body }: Omit<Heard, 'exchange'>): string {
  if (side === 'status') return String(answer.status)
  if (side === 'header') return answer.headers[rest[0] ?? ''] ?? 'none'
  const value = valueAt(body, rest satisfies JsonPath)
  if (value === undefined) return rest.length === 0 ? beginning(answer.text, 80) || 'nothing' : 'none'
  return beginning(JSON.stringify(value), 80)
}
