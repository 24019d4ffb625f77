import { valueAt, type JsonPath } from '../../contracts/index.ts'
import { canonicalJson } from '../schema/canonical-json.ts'
import { found, type Comparison } from './comparison.ts'
import { brief } from './schema-text.ts'

/** Reports a text for people that differs; no text and an empty one are the same. */
export function compareText(
  comparison: Comparison,
  where: string,
  word: string,
  [before, after]: readonly [JsonPath, JsonPath],
): void {
  const [from, to] = [
    valueAt(comparison.before, [...before, word]),
    valueAt(comparison.after, [...after, word]),
  ]
  if (canonicalJson(from ?? '') === canonicalJson(to ?? '')) return
  found(comparison, {
    rule: 'description-changed',
    where,
    from: brief(from),
    to: brief(to),
    before: from === undefined ? { path: before } : { path: [...before, word], value: from },
    after: to === undefined ? { path: after } : { path: [...after, word], value: to },
  })
}
