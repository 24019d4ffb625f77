import { checksOf, fromFragment, type Contract, type JsonPath, type Violation } from 'kontext-sdk/contracts'
import { replacedAt, requestRecord, withRequestJson } from '../json-reply.ts'
import type { Mutant, MutantRequest } from '../mutant.ts'
import { placeName } from './field-places.ts'
import { leastValue } from './least-value.ts'

/** What a submit broke: which field, and which word of its schema. */
export interface BrokenConstraint {
  readonly field: JsonPath
  readonly keyword: string
}

/** The constraints that a submit breaks, as the contract sees it. */
export function brokenConstraints(
  contract: Contract,
  request: MutantRequest,
  path: string,
): readonly BrokenConstraint[] {
  return violationsOf(contract, request, path).map(({ location, keyword }) => ({
    field: fieldOf(location),
    keyword,
  }))
}

/** One mutant for each constraint that the suite tries: the mock does not notice when a submit breaks it. */
export function constraintMutants(contract: Contract, tried: readonly BrokenConstraint[]): readonly Mutant[] {
  const named = new Map(
    tried.map((one) => [
      `${contract.id}.submit.${placeName(one.field) || 'body'}.${one.keyword}.unchecked`,
      one,
    ]),
  )
  return [...named].map(([name, { field, keyword }]) => ({
    name,
    provider: contract.id,
    family: 'constraint-unchecked' as const,
    about: `A submit is read as if \`${placeName(field) || 'its body'}\` kept \`${keyword}\`.`,
    caughtBy: `validation.${kindOf(keyword)}`,
    start: () => ({
      request: ({ operation, request, path }) =>
        operation === 'submit' ? repaired(contract, request, { path, field, keyword }) : undefined,
    }),
  }))
}

/** What the suite calls it: one case is about several words that mean much the same. */
function kindOf(keyword: string): string {
  if (keyword === 'const') return 'enum'
  if (keyword === 'minItems' || keyword === 'maxItems') return 'items'
  return keyword.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function repaired(
  contract: Contract,
  request: MutantRequest,
  { path, field, keyword }: BrokenConstraint & { readonly path: string },
): MutantRequest | undefined {
  const { root } = contract.document
  const isMeant = (one: Violation): boolean =>
    one.keyword === keyword && placeName(fieldOf(one.location)) === placeName(field)
  const found = violationsOf(contract, request, path).filter(isMeant)
  if (found.length === 0) return undefined
  const body = found.reduce<unknown>((before, { location, contract: place }) => {
    // Of an object that lacks a field the schema of the field counts.
    const owner = fromFragment(place?.pointer ?? '').slice(0, -1)
    const schema = keyword === 'required' ? [...owner, 'properties', String(field.at(-1))] : owner
    return replacedAt(before, fieldOf(location), leastValue(root, schema))
  }, requestRecord(request))
  return withRequestJson(request, body)
}

function violationsOf(contract: Contract, request: MutantRequest, path: string): readonly Violation[] {
  const body = requestRecord(request)
  if (body === undefined) return []
  const { method, headers } = request
  const found = checksOf(contract.document).violations({ method, path, query: {}, headers, body })
  return found.filter(({ location }) => location[0] === 'body')
}

function fieldOf(location: Violation['location']): JsonPath {
  return location.slice(1).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}
