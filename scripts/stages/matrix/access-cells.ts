import { objectAt, stringAt, type JsonObject } from '../../lib/json.ts'
import { modelEntries } from '../../lib/provider-config.ts'
import { securityOf } from '../../lib/contract-operations.ts'
import { cell, weakest, type Cell, type Piece } from './cell.ts'
import type { MatrixEntry } from './entry.ts'
import { lineOf, told } from './told.ts'

export function titleCell(entry: MatrixEntry): Cell {
  const { title } = entry.descriptor
  return cell(title, [{ text: title, evidence: told(entry, ['info', 'title']) }])
}

export function serverCell(entry: MatrixEntry): Cell {
  const [server] = entry.descriptor.servers
  const evidence = told(entry, ['servers', 0, 'url'])
  return cell(server ?? null, [{ text: server ?? 'yours: every relay has its own', evidence }])
}

/** The protocol, and what backs it at this provider. */
export function dialectCell({ descriptor, config, fragment }: MatrixEntry): Cell {
  const { dialect } = descriptor
  const own = lineOf(fragment, ['paths'])
  const backing = config.evidence['default'] ?? { kind: own?.kind ?? 'inferred', source: own?.source ?? '' }
  const line = config.places?.get('dialect')?.line ?? 1
  return cell(dialect, [{ text: dialect, evidence: [{ ...backing, at: `${config.file}:${line}` }] }])
}

/** How the key is sent. The name of the variable is ours. */
export function authCell(entry: MatrixEntry): Cell {
  const { scheme, env } = entry.descriptor.auth
  const { tree } = entry.traced
  const name = securityOf(tree)[0] ?? ''
  const path = ['components', 'securitySchemes', name]
  const word = stringAt(objectAt(tree, ...path), 'x-scheme') === undefined ? 'scheme' : 'x-scheme'
  const evidence = told(entry, [...path, word])
  return cell({ scheme, env }, [
    { text: `Authorization: ${scheme}`, evidence },
    { text: env, evidence: [] },
  ])
}

/** Each model: where it is submitted, and its name in the body. */
export function modelsCell(entry: MatrixEntry): Cell {
  const { tree } = entry.traced
  const value: JsonObject = {}
  const pieces = modelEntries(entry.config).flatMap(({ model, path, wireName }): Piece[] => {
    value[model] = { path, ...(wireName === undefined ? {} : { wireName }) }
    const sent = { text: `${model}: POST ${path}`, evidence: told(entry, ['paths', path]) }
    if (wireName === undefined) return [sent]
    const schema = `${model.slice(0, 1).toUpperCase()}${model.slice(1)}Input`
    const field = Object.keys(objectAt(tree, 'components', 'schemas', schema, 'properties')).find(
      (name) => stringAt(tree, 'components', 'schemas', schema, 'properties', name, 'const') === wireName,
    )
    const named = ['components', 'schemas', schema, 'properties', field ?? '', 'const']
    return [sent, { text: `as ${wireName}`, evidence: told(entry, named) }]
  })
  return cell(value, pieces, '; ')
}

/** How many statements of the contract each kind of evidence stands behind. */
export function countsCell({ descriptor, evidence }: MatrixEntry): Cell {
  const { document, public: published, inferred } = evidence
  const counts = { document, public: published, inferred }
  const kinds = (['document', 'public', 'inferred'] as const).filter((kind) => counts[kind] > 0)
  const text = (['document', 'public', 'inferred'] as const)
    .map((kind) => `${counts[kind]} ${kind}`)
    .join(', ')
  return cell(counts, [
    { text, evidence: [{ kind: weakest(kinds), at: `generated/${descriptor.id}/evidence.json:1` }] },
  ])
}
