import type { JsonPath, JsonRecord, Operation } from '../../contracts/index.ts'
import type { ProviderDescriptor } from '../../provider.ts'
import type { Node } from '../compare/comparison.ts'
import { alternativesAt, type Alternative } from '../schema/alternatives.ts'
import { fieldsOf, type Field } from '../schema/fields.ts'

/** The body of a submit: where in it the fields of an edit lie, and what each is for. */
export interface SubmitBody {
  /** The object that has the prompt. */
  readonly node: Node
  readonly fields: Alternative
  /** From the body down to it: empty where the body is flat, else such as `input[].params`. */
  readonly trail: string
  /** Its fields by what they are for: `option guidance`, `image 0`, or by name where nothing of ours stands for them. */
  readonly byPurpose: ReadonlyMap<string, Field>
}

/** The body of a submit, by the names its provider gives to options and images. */
export function submitBodyOf(
  root: JsonRecord,
  operation: Operation,
  provider: ProviderDescriptor,
): SubmitBody | undefined {
  const schema = operation.body?.contents[0]?.schema
  const found =
    schema === undefined ? undefined : findPrompt(root, { places: [schema], anchor: schema }, '', 0)
  if (found === undefined) return undefined
  const purposes = purposesOf(provider)
  const fields = [...fieldsOf(found.fields).values()]
  return {
    ...found,
    byPurpose: new Map(fields.map((field) => [purposes.get(field.name) ?? field.name, field])),
  }
}

const deepest = 6

/** The object that has the prompt: at the top, or in what is nested in it. */
function findPrompt(
  root: JsonRecord,
  node: Node,
  trail: string,
  depth: number,
): Omit<SubmitBody, 'byPurpose'> | undefined {
  if (depth > deepest) return undefined
  for (const alternative of alternativesAt(root, node.places)) {
    const fields = fieldsOf(alternative)
    if (alternative.kind === 'object' && fields.has('prompt')) return { node, fields: alternative, trail }
    const inside: readonly (readonly [string, readonly JsonPath[]])[] = [
      ...[...fields.values()].map(
        ({ name, places }) => [trail === '' ? name : `${trail}.${name}`, places] as const,
      ),
      [
        `${trail}[]`,
        alternative.parts.flatMap(({ path, schema }) =>
          schema['items'] === undefined ? [] : [[...path, 'items']],
        ),
      ],
    ]
    for (const [step, places] of inside) {
      const [anchor] = places
      const found = anchor === undefined ? undefined : findPrompt(root, { places, anchor }, step, depth + 1)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function purposesOf({ options, images }: ProviderDescriptor): ReadonlyMap<string, string> {
  return new Map([
    ...images.fields.map((field, index) => [field, `image ${String(index)}`] as const),
    ...Object.entries(options).map(([option, { field }]) => [field, `option ${option}`] as const),
  ])
}
