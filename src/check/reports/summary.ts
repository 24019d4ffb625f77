import type { CaseResult, CaseStatus, CheckReport, Deviation, LoggedExchange } from '../report.ts'
import type { Evidence } from '../../contracts/evidence.ts'
import { caseGroups, type CaseGroup } from '../case.ts'
import { shellWord } from '../curl/shell-word.ts'

/** How many cases came out how. */
export type Counts = Readonly<Record<CaseStatus, number>>

export function countCases({ cases }: CheckReport): Counts {
  const counts = { passed: 0, deviates: 0, known: 0, inapplicable: 0, skipped: 0 }
  for (const { status } of cases) counts[status] += 1
  return counts
}

/** `1 of 49 cases deviates; 1 known, 3 skipped, 5 not applicable`. */
export function countsText(report: CheckReport): string {
  const { passed, deviates, known, inapplicable, skipped } = countCases(report)
  const looked = passed + deviates + known
  const head = `${deviates === 0 ? 'none' : deviates} of ${plural(looked, 'case')} ${deviates < 2 ? 'deviates' : 'deviate'}`
  const rest = [
    [known, 'known'],
    [skipped, 'skipped'],
    [inapplicable, 'not applicable'],
  ] as const
  const more = rest.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))
  return more.length === 0 ? head : `${head}; ${more.join(', ')}`
}

/** `at most 2 of 2 edits, 2 images, $0.16`. */
export function spentText({ budget: { edits, spent, images, usd } }: CheckReport): string {
  if (spent === 0) return `nothing, of ${plural(edits, 'edit')} allowed`
  const cost = usd === undefined ? '' : `, $${usd.toFixed(2)}`
  return `at most ${spent} of ${plural(edits, 'edit')}, ${plural(images, 'image')}${cost}`
}

/** What a verdict says as a part of a sentence: `fal deviates`. */
export const verdictWords = {
  conforms: 'conforms',
  deviates: 'deviates',
  incomplete: 'was not looked at to the end',
  unreachable: 'was not reached',
} as const satisfies Record<CheckReport['verdict'], string>

/** What a status says in a list. */
export const statusWords = {
  passed: 'passed',
  deviates: 'deviates',
  known: 'known',
  inapplicable: 'not applicable',
  skipped: 'skipped',
} as const satisfies Record<CaseStatus, string>

/** A mark for each status that tells without colour. */
export const statusMarks = {
  passed: '✓',
  deviates: '✗',
  known: '~',
  inapplicable: '·',
  skipped: '–',
} as const satisfies Record<CaseStatus, string>

/** The cases by group, in the order of the run; groups without cases are left out. */
export function byGroup<T extends { readonly group: CaseGroup }>(
  cases: readonly T[],
): readonly { readonly group: CaseGroup; readonly cases: readonly T[] }[] {
  return caseGroups
    .map((group) => ({ group, cases: cases.filter((result) => result.group === group) }))
    .filter(({ cases: found }) => found.length > 0)
}

/** A place in the contract, and what stands behind it where that is known. */
export interface CitedPlace extends Pick<Evidence, 'pointer'>, Partial<Omit<Evidence, 'pointer'>> {}

/** Where the contract says what a deviation broke: its own pointer, else the places of the case. */
export function placesOf({ evidence }: CaseResult, { pointer }: Deviation): readonly CitedPlace[] {
  if (pointer === undefined) return evidence
  return [evidence.find((place) => place.pointer === pointer) ?? { pointer }]
}

/** The request in which a deviation was seen. */
export function exchangeOf({ exchanges }: CheckReport, { exchange }: Deviation): LoggedExchange | undefined {
  return exchange === undefined ? undefined : exchanges.find(({ number }) => number === exchange)
}

/** The command that says where a statement comes from. */
export function explainCommand(provider: string, pointer: string): string {
  return `kontext explain ${provider} ${shellWord(pointer)}`
}

/** `3 cases`, `1 case`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
