import { entriesOf, follow, isRecord, valueAt, type JsonPath } from '../../contracts/index.ts'
import { compareSchemas } from '../compare/compare-schemas.ts'
import { compareText } from '../compare/compare-text.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'

/** Reports the differences of the requests a provider makes: a client receives them. */
export function compareWebhooks(comparison: Comparison): void {
  const before = webhooksIn(comparison.before)
  const after = webhooksIn(comparison.after)
  for (const [name, path] of before) {
    const other = after.get(name)
    if (other === undefined) {
      const at = { before: spot(comparison.before, path), after: { path: ['webhooks'] } }
      found(comparison, { rule: 'event-removed', where: `webhook ${name}`, ...at })
    } else compareWebhook(comparison, name, [path, other])
  }
  for (const [name, path] of after) {
    if (before.has(name)) continue
    const at = { before: { path: ['webhooks'] }, after: spot(comparison.after, path) }
    found(comparison, { rule: 'event-added', where: `webhook ${name}`, ...at })
  }
}

/** Each webhook and method. */
function webhooksIn(root: unknown): ReadonlyMap<string, JsonPath> {
  return new Map(
    entriesOf(valueAt(root, ['webhooks'])).flatMap(([name]) => {
      const item = follow(root, ['webhooks', name])
      return entriesOf(valueAt(root, item)).flatMap(([method, operation]) =>
        isRecord(operation) ? [[`${method.toUpperCase()} ${name}`, [...item, method]] as const] : [],
      )
    }),
  )
}

function compareWebhook(
  comparison: Comparison,
  name: string,
  [before, after]: readonly [JsonPath, JsonPath],
): void {
  const where = `webhook ${name}`
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
