import { StageError, type Diagnostic } from './lib/diagnostic.ts'
import type { Traced } from './lib/evidence.ts'
import type { Inputs, ProviderInputs } from './lib/inputs.ts'
import type { JsonObject } from './lib/json.ts'
import { modelEntries, readProviderConfig, type ProviderConfig } from './lib/provider-config.ts'
import { stableYaml } from './lib/stable-yaml.ts'
import { parseTracedYaml } from './lib/traced-yaml.ts'
import { typescriptSource } from './lib/typescript-source.ts'
import type { ProviderDescriptor } from '../src/provider.ts'
import { attest } from './stages/attest.ts'
import { catalog } from './stages/catalog.ts'
import { combine, type Disagreement } from './stages/combine.ts'
import { descriptor } from './stages/descriptor.ts'
import { fixtures } from './stages/fixtures.ts'
import { lint } from './stages/lint.ts'
import { matrix, type MatrixEntry } from './stages/matrix.ts'
import { merge } from './stages/merge.ts'
import { normalize, type Dropped } from './stages/normalize.ts'
import { overlay, type Correction } from './stages/overlay.ts'
import { pageText } from './stages/page-text.ts'
import { read } from './stages/read.ts'
import { providerModule, registry } from './stages/registry.ts'
import { repair, type Repair } from './stages/repair.ts'
import { types } from './stages/types.ts'
import { validators } from './stages/validators.ts'

/** One provider on its way from documents to a contract. */
interface ProviderRun {
  readonly config: ProviderConfig
  readonly contract: JsonObject
  readonly traced: Traced
  readonly fragment: JsonObject
  readonly documents: { path: string; repairs: readonly Repair[] }[]
  readonly disagreements: readonly Disagreement[]
  readonly corrections: readonly Correction[]
  readonly dropped: readonly Dropped[]
}

/** What a run of the pipeline produces: files by path, and what there is to tell. */
export interface Output {
  readonly files: ReadonlyMap<string, string>
  readonly diagnostics: readonly Diagnostic[]
  readonly summaries: readonly string[]
}

/** Runs every stage over `specs/` as read: documents to contracts, contracts to everything under `generated/`. */
export async function runPipeline(inputs: Inputs): Promise<Output> {
  const files = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  const entries: MatrixEntry[] = []
  const descriptors: ProviderDescriptor[] = []
  const contracts: { id: string; contract: JsonObject }[] = []
  for (const provider of inputs.providers) {
    const run = toContract(provider, inputs, diagnostics)
    const { config, contract } = run
    const made = descriptor(contract, run.fragment, config)
    const evidence = evidenceOf(run)
    const write = (name: string, text: string): void => {
      files.set(`generated/${config.id}/${name}`, text)
    }
    write(
      'contract.openapi.yaml',
      `# Generated. Do not edit: change specs/${config.id}/ and run "npm run generate".\n${stableYaml(contract)}`,
    )
    write('evidence.json', evidence.text)
    write('types.ts', await typescriptSource(await types(contract)))
    write('validators.ts', await typescriptSource(validators(contract, config)))
    write(
      'fixtures.ts',
      await typescriptSource(
        `/** Bodies and answers that keep the contract. */\nexport const fixtures = ${JSON.stringify(fixtures(contract, config))} as const\n`,
      ),
    )
    write('provider.ts', await typescriptSource(providerModule(made, config)))
    descriptors.push(made)
    contracts.push({ id: config.id, contract })
    entries.push({ ...run, descriptor: made, evidence: evidence.counts })
  }
  files.set('generated/providers.ts', await typescriptSource(registry(descriptors)))
  files.set(
    'generated/kontext.openapi.yaml',
    `# Generated. Do not edit: change specs/ and run "npm run generate".\n${stableYaml(catalog(contracts))}`,
  )
  files.set('generated/PROVIDERS.md', matrix(entries))
  return { files, diagnostics, summaries: entries.map(summary) }
}

