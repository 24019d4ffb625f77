import type { ProviderDescriptor } from 'kontext-sdk'
import type { EvidenceFile, Removal, Statement } from 'kontext-sdk/contracts'

/** One statement and where it stands in the contract. */
export interface Found {
  readonly pointer: string
  readonly statement: Statement
}

/** What a contract says of one thing. */
export interface Findings {
  /** What the word stands for, such as `option of safety_tolerance`. */
  readonly means: readonly string[]
  readonly statements: readonly Found[]
  readonly removed: readonly Removal[]
}

/** Everything said of a field, an option of ours, an operation, a schema, a status word or a JSON pointer. */
export function findStatements(
  { statements, removed }: EvidenceFile,
  provider: ProviderDescriptor,
  what: string,
): Findings {
  const means: string[] = []
  const names = new Set([what, what.replace(/^x-/, '')])
  for (const { option, field } of optionFields(provider)) {
    if (option !== camel(what) && field !== what) continue
    if (option !== field)
      means.push(option === camel(what) ? `on the wire ${field}` : `in our words ${option}`)
    names.add(field)
  }
  const words = new Set(
    Object.entries(provider.states)
      .filter(([word, state]) => word === what || state === what)
      .map(([word, state]) => {
        means.push(word === what ? `in our words ${state}` : `on the wire ${word}`)
        return word
      }),
  )
  const inside = [
    pointerOf(what),
    ...operations(statements).flatMap(({ id, at }) => (id === what ? [at] : [])),
  ]
  if (inside.length > 1) means.push('an operation')
  const about = ([pointer, { says }]: [string, Statement]): boolean =>
    inside.some((start) => pointer === start || pointer.startsWith(`${start}/`)) ||
    namesIn(pointer).some((name) => names.has(name)) ||
    (/\/required\/\d+$/.test(pointer) && names.has(String(says))) ||
    words.has(String(says))
  return {
    means: [...new Set(means)],
    statements: Object.entries(statements)
      .filter(about)
      .map(([pointer, statement]) => ({ pointer, statement })),
    removed: removed.filter(({ target }) => (target.match(/[\w-]+/g) ?? []).some((word) => names.has(word))),
  }
}

/** Our name and the wire's for everything that travels to one provider. */
export function optionFields({ options, images }: ProviderDescriptor): { option: string; field: string }[] {
  return [
    { option: 'prompt', field: 'prompt' },
    ...images.fields.map((field) => ({ option: 'image', field })),
    ...Object.entries(options).map(([option, { field }]) => ({ option, field })),
  ]
}

/** Operation ids of a contract, and where each lies. */
export function operations(statements: EvidenceFile['statements']): { id: string; at: string }[] {
  return Object.entries(statements).flatMap(([pointer, { says }]) =>
    pointer.endsWith('/operationId') ? [{ id: String(says), at: pointer.replace(/\/operationId$/, '') }] : [],
  )
}

/** Fields of the bodies that are submitted: those of the schemas that hold the image. */
export function requestFields({ statements }: EvidenceFile, { images }: ProviderDescriptor): string[] {
  const properties = Object.keys(statements).flatMap((pointer) => {
    const [, schema = '', field = ''] =
      /^\/components\/schemas\/(\w+)\/properties\/(\w+)\//.exec(pointer) ?? []
    return schema === '' ? [] : [{ schema, field }]
  })
  const schemas = properties.filter(({ field }) => field === images.fields[0]).map(({ schema }) => schema)
  return [...new Set(properties.filter(({ schema }) => schemas.includes(schema)).map(({ field }) => field))]
}

/** Every word that can be explained. */
export function explainable(file: EvidenceFile, provider: ProviderDescriptor): string[] {
  const { statements } = file
  return [
    ...new Set([
      ...optionFields(provider).flatMap(({ option, field }) => [option, field]),
      ...operations(statements).map(({ id }) => id),
      ...Object.keys(provider.states),
      ...Object.keys(statements).flatMap(namesIn),
    ]),
  ]
}

const maps = ['headers', 'parameters', 'properties', 'responses', 'schemas', 'securitySchemes', 'paths']

/** The steps of a pointer that are names somebody gave, not words of OpenAPI. */
function namesIn(pointer: string): string[] {
  const steps = pointer.split('/').slice(1).map(unescaped)
  const example = steps.findIndex((step, index) => {
    const named = steps[index - 2] === 'examples' && step === 'value'
    return (step === 'example' || named) && steps[index - 1] !== 'properties'
  })
  return steps.flatMap((step, index) => {
    const given = (example !== -1 && index > example) || maps.includes(steps[index - 1] ?? '')
    if (given) return /^\d{1,2}$/.test(step) ? [] : [step]
    // What OpenAPI has no word for, such as x-price and x-retention.
    return step.startsWith('x-') ? [step.slice(2)] : []
  })
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** A JSON pointer, with or without `#`, as `evidence.json` writes it. */
function pointerOf(what: string): string {
  return what.replace(/^#(?=\/)/, '').replace(/(?<=.)\/$/, '')
}

/** `--safety-tolerance` as `safetyTolerance`. */
function camel(text: string): string {
  return text.replace(/^--/, '').replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())
}
