import { candidates } from './candidates.ts'
import type { PortableDifference } from './difference.ts'
import { differencesOf, inOrder } from './explain-differences.ts'
import { sideOf, type Comparable } from './side.ts'

/**
 * In what two providers differ for any edit: options, models, images, native fields, and what can be done with a job.
 * Each difference comes with a `witness`, an edit that shows it, with the value nearest to the edge: given to
 * `explainDifferences`, it says the same. In the same order.
 * ```ts
 * const [first] = compareCapabilities(fal(), chainhub())
 * first?.message // 'model "pro" is valid at fal ("max" or "pro"), refused by chainhub ("max" only)'
 * first?.witness // { prompt: '…', image: 'https://…', model: 'pro' }
 * ```
 * @throws InputError when `a` or `b` is no provider
 */
export function compareCapabilities(a: Comparable, b: Comparable): readonly PortableDifference[] {
  const sides = [sideOf(a, 'a'), sideOf(b, 'b')] as const
  const found = new Map<string, PortableDifference>()
  for (const witness of candidates(sides.flatMap(({ members }) => members))) {
    for (const difference of differencesOf(witness, ...sides)) {
      const { path, rule, a: ofA, b: ofB } = difference
      // What holds for one image of a list holds for the others.
      const key = `${path.replace(/^image\[\d+\]$/, 'image')} ${rule} ${ofA.verdict} ${ofB.verdict}`
      if (!found.has(key)) found.set(key, { ...difference, witness })
    }
  }
  return [...found.values()].toSorted(inOrder)
}