function toContract(provider: ProviderInputs, inputs: Inputs, diagnostics: Diagnostic[]): ProviderRun {
  const config = readProviderConfig(
    parseTracedYaml(provider.config.text, { file: provider.config.path, kind: 'public' }),
    provider.config.path,
  )
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
  const documents: { path: string; repairs: readonly Repair[] }[] = []
  const dropped: Dropped[] = []
  const parsed = [...provider.documents, ...(provider.facts === undefined ? [] : [provider.facts])].map(
    (file) => {
      const traced = parseDocument(
        file,
        file === provider.facts ? 'public' : 'document',
        documents,
        diagnostics,
      )
      const normalized = normalize(traced, naming)
      diagnostics.push(...normalized.diagnostics)
      dropped.push(...normalized.value.dropped)
      return normalized.value
    },
  )
  if (parsed.length === 0) {
    throw new StageError({
      severity: 'error',
      rule: 'no-document',
      file: provider.config.path,
      message: `nothing describes ${config.id}. Put the provider's document into ${provider.directory}/documents/ and run: npm run generate -- --accept`,
    })
  }
  const combined = combine(parsed)
  let current = combined.value
  const corrections: Correction[] = []
  for (const file of provider.overlays) {
    const applied = overlay(
      current,
      parseTracedYaml(file.text, { file: file.path, kind: 'inferred' }),
      file.path,
    )
    current = applied.value
    corrections.push(...applied.corrections)
  }
  const traced = merge(current, fragment, config)
  const problems = lint(traced, provider.config.path)
  if (problems.length > 0) throw new StageError(...problems)
  const contract = attest(traced)
  return {
    config,
    contract,
    traced,
    fragment: fragment.tree,
    documents,
    disagreements: combined.disagreements,
    corrections,
    dropped,
  }
}

function parseDocument(
  file: { path: string; text: string },
  kind: 'document' | 'public',
  documents: { path: string; repairs: readonly Repair[] }[],
  diagnostics: Diagnostic[],
): Traced {
  const found = read(file)
  diagnostics.push(...found.diagnostics)
  if (found.value.form === 'page') {
    documents.push({ path: file.path, repairs: [] })
    const page = pageText(file.path, found.value.lines)
    diagnostics.push(...page.diagnostics)
    return page.value
  }
  const repaired = repair(found.value)
  diagnostics.push(...repaired.diagnostics)
  documents.push({ path: file.path, repairs: repaired.value.repairs })
  return parseTracedYaml(repaired.value.text, { file: file.path, firstLine: found.value.firstLine, kind })
}

function evidenceOf({ traced, config, documents, disagreements, dropped }: ProviderRun): {
  text: string
  counts: Record<string, number>
} {
  const leaves = traced.evidence.leaves(traced.tree, {
    kind: 'inferred',
    file: config.file,
    line: 1,
    column: 1,
  })
  const counts: Record<string, number> = { document: 0, public: 0, inferred: 0 }
  const statements: Record<string, object> = {}
  for (const [pointer, { kind, file, line, column, ...rest }] of [...leaves].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    counts[kind] = (counts[kind] ?? 0) + 1
    statements[pointer] = { kind, at: `${file}:${String(line)}:${String(column)}`, ...rest }
  }
  const repairs = documents.flatMap(({ path, repairs: list }) =>
    list.map((item) => ({ file: path, ...item })),
  )
  return { text: `${JSON.stringify({ statements, repairs, disagreements, dropped }, null, 2)}\n`, counts }
}

function summary({ descriptor: made, documents, corrections, disagreements, evidence }: MatrixEntry): string {
  const repairs = documents.reduce((sum, document) => sum + document.repairs.length, 0)
  const statements = Object.values(evidence).reduce((sum, count) => sum + count, 0)
  const parts = [
    evidence['document'] === 0 ? 'public facts' : plural(documents.length, 'document'),
    plural(repairs, 'repair'),
    plural(corrections.length, 'correction'),
    ...(disagreements.length > 0 ? [plural(disagreements.length, 'disagreement')] : []),
    `${String(evidence['document'] ?? 0)}/${String(statements)} statements documented`,
  ]
  return `${made.id.padEnd(9)} ${parts.join(', ')}`
}

function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}
