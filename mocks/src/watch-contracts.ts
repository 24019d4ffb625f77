import { watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'
import { readContract, type ContractFile, type Contracts } from './contracts.ts'
import { BrokenContractError } from './gate/finding.ts'

/** What became of a contract whose file changed. */
export type ContractChange =
  /** It serves from the next request on. */
  | { readonly kind: 'replaced'; readonly provider: string; readonly file: string }
  /** It cannot be served; the last good one still does. */
  | { readonly kind: 'refused'; readonly provider: string; readonly error: BrokenContractError }

/** A watch over the files of contracts. */
export interface ContractWatch {
  close(): void
}

// An editor writes a file in several steps, a checkout writes many.
const quietMs = 50

/**
 * Reads a contract again whenever its file changes. A good one takes the place of the one before, while jobs and
 * connections stay; a broken one is reported and otherwise ignored.
 */
export function watchContracts(
  contracts: Contracts,
  {
    files,
    tell,
  }: { readonly files: readonly ContractFile[]; readonly tell: (change: ContractChange) => void },
): ContractWatch {
  const seen = new Map(files.map(({ provider }) => [provider, contracts.of(provider)?.hash]))
  const look = (file: ContractFile): void => {
    const { document, findings } = readContract(file)
    // Twice for one change, or a file that was only touched.
    if (seen.get(file.provider) === document.hash) return
    seen.set(file.provider, document.hash)
    if (findings.length > 0) {
      tell({ kind: 'refused', provider: file.provider, error: new BrokenContractError(findings) })
      return
    }
    contracts.replace(file.provider, document)
    tell({ kind: 'replaced', provider: file.provider, file: file.shown })
  }
  const watchers = files.map((file) => watchFolder(file, () => look(file)))
  return {
    close: () => {
      for (const close of watchers) close()
    },
  }
}

/** Watches the folder, not the file: many editors put a new file in the place of the old one. */
function watchFolder(file: ContractFile, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let watcher: FSWatcher | undefined
  try {
    watcher = watch(dirname(file.path), { persistent: false }, () => {
      clearTimeout(timer)
      timer = setTimeout(changed, quietMs)
    })
    // On Linux a folder that goes away is reported as an error.
    watcher.on('error', () => watcher?.close())
  } catch (error) {
    throw new Error(
      `Failed to watch ${file.shown}: ${error instanceof Error ? error.message : String(error)}.`,
      {
        cause: error,
      },
    )
  }
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
