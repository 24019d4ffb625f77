import { entriesOf, follow, valueAt, type JsonPath } from '../../contracts/index.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import type { Comparison } from '../compare/comparison.ts'

/** Reports the differences of one request that a provider makes: its text, and its body as answers are read. */
export function compareEvent(
  comparison: Comparison,
  where: string,
  [before, after]: readonly [JsonPath, JsonPath],
): void {
  for (const word of ['summary', 'description']) compareText(comparison, where, word, [before, after])
  const [one, other] = [bodyOf(comparison.before, before), bodyOf(comparison.after, after)]
  compareSchemas(
    {
      ...comparison,
      direction: 'answer',
      subject: { whole: where, field: `${where} field` },
      seen: new Set(),
    },
    { trail: '', before: { places: one, anchor: before }, after: { places: other, anchor: after } },
  )
}

/** The schema of what is sent; the first media type speaks. */
function bodyOf(root: unknown, path: JsonPath): readonly JsonPath[] {
  const content = [...follow(root, [...path, 'requestBody']), 'content']
  const [first] = entriesOf(valueAt(root, content))
  const schema = first === undefined ? undefined : [...content, first[0], 'schema']
  return schema === undefined || valueAt(root, schema) === undefined ? [] : [schema]
}
