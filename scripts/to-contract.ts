import { attempt } from './lib/attempt.ts'
import { StageError, type Diagnostic } from './lib/diagnostic.ts'
import { statusNames } from './lib/diagnostics/status-names.ts'
import type { Evidence, Traced } from './lib/evidence.ts'
import type { Inputs, ProviderInputs } from './lib/inputs.ts'
import { objectAt, type JsonObject } from './lib/json.ts'
import { modelEntries, readProviderConfig, type ProviderConfig } from './lib/provider-config.ts'
import { parseTracedYaml } from './lib/traced-yaml.ts'
import { attest } from './stages/attest.ts'
import { combine } from './stages/combine.ts'
import { side } from './stages/combine/statements.ts'
import { declare } from './stages/declare.ts'
import type { EvidenceInput } from './stages/evidence.ts'
import { lint } from './stages/lint.ts'
import type { MatrixEntry } from './stages/matrix/entry.ts'
import { merge } from './stages/merge.ts'
import { normalize, type Dropped } from './stages/normalize.ts'
import { overlay, type Correction } from './stages/overlay.ts'
import { pageText } from './stages/page-text.ts'
import { read } from './stages/read.ts'
import { repair } from './stages/repair.ts'
import { settle, type Settlement } from './stages/settle.ts'
import { pending, suggest, type Suggestion } from './stages/suggest.ts'

/** One provider on its way from documents to a contract. */
export interface ProviderRun extends EvidenceInput {
  readonly documents: MatrixEntry['documents']
  readonly disagreements: readonly Settlement[]
  readonly sides: MatrixEntry['sides']
  readonly suggestions: readonly Suggestion[]
  readonly config: ProviderConfig
  readonly contract: JsonObject
  readonly fragment: Traced
}

/** One provider from its documents to its contract. */
export function toContract(provider: ProviderInputs, inputs: Inputs, diagnostics: Diagnostic[]): ProviderRun {
  const { documents, trees, overlays, providerFile, config } = parseFiles(provider, diagnostics)
  const fragment = fragmentOf(config, provider, inputs)
  if (trees.length === 0) throw undescribed(config, provider)
  const { parsed, dropped, suggestions } = normalized(trees, config, diagnostics)
  const schemas = inputSchemas(config)
  const combined = combine(parsed, { siblings: schemas.map(({ name }) => name) })
  const { corrected, corrections } = overlaid(combined.value, overlays)
  const settled = settle(combined.disagreements, corrections)
  const unsettled = settled.diagnostics.filter(({ severity }) => severity === 'error')
  if (unsettled.length > 0) throw new StageError(...unsettled)
  diagnostics.push(...settled.diagnostics)
  const traced = merge(corrected, fragment, config)
  declare(traced, config)
  sayOfItself(traced, providerFile)
  const problems = lint(traced, provider.config.path)
  if (problems.length > 0) throw new StageError(...problems)
  const contract = attest(traced)
  const open = pending(suggestions, traced.tree)
  diagnostics.push(...open.diagnostics)
  const sides = provider.documents.length === 0 ? [] : sidesOf(combined.value, schemas)
  return {
    ...{ config, contract, traced, fragment, documents, sides, corrections, dropped },
    disagreements: settled.value,
    suggestions: open.value,
  }
}

/** The files of one provider, as their text says it. */
interface ParsedFiles {
  readonly documents: MatrixEntry['documents']
  /** Of each document, and of the facts last. */
  readonly trees: readonly Traced[]
  readonly overlays: readonly { readonly path: string; readonly traced: Traced }[]
  readonly providerFile: Traced
  readonly config: ProviderConfig
}

function parseFiles(provider: ProviderInputs, diagnostics: Diagnostic[]): ParsedFiles {
  // Files that do not depend on each other are all read, so that one run tells what is wrong with each.
  const unread: Diagnostic[] = []
  const documents: MatrixEntry['documents'][number][] = []
  const described = [...provider.documents, ...(provider.facts === undefined ? [] : [provider.facts])]
  const trees = described.flatMap((file) => {
    const kind = file === provider.facts ? 'public' : 'document'
    return attempt(unread, () => parseDocument(file, kind, documents, diagnostics)) ?? []
  })
  const overlays = provider.overlays.flatMap(
    ({ path, text }) =>
      attempt(unread, () => ({ path, traced: parseTracedYaml(text, { file: path, kind: 'inferred' }) })) ??
      [],
  )
  const configured = attempt(unread, () => {
    const { path, text } = provider.config
    const providerFile = parseTracedYaml(text, { file: path, kind: 'public' })
    return { providerFile, config: readProviderConfig(providerFile, path) }
  })
  if (configured === undefined || unread.length > 0) throw new StageError(...unread)
  return { documents, trees, overlays, ...configured }
}

