import type { Parameter } from '../../contracts/index.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import { compareCounterparts } from './compare-counterparts.ts'
import type { OperationPair } from './compare-operation.ts'
import { namesIn } from './path-shape.ts'

/** Reports the differences of what travels in path, query, headers and cookies. */
export function compareParameters(comparison: Comparison, [before, after]: OperationPair): void {
  const sides = { before: byKey(before), after: byKey(after) }
  for (const [key, parameter] of sides.before) {
    const other = sides.after.get(key)
    if (other === undefined) reportMissing(comparison, 'request-parameter-removed', [parameter, after.path])
    else
      compareCounterparts(comparison, { where: nameOf(parameter), direction: 'request' }, [parameter, other])
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
