import { valueAt, type AnswerSpec, type JsonPath, type Operation } from '../../contracts/index.ts'
import { operationAt } from '../../contracts/operations.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import { compareContents } from './compare-contents.ts'
import { compareHeaders } from './compare-headers.ts'

/**
 * Reports the differences of one request that a provider makes: its text, its headers, its body as answers are read,
 * and what may be answered to it.
 */
export function compareEvent(
  comparison: Comparison,
  where: string,
  [before, after]: readonly [JsonPath, JsonPath],
): void {
  for (const word of ['summary', 'description']) compareText(comparison, where, word, [before, after])
  const pair = [eventAt(comparison.before, before), eventAt(comparison.after, after)] as const
  compareDeprecated(comparison, where, pair)
  const headed = pair.map(({ parameters: headers, path }) => ({ headers, path }))
  if (headed[0] !== undefined && headed[1] !== undefined)
    compareHeaders(comparison, `of ${where}`, [headed[0], headed[1]])
  compareBodies(comparison, where, pair)
  compareReplies(comparison, where, pair)
}

type EventPair = readonly [before: Operation, after: Operation]

function eventAt(root: unknown, path: JsonPath): Operation {
  const item = path.slice(0, -1)
  // `webhooks` and `callbacks` have the same methods as `paths`.
  return operationAt(root, { template: '', method: path.at(-1) as Operation['method'], item })
}

function compareDeprecated(comparison: Comparison, where: string, [before, after]: EventPair): void {
  const isDeprecated = (root: unknown, { path }: Operation): boolean =>
    valueAt(root, [...path, 'deprecated']) === true
  const now = isDeprecated(comparison.after, after)
  if (isDeprecated(comparison.before, before) === now) return
  const at = { before: { path: before.path }, after: { path: after.path } }
  found(comparison, { rule: now ? 'deprecated-added' : 'deprecated-removed', where, ...at })
}

function compareBodies(comparison: Comparison, where: string, [before, after]: EventPair): void {
  const holders = [
    spot(comparison.before, before.body?.path ?? before.path),
    spot(comparison.after, after.body?.path ?? after.path),
  ] as const
  const at = { before: holders[0], after: holders[1] }
  if (before.body === undefined || after.body === undefined) {
    if (before.body !== undefined) found(comparison, { rule: 'answer-body-removed', where, ...at })
    if (after.body !== undefined) found(comparison, { rule: 'answer-body-added', where, ...at })
    return
  }
  if (before.body.required !== after.body.required) {
    const rule = after.body.required ? 'answer-property-became-required' : 'answer-property-became-optional'
    found(comparison, { rule, where: `body of ${where}`, ...at })
  }
  compareContents(comparison, {
    direction: 'answer',
    subject: { whole: where, field: `${where} field` },
    holders,
    before: before.body.contents,
    after: after.body.contents,
  })
}

/** What a client answers: the statuses that are understood, and what is read of their bodies. */
function compareReplies(comparison: Comparison, where: string, [before, after]: EventPair): void {
  const sameIn = ({ answers }: Operation, { code }: AnswerSpec): AnswerSpec | undefined =>
    answers.find((other) => other.code.toUpperCase() === code.toUpperCase())
  for (const reply of before.answers) {
    const name = `answer ${reply.code} to ${where}`
    const other = sameIn(after, reply)
    const holder = spot(comparison.before, reply.path)
    if (other === undefined) {
      const rest = { before: holder, after: { path: after.path } }
      found(comparison, { rule: 'event-answer-removed', where: name, ...rest })
      continue
    }
    compareText(comparison, name, 'description', [reply.path, other.path])
    compareContents(comparison, {
      direction: 'request',
      subject: { whole: name, field: `${name}, field` },
      holders: [holder, spot(comparison.after, other.path)],
      before: reply.contents,
      after: other.contents,
    })
  }
  for (const reply of after.answers) {
    if (sameIn(before, reply) !== undefined) continue
    const rest = { before: { path: before.path }, after: spot(comparison.after, reply.path) }
    found(comparison, { rule: 'event-answer-added', where: `answer ${reply.code} to ${where}`, ...rest })
  }
}
