import type { Entry } from './finding-list.ts'
import { rules, type Rule } from './rules.ts'
import { providerTexts } from './rules/provider-texts.ts'

/** Whose contracts are compared: one at two times, or those of two providers, between which nothing has changed. */
export type Voice = 'history' | 'providers'

/** What the two contracts are called. */
export interface Names {
  readonly before: string
  readonly after: string
}

/** One sentence: operation, place, what differs, before → after. */
export function messageOf(
  entry: Entry,
  { others, voice, names }: { readonly others: number; readonly voice: Voice; readonly names: Names },
): string {
  const { operation, from, to } = entry
  const more = others === 0 ? '' : ` and ${String(others)} more`
  const change = [from, to].filter((text) => text !== undefined).join(' → ')
  const scope = operation === undefined ? '' : `${operation}${more}: `
  const says = voice === 'history' ? historyOf(entry) : differenceOf(entry, names)
  return `${scope}${says}${change === '' ? '' : `: ${change}`}`
}

function historyOf({ rule, where }: Entry): string {
  const { says }: Rule = rules[rule]
  return `${where} ${says}`
}

function differenceOf({ rule, where }: Entry, { before, after }: Names): string {
  const { says }: Rule = rules[rule]
  const template = providerTexts[rule] ?? `{where} ${says} at {after}`
  const words: Readonly<Record<string, string>> = { where, before, after }
  return template.replace(/\{(\w+)\}/g, (_place, word: string) => words[word] ?? '')
}
