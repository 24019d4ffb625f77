import type { Content } from '../../contracts/index.ts'
import { apart } from '../compare/apart.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import {
  found,
  spot,
  type Comparison,
  type Direction,
  type Node,
  type Subject,
} from '../compare/comparison.ts'
import { brief } from '../compare/schema-text.ts'
import type { Entry, Spot } from '../finding-list.ts'
import type { RuleId } from '../rules.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { resolved } from '../schema/resolved.ts'
import { byMediaType } from './media-types.ts'

/** Media types of one body in both contracts. */
export interface ContentPair {
  readonly direction: Direction
  readonly subject: Subject
  /** The body or answer in each contract. */
  readonly holders: readonly [Spot, Spot]
  readonly before: readonly Content[]
  readonly after: readonly Content[]
}

/** Reports the differences of the media types of a body, and of what is in them. */
export function compareContents(comparison: Comparison, pair: ContentPair): void {
  const { direction, subject, holders } = pair
  const [before, after] = [byMediaType(pair.before), byMediaType(pair.after)]
  const add = (rule: RuleId, where: string, at: Pick<Entry, 'before' | 'after' | 'from' | 'to'>): void =>
    found(comparison, {
      rule,
      where,
      ...at,
    })
  for (const [type, content] of before) {
    const at = spot(comparison.before, content.path)
    const other = after.get(type)
    const where = `${subject.whole} as ${content.mediaType}`
    if (other === undefined) {
      add(`${direction}-media-type-removed`, where, { before: at, after: { path: holders[1].path } })
      continue
    }
    const both = { before: at, after: spot(comparison.after, other.path) }
    if (content.mediaType !== other.mediaType)
      add('media-type-renamed', subject.whole, { ...both, from: content.mediaType, to: other.mediaType })
    const examples = [examplesOf(content), examplesOf(other)] as const
    if (examples[0] !== examples[1])
      add('example-changed', where, {
        ...both,
        from: brief(content.examples[0]?.value),
        to: brief(other.examples[0]?.value),
      })
    compareEncoding(comparison, pair, [content, other])
    compareSchemas(
      { ...comparison, direction, subject, seen: new Set() },
      { trail: '', before: nodeOf(content), after: nodeOf(other) },
    )
  }
  for (const [type, content] of after) {
    if (before.has(type)) continue
    const at = { before: { path: holders[0].path }, after: spot(comparison.after, content.path) }
    add(`${direction}-media-type-added`, `${subject.whole} as ${content.mediaType}`, at)
  }
}

/** How the fields of a form are written. */
function compareEncoding(
  comparison: Comparison,
  { direction, subject }: ContentPair,
  [before, after]: readonly [Content, Content],
): void {
  const at = {
    before: encodingOf(comparison.before, before),
    after: encodingOf(comparison.after, after),
  }
  const said = [
    resolved(comparison.before, at.before.value ?? {}),
    resolved(comparison.after, at.after.value ?? {}),
  ] as const
  if (canonicalJson(said[0]) === canonicalJson(said[1])) return
  const [from, to] = apart(...said)
  const where = `${subject.whole} as ${before.mediaType}`
  const change = { from: `encoding ${from}`, to: `encoding ${to}` }
  found(comparison, { rule: `${direction}-constraint-changed`, where, ...change, ...at })
}

function encodingOf(root: unknown, { path }: Content): Spot {
  const said = spot(root, [...path, 'encoding'])
  return said.value === undefined ? { path } : said
}

function nodeOf({ schema, path }: Content): Node {
  return { places: schema === undefined ? [] : [schema], anchor: path }
}

/** Examples by name, in any order. */
function examplesOf({ examples }: Content): string {
  return canonicalJson(Object.fromEntries(examples.map(({ name, value }) => [name, value])))
}
