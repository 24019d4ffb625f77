import { StageError, type Diagnostic } from './lib/diagnostic.ts'
import type { Evidence, Traced } from './lib/evidence.ts'
import type { Inputs, ProviderInputs } from './lib/inputs.ts'
import { objectAt, type JsonObject } from './lib/json.ts'
import { modelEntries, readProviderConfig, type ProviderConfig } from './lib/provider-config.ts'
import { stableOrder, stableYaml } from './lib/stable-yaml.ts'
import { statusNames } from './lib/diagnostics/status-names.ts'
import { parseTracedYaml } from './lib/traced-yaml.ts'
import { ecmascriptSource, literal, typescriptSource } from './lib/typescript-source.ts'
import type { ProviderDescriptor } from '../src/provider.ts'
import { attest } from './stages/attest.ts'
import { catalog } from './stages/catalog.ts'
import { combine } from './stages/combine.ts'
import { side } from './stages/combine/statements.ts'
import { declare } from './stages/declare.ts'
import { descriptor } from './stages/descriptor.ts'
import { evidence, type EvidenceInput } from './stages/evidence.ts'
import { fieldDocs } from './stages/field-docs.ts'
import { fixtures } from './stages/fixtures.ts'
import { lint } from './stages/lint.ts'
import { matrix, matrixJson } from './stages/matrix.ts'
import type { MatrixEntry } from './stages/matrix/entry.ts'
import { page } from './stages/matrix/page.ts'
import { merge } from './stages/merge.ts'
import { normalize, type Dropped } from './stages/normalize.ts'
import { overlay, type Correction } from './stages/overlay.ts'
import { pageText } from './stages/page-text.ts'
import { read } from './stages/read.ts'
import { contractsModule, providerModule, registry } from './stages/registry.ts'
import { repair } from './stages/repair.ts'
import { settle, type Settlement } from './stages/settle.ts'
import { pending, suggest, suggestionsYaml, type Suggestion } from './stages/suggest.ts'
import { validators } from './stages/validators.ts'

/** One provider on its way from documents to a contract. */
interface ProviderRun extends EvidenceInput {
  readonly documents: MatrixEntry['documents']
  readonly disagreements: readonly Settlement[]
  readonly sides: MatrixEntry['sides']
  readonly suggestions: readonly Suggestion[]
  readonly config: ProviderConfig
  readonly contract: JsonObject
  readonly fragment: Traced
}

/** What a run of the pipeline produces: files by path, and what there is to tell. */
export interface Output {
  readonly files: ReadonlyMap<string, string>
  readonly diagnostics: readonly Diagnostic[]
  readonly summaries: readonly string[]
  /** Overlay actions that the documents' prose suggests and no contract has yet: one overlay a provider. */
  readonly suggestions: readonly string[]
}

/** What an earlier run of the same pipeline made: sha256 of its inputs, and its files, both by path. */
export interface Earlier {
  readonly inputs: Readonly<Record<string, string>>
  readonly files: ReadonlyMap<string, string>
}

/**
 * Runs every stage over `specs/` as read: documents to contracts, contracts to everything under `generated/`. Types
 * and validators are taken from the earlier run where it had the same contract, the same evidence and the same `provider.yaml`.
 */
export async function runPipeline(inputs: Inputs, earlier?: Earlier): Promise<Output> {
  const files = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const entries: MatrixEntry[] = []
  const suggestions: string[] = []
  const descriptors: ProviderDescriptor[] = []
  const contracts: { id: string; contract: JsonObject }[] = []
  for (const provider of inputs.providers) {
    const found = attempt(diagnostics, () => {
      const run = toContract(provider, inputs, diagnostics)
      // Everything after this depends on what the contract says, not on the order in which it came to be said.
      const contract = stableOrder(run.contract)
      return {
        ...{ run, contract },
        ...{ made: descriptor(contract, run.fragment.tree, run.config), answered: evidence(run) },
      }
    })
    if (found === undefined) continue
    const { run, contract, made, answered } = found
    const { config } = run
    const directory = `generated/${config.id}`
    const evidenceText = `${JSON.stringify(answered.value, null, 2)}\n`
    const text = `# Generated. Do not edit: change specs/${config.id}/ and run "npm run generate".\n${stableYaml(contract)}`
    const same =
      earlier?.files.get(`${directory}/contract.openapi.yaml`) === text &&
      earlier.files.get(`${directory}/evidence.json`) === evidenceText &&
      earlier.inputs[config.file] === inputs.hashes[config.file]
    const write = async (name: string, make: () => Promise<string> | string): Promise<void> => {
      const path = `${directory}/${name}`
      files.set(path, (same ? earlier.files.get(path) : undefined) ?? (await make()))
    }
    files.set(`${directory}/contract.openapi.yaml`, text)
    files.set(`${directory}/evidence.json`, evidenceText)
    await write('types.ts', async () => {
      // openapi-typescript and the compiler under it take longer to load than all the rest takes to run.
      const { types } = await import('./stages/types.ts')
      return typescriptSource(await types(fieldDocs(contract, config, answered.value.statements)))
    })
    await write('validators.ts', () => ecmascriptSource(validators(contract, config)))
    files.set(
      `${directory}/fixtures.ts`,
      typescriptSource(
        `/** Bodies and answers that keep the contract. */\nexport const fixtures = ${literal(fixtures(contract, config))} as const`,
      ),
    )
    files.set(`${directory}/provider.ts`, typescriptSource(providerModule(made, config)))
    descriptors.push(made)
    contracts.push({ id: config.id, contract })
    if (run.suggestions.length > 0) suggestions.push(suggestionsYaml(run.suggestions, config.title))
    entries.push({ ...run, descriptor: made, evidence: answered.counts })
  }
  // A registry without one of the providers would be wrong; what there is to say of the others is still of use.
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new StageError(...diagnostics)
  files.set('generated/providers.ts', typescriptSource(registry(descriptors)))
  files.set('generated/contracts.ts', typescriptSource(contractsModule(contracts)))
  files.set(
    'generated/kontext.openapi.yaml',
    `# Generated. Do not edit: change specs/ and run "npm run generate".\n${stableYaml(catalog(contracts))}`,
  )
  const known = matrix(entries)
  files.set('generated/matrix.json', matrixJson(known))
  files.set('generated/PROVIDERS.md', page(known))
  return { files, diagnostics, summaries: entries.map(summary), suggestions }
}

