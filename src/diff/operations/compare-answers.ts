import { valueAt, type AnswerSpec, type JsonPath, type Operation } from '../../contracts/index.ts'
import { apart } from '../compare/apart.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import type { Spot } from '../finding-list.ts'
import type { RuleId } from '../rules.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { resolved } from '../schema/resolved.ts'
import { compareContents } from './compare-contents.ts'
import { compareHeaders } from './compare-headers.ts'
import type { OperationPair } from './compare-operation.ts'

type AnswerPair = readonly [before: AnswerSpec, after: AnswerSpec]

/** Reports the differences of what two operations answer. */
export function compareAnswers(comparison: Comparison, [before, after]: OperationPair): void {
  const sides = { before: byCode(before), after: byCode(after) }
  for (const [code, answer] of sides.before) {
    const other = sides.after.get(code)
    if (other === undefined) {
      const rule = isSuccess(answer) ? 'answer-success-removed' : 'answer-error-removed'
      const at = {
        before: spot(comparison.before, answer.path),
        after: { path: [...after.path, 'responses'] },
      }
      found(comparison, { rule, where: `answer ${answer.code}`, ...at })
    } else compareAnswer(comparison, [answer, other])
  }
  for (const [code, answer] of sides.after) {
    if (sides.before.has(code)) continue
    const known = after.answers.filter(
      (other) => sides.before.has(other.code.toUpperCase()) && !isSuccess(other),
    )
    const at = { before: { path: [...before.path, 'responses'] }, after: spot(comparison.after, answer.path) }
    const rule = addedRule(comparison.after, answer, known)
    found(comparison, { rule, where: `answer ${answer.code}`, ...at })
  }
}

function byCode({ answers }: Operation): ReadonlyMap<string, AnswerSpec> {
  return new Map(answers.map((answer) => [answer.code.toUpperCase(), answer]))
}

function isSuccess({ code }: AnswerSpec): boolean {
  return code.startsWith('2')
}

function addedRule(root: unknown, answer: AnswerSpec, known: readonly AnswerSpec[]): RuleId {
  if (isSuccess(answer)) return 'answer-success-added'
  const bodies = ({ contents }: AnswerSpec): string[] =>
    contents.map(
      ({ mediaType, schema }) =>
        `${mediaType} ${schema === undefined ? '' : canonicalJson(resolved(root, valueAt(root, schema)))}`,
    )
  const seen = new Set(known.flatMap(bodies))
  return bodies(answer).every((body) => seen.has(body))
    ? 'answer-error-added'
    : 'answer-error-added-with-new-body'
}

function compareAnswer(comparison: Comparison, [before, after]: AnswerPair): void {
  const name = `answer ${before.code}`
  const holders = [spot(comparison.before, before.path), spot(comparison.after, after.path)] as const
  compareText(comparison, name, 'description', [before.path, after.path])
  compareHeaders(comparison, `of ${name}`, [before, after])
  compareLinks(comparison, name, [before, after])
  compareEvents(comparison, [before, after])
  if (before.contents.length > 0 && after.contents.length === 0)
    found(comparison, { rule: 'answer-body-removed', where: name, before: holders[0], after: holders[1] })
  else if (before.contents.length === 0 && after.contents.length > 0)
    found(comparison, { rule: 'answer-body-added', where: name, before: holders[0], after: holders[1] })
  else {
    const subject = { whole: `body of ${name}`, field: `${name} field` }
    compareContents(comparison, {
      direction: 'answer',
      subject,
      holders,
      before: before.contents,
      after: after.contents,
    })
  }
}

/** What may be called next, with what values of the answer. */
function compareLinks(comparison: Comparison, where: string, [before, after]: AnswerPair): void {
  const spots = [linksIn(comparison.before, before.path), linksIn(comparison.after, after.path)] as const
  const said = [
    resolved(comparison.before, spots[0].value),
    resolved(comparison.after, spots[1].value),
  ] as const
  if (canonicalJson(said[0] ?? {}) === canonicalJson(said[1] ?? {})) return
  const [from, to] = apart(said[0] ?? {}, said[1] ?? {})
  found(comparison, { rule: 'links-changed', where, from, to, before: spots[0], after: spots[1] })
}

function linksIn(root: unknown, path: JsonPath): Spot {
  const at = spot(root, [...path, 'links'])
  return at.value === undefined ? { path } : at
}

/** What the events of a stream say. */
function compareEvents(comparison: Comparison, [before, after]: AnswerPair): void {
  const one = before.contents.find(({ eventData }) => eventData !== undefined)
  const other = after.contents.find(({ eventData }) => eventData !== undefined)
  const holders = { before: spot(comparison.before, before.path), after: spot(comparison.after, after.path) }
  if (one?.eventData === undefined || other?.eventData === undefined) {
    if (one !== undefined) found(comparison, { rule: 'event-removed', where: 'stream event', ...holders })
    if (other !== undefined) found(comparison, { rule: 'event-added', where: 'stream event', ...holders })
    return
  }
  compareSchemas(
    {
      ...comparison,
      direction: 'answer',
      subject: { whole: 'stream event', field: 'stream event field' },
      seen: new Set(),
    },
    {
      trail: '',
      before: { places: [one.eventData], anchor: one.path },
      after: { places: [other.eventData], anchor: other.path },
    },
  )
}
