import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { ContractDocument, Place } from './contract-document.ts'
import { entriesOf, isRecord, toFragment, type JsonPath } from './json-tree.ts'

// What OpenAPI 3.1 adds to JSON Schema 2020-12 (its "OAS base vocabulary"), and Ajv does not know.
const openApiWords = ['discriminator', 'example', 'externalDocs', 'xml']
const base = 'contract'

/** Compiles the schemas of one contract where they stand, so that every error knows its line. */
export class SchemaCompiler {
  readonly #document: ContractDocument
  readonly #ajv: Ajv2020
  /** Where each schema object of the tree stands. */
  #places: Map<object, JsonPath> | undefined

  constructor(document: ContractDocument, options: Options) {
    this.#document = document
    this.#ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, ...options })
    // Its default export is CommonJS's `exports` object under Node's loader, the function itself under a bundler's.
    const addFormats = 'default' in formats ? formats.default : formats
    addFormats(this.#ajv)
    // Ajv takes the document itself for a schema on its way to those inside; its own words mean nothing to Ajv.
    const words = new Set([...openApiWords, ...Object.keys(document.root), ...extensionsIn(document.root)])
    this.#ajv.addVocabulary([...words].filter((word) => this.#ajv.RULES.keywords[word] !== true))
    this.#ajv.addSchema(document.root, base, undefined, false)
  }

  get ajv(): Ajv2020 {
    return this.#ajv
  }

  /** The validator of the schema at `path`. Throws what Ajv throws where it is no schema. */
  compile(path: JsonPath): ValidateFunction {
    const found = this.#ajv.getSchema(base + toFragment(path))
    if (found === undefined) throw new Error(`no schema at ${toFragment(path)}`)
    return found
  }

  /** A validator of one object whose properties have the schemas at these paths; values are coerced from text. */
  compileObject(properties: ReadonlyMap<string, JsonPath>, required: readonly string[]): ValidateFunction {
    return this.#ajv.compile({
      type: 'object',
      properties: Object.fromEntries(
        [...properties].map(([name, path]) => [name, { $ref: base + toFragment(path) }]),
      ),
      required,
    })
  }

  /** Where the keyword stands that refused, when the contract is what refused. */
  placeOf({ parentSchema, keyword }: ErrorObject): Place | undefined {
    const owner = isRecord(parentSchema) ? this.#pathOf(parentSchema) : undefined
    return owner === undefined ? undefined : this.#document.place([...owner, keyword])
  }

  #pathOf(schema: object): JsonPath | undefined {
    this.#places ??= placesOf(this.#document.root)
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
