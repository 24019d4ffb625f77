import type { JsonPath } from '../../contracts/index.ts'
import type { RuleId } from '../rules.ts'
import type { Alternative } from '../schema/alternatives.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { isKeyword } from '../schema/keywords.ts'
import { partsAt, type Part } from '../schema/parts.ts'
import { apart } from './apart.ts'
import { compareAccepts } from './compare-accepts.ts'
import {
  found,
  report,
  spot,
  whereOf,
  type Node,
  type NodePair,
  type SchemaComparison,
} from './comparison.ts'
import { brief } from './schema-text.ts'

interface Alternatives {
  readonly before: readonly Alternative[]
  readonly after: readonly Alternative[]
}

/** Reports what is said of a schema as a whole: text, examples, default, and whether it is deprecated. */
export function compareNotes(
  comparison: SchemaComparison,
  pair: NodePair,
  { before, after }: Alternatives,
): void {
  const parts = [
    partsOf(comparison.before, pair.before, before),
    partsOf(comparison.after, pair.after, after),
  ] as const
  const compare = (words: readonly string[], say: (from: Said, to: Said) => void): void => {
    const said = [firstOf(parts[0], words), firstOf(parts[1], words)] as const
    if (said[0].key !== said[1].key) say(...said)
  }
  const at = (from: Said, to: Said): { before: ReturnType<typeof spot>; after: ReturnType<typeof spot> } => ({
    before: spot(comparison.before, from.path ?? pair.before.anchor),
    after: spot(comparison.after, to.path ?? pair.after.anchor),
  })
  const add = (rule: RuleId, from: Said, to: Said): void =>
    found(comparison, {
      rule,
      where: whereOf(comparison, pair.trail),
      from: brief(from.value),
      to: brief(to.value),
      ...at(from, to),
    })
  for (const word of ['title', 'description'])
    compare([word], (...said) => add('description-changed', ...said))
  compare(['example', 'examples'], (...said) => add('example-changed', ...said))
  compare(['deprecated'], (from, to) =>
    found(comparison, {
      rule: to.value === true ? 'deprecated-added' : 'deprecated-removed',
      where: whereOf(comparison, pair.trail),
      ...at(from, to),
    }),
  )
  const { trail } = pair
  const values = (from: Said, to: Said): { from: string; to: string } => ({
    from: brief(from.value),
    to: brief(to.value),
  })
  compare(['default'], (...said) =>
    report(comparison, 'default-changed', { trail, ...values(...said), ...at(...said) }),
  )
  compare(['discriminator'], (...said) => {
    const [from, to] = apart(said[0].value, said[1].value)
    report(comparison, 'discriminator-changed', { trail, from, to, ...at(...said) })
  })
  for (const [word, access] of accesses)
    compare([word], (...said) =>
      report(comparison, `${access}-${said[1].value === true ? 'added' : 'removed'}`, {
        trail,
        ...at(...said),
      }),
    )
  compareAccepts(comparison, pair, parts)
  for (const word of extensionsIn([...parts[0], ...parts[1]]))
    compare([word], (from, to) =>
      found(comparison, {
        rule: extensionRule(word),
        where: whereOf(comparison, pair.trail),
        from: namedText(word, from),
        to: namedText(word, to),
        ...at(from, to),
      }),
    )
}

/** The parts of a schema; where it is one form or null, those of the form. */
function partsOf(root: unknown, { places }: Node, alternatives: readonly Alternative[]): readonly Part[] {
  const members = alternatives.flatMap(({ kind, member }) =>
    kind === 'null' || member === undefined ? [] : [member],
  )
  const [first] = members
  const single = first !== undefined && members.every((member) => member === first)
  return partsAt(root, single ? [...places, first] : places)
}

interface Said {
  readonly value?: unknown
  readonly path?: JsonPath
  /** The same for what means the same; empty for nothing. */
  readonly key: string
}

/** What the outermost part says. Nothing, false and an empty text are the same. */
function firstOf(parts: readonly Part[], words: readonly string[]): Said {
  for (const { path, schema } of parts) {
    for (const word of words) {
      const value = schema[word]
      if (value === undefined || value === '' || (value === false && word !== 'default')) continue
      // `examples: [x]` is what `example: x` was in OpenAPI 3.0.
      const meant: unknown =
        word === 'examples' && Array.isArray(value) && value.length === 1 ? value[0] : value
      return { value, path: [...path, word], key: canonicalJson(meant) }
    }
  }
  return { key: '' }
}

function namedText(word: string, { value }: Said): string {
  return value === undefined ? `no ${word}` : `${word} ${brief(value)}`
}

const accesses = [
  ['readOnly', 'read-only'],
  ['writeOnly', 'write-only'],
] as const

const compared = new Set(['x-accepts', 'x-range'])

function extensionsIn(parts: readonly Part[]): readonly string[] {
  const words = parts.flatMap(({ schema }) => Object.keys(schema).filter((word) => !isKeyword(word)))
  return [...new Set(words)].filter((word) => !compared.has(word) && !word.startsWith('x-evidence'))
}

const meanings: ReadonlyMap<string, RuleId> = new Map([
  ['x-price', 'price-changed'],
  ['x-retention', 'retention-changed'],
  ['x-unbilled', 'billing-changed'],
  ['x-also-at', 'other-paths-changed'],
])

/** What a change of an extension means. Evidence is about a contract, not part of it. */
export function extensionRule(word: string): RuleId {
  return meanings.get(word) ?? 'extension-changed'
}
