import { valueAt, type Parameter } from '../../contracts/index.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison, type Direction } from '../compare/comparison.ts'
import type { RuleId } from '../rules.ts'
import { formOf, parameterNode } from './parameter-form.ts'

interface Rules {
  readonly required: RuleId
  readonly optional: RuleId
  readonly style: RuleId
}

const rulesOf: Readonly<Record<Direction, Rules>> = {
  request: {
    required: 'request-parameter-became-required',
    optional: 'request-parameter-became-optional',
    style: 'request-parameter-style-changed',
  },
  answer: {
    required: 'answer-header-became-required',
    optional: 'answer-header-became-optional',
    style: 'answer-header-style-changed',
  },
}

/** Reports the differences of a parameter that both contracts have, or of a header that comes with both answers. */
export function compareCounterparts(
  comparison: Comparison,
  { where, direction }: { readonly where: string; readonly direction: Direction },
  [before, after]: readonly [Parameter, Parameter],
): void {
  const { required, optional, style } = rulesOf[direction]
  const at = { before: spot(comparison.before, before.path), after: spot(comparison.after, after.path) }
  const add = (rule: RuleId, [from, to]: readonly string[] = []): void =>
    found(comparison, {
      ...{ rule, where, ...at },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })
  if (before.required !== after.required) add(after.required ? required : optional)
  if (before.side === 'header' && before.name !== after.name) add('header-renamed', [before.name, after.name])
  const forms = [formOf(comparison.before, before), formOf(comparison.after, after)]
  if (forms[0] !== forms[1]) add(style, forms)
  const deprecated = [isDeprecated(comparison.before, before), isDeprecated(comparison.after, after)]
  if (deprecated[0] !== deprecated[1]) add(deprecated[1] === true ? 'deprecated-added' : 'deprecated-removed')
  compareText(comparison, where, 'description', [before.path, after.path])
  compareSchemas(
    { ...comparison, direction, subject: { whole: where, field: `${where}, field` }, seen: new Set() },
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
