import type { ContractDocument } from './contract-document.ts'
import type { ContractAnswer, ContractPlace, ContractRequest, Violation } from './exchange.ts'
import { fromFragment, isRecord, toPointer, valueAt, type JsonPath } from './json-tree.ts'
import { mediaTypeOf, mediaTypesMatch } from './media-type.ts'
import type { AnswerSpec, Content, Operation, Parameter } from './operations.ts'
import { SchemaCompiler, type SchemaCheck, type SchemaError } from './schema-compiler.ts'

/** The two compilers of a contract: bodies are taken as they are, parameters are text to be coerced. */
export class Compilers {
  readonly document: ContractDocument
  #exact: SchemaCompiler | undefined
  #coercing: SchemaCompiler | undefined

  constructor(document: ContractDocument) {
    this.document = document
  }

  get exact(): SchemaCompiler {
    this.#exact ??= new SchemaCompiler(this.document, { strict: false })
    return this.#exact
  }

  get coercing(): SchemaCompiler {
    this.#coercing ??= new SchemaCompiler(this.document, { strict: false, coerceTypes: true })
    return this.#coercing
  }
}

type Side = 'header' | 'path' | 'query'
/** Says what is wrong with a set of named texts. */
type TextCheck = (values: Readonly<Record<string, string>>) => readonly Violation[]

/** Everything a contract says about the requests and answers of one operation, ready to be asked. */
export class OperationChecks {
  readonly #operation: Operation
  readonly #compilers: Compilers
  readonly #parameters: ReadonlyMap<Side, TextCheck>
  readonly #answerHeaders = new Map<AnswerSpec, TextCheck>()
  readonly #bodies = new Map<JsonPath, SchemaCheck>()

