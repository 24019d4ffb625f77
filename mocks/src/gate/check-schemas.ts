import {
  allPlaces,
  entriesOf,
  fromFragment,
  innerPlaces,
  isRecord,
  schemaPlaces,
  toFragment,
  valueAt,
  type JsonPath,
  type Operation,
  type SchemaCheck,
  type SchemaCompiler,
} from 'kontext-sdk/contracts'
import type { Report } from './check-contract.ts'

/** The validator of the schema at a path, when it is a sound one. */
export type Sound = (path: JsonPath) => SchemaCheck | undefined

interface SchemasCheck {
  readonly root: unknown
  readonly operations: readonly Operation[]
  readonly compiler: SchemaCompiler
  readonly report: Report
}

/** Holds every schema against JSON Schema 2020-12 and compiles it strictly. Returns the validators of those that stood. */
export function checkSchemas({ root, operations, compiler, report }: SchemasCheck): Sound {
  const places = schemaPlaces(root, operations)
  const wrong = new Set<string>()
  for (const path of places) {
    let mistakes = 0
    const note: Report = (at, finding) => {
      mistakes += 1
      report(at, finding)
    }
    checkWords(root, path, compiler, note)
    checkAgainstMeta(root, path, compiler, note)
    if (mistakes > 0) wrong.add(toFragment(path))
  }
  const sound: Sound = (path) => {
    try {
      return compiler.compile(path)
    } catch {
      return undefined
    }
  }
  // A schema that only refers to a broken one does not compile either; the broken one has been reported.
  if (wrong.size === 0) for (const path of places) reportSmallest(root, path, { compiler, report })
  return sound
}

/** What no schema of schemas sees: words without meaning, and texts that are no regular expressions. */
function checkWords(root: unknown, path: JsonPath, compiler: SchemaCompiler, report: Report): void {
  for (const place of allPlaces(root, path)) {
    for (const [word, value] of entriesOf(valueAt(root, place))) {
      const at = [...place, word]
      if (word === 'nullable')
        report(at, {
          rule: 'keyword',
          message: 'OpenAPI 3.1 has no nullable',
          remedy: "Add 'null' to the type instead.",
        })
      else if (!compiler.isKeyword(word))
        report(at, {
          rule: 'keyword',
          message: `${JSON.stringify(word)} is no keyword of JSON Schema 2020-12; it would check nothing`,
          remedy: 'Correct its spelling, or begin it with x-.',
        })
      if (word === 'pattern' && typeof value === 'string') checkPattern(at, value, report)
      if (word === 'patternProperties')
        for (const [pattern] of entriesOf(value)) checkPattern([...at, pattern], pattern, report)
    }
  }
}

function checkPattern(at: JsonPath, pattern: string, report: Report): void {
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    report(at, {
      rule: 'pattern',
      message: error instanceof Error ? error.message : String(error),
      remedy: 'Write a regular expression of ECMAScript.',
    })
  }
}

function checkAgainstMeta(root: unknown, path: JsonPath, compiler: SchemaCompiler, report: Report): void {
  const schema = valueAt(root, path)
  if (!isRecord(schema) && typeof schema !== 'boolean') {
    report(path, {
      rule: 'schema',
      message: 'This is no schema',
      remedy: 'Write a mapping of keywords.',
    })
    return
  }
  for (const { instancePath, keyword, message, params } of compiler.mistakesIn(schema)) {
    // They only say that one of their parts, which is listed too, did not hold.
    if (/^(allOf|anyOf|oneOf|if|\$ref|\$dynamicRef)$/.test(keyword)) continue
    const allowed: unknown = 'allowedValues' in params ? params['allowedValues'] : undefined
    report([...path, ...fromFragment(instancePath)], {
      rule: 'schema',
      message: `The value ${message ?? 'is wrong'}${Array.isArray(allowed) ? `: ${allowed.join(', ')}` : ''}`,
      remedy: 'See json-schema.org/draft/2020-12 for what the keyword takes.',
    })
  }
}

/** Reports the smallest schemas that do not compile; the ones around them fail for the same reason. */
function reportSmallest(
  root: unknown,
  path: JsonPath,
  context: Pick<SchemasCheck, 'compiler' | 'report'>,
): boolean {
  const { compiler, report } = context
  try {
    compiler.compile(path)
    return false
  } catch (error) {
    const schema = valueAt(root, path)
    // What it refers to is looked at where it stands.
    if (isRecord(schema) && schema['$ref'] !== undefined) return true
    const inner = innerPlaces(root, path).filter((place) => reportSmallest(root, place, context))
    if (inner.length > 0) return true
    const said = error instanceof Error ? error.message : String(error)
    const word = said.startsWith('unknown format') ? 'format' : (/keyword:? "([^"]+)"/.exec(said)?.[1] ?? '')
    report(isRecord(schema) && Object.hasOwn(schema, word) ? [...path, word] : path, {
      rule: 'schema',
      message: said.replace(/^strict mode: /, '').replace(/ (at|ignored in schema at path) "[^"]*#.*$/, ''),
      remedy: 'Correct it, or remove it; it checks nothing like this.',
    })
    return true
  }
}
