import { at, sameJson, type Json } from '../../../scripts/lib/json.ts'
import type { ProviderDescriptor } from '../../../src/provider.ts'
import { descriptor as chainhub } from '../../../generated/chainhub/provider.ts'
import { descriptor as fal } from '../../../generated/fal/provider.ts'
import { descriptor as falRelay } from '../../../generated/fal-relay/provider.ts'
import { descriptor as vtrix } from '../../../generated/vtrix/provider.ts'
import {
  contract,
  documentFile,
  evidenceFile,
  fileText,
  normalizedDocument,
  pointed,
  type DocumentNumber,
  type ProviderId,
  type Statement,
} from '../support.ts'

/** Something a document gets wrong or leaves out, and a check that the contract answers it. */
export interface Quirk {
  readonly quirk: string
  /** What the document does: what becomes of it. */
  readonly says: string
  readonly holds: () => boolean
}

export const descriptors: Readonly<Record<ProviderId, ProviderDescriptor>> = {
  chainhub,
  fal,
  'fal-relay': falRelay,
  vtrix,
}

export const max = '/paths/~1fal-ai~1flux-pro~1kontext~1max/post'
export const pro = '/paths/~1fal-ai~1flux-pro~1kontext/post'
export const json = 'content/application~1json'
export const queue = '/paths/~1fal-ai~1flux-pro~1requests~1{request_id}'
export const ratios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']
export const digits = ['1', '2', '3', '4', '5', '6']

/** A value of a contract. */
export const value = (id: ProviderId, pointer: string): Json | undefined => pointed(contract(id), pointer)
export const relay = (pointer: string): Json | undefined => value('fal-relay', pointer)

/** A contract as text. */
export const text = (id: ProviderId): string => fileText(`generated/${id}/contract.openapi.yaml`)

/** What the evidence says of a leaf. */
export const said = (id: ProviderId, pointer: string): Statement | undefined =>
  evidenceFile(id).statements.get(pointer)

export const dropped = (id: ProviderId, number: DocumentNumber, line: number, rule: string): boolean =>
  evidenceFile(id).dropped.some(
    (item) => item.file === documentFile(number).path && item.line === line && item.rule === rule,
  )

/** Whether reading the document gave this diagnostic. */
export const told = (number: DocumentNumber, rule: string, line?: number): boolean =>
  normalizedDocument(number).diagnostics.some(
    (item) => item.rule === rule && (line === undefined || item.line === line),
  )

export const is = (given: Json | undefined, want: Json): boolean => sameJson(given, want)

/** Whether an object has these values, whatever else it has. */
export const has = (given: Json | undefined, want: Readonly<Record<string, Json>>): boolean =>
  Object.entries(want).every(([key, item]) => sameJson(at(given, key), item))

export const asText = (given: Json | undefined): string => (typeof given === 'string' ? given : '')
