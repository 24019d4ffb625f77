import { didYouMean } from '../../nearest.ts'
import type { KnownDeviation } from './known-deviation.ts'

/** A line `name: value` of an entry; without a value when that is no text. */
export interface Field {
  readonly name: string
  readonly value: string | undefined
  readonly line: number
}

/** What is wrong in a line of the file. */
export interface Mistake {
  readonly line: number
  readonly message: string
}

/** What an entry is held against. */
export interface EntryRules {
  /** Where the entry begins. */
  readonly line: number
  readonly today: string
  readonly cases: Readonly<Record<string, readonly string[]>>
}

const required = ['provider', 'case', 'reason', 'until'] as const
const names = [...required, 'match'] as const

type Name = (typeof names)[number]

/** One entry of the file, or everything that is wrong with it. */
export function checkEntry(
  fields: readonly Field[] | undefined,
  { line, today, cases }: EntryRules,
): { readonly entry: KnownDeviation } | { readonly mistakes: readonly Mistake[] } {
  if (fields === undefined)
    return { mistakes: [{ line, message: `is not an entry. Give it ${required.join(', ')}.` }] }
  const mistakes = fields.flatMap(wrongField)
  const at = (name: Name): Field | undefined => fields.find((field) => field.name === name)
  const textOf = (name: Name): string => at(name)?.value?.trim() ?? ''
  const say = (name: Name, message: string | undefined): void => {
    if (message !== undefined) mistakes.push({ line: at(name)?.line ?? line, message })
  }
  const provider = textOf('provider')
  const id = textOf('case')
  const until = textOf('until')
  for (const name of required)
    if (at(name) === undefined) mistakes.push({ line, message: `has no ${name}. ${remedies[name]}` })
  if (provider !== '') say('provider', unknownName('provider', provider, Object.keys(cases)))
  const ids = cases[provider]
  if (id !== '' && ids !== undefined) say('case', unknownName(`case of ${provider}`, id, ids))
  if (until !== '') say('until', wrongDay(until, today))
  if (mistakes.length > 0) return { mistakes }
  const match = at('match') === undefined ? {} : { match: textOf('match') }
  return { entry: { provider, case: id, reason: textOf('reason'), until, ...match } }
}

const remedies = {
  provider: 'Name the provider: "kontext providers" lists them.',
  case: 'Name the case: "kontext check <provider> --list" lists them.',
  reason: 'Say why it is lived with.',
  until: 'Give the last day it is known, such as 2027-01-31.',
  match: 'Give a text that the message contains, or leave it out.',
} as const satisfies Record<Name, string>

function wrongField({ name, value, line }: Field): Mistake[] {
  const known = names.find((candidate) => candidate === name)
  if (known === undefined)
    return [{ line, message: `has ${JSON.stringify(name)}, which is unknown.${didYouMean(name, names)}` }]
  return (value ?? '').trim() === '' ? [{ line, message: `has no text as ${name}. ${remedies[known]}` }] : []
}

function unknownName(what: string, word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return undefined
  const list = what === 'provider' ? ` Known: ${known.join(', ')}.` : ''
  return `there is no ${what} named ${JSON.stringify(word)}.${didYouMean(word, known)}${list}`
}

function wrongDay(until: string, today: string): string | undefined {
  const day = /^\d{4}-\d\d-\d\d$/.test(until) ? new Date(`${until}T00:00:00Z`) : new Date(Number.NaN)
  // 2027-02-30 is read as the second of March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== until)
    return `${JSON.stringify(until)} is not a day. ${remedies.until}`
  const limit = `${String(Number(today.slice(0, 4)) + 1)}${today.slice(4)}`
  return until > limit
    ? `${until} is more than a year ahead. Give a day up to ${limit}: a deviation is looked at again once a year.`
    : undefined
}
