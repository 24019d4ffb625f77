import { valueAt, type Parameter } from '../../contracts/index.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import type { RuleId } from '../rules.ts'
import type { OperationPair } from './compare-operation.ts'
import { formOf, parameterNode } from './parameter-form.ts'
import { namesIn } from './path-shape.ts'

/** Reports the differences of what travels in path, query, headers and cookies. */
export function compareParameters(comparison: Comparison, [before, after]: OperationPair): void {
  const sides = { before: byKey(before), after: byKey(after) }
  for (const [key, parameter] of sides.before) {
    const other = sides.after.get(key)
    if (other === undefined) reportMissing(comparison, 'request-parameter-removed', [parameter, after.path])
    else compareParameter(comparison, [parameter, other])
  }
  for (const [key, parameter] of sides.after) {
    if (sides.before.has(key)) continue
    const rule = parameter.required ? 'request-parameter-added-required' : 'request-parameter-added'
    reportMissing(comparison, rule, [parameter, before.path])
  }
  compareGroups(comparison, [before, after])
}

/** Parameters of the path by their position, headers without case. */
function byKey({ parameters, template }: OperationPair[0]): ReadonlyMap<string, Parameter> {
  const names = namesIn(template)
  return new Map(
    parameters.map((parameter) => {
      const { name, side } = parameter
      const position = side === 'path' ? names.indexOf(name) : -1
      const word = side === 'header' ? name.toLowerCase() : name
      return [`${side} ${position === -1 ? word : String(position)}`, parameter]
    }),
  )
}

function nameOf({ side, name }: Parameter): string {
  return side === 'header' ? `request header ${name}` : `${side} parameter ${name}`
}

function compareParameter(comparison: Comparison, pair: readonly [Parameter, Parameter]): void {
  const [before, after] = pair
  const name = nameOf(before)
  const add = (rule: RuleId, [from, to]: readonly string[] = []): void =>
    found(comparison, {
      rule,

      where: name,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      before: spot(comparison.before, before.path),
      after: spot(comparison.after, after.path),
    })
  if (before.required !== after.required)
    add(after.required ? 'request-parameter-became-required' : 'request-parameter-became-optional')
  if (before.side === 'header' && before.name !== after.name) add('header-renamed', [before.name, after.name])
  const forms = [formOf(comparison.before, before), formOf(comparison.after, after)]
  if (forms[0] !== forms[1]) add('request-parameter-style-changed', forms)
  const deprecated = [isDeprecated(comparison.before, before), isDeprecated(comparison.after, after)]
  if (deprecated[0] !== deprecated[1]) add(deprecated[1] === true ? 'deprecated-added' : 'deprecated-removed')
  compareText(comparison, name, 'description', [before.path, after.path])
  compareSchemas(
    {
      ...comparison,
      direction: 'request',
      subject: { whole: name, field: `${name}, field` },
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

function reportMissing(
  comparison: Comparison,
  rule: 'request-parameter-added' | 'request-parameter-added-required' | 'request-parameter-removed',
  [parameter, holder]: readonly [Parameter, OperationPair[0]['path']],
): void {
  const removed = rule === 'request-parameter-removed'
  found(comparison, {
    rule,

    where: nameOf(parameter),
    before: removed ? spot(comparison.before, parameter.path) : { path: holder },
    after: removed ? { path: holder } : spot(comparison.after, parameter.path),
  })
}

// openapi-typescript makes `query` and its like optional when every parameter in it is.
function compareGroups(comparison: Comparison, [before, after]: OperationPair): void {
  for (const side of ['query', 'header', 'cookie'] as const) {
    const [one, other] = [before, after].map(({ parameters }) =>
      parameters.filter((each) => each.side === side),
    )
    const needed = one?.find(({ required }) => required)
    const [first] = other ?? []
    if (needed === undefined || first === undefined || other?.some(({ required }) => required) === true)
      continue
    found(comparison, {
      rule: 'request-parameters-became-optional',

      where: `${side} parameters`,
      before: spot(comparison.before, needed.path),
      after: spot(comparison.after, first.path),
    })
  }
}
