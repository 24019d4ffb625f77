import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { ContractDocument } from './contract-document.ts'
import { entriesOf, isRecord, toFragment, type JsonPath } from './json-tree.ts'

// What OpenAPI 3.1 adds to JSON Schema 2020-12 (its "OAS base vocabulary"), and Ajv does not know.
const openApiWords = ['discriminator', 'example', 'externalDocs', 'xml']
const base = 'contract'

/**
 * What a schema refuses in a value.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export interface SchemaError {
  /** JSON pointer into the value; empty for the value itself. */
  readonly instancePath: string
  /** JSON Schema keyword that refused: `maximum`, `required`, … */
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string
  /** The schema that has the keyword. */
  readonly parentSchema?: unknown
}

/**
 * Holds a value against a schema, and keeps what it refused.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export interface SchemaCheck {
  (value: unknown): boolean
  errors?: readonly SchemaError[] | null
}

/**
 * How schemas are compiled.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export interface SchemaCompilerOptions {
  /** Words without meaning are errors. */
  readonly strict: boolean
  /** Required properties must be described beside. @default that of `strict` */
  readonly strictRequired?: boolean
  /** Texts are read as numbers and booleans, for parameters and headers. @default false */
  readonly coerceTypes?: boolean
}

/**
 * Compiles the schemas of one contract where they stand, so that every error knows its line.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export class SchemaCompiler {
  readonly document: ContractDocument
  readonly #ajv: Ajv2020
  /** Where each schema object of the tree stands. */
  #places: Map<object, JsonPath> | undefined

  constructor(document: ContractDocument, options: SchemaCompilerOptions) {
    this.document = document
    this.#ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, ...options })
    // Its default export is CommonJS's `exports` object under Node's loader, the function itself under a bundler's.
    const addFormats = 'default' in formats ? formats.default : formats
    addFormats(this.#ajv)
    // Ajv takes the document itself for a schema on its way to those inside; its own words mean nothing to Ajv.
    const words = new Set([...openApiWords, ...Object.keys(document.root), ...extensionsIn(document.root)])
    this.#ajv.addVocabulary([...words].filter((word) => this.#ajv.RULES.keywords[word] !== true))
    this.#ajv.addSchema(document.root, base, undefined, false)
  }

  /** Whether a word means something in a schema, or was declared to mean nothing. */
  isKeyword(word: string): boolean {
    return this.#ajv.RULES.keywords[word] === true
  }

  /** What JSON Schema 2020-12 itself refuses in a schema. */
  mistakesIn(schema: boolean | object): readonly SchemaError[] {
    return this.#ajv.validateSchema(schema) === true ? [] : (this.#ajv.errors ?? [])
  }

  /** The validator of the schema at `path`. Throws what Ajv throws where it is no schema. */
  compile(path: JsonPath): SchemaCheck {
    const found = this.#ajv.getSchema(base + toFragment(path))
    if (found === undefined) throw new Error(`no schema at ${toFragment(path)}`)
    return found
  }

  /** A validator of one object whose properties have the schemas at these paths; values are coerced from text. */
  compileObject(properties: ReadonlyMap<string, JsonPath>, required: readonly string[]): SchemaCheck {
    return this.#ajv.compile({
      type: 'object',
      properties: Object.fromEntries(
        [...properties].map(([name, path]) => [name, { $ref: base + toFragment(path) }]),
      ),
      required,
    })
  }

  /** Where in the contract the keyword stands that refused, when the contract is what refused. */
  pathOf({ parentSchema, keyword }: SchemaError): JsonPath | undefined {
    const owner = isRecord(parentSchema) ? this.#pathOf(parentSchema) : undefined
    return owner === undefined ? undefined : [...owner, keyword]
  }

  #pathOf(schema: object): JsonPath | undefined {
    this.#places ??= placesOf(this.document.root)
    return this.#places.get(schema)
  }
}

function placesOf(root: unknown): Map<object, JsonPath> {
  const places = new Map<object, JsonPath>()
  const visit = (value: unknown, path: JsonPath): void => {
    if (typeof value !== 'object' || value === null || places.has(value)) return
    places.set(value, path)
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index]))
    else for (const [key, item] of entriesOf(value)) visit(item, [...path, key])
  }
  visit(root, [])
  return places
}

function extensionsIn(root: unknown): string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else {
      for (const [key, item] of entriesOf(value)) {
        if (key.startsWith('x-')) found.add(key)
        visit(item)
      }
    }
  }
  visit(root)
  // Ajv takes names of this form only; another one could be no keyword of a schema it compiles.
  return [...found].filter((name) => /^[a-z_$][a-z0-9_$:-]*$/i.test(name))
}