  constructor(operation: Operation, compilers: Compilers) {
    this.#operation = operation
    this.#compilers = compilers
    const sides: readonly Side[] = ['header', 'query', 'path']
    this.#parameters = new Map(
      sides.map((side) => [
        side,
        makeTextCheck(
          side,
          operation.parameters.filter((parameter) => parameter.side === side),
          compilers,
        ),
      ]),
    )
  }

  /** What a request breaks. `values` is what stands in the templates of the path. */
  request(request: ContractRequest, values: Readonly<Record<string, string>>): readonly Violation[] {
    const violations = this.#requestBody(request)
    const add = (side: Side, texts: Readonly<Record<string, string>>): void => {
      const found = this.#parameters.get(side)?.(texts) ?? []
      if (found.length > 0) violations.push(...found)
    }
    add('header', request.headers)
    add('query', request.query)
    add('path', values)
    return violations
  }

  /** What an answer breaks: its status, its media type, its body and its headers. */
  answer({ status, body, headers = {} }: ContractAnswer): readonly Violation[] {
    const spec = answerFor(this.#operation.answers, status)
    if (spec === undefined) {
      const codes = this.#operation.answers.map(({ code }) => code).join(', ')
      return [
        this.#at(['status'], 'status', `must be one of ${codes}`, [...this.#operation.path, 'responses']),
      ]
    }
    const violations: Violation[] = []
    const type = headerOf(headers, 'content-type')
    const content = spec.contents.find(
      ({ mediaType }) => type !== undefined && mediaTypesMatch(type, mediaType),
    )
    if (spec.contents.length > 0 && content === undefined)
      violations.push(this.#wrongType(spec.contents, spec.path))
    const checked = content ?? spec.contents[0]
    if (checked?.schema !== undefined) violations.push(...this.#body(body, checked.schema))
    let check = this.#answerHeaders.get(spec)
    if (check === undefined) {
      check = makeTextCheck('header', spec.headers, this.#compilers)
      this.#answerHeaders.set(spec, check)
    }
    violations.push(...check(headers))
    return violations
  }

  /** What one event of a stream breaks; nothing where the contract says nothing of events. */
  event(status: number, data: unknown): readonly Violation[] {
    const schema = answerFor(this.#operation.answers, status)?.contents[0]?.eventData
    return schema === undefined ? [] : this.#body(data, schema)
  }

  #requestBody({ body, headers }: ContractRequest): Violation[] {
    const { body: spec } = this.#operation
    if (spec === undefined) return []
    if (body === undefined || body === null)
      return spec.required ? [this.#at(['body'], 'required', 'is required', [...spec.path, 'required'])] : []
    const type = headerOf(headers, 'content-type')
    const content = contentFor(spec.contents, type)
    if (content === undefined) return [this.#wrongType(spec.contents, spec.path)]
    return content.schema === undefined ? [] : this.#body(body, content.schema)
  }

  #body(body: unknown, schema: JsonPath): Violation[] {
    let validate = this.#bodies.get(schema)
    if (validate === undefined) {
      validate = this.#compilers.exact.compile(schema)
      this.#bodies.set(schema, validate)
    }
    if (validate(body)) return []
    return (validate.errors ?? []).map((error) => toViolation('body', error, this.#compilers.exact))
  }

  #wrongType(contents: readonly Content[], path: JsonPath): Violation {
    const types = contents.map(({ mediaType }) => mediaType).join(', ')
    return this.#at(['header', 'content-type'], 'content-type', `must be ${types}`, [...path, 'content'])
  }

  #at(location: readonly string[], keyword: string, message: string, path: JsonPath): Violation {
    return { location, keyword, message, contract: placeIn(this.#compilers.document, path) }
  }
}

/**
 * The answer of a contract for a status: the status itself, its class, or the default.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function answerFor(answers: readonly AnswerSpec[], status: number): AnswerSpec | undefined {
  const text = String(status)
  const withCode = (code: string): AnswerSpec | undefined => answers.find((answer) => answer.code === code)
  return withCode(text) ?? withCode(`${text.slice(0, 1)}XX`) ?? withCode('default')
}

function contentFor(contents: readonly Content[], type: string | undefined): Content | undefined {
  return type === undefined
    ? contents[0]
    : contents.find(({ mediaType }) => mediaTypesMatch(mediaTypeOf(type), mediaType))
}

function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = headers[name]
  if (found !== undefined) return found
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
}

function makeTextCheck(side: Side, parameters: readonly Parameter[], compilers: Compilers): TextCheck {
  const described = parameters.flatMap((parameter) =>
    parameter.schema === undefined
      ? []
      : [{ ...parameter, key: parameter.name.toLowerCase(), schema: parameter.schema }],
  )
  if (described.length === 0) return () => []
  const { document } = compilers
  const lists = new Map(
    described.map(({ key, schema, explode }) => [
      key,
      isList(document.root, schema) ? { explode } : undefined,
    ]),
  )
  let validate: SchemaCheck | undefined
  return (texts) => {
    validate ??= compilers.coercing.compileObject(
      new Map(described.map(({ key, schema }) => [key, schema])),
      described.filter(({ required }) => required).map(({ key }) => key),
    )
    const read: Record<string, unknown> = {}
    for (const [name, text] of Object.entries(texts)) {
      const key = name.toLowerCase()
      if (!lists.has(key)) continue
      const list = lists.get(key)
      // An empty value is no value: `?logs=`.
      if (text === '') read[key] = undefined
      else read[key] = list === undefined ? text : list.explode ? [text] : text.split(',')
    }
    if (validate(read)) return []
    return (validate.errors ?? []).map((error) => {
      const found = toViolation(side, error, compilers.coercing)
      const owner = described.find(({ key }) => key === found.location[1])
      return found.contract !== undefined || owner === undefined
        ? found
        : { ...found, contract: placeIn(document, owner.path) }
    })
  }
}

function isList(root: unknown, schema: JsonPath): boolean {
  const held = valueAt(root, schema)
  if (!isRecord(held)) return false
  const { $ref: reference, type } = held
  return typeof reference === 'string' ? isList(root, fromFragment(reference)) : type === 'array'
}

function toViolation(side: 'body' | Side, error: SchemaError, compiler: SchemaCompiler): Violation {
  const { instancePath, keyword, params, message = 'is wrong' } = error
  const missing: unknown = keyword === 'required' ? params['missingProperty'] : undefined
  const path = compiler.pathOf(error)
  return {
    location: [side, ...fromFragment(instancePath), ...(typeof missing === 'string' ? [missing] : [])],
    keyword,
    message: message + detail(params),
    ...(path === undefined ? {} : { contract: placeIn(compiler.document, path) }),
  }
}

function placeIn(document: ContractDocument, path: JsonPath): ContractPlace {
  return { ...document.place(path), pointer: toPointer(path) }
}

/** What Ajv knows more than it says. */
function detail(params: SchemaError['params']): string {
  const allowed: unknown = params['allowedValues']
  const constant: unknown = params['allowedValue']
  const additional: unknown = params['additionalProperty']
  const unevaluated: unknown = params['unevaluatedProperty']
  if (Array.isArray(allowed)) return `: ${allowed.join(', ')}`
  if (typeof constant === 'string') return `: ${constant}`
  if (typeof additional === 'string') return `; found '${additional}'`
  return typeof unevaluated === 'string' ? `: '${unevaluated}'` : ''
}
