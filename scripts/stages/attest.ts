import type { EvidenceKind, Traced } from '../lib/evidence.ts'
import { isObject, objectAt, textOf, type JsonObject } from '../lib/json.ts'
import { operationsOf } from '../lib/contract-operations.ts'

/**
 * Marks in the contract itself what no document of the provider says: `x-evidence: inferred` (or `public`) on
 * operations, answers and schemas, `x-evidence-of: { maximum: inferred }` on single statements inside a schema
 * that is known better. Sources and lines stand in `evidence.json`.
 */
export function attest({ tree, evidence }: Traced): JsonObject {
  const contract = evidence.copy(tree)
  const kindOf = (container: JsonObject, key: string): EvidenceKind | undefined =>
    evidence.get(container, key)?.kind
  const mark = (object: JsonObject, own: EvidenceKind | undefined, inherited: EvidenceKind): EvidenceKind => {
    const kind = own ?? inherited
    if (object['$ref'] === undefined && kind !== inherited) object['x-evidence'] = kind
    return kind
  }
  const schema = (container: JsonObject, key: string, inherited: EvidenceKind): void => {
    const value = container[key]
    if (!isObject(value)) return
    const kind = mark(value, kindOf(container, key), inherited)
    const single: JsonObject = {}
    for (const [word, item] of Object.entries(value)) {
      const said = kindOf(value, word)
      const nested = word === 'properties' || word === 'items' || word === 'oneOf' || word === 'anyOf'
      if (said !== undefined && said !== kind && !nested && !word.startsWith('x-') && word !== 'description')
        single[word] = said
      if (!Array.isArray(item) || word !== 'required') continue
      for (const [index, name] of item.entries()) {
        const own = evidence.get(item, index)?.kind
        if (own !== undefined && own !== (said ?? kind)) single[`required.${textOf(name)}`] = own
      }
    }
    if (Object.keys(single).length > 0) value['x-evidence-of'] = single
    for (const name of Object.keys(objectAt(value, 'properties')))
      schema(objectAt(value, 'properties'), name, kind)
    if (isObject(value['items'])) schema(value, 'items', kind)
  }
  for (const { path, method, operation } of operationsOf(contract)) {
    const kind = mark(operation, kindOf(objectAt(contract, 'paths', path), method), 'document')
    const responses = objectAt(operation, 'responses')
    for (const status of Object.keys(responses))
      mark(objectAt(responses, status), kindOf(responses, status), kind)
  }
  for (const part of ['responses', 'parameters', 'securitySchemes']) {
    const content = objectAt(contract, 'components', part)
    for (const name of Object.keys(content)) mark(objectAt(content, name), kindOf(content, name), 'document')
  }
  const schemas = objectAt(contract, 'components', 'schemas')
  for (const name of Object.keys(schemas)) schema(schemas, name, 'document')
  return contract
}