/** What the dialect of a provider adds to its contract. */
function fragmentOf({ dialect }: ProviderConfig, { config }: ProviderInputs, { dialects }: Inputs): Traced {
  const file = dialects[dialect]
  if (file !== undefined) return parseTracedYaml(file.text, { file: file.path, kind: 'public' })
  throw new StageError({
    severity: 'error',
    rule: 'dialect',
    file: config.path,
    message: `specs/dialects/${dialect}.yaml is missing`,
  })
}

function undescribed({ id }: ProviderConfig, { config, directory }: ProviderInputs): StageError {
  return new StageError({
    severity: 'error',
    rule: 'no-document',
    file: config.path,
    message: `nothing describes ${id}. Put the provider's document into ${directory}/documents/ and run: npm run generate -- --accept`,
  })
}

function normalized(
  trees: readonly Traced[],
  config: ProviderConfig,
  diagnostics: Diagnostic[],
): {
  readonly parsed: readonly Traced[]
  readonly dropped: readonly Dropped[]
  readonly suggestions: readonly Suggestion[]
} {
  const naming = { models: modelEntries(config) }
  const dropped: Dropped[] = []
  const suggestions: Suggestion[] = []
  const parsed = trees.map((tree) => {
    const { value, diagnostics: said } = normalize(tree, naming)
    const suggested = suggest(value)
    diagnostics.push(...said, ...suggested.diagnostics)
    dropped.push(...value.dropped)
    suggestions.push(...suggested.value)
    return value
  })
  return { parsed, dropped, suggestions }
}

function overlaid(
  described: Traced,
  overlays: ParsedFiles['overlays'],
): { readonly corrected: Traced; readonly corrections: readonly Correction[] } {
  let corrected = described
  const corrections: Correction[] = []
  for (const file of overlays) {
    const applied = overlay(corrected, file.traced, file.path)
    corrected = applied.value
    corrections.push(...applied.corrections)
  }
  return { corrected, corrections }
}

/** What the documents say of each model's input, before overlays. */
function sidesOf(combined: Traced, schemas: ReturnType<typeof inputSchemas>): MatrixEntry['sides'] {
  return schemas.flatMap(({ name, model }) => {
    const found = side(combined, `/components/schemas/${name}`)
    return found === undefined ? [] : [{ model, side: found }]
  })
}

/** The schema of each model's input, as it is called before overlays. */
function inputSchemas(config: ProviderConfig): { model: string; name: string }[] {
  return modelEntries(config).map(({ model }) => ({
    model,
    name: config.parameters ?? `${model.slice(0, 1).toUpperCase()}${model.slice(1)}Input`,
  }))
}

function parseDocument(
  file: { path: string; text: string },
  kind: 'document' | 'public',
  documents: MatrixEntry['documents'][number][],
  diagnostics: Diagnostic[],
): Traced {
  const found = read(file)
  const lines = file.text.split('\n')
  diagnostics.push(...found.diagnostics)
  if (found.value.form === 'page') {
    documents.push({ path: file.path, repairs: [], lines })
    const page = pageText(file.path, found.value.lines)
    diagnostics.push(...page.diagnostics, ...statusNames(page.value))
    return page.value
  }
  const repaired = repair(found.value)
  const problems = repaired.diagnostics.filter(({ severity }) => severity === 'error')
  diagnostics.push(...repaired.diagnostics.filter(({ severity }) => severity !== 'error'))
  documents.push({ path: file.path, repairs: repaired.value.repairs, lines })
  const { firstLine } = found.value
  const traced = attempt(problems, () =>
    parseTracedYaml(repaired.value.text, { file: file.path, firstLine, kind }),
  )
  if (traced === undefined || problems.length > 0) throw new StageError(...problems)
  diagnostics.push(...statusNames(traced))
  return traced
}

/** Three statements a contract makes of itself: its name stands in `provider.yaml`, the others nobody makes. */
function sayOfItself({ tree, evidence: table }: Traced, provider: Traced): void {
  const named = provider.evidence.get(provider.tree, 'title')
  const info = objectAt(tree, 'info')
  if (named === undefined) return
  table.set(info, 'title', { ...named, source: 'provider.yaml', rule: 'provider' })
  const form = (source: string, rule: string): Evidence => ({ ...named, kind: 'inferred', source, rule })
  if (table.get(info, 'version')?.rule === 'provider')
    table.set(info, 'version', form('OpenAPI asks for a version; no document gives one', 'provider'))
  if (table.get(tree, 'openapi') === undefined)
    table.set(tree, 'openapi', form('the form of every contract; a page has none', 'openapi-3.1'))
}
