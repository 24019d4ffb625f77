import { isRecord, type JsonPath, type JsonRecord } from 'kontext-sdk/contracts'
import type { MutantReply, MutantRequest } from './mutant.ts'

/** The JSON of an answer; undefined where it is none. */
export function jsonOf({ body }: Pick<MutantReply, 'body'>): unknown {
  return parse(new TextDecoder().decode(body))
}

/** The JSON object of an answer; empty where it is none. */
export function recordOf(reply: Pick<MutantReply, 'body'>): JsonRecord {
  const value = jsonOf(reply)
  return isRecord(value) ? value : {}
}

/** The JSON object of a request; undefined where it is none. */
export function requestRecord({ body }: Pick<MutantRequest, 'body'>): JsonRecord | undefined {
  const value = parse(body)
  return isRecord(value) ? value : undefined
}

/** The same answer with another JSON. */
export function withJson(reply: MutantReply, value: unknown): MutantReply {
  return { ...reply, body: bytesOf(JSON.stringify(value)) }
}

/** The same answer with fields of its JSON object replaced; `undefined` takes one away. */
export function withFields(reply: MutantReply, fields: JsonRecord): MutantReply {
  return withJson(reply, { ...recordOf(reply), ...fields })
}

/** An answer of JSON. */
export function jsonReply(status: number, value: unknown): MutantReply {
  return { status, headers: { 'content-type': 'application/json' }, body: bytesOf(JSON.stringify(value)) }
}

/** The same request with another JSON. */
export function withRequestJson(request: MutantRequest, value: unknown): MutantRequest {
  return { ...request, body: JSON.stringify(value) }
}

/** A copy of a tree with another value at `path`, which is made where it is not there; `undefined` takes it away. */
export function replacedAt(tree: unknown, path: JsonPath, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || (value === undefined && tree === undefined)) return value
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(tree) ? tree : []
    const inner = replacedAt(list[step], rest, value)
    return Object.assign([...list], { [step]: inner })
  }
  const record = isRecord(tree) ? tree : {}
  const inner = replacedAt(record[step], rest, value)
  if (inner !== undefined) return { ...record, [step]: inner }
  return without(record, step)
}

/** A record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name))
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

export function textOf({ body }: Pick<MutantReply, 'body'>): string {
  return new TextDecoder().decode(body)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