/** One provider from its documents to its contract. */
export function toContract(provider: ProviderInputs, inputs: Inputs, diagnostics: Diagnostic[]): ProviderRun {
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
  const { providerFile, config } = configured
  const fragmentFile = inputs.dialects[config.dialect]
  if (fragmentFile === undefined) {
    throw new StageError({
      severity: 'error',
      rule: 'dialect',
      file: provider.config.path,
      message: `specs/dialects/${config.dialect}.yaml is missing`,
    })
  }
  const fragment = parseTracedYaml(fragmentFile.text, { file: fragmentFile.path, kind: 'public' })
  const naming = { models: modelEntries(config) }
  const dropped: Dropped[] = []
  const suggestions: Suggestion[] = []
  const parsed = trees.map((tree) => {
    const normalized = normalize(tree, naming)
    diagnostics.push(...normalized.diagnostics)
    dropped.push(...normalized.value.dropped)
    const suggested = suggest(normalized.value)
    diagnostics.push(...suggested.diagnostics)
    suggestions.push(...suggested.value)
    return normalized.value
  })
  if (parsed.length === 0) {
    throw new StageError({
      severity: 'error',
      rule: 'no-document',
      file: provider.config.path,
      message: `nothing describes ${config.id}. Put the provider's document into ${provider.directory}/documents/ and run: npm run generate -- --accept`,
    })
  }
  const schemas = inputSchemas(config)
  const combined = combine(parsed, { siblings: schemas.map(({ name }) => name) })
  let current = combined.value
  const corrections: Correction[] = []
  for (const file of overlays) {
    const applied = overlay(current, file.traced, file.path)
    current = applied.value
    corrections.push(...applied.corrections)
  }
  const settled = settle(combined.disagreements, corrections)
  const unsettled = settled.diagnostics.filter(({ severity }) => severity === 'error')
  if (unsettled.length > 0) throw new StageError(...unsettled)
  diagnostics.push(...settled.diagnostics)
  const traced = merge(current, fragment, config)
  declare(traced, config)
  sayOfItself(traced, providerFile)
  const problems = lint(traced, provider.config.path)
  if (problems.length > 0) throw new StageError(...problems)
  const contract = attest(traced)
  const open = pending(suggestions, traced.tree)
  diagnostics.push(...open.diagnostics)
  return {
    config,
    contract,
    traced,
    fragment,
    documents,
    disagreements: settled.value,
    suggestions: open.value,
    sides:
      provider.documents.length === 0
        ? []
        : schemas.flatMap((schema) => {
            const found = side(combined.value, `/components/schemas/${schema.name}`)
            return found === undefined ? [] : [{ model: schema.model, side: found }]
          }),
    corrections,
    dropped,
  }
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

/** Takes a step; what it refuses is kept, so that steps that do not depend on it can be taken. */
function attempt<T>(problems: Diagnostic[], step: () => T): T | undefined {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof StageError)) throw error
    problems.push(...error.diagnostics)
    return undefined
  }
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

function summary({
  descriptor: made,
  documents,
  corrections,
  disagreements,
  evidence: counts,
}: MatrixEntry): string {
  const repairs = documents.reduce((sum, document) => sum + document.repairs.length, 0)
  const statements = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const parts = [
    counts.document === 0 ? 'public facts' : plural(documents.length, 'document'),
    plural(repairs, 'repair'),
    plural(corrections.length, 'correction'),
    ...(disagreements.length > 0 ? [`${disagreements.length} settled`] : []),
    // A leaf that nothing answers for has ended the run.
    `evidence ${statements}/${statements}`,
  ]
  return `${made.id.padEnd(9)} ${parts.join(', ')}`
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}
