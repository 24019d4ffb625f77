import type { Contract, ContractDocument, JsonRecord } from '../contracts/index.ts'
import { brokenReference } from './schema/broken-reference.ts'
import { UnusableContract } from './unusable-contract.ts'

/** The tree of a contract that can be compared. */
export function treeOf({ document }: Contract): JsonRecord {
  const root = readTree(document)
  if (root['openapi'] === undefined) throw new UnusableContract(document.file, 'it has no "openapi"')
  const broken = brokenReference(root)
  if (broken === undefined) return root
  const { line, column } = document.place(broken.path)
  throw new UnusableContract(
    document.file,
    `${JSON.stringify(broken.reference)} at line ${String(line)}, column ${String(column)} ${broken.fact}`,
    broken.remedy,
  )
}

function readTree(document: ContractDocument): JsonRecord {
  const { file } = document
  const [mistake] = mistakesIn(document)
  if (mistake === undefined) return document.root
  const { line, column } = mistake.place
  // The parser tells programmers what else they can call.
  const fact = mistake.message.replace(/; please use .*$/s, '')
  throw new UnusableContract(file, `${fact} at line ${String(line)}, column ${String(column)}`)
}

/** @throws UnusableContract of aliases that would unfold into more than any machine holds */
function mistakesIn(document: ContractDocument): ContractDocument['mistakes'] {
  try {
    return document.mistakes
  } catch (error) {
    const fact = error instanceof Error ? error.message : 'it cannot be read'
    throw new UnusableContract(document.file, fact)
  }
}
