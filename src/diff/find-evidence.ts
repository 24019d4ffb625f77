import { evidenceAt, type Evidence, type EvidenceFile } from '../contracts/index.ts'

/** What stands behind a place of a contract. Asked hundreds of times, so it looks at the statements there only. */
export function findEvidence(file: EvidenceFile, pointer: string): Evidence | undefined {
  const pointers = sorted.get(file) ?? Object.keys(file.statements).sort()
  sorted.set(file, pointers)
  const below = pointers.slice(firstFrom(pointers, `${pointer}/`), firstFrom(pointers, `${pointer}0`))
  const near = [pointer, ...below].flatMap((at) => {
    const statement = file.statements[at]
    return statement === undefined ? [] : [[at, statement] as const]
  })
  return evidenceAt({ ...file, statements: Object.fromEntries(near) }, pointer)
}

const sorted = new WeakMap<EvidenceFile, readonly string[]>()

/** Where the first text that is not before `text` stands. `0` is the character after `/`. */
function firstFrom(texts: readonly string[], text: string): number {
  let [low, high] = [0, texts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((texts[middle] ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}
