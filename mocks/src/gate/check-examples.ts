import {
  allPlaces,
  follow,
  fromFragment,
  isRecord,
  schemaPlaces,
  toFragment,
  valueAt,
  type Content,
  type JsonPath,
  type Operation,
  type Parameter,
  type SchemaError,
} from 'kontext-sdk/contracts'
import type { Report } from './check-contract.ts'
import type { Sound } from './check-schemas.ts'

interface ExampleCheck {
  readonly root: unknown
  readonly operations: readonly Operation[]
  readonly sound: Sound
  readonly report: Report
}

/** Every example must keep its schema: the mock answers with them. Defaults and the examples inside schemas too. */
export function checkExamples({ root, operations, sound, report }: ExampleCheck): void {
  const seen = new Set<string>()
  const check = (stated: JsonPath, path: JsonPath, value: unknown): void => {
    const schema = follow(root, stated)
    const key = toFragment(path) + toFragment(schema)
    if (seen.has(key)) return
    seen.add(key)
    const validate = sound(schema)
    if (validate === undefined || validate(value)) return
    for (const { instancePath, message } of telling(validate.errors ?? []))
      report([...path, ...fromFragment(instancePath)], {
        rule: 'example',
        message: `The example breaks its schema: ${instancePath === '' ? 'it' : instancePath} ${message ?? 'is wrong'}`,
        remedy: 'Correct the example, or the schema.',
      })
  }
  for (const owner of ownersOf(operations)) {
    const { schema } = owner
    if (schema !== undefined) for (const { path, value } of owner.examples) check(schema, path, value)
    if ('mediaType' in owner) checkEvents(owner, check)
  }
  for (const place of schemaPlaces(root, operations).flatMap((path) => allPlaces(root, path))) {
    const held = valueAt(root, place)
    if (!isRecord(held)) continue
    for (const word of ['default', 'example'])
      if (held[word] !== undefined) check(place, [...place, word], held[word])
    const { examples } = held
    if (Array.isArray(examples))
      examples.forEach((value: unknown, index) => check(place, [...place, 'examples', index], value))
  }
}

function ownersOf(operations: readonly Operation[]): readonly (Content | Parameter)[] {
  return operations.flatMap(({ parameters, body, answers }) => [
    ...parameters,
    ...(body?.contents ?? []),
    ...answers.flatMap(({ contents, headers }) => [...contents, ...headers]),
  ])
}

/** The events of an example stream, one `data:` line each. */
function checkEvents(
  { eventData, examples }: Content,
  check: (schema: JsonPath, path: JsonPath, value: unknown) => void,
): void {
  if (eventData === undefined) return
  for (const { value, path } of examples) {
    for (const line of String(value).split('\n')) {
      if (line.startsWith('data:')) check(eventData, path, parse(line.slice('data:'.length)))
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Errors without those that only say that one of their parts did not hold. */
function telling(errors: readonly SchemaError[]): readonly SchemaError[] {
  const parts = errors.filter(({ keyword }) => !/^(anyOf|oneOf|if)$/.test(keyword))
  return parts.length > 0 ? parts : errors
}
