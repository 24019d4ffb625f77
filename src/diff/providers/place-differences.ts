import { operationsOf, type JsonPath, type JsonRecord, type Operation } from '../../contracts/index.ts'
import type { DifferenceRule, PortableDifference, Treatment } from '../../portability/index.ts'
import type { ProviderDescriptor } from '../../provider.ts'
import type { Side } from '../finding.ts'
import { sideOf } from '../finding-list.ts'
import { partsAt } from '../schema/parts.ts'
import { settled, spot } from '../compare/comparison.ts'
import type { Described } from './described.ts'
import { isSubmit, rolesOf, type Roles } from './roles.ts'
import { submitBodyOf, type SubmitBody } from './submit-body.ts'

/** How one provider treats one part of an edit, and the statement of its contract that says so. */
export interface PlacedTreatment extends Treatment {
  readonly at: Side
}

/** What differs for a portable call, with both places and their evidence. */
export interface PlacedDifference extends PortableDifference {
  readonly a: PlacedTreatment
  readonly b: PlacedTreatment
}

/** Finds in both contracts the statement behind each difference. */
export function placeDifferences(
  differences: readonly PortableDifference[],
  a: Described,
  b: Described,
): readonly PlacedDifference[] {
  const [one, other] = [surveyOf(a), surveyOf(b)]
  return differences.map((difference) => ({
    ...difference,
    a: { ...difference.a, at: sideOf(a.contract, placeIn(one, difference)) },
    b: { ...difference.b, at: sideOf(b.contract, placeIn(other, difference)) },
  }))
}

interface Survey {
  readonly root: JsonRecord
  readonly provider: ProviderDescriptor
  readonly roles: Roles
  readonly submit: Operation | undefined
  readonly body: SubmitBody | undefined
}

function surveyOf({ contract, provider }: Described): Survey {
  const { root } = contract.document
  const roles = rolesOf(operationsOf(root), provider)
  const submit = roles.get('submit max') ?? [...roles].find(([role]) => isSubmit(role))?.[1]
  const body = submit === undefined ? undefined : submitBodyOf(root, submit, provider)
  return { root, provider, roles, submit, body }
}

/** The statement of a contract that a difference is about; where there is none, what would hold it. */
function placeIn(survey: Survey, { path, rule, witness }: PortableDifference): ReturnType<typeof spot> {
  const { root, provider, roles, submit, body } = survey
  const there = (place: JsonPath | undefined, holder: JsonPath): ReturnType<typeof spot> =>
    place === undefined ? { path: holder } : spot(root, place)
  const atSubmit: JsonPath = submit?.path ?? ['paths']
  if (path === 'model') return operationSpot(roles.get(`submit ${witness.model ?? 'max'}`))
  if (rule === 'cancel' || rule === 'stream') return operationSpot(roles.get(rule))
  if (rule === 'webhook') {
    const name = provider.webhook?.query
    return there(submit?.parameters.find((parameter) => parameter.name === name)?.path, atSubmit)
  }
  const field = [...(body?.byPurpose ?? [])].find(([purpose]) => purpose === purposeOf(path))?.[1]
  const holder = body === undefined ? atSubmit : settled(root, body.node).anchor
  if (field === undefined) return { path: holder }
  if (rule === 'required' && field.required !== undefined) return spot(root, field.required)
  return there(leafOf(root, field.places, rule) ?? field.places[0], holder)
}

function operationSpot(operation: Operation | undefined): ReturnType<typeof spot> {
  if (operation === undefined) return { path: ['paths'] }
  const { path, method, template } = operation
  return { path, value: `${method.toUpperCase()} ${template}` }
}

/** `guidance` is `option guidance`, `image[1]` is `image 1`; prompt and native fields keep their names. */
function purposeOf(path: string): string {
  const [, index = '0'] = /^image(?:\[(\d+)\])?$/.exec(path) ?? []
  if (path.startsWith('image')) return `image ${index}`
  if (path.startsWith('native.')) return path.slice('native.'.length)
  return path === 'prompt' ? path : `option ${path}`
}

const leaves: Readonly<Partial<Record<DifferenceRule, readonly string[]>>> = {
  range: ['maximum', 'exclusiveMaximum', 'minimum', 'enum'],
  values: ['enum', 'const', 'x-range', 'pattern'],
  ratio: ['x-range', 'enum', 'pattern'],
  scale: ['maximum', 'enum', 'type'],
  type: ['type'],
  default: ['default'],
  'always-sent': ['default'],
  'image-form': ['x-accepts'],
  'image-encoding': ['x-accepts'],
}

function leafOf(root: unknown, places: readonly JsonPath[], rule: DifferenceRule): JsonPath | undefined {
  const parts = partsAt(root, places)
  for (const word of leaves[rule] ?? []) {
    const part = parts.find(({ schema }) => schema[word] !== undefined)
    if (part !== undefined) return [...part.path, word]
  }
  return undefined
}
