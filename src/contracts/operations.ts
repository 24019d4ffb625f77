import { entriesOf, fromFragment, isRecord, valueAt, type JsonPath } from './json-tree.ts'

const methods = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace'] as const
const sides = ['path', 'query', 'header', 'cookie'] as const

/** A named value of a contract that shows what its schema means. */
export interface Example {
  /** `default` where the contract gives it no name. */
  readonly name: string
  readonly value: unknown
  readonly path: JsonPath
}

/** One media type of a body. */
export interface Content {
  readonly mediaType: string
  /** Where the schema stands, when there is one. */
  readonly schema?: JsonPath
  readonly examples: readonly Example[]
  /** Where the schema of a stream's events stands. */
  readonly eventData?: JsonPath
  readonly path: JsonPath
}

/** A parameter of a request, or a header of an answer. */
export interface Parameter {
  readonly name: string
  readonly side: (typeof sides)[number]
  readonly required: boolean
  readonly style: string
  readonly explode: boolean
  readonly schema?: JsonPath
  readonly examples: readonly Example[]
  readonly path: JsonPath
}

/** An answer an operation may give. */
export interface AnswerSpec {
  /** `200`, `4XX` or `default`. */
  readonly code: string
  readonly contents: readonly Content[]
  readonly headers: readonly Parameter[]
  readonly path: JsonPath
}

/** One operation of a contract, references to parameters and answers followed. */
export interface Operation {
  /** The contract's `operationId`; empty where it gives none. */
  readonly id: string
  /** In lower case. */
  readonly method: (typeof methods)[number]
  /** Path with its templates: `/requests/{request_id}`. */
  readonly template: string
  readonly parameters: readonly Parameter[]
  readonly body?: {
    readonly required: boolean
    readonly contents: readonly Content[]
    readonly path: JsonPath
  }
  readonly answers: readonly AnswerSpec[]
  readonly path: JsonPath
}

/** Every operation of a contract, in the order of its paths. */
export function operationsOf(root: unknown): readonly Operation[] {
  return entriesOf(valueAt(root, ['paths'])).flatMap(([template]) => {
    const item = follow(root, ['paths', template])
    return methods.flatMap((method) =>
      isRecord(valueAt(root, [...item, method])) ? [operationAt(root, { template, method, item })] : [],
    )
  })
}

/** What names an operation, and where the methods of its path stand. */
interface Address extends Pick<Operation, 'method' | 'template'> {
  readonly item: JsonPath
}

/** The operation that stands at a method of a path item: of a path, a webhook or a callback. */
export function operationAt(root: unknown, { template, method, item }: Address): Operation {
  const path = [...item, method]
  const id = valueAt(root, [...path, 'operationId'])
  const common = childrenOf(root, [...item, 'parameters']).map((at) => readParameter(root, at))
  const own = childrenOf(root, [...path, 'parameters']).map((at) => readParameter(root, at))
  const overridden = (shared: Parameter): boolean =>
    own.some(({ name, side }) => name === shared.name && side === shared.side)
  const body = follow(root, [...path, 'requestBody'])
  return {
    id: typeof id === 'string' ? id : '',
    method,
    template,
    parameters: [...common.filter((shared) => !overridden(shared)), ...own],
    ...(isRecord(valueAt(root, body))
      ? {
          body: {
            required: valueAt(root, [...body, 'required']) === true,
            contents: readContents(root, body),
            path: body,
          },
        }
      : {}),
    answers: childrenOf(root, [...path, 'responses']).map((at) => readAnswer(root, at)),
    path,
  }
}

function readAnswer(root: unknown, at: JsonPath): AnswerSpec {
  const path = follow(root, at)
  return {
    code: String(at.at(-1)),
    contents: readContents(root, path),
    headers: entriesOf(valueAt(root, [...path, 'headers'])).map(([name]) => ({
      ...readParameter(root, [...path, 'headers', name]),
      name,
      side: 'header',
      style: 'simple',
      explode: valueAt(root, [...follow(root, [...path, 'headers', name]), 'explode']) === true,
    })),
    path,
  }
}

function readParameter(root: unknown, at: JsonPath): Parameter {
  const path = follow(root, at)
  const read = (name: string): unknown => valueAt(root, [...path, name])
  const name = read('name')
  const side = sides.find((known) => known === read('in')) ?? 'query'
  const preset = side === 'query' || side === 'cookie' ? 'form' : 'simple'
  const style = typeof read('style') === 'string' ? String(read('style')) : preset
  return {
    name: typeof name === 'string' ? name : '',
    side,
    required: read('required') === true,
    style,
    explode: typeof read('explode') === 'boolean' ? read('explode') === true : style === 'form',
    ...(read('schema') === undefined ? {} : { schema: [...path, 'schema'] }),
    examples: readExamples(root, path),
    path,
  }
}

function readContents(root: unknown, path: JsonPath): readonly Content[] {
  return entriesOf(valueAt(root, [...path, 'content'])).map(([mediaType]) => {
    const at = [...path, 'content', mediaType]
    const part = (name: string): JsonPath | undefined =>
      valueAt(root, [...at, name]) === undefined ? undefined : [...at, name]
    const schema = part('schema')
    const eventData = part('x-event-data')
    return {
      mediaType,
      ...(schema === undefined ? {} : { schema }),
      examples: readExamples(root, at),
      ...(eventData === undefined ? {} : { eventData }),
      path: at,
    }
  })
}

function readExamples(root: unknown, path: JsonPath): readonly Example[] {
  const alone = valueAt(root, [...path, 'example'])
  const named = entriesOf(valueAt(root, [...path, 'examples'])).flatMap(([name]): Example[] => {
    const at = follow(root, [...path, 'examples', name])
    const value = valueAt(root, [...at, 'value'])
    return value === undefined ? [] : [{ name, value, path: [...at, 'value'] }]
  })
  return alone === undefined
    ? named
    : [{ name: 'default', value: alone, path: [...path, 'example'] }, ...named]
}

/**
 * Where a place really is: the end of its references. Stops at one that leads nowhere, or in a circle.
 * @internal for kontext-mocks, which has the version of the SDK: it may change with any release
 */
export function follow(root: unknown, path: JsonPath): JsonPath {
  let current = path
  for (let hops = 0; hops < 32; hops += 1) {
    const value = valueAt(root, current)
    if (!isRecord(value) || typeof value['$ref'] !== 'string' || !value['$ref'].startsWith('#')) break
    current = fromFragment(value['$ref'])
  }
  return current
}

function childrenOf(root: unknown, path: JsonPath): JsonPath[] {
  const value = valueAt(root, path)
  if (Array.isArray(value)) return value.map((_item, index) => [...path, index])
  return entriesOf(value).map(([key]) => [...path, key])
}
