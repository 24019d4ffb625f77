import { InputError } from './errors/errors.ts'
import { asRecord } from './narrow.ts'

type Check = (value: unknown) => boolean
const isFunction: Check = (value) => typeof value === 'function'
const isText: Check = (value) => typeof value === 'string'
const isAbove0 = (value: unknown): value is number => typeof value === 'number' && value > 0
const isCount = (value: unknown): value is number => Number.isInteger(value) && isAbove0(value)

// By the words of a message.
const kinds = {
  'a function': isFunction,
  'a list of functions': (value) => Array.isArray(value) && value.every(isFunction),
  'a text': isText,
  'a text, function or false': (value) => isText(value) || isFunction(value) || value === false,
  'true or false': (value) => typeof value === 'boolean',
  'an object': (value) => asRecord(value) !== undefined,
  'a number above 0': isAbove0,
  'a number from 0 up': (value) => value === 0 || isAbove0(value),
  'an integer from 1 up': isCount,
  'an integer from 0 to 10': (value) => value === 0 || (isCount(value) && value <= 10),
  'a Clock': (value) => isFunction(asRecord(value)?.['after']),
  'an AbortSignal': (value) => typeof asRecord(value)?.['aborted'] === 'boolean',
} as const satisfies Readonly<Record<string, Check>>

/** What each option may be: options within one are a table of their own. */
interface OptionTable {
  readonly [name: string]: keyof typeof kinds | OptionTable
}

/** What each option of an interface may be. */
export type OptionsOf<T> = Readonly<Record<keyof T, OptionTable[string]>>

/** Whose options are checked. */
export interface OptionsOwner {
  /** Name of the function, as messages say it. */
  readonly of: string
  readonly takes: OptionTable
  /** Id of the provider. */
  readonly provider: string
}

/**
 * Refuses options nobody reads and values of another type: in plain JavaScript no compiler does. Gives the options as
 * properties of their own: those a class defines are lost where its instance is spread.
 * @throws InputError
 */
export function checkOptions<T extends object>(options: T, { of, takes, provider }: OptionsOwner): T {
  const refuse = (path: string, fact: string): never =>
    refuseOption(provider, path, `Failed to use ${path || `the options of ${of}`}: ${fact}`)
  const check = (value: unknown, table: OptionTable, path: string): object => {
    const names = Object.keys(table)
    const own: Record<string, unknown> = {}
    const given = asRecord(value) ?? refuse(path, `pass an object with ${names.join(', ')}.`)
    // An option may be inherited; what else is inherited is no option that was given.
    for (const name of [...names, ...Object.keys(given)]) {
      const one = given[name]
      if (one === undefined) continue
      const place = (path && `${path}.`) + name.slice(0, 40)
      const kind = names.includes(name) ? table[name] : undefined
      if (kind === undefined) refuse(place, `it is no option of ${of}. ${remedy(name, names)}`)
      else if (typeof kind === 'object') check(one, kind, place)
      else if (!kinds[kind](one)) refuse(place, `it is not ${kind}. Correct it, or leave it out.`)
      own[name] = one
    }
    return own
  }
  // Of the same names and types: those of the table.
  return check(options, takes, '') as T
}

/** Refuses one option. @throws InputError */
export function refuseOption(provider: string, path: string, message: string): never {
  throw new InputError(message, { provider, issues: [{ path, message }] })
}

// By their first letters: `nearest.ts` is more than a page should load for this.
function remedy(name: string, names: readonly string[]): string {
  const start = (word: string): string => word.slice(0, 3).toLowerCase()
  const like = names.filter((one) => start(one) === start(name))
  return like[0] === undefined ? `Use ${names.join(', ')}.` : `Did you mean ${like.join(', ')}?`
}
