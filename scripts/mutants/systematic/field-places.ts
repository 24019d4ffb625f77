import {
  entriesOf,
  follow,
  isRecord,
  valueAt,
  type JsonPath,
  type JsonRecord,
  type SchemaCompiler,
} from 'kontext-sdk/contracts'

/** A place in a body that the contract describes. */
export interface FieldPlace {
  /** From the root of the body; items of a list are looked at by the first of them. */
  readonly path: JsonPath
  /** Everything the contract says of it. */
  readonly schemas: readonly JsonRecord[]
  /** What is there; undefined where the body has no such field. */
  readonly value: unknown
  /** What the place is in, where the body has not even that: it has to be put there first. */
  readonly holder?: { readonly path: JsonPath; readonly value: unknown }
}

/** The documented places of a body: the fields it has, and those it could have. */
export function fieldPlaces(
  compiler: SchemaCompiler,
  schema: JsonPath,
  body: unknown,
): readonly FieldPlace[] {
  return visit(compiler, [schema], { path: [], value: body })
}

function visit(
  compiler: SchemaCompiler,
  at: readonly JsonPath[],
  { path, value, holder }: Omit<FieldPlace, 'schemas'>,
): FieldPlace[] {
  const { root } = compiler.document
  const branches = at.flatMap((one) => branchesFor(compiler, one, value))
  const schemas = branches.map((one) => valueAt(root, one)).filter(isRecord)
  const below = (...steps: string[]): JsonPath[] =>
    branches.map((one) => [...one, ...steps]).filter((one) => valueAt(root, one) !== undefined)
  const held = value === undefined ? exampleOf(schemas) : undefined
  const given =
    held === undefined ? (holder === undefined ? {} : { holder }) : { holder: { path, value: held } }
  const inside = value ?? held
  const names = new Set(schemas.flatMap(({ properties }) => entriesOf(properties).map(([name]) => name)))
  const fields = [...names].flatMap((name) =>
    visit(compiler, below('properties', name), {
      ...{ path: [...path, name], value: isRecord(inside) ? inside[name] : undefined },
      ...given,
    }),
  )
  const items = below('items')
  const first: unknown = Array.isArray(inside) ? inside[0] : undefined
  return [
    { path, schemas, value, ...(holder === undefined ? {} : { holder }) },
    ...fields,
    ...(items.length === 0 ? [] : visit(compiler, items, { path: [...path, 0], value: first, ...given })),
  ]
}

/** The least that an object with required fields can be; undefined for everything else. */
function exampleOf(schemas: readonly JsonRecord[]): JsonRecord | undefined {
  const required = schemas.flatMap((schema): unknown[] =>
    Array.isArray(schema['required']) ? schema['required'] : [],
  )
  if (required.length === 0) return undefined
  return Object.fromEntries(required.map((name) => [String(name), 'text']))
}

/** The schema at a place, and those branches of its unions that the value keeps; all of them where there is no value. */
function branchesFor(compiler: SchemaCompiler, at: JsonPath, value: unknown): readonly JsonPath[] {
  const { root } = compiler.document
  const path = follow(root, at)
  const schema = valueAt(root, path)
  if (!isRecord(schema)) return []
  const listed = (word: 'allOf' | 'anyOf' | 'oneOf'): JsonPath[] => {
    const list = schema[word]
    return Array.isArray(list) ? list.map((_item, index) => [...path, word, index]) : []
  }
  const kept = [...listed('anyOf'), ...listed('oneOf')].filter(
    (branch) => value === undefined || compiler.compile(branch)(value),
  )
  return [path, ...[...listed('allOf'), ...kept].flatMap((branch) => branchesFor(compiler, branch, value))]
}

/** The JSON types that a place may have; empty where the contract names none. */
export function typesAt({ schemas }: FieldPlace): ReadonlySet<string> {
  return new Set(
    schemas.flatMap(({ type }) =>
      Array.isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : [],
    ),
  )
}

/** How messages and names show a place: `images[].url`. */
export function placeName(path: JsonPath): string {
  return path.reduce<string>(
    (before, step) => (typeof step === 'number' ? `${before}[]` : before === '' ? step : `${before}.${step}`),
    '',
  )
}
