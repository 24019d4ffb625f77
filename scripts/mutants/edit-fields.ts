import type { DialectId } from 'kontext-sdk'
import { isRecord, valueAt, type JsonPath, type JsonRecord } from 'kontext-sdk/contracts'
import { replacedAt, requestRecord, withRequestJson } from './json-reply.ts'
import type { MutantRequest } from './mutant.ts'

const places: Readonly<Record<DialectId, JsonPath>> = { 'fal-queue': [], task: ['input', 0, 'params'] }

/** The fields of an edit in a submit's body. */
export function editFields(request: MutantRequest, dialect: DialectId): JsonRecord {
  const fields = valueAt(requestRecord(request), places[dialect])
  return isRecord(fields) ? fields : {}
}

/** The same submit with other fields; `undefined` takes one away. Nothing where it has none of them. */
export function withEditFields(
  request: MutantRequest,
  dialect: DialectId,
  change: (fields: JsonRecord) => JsonRecord | undefined,
): MutantRequest | undefined {
  const fields = editFields(request, dialect)
  const changed = change(fields)
  if (changed === undefined || Object.keys(fields).length === 0) return undefined
  return withRequestJson(
    request,
    replacedAt(requestRecord(request), places[dialect], { ...fields, ...changed }),
  )
}
