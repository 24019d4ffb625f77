import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ContractDocument } from './contract-document.ts'
import type { EvidenceFile } from './evidence.ts'

/** The contract of one provider: its document, and its evidence where it came with any. */
export interface Contract {
  /** Id of the provider. */
  readonly id: string
  readonly document: ContractDocument
  readonly evidence?: EvidenceFile
}

/**
 * Reads the contract of a provider that this SDK has, with its evidence.
 * @throws Error when there is none of that id
 */
export function readContract(id: string): Contract {
  const path = pathOf(id)
  const evidence = JSON.parse(readFileSync(join(dirname(path), 'evidence.json'), 'utf8')) as EvidenceFile
  return {
    id,
    document: new ContractDocument(`generated/${id}/contract.openapi.yaml`, readFileSync(path, 'utf8')),
    evidence,
  }
}

function pathOf(id: string): string {
  if (/^[a-z][a-z0-9-]*$/.test(id)) {
    try {
      // By the package's own name: the sources and what is built from them lie at different depths.
      return createRequire(import.meta.url).resolve(`kontext-sdk/contracts/${id}.openapi.yaml`)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
    }
  }
  throw new Error(
    `Failed to read the contract of ${JSON.stringify(id)}: this SDK has none. "kontext providers" lists those it has.`,
  )
}
