import { mediaTypesMatch } from '../../contracts/media-type.ts'
import { toPointer } from '../../contracts/json-tree.ts'
import type { Case } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import { jobRequest, operationOf, submitOf } from '../wire/operations.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { broken } from './batches.ts'
import { optionalType, requiredLeaves } from './constraints.ts'
import { judging, shown } from './judging.ts'
import { namesField } from './names-field.ts'
import { smallestBody } from './probe-body.ts'
import { probe } from './probe-request.ts'
import { isRefusal, refusalsOf } from './refusal.ts'
import { unknownId } from './unknown-id.ts'

/** What bodies are called, and what is done with what they are called. */
export function contentTypeCases(subject: Subject): readonly Case[] {
  const body = submitOf(subject, subject.model)?.operation.body
  const pointers = body?.contents.map(({ path }) => toPointer(path)) ?? []
  const common = { group: 'content-types' as const, edits: [], pointers }
  const answers = operationOf(subject, 'status')?.operation.answers ?? []
  const contents = answers.flatMap((answer) => answer.contents.map(({ path }) => toPointer(path)))
  return [
    {
      ...{ ...common, id: 'content-types.answers', severity: 'minor', pointers: contents },
      title: 'Answers that are JSON say so, and are in UTF-8.',
      run: labelled,
    },
    {
      ...{ ...common, id: 'content-types.any-accept', severity: 'minor', pointers: contents },
      title: 'A client that takes anything is answered as one that asks for JSON.',
      run: anyAccept,
    },
    {
      ...{ ...common, id: 'content-types.charset', severity: 'major' },
      title: 'A JSON body that names its charset is read.',
      run: withCharset,
    },
    {
      ...{ ...common, id: 'content-types.text-body', severity: 'minor' },
      title: 'A body that is called text is refused.',
      run: asText,
    },
  ]
}

async function labelled(run: Run): Promise<readonly Deviation[]> {
  const status = jobRequest(run.subject, 'status', unknownId)
  if (status !== undefined && !run.exchanges.some(isJson))
    await run.send({ ...status, about: 'status of no job, for its content type' })
  const wrong = run.exchanges.filter(isJson).flatMap((exchange): Deviation[] => {
    const type = exchange.answer?.headers['content-type'] ?? 'none'
    const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1]
    // JSON between systems is UTF-8. (RFC 8259, 8.1)
    const isRight =
      mediaTypesMatch(type, 'application/json') && (charset === undefined || /^utf-?8$/i.test(charset))
    if (isRight) return []
    const message = `An answer of JSON to "${exchange.request.about}" calls itself ${type}.`
    return [{ message, want: 'application/json', got: type, exchange: exchange.number }]
  })
  const unreadable = run.exchanges
    .filter(isJson)
    .find(({ answer }) => answer !== undefined && !isUtf8(answer.bytes))
  if (unreadable !== undefined) {
    const message = `An answer of JSON to "${unreadable.request.about}" is not in UTF-8.`
    wrong.push({ message, want: 'UTF-8', got: 'bytes that are none', exchange: unreadable.number })
  }
  const marked = run.exchanges.filter(isJson).find(({ answer }) => hasMark(answer?.bytes))
  if (marked !== undefined) {
    const message = `An answer of JSON to "${marked.request.about}" begins with a byte order mark, which readers may refuse.`
    wrong.push({ message, want: 'no mark', got: 'EF BB BF', exchange: marked.number })
  }
  // One of each kind says it.
  return wrong.filter(({ got }, index) => wrong.findIndex((other) => other.got === got) === index)
}

// JSON between systems must not begin with one. (RFC 8259, 8.1)
function hasMark([first, second, third]: Uint8Array = new Uint8Array()): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isJson({ answer }: CheckExchange): boolean {
  return typeof answer?.body === 'object'
}

async function anyAccept(run: Run): Promise<readonly Deviation[]> {
  const status = jobRequest(run.subject, 'status', unknownId)
  if (status === undefined) return []
  const usual = await run.send({ ...status, about: 'status of no job, as JSON' })
  const open = await run.send({
    ...status,
    about: 'status of no job, as anything',
    headers: { accept: '*/*' },
  })
  const want = usual.answer?.status
  return judging(open, (answer) =>
    answer.status === want && typeof answer.body === typeof usual.answer?.body
      ? []
      : [
          {
            message: 'A look with "accept: */*" was answered other than one that asks for JSON.',
            want: usual.answer === undefined ? 'the same answer' : shown(usual.answer),
            got: shown(answer),
          },
        ],
  )
}

async function withCharset(run: Run): Promise<readonly Deviation[]> {
  const { subject } = run
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const exchange = await run.send(probe(subject, { about: 'submit in JSON with a charset', headers }))
  const leaves = requiredLeaves(subject)
  return judging(exchange, (answer) => {
    const isRead = isRefusal(answer, subject) && leaves.some((at) => namesField(answer, at))
    const message =
      'A body called "application/json; charset=utf-8" was not read: what is missing in it was not named.'
    return isRead
      ? []
      : [{ message, want: `${refusalsOf(subject)} that names what is missing`, got: shown(answer) }]
  })
}

/**
 * The body is wrong in an optional field too: a server that names it has read the text as JSON. One that names only what
 * is missing may have read nothing.
 */
async function asText(run: Run): Promise<readonly Deviation[]> {
  const { subject } = run
  const wrong = optionalType(subject)
  const body = JSON.stringify(broken(smallestBody(subject, subject.model), wrong, requiredLeaves(subject)))
  const headers = { 'content-type': 'text/plain' }
  // 415 is what HTTP has for it. (RFC 9110, 15.5.16)
  const request = probe(subject, { about: 'submit as text', body, headers, tolerated: [400, 415, 422] })
  return judging(await run.send(request), (answer) => {
    const isRead = wrong.some(({ at }) => namesField(answer, at))
    if (isRefusal(answer, subject) && !isRead) return []
    const fact = isRead ? 'was read as JSON' : 'was not refused'
    const message = `A body called text/plain ${fact}.`
    return [{ message, want: `415, or ${refusalsOf(subject)} for its type`, got: shown(answer) }]
  })
}
