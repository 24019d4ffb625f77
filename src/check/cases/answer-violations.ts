import { follow } from '../../contracts/operations.ts'
import { fromFragment, toPointer, valueAt, type JsonPath } from '../../contracts/json-tree.ts'
import type { Violation } from '../../contracts/exchange.ts'

const unions = ['anyOf', 'oneOf']

/**
 * The violations that say the most: where a value fits none of several schemas, those of the schema it was meant for, told
 * by the words it has in common with it, else by how little is wrong.
 */
export function clearest(root: unknown, given: readonly Violation[]): readonly Violation[] {
  const violations = withoutTwins(given)
  const union = violations.find(
    ({ keyword, contract }) => unions.includes(keyword) && contract?.pointer !== undefined,
  )
  const pointer = union?.contract?.pointer
  if (union === undefined || pointer === undefined) return violations
  const inside = violations.filter((one) => one !== union && isInside(one, union))
  const branches = branchesAt(root, pointer).map((prefix) => inside.filter((one) => isBelow(one, prefix)))
  const members = new Set(branches.flat())
  const rest = violations.filter((one) => one !== union && !members.has(one))
  // What several branches refer to is below none of them.
  const isShared = inside.some((one) => !members.has(one))
  const meant = branches
    .filter((branch) => (branch.length > 0 || isShared) && !branch.some((one) => isOtherWord(one, union)))
    .toSorted((a, b) => a.length - b.length)[0]
  return [...clearest(root, rest), ...(meant === undefined ? [named(union, members)] : clearest(root, meant))]
}

/** What two branches refer to is found wrong twice. */
function withoutTwins(violations: readonly Violation[]): readonly Violation[] {
  const keyOf = ({ location, keyword, message, contract }: Violation): string =>
    JSON.stringify([location, keyword, message, contract?.pointer])
  return [...new Map(violations.map((violation) => [keyOf(violation), violation])).values()]
}

/** Where the schemas of a union really stand. */
function branchesAt(root: unknown, pointer: string): readonly string[] {
  const path = fromFragment(pointer)
  const list = valueAt(root, path)
  return Array.isArray(list)
    ? list.map((_schema, index) => toPointer(follow(root, [...path, index] satisfies JsonPath)))
    : []
}

function isBelow({ contract }: Violation, prefix: string): boolean {
  return contract?.pointer?.startsWith(`${prefix}/`) === true
}

function isInside(one: Violation, union: Violation): boolean {
  return union.location.every((step, index) => one.location[index] === step)
}

/** A word that tells schemas apart stands right inside the value: `status`. */
function isOtherWord({ keyword, location }: Violation, union: Violation): boolean {
  return (keyword === 'const' || keyword === 'enum') && location.length === union.location.length + 1
}

function named(union: Violation, members: ReadonlySet<Violation>): Violation {
  const words = [...members].filter((one) => isOtherWord(one, union))
  const [first] = words
  if (first === undefined) return union
  const said = [...new Set(words.map(({ message }) => message))].join(', or ')
  return { ...union, location: first.location, message: said }
}
