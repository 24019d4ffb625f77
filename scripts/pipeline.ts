import { attempt } from './lib/attempt.ts'
import { StageError, type Diagnostic } from './lib/diagnostic.ts'
import type { Inputs } from './lib/inputs.ts'
import type { JsonObject } from './lib/json.ts'
import { stableOrder, stableYaml } from './lib/stable-yaml.ts'
import { ecmascriptSource, literal, typescriptSource } from './lib/typescript-source.ts'
import type { ProviderDescriptor } from '../src/provider.ts'
import { catalog } from './stages/catalog.ts'
import { descriptor } from './stages/descriptor.ts'
import { evidence } from './stages/evidence.ts'
import { fieldDocs } from './stages/field-docs.ts'
import { fixtures } from './stages/fixtures.ts'
import { matrix, matrixJson } from './stages/matrix.ts'
import type { MatrixEntry } from './stages/matrix/entry.ts'
import { page } from './stages/matrix/page.ts'
import { contractsModule, providerModule, registry } from './stages/registry.ts'
import { suggestionsYaml } from './stages/suggest.ts'
import { validators } from './stages/validators.ts'
import { toContract } from './to-contract.ts'

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
