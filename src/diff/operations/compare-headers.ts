import { valueAt, type JsonPath, type Parameter } from '../../contracts/index.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import type { RuleId } from '../rules.ts'
import { formOf, parameterNode } from './parameter-form.ts'

/** What has headers, and where it stands. */
export interface Headed {
  readonly headers: readonly Parameter[]
  readonly path: JsonPath
}

/** Reports the differences of headers that a client receives: with an answer, or with a request of a provider. */
export function compareHeaders(
  comparison: Comparison,
  holder: string,
  [before, after]: readonly [Headed, Headed],
): void {
  for (const header of before.headers) {
    const where = `${nounOf(header)} ${holder}`
    const other = sameIn(after, header)
    if (other !== undefined) compareHeader(comparison, where, [header, other])
    else {
      const at = { before: spot(comparison.before, header.path), after: { path: after.path } }
      found(comparison, { rule: 'answer-header-removed', where, ...at })
    }
  }
  for (const header of after.headers) {
    if (sameIn(before, header) !== undefined) continue
    const at = { before: { path: before.path }, after: spot(comparison.after, header.path) }
    found(comparison, { rule: 'answer-header-added', where: `${nounOf(header)} ${holder}`, ...at })
  }
}

function nounOf({ side, name }: Parameter): string {
  return side === 'header' ? `header ${name}` : `${side} parameter ${name}`
}

/** Header names have no case. */
function sameIn({ headers }: Headed, { name, side }: Parameter): Parameter | undefined {
  const word = (text: string): string => (side === 'header' ? text.toLowerCase() : text)
  return headers.find((other) => other.side === side && word(other.name) === word(name))
}

function compareHeader(
  comparison: Comparison,
  where: string,
  [before, after]: readonly [Parameter, Parameter],
): void {
  const at = { before: spot(comparison.before, before.path), after: spot(comparison.after, after.path) }
  const add = (rule: RuleId, [from, to]: readonly string[] = []): void =>
    found(comparison, {
      ...{ rule, where, ...at },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })
  if (before.name !== after.name) add('header-renamed', [before.name, after.name])
  if (before.required !== after.required)
    add(after.required ? 'answer-header-became-required' : 'answer-header-became-optional')
  const forms = [formOf(comparison.before, before), formOf(comparison.after, after)]
  if (forms[0] !== forms[1]) add('answer-header-style-changed', forms)
  const deprecated = [isDeprecated(comparison.before, before), isDeprecated(comparison.after, after)]
  if (deprecated[0] !== deprecated[1]) add(deprecated[1] === true ? 'deprecated-added' : 'deprecated-removed')
  compareText(comparison, where, 'description', [before.path, after.path])
  compareSchemas(
    {
      ...comparison,
      direction: 'answer',
      subject: { whole: where, field: `${where}, field` },
      seen: new Set(),
    },
    {
      trail: '',
      before: parameterNode(comparison.before, before),
      after: parameterNode(comparison.after, after),
    },
  )
}

function isDeprecated(root: unknown, { path }: Parameter): boolean {
  return valueAt(root, [...path, 'deprecated']) === true
}
