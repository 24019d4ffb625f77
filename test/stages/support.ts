import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { StageError, type Diagnostic } from '../../scripts/lib/diagnostic.ts'
import type { Evidence, Traced } from '../../scripts/lib/evidence.ts'
import { arrayAt, at, isObject, objectAt, type Json, type JsonObject } from '../../scripts/lib/json.ts'
import { parsePointer } from '../../scripts/lib/json-pointer.ts'
import { readProviderConfig, type ProviderConfig } from '../../scripts/lib/provider-config.ts'
import { parseTracedYaml } from '../../scripts/lib/traced-yaml.ts'
import { normalize, type Dropped } from '../../scripts/stages/normalize.ts'
import { pageText } from '../../scripts/stages/page-text.ts'
import { read } from '../../scripts/stages/read.ts'
import { repair } from '../../scripts/stages/repair.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const providerIds = ['chainhub', 'fal', 'fal-relay', 'vtrix'] as const
export type ProviderId = (typeof providerIds)[number]
export type DocumentNumber = '000' | '001' | '002' | '003' | '004'

const homes: Readonly<Record<DocumentNumber, ProviderId>> = {
  '000': 'fal-relay',
  '001': 'fal-relay',
  '002': 'fal-relay',
  '003': 'chainhub',
  '004': 'vtrix',
}

export function fileText(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}

/** One of the five documents, as it lies on disk. */
export function documentFile(number: DocumentNumber): { path: string; text: string } {
  const directory = `specs/${homes[number]}/documents`
  const name = readdirSync(`${root}${directory}`).find((entry) => entry.startsWith(number)) ?? number
  return { path: `${directory}/${name}`, text: fileText(`${directory}/${name}`) }
}

/** The YAML block of a document. */
export function yamlBlock(number: DocumentNumber): { file: string; text: string; firstLine: number } {
  const { value } = read(documentFile(number))
  if (value.form !== 'yaml') throw new Error(`${number} is page text`)
  return value
}

/** Lines as the page-text stage takes them. */
export function pageLines(text: string): { number: number; text: string }[] {
  return text.split('\n').map((line, index) => ({ number: index + 1, text: line }))
}

/** A document read, repaired and parsed, before it is normalized. */
export function parsedDocument(number: DocumentNumber): Traced & { diagnostics: readonly Diagnostic[] } {
  const { path } = documentFile(number)
  const { value } = read(documentFile(number))
  if (value.form === 'page') {
    const page = pageText(path, value.lines)
    return { ...page.value, diagnostics: page.diagnostics }
  }
  const repaired = repair(value)
  const traced = parseTracedYaml(repaired.value.text, {
    file: path,
    firstLine: value.firstLine,
    kind: 'document',
  })
  return { ...traced, diagnostics: repaired.diagnostics }
}

/** A document after normalizing, with everything that was said on the way. */
export function normalizedDocument(
  number: DocumentNumber,
): Traced & { dropped: readonly Dropped[]; diagnostics: readonly Diagnostic[] } {
  const parsed = parsedDocument(number)
  const models = Object.entries(config(homes[number]).models).map(([model, { path }]) => ({ model, path }))
  const { value, diagnostics } = normalize(parsed, { models })
  return { ...value, diagnostics: [...parsed.diagnostics, ...diagnostics] }
}

/** YAML as a traced tree of the file `doc.yaml`, or of `file`. */
export function traced(yaml: string, options: { file?: string; kind?: Evidence['kind'] } = {}): Traced {
  return parseTracedYaml(yaml, { file: options.file ?? 'doc.yaml', kind: options.kind ?? 'document' })
}

/** The evidence of the value at a JSON pointer. */
export function evidenceAt({ tree, evidence }: Traced, pointer: string): Evidence | undefined {
  const path = parsePointer(pointer)
  const parent = valueAt(tree, path.slice(0, -1))
  return typeof parent === 'object' && parent !== null ? evidence.get(parent, path.at(-1) ?? '') : undefined
}

/** The value at a JSON pointer. */
export function pointed(tree: Json, pointer: string): Json | undefined {
  return valueAt(tree, parsePointer(pointer))
}

function valueAt(tree: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : at(value, step)),
    tree,
  )
}

/** What a stage has to say when it refuses; empty when it does not. */
export function refusal(run: () => unknown): readonly Diagnostic[] {
  try {
    run()
  } catch (error) {
    if (error instanceof StageError) return error.diagnostics
    throw error
  }
  return []
}

export function config(id: ProviderId): ProviderConfig {
  const file = `specs/${id}/provider.yaml`
  return readProviderConfig(traced(fileText(file), { file, kind: 'public' }), file)
}

/** A contract as it was generated. */
export function contract(id: ProviderId): JsonObject {
  const tree: unknown = parse(fileText(`generated/${id}/contract.openapi.yaml`))
  return isObject(tree) ? tree : {}
}

/** A schema of a generated contract. */
export function schema(id: ProviderId, name: string): JsonObject {
  return objectAt(contract(id), 'components', 'schemas', name)
}

/** One property of a schema of a generated contract. */
export function property(id: ProviderId, name: string, field: string): JsonObject {
  return objectAt(schema(id, name), 'properties', field)
}

/** What `evidence.json` says of one leaf. */
export interface Statement {
  readonly says: Json | undefined
  readonly kind: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly repair: string | undefined
  readonly source: string | undefined
  readonly rule: string | undefined
  readonly reason: string | undefined
  readonly replaced: Json | undefined
  /** Where what was replaced stood. */
  readonly was:
    { readonly file: string; readonly line: number; readonly repair: string | undefined } | undefined
  readonly witnesses: readonly string[]
}

/** `generated/<id>/evidence.json`, checked. */
export function evidenceFile(id: ProviderId): {
  statements: Map<string, Statement>
  dropped: Dropped[]
  repairs: { line: number; column: number; before: string }[]
} {
  const found: unknown = JSON.parse(fileText(`generated/${id}/evidence.json`))
  const tree = isObject(found) ? found : {}
  const text = (value: Json | undefined): string | undefined =>
    typeof value === 'string' ? value : undefined
  const statements = new Map<string, Statement>()
  const place = (said: Json | undefined): { file: string; line: number; column: number } => {
    const [, file = '', line = '0', column = '0'] =
      /^(.*):(\d+):(\d+)$/.exec(text(at(said, 'at')) ?? '') ?? []
    return { file, line: Number(line), column: Number(column) }
  }
  for (const [pointer, said] of Object.entries(objectAt(tree, 'statements'))) {
    const was = at(said, 'was')
    statements.set(pointer, {
      ...place(said),
      says: at(said, 'says'),
      kind: text(at(said, 'kind')) ?? '',
      repair: text(at(said, 'repair')),
      source: text(at(said, 'source')),
      rule: text(at(said, 'rule')),
      reason: text(at(said, 'reason')),
      replaced: at(said, 'replaced'),
      was: was === undefined ? undefined : { ...place(was), repair: text(at(was, 'repair')) },
      witnesses: arrayAt(said, 'witnesses').map(String),
    })
  }
  const dropped = arrayAt(tree, 'dropped').map((item) => ({
    rule: text(at(item, 'rule')) ?? '',
    file: text(at(item, 'file')) ?? '',
    line: Number(at(item, 'line')),
    what: text(at(item, 'what')) ?? '',
  }))
  const repairs = arrayAt(tree, 'repairs').map((item) => ({
    line: Number(at(item, 'line')),
    column: Number(at(item, 'column')),
    before: text(at(item, 'before')) ?? '',
  }))
  return { statements, dropped, repairs }
}
