import type { EntryMatch, Expectations, MockOperation, NextRule } from 'kontext-sdk/testing'
import { isStandingRule } from 'kontext-sdk/testing'

const operations: readonly MockOperation[] = [
  'cancel',
  'image',
  'jwks',
  'result',
  'status',
  'stream',
  'submit',
  'sync',
]

type Body = Readonly<Record<string, unknown>>
type Reader<T> = (value: unknown, where: string) => T

/** Reads the body of `advance`: milliseconds. Throws a TypeError that says what is wrong, as all of these do. */
export function readAdvance(given: unknown): number {
  const { ms } = fields(given, { ms: number })
  if (ms === undefined) throw wrong('ms', 'a number', ms)
  return ms
}

/** Reads the body of `reset`, which has nothing in it: the session is in the address. */
export function readReset(given: unknown): void {
  fields(given, {})
}

/** Reads the body of `next`. */
export function readRule(given: unknown): Omit<NextRule, 'session'> {
  const { name, ...rest } = fields(given, {
    name: text,
    times: number,
    provider: text,
    operation: readOperation,
  })
  if (name === undefined) throw wrong('name', 'a text', name)
  return { name, ...rest }
}

/** Reads the body of `verify`. */
export function readExpectations(given: unknown): Expectations {
  return fields(given, {
    except: list((value, where) => {
      if (typeof value === 'string' && isStandingRule(value)) return value
      throw wrong(where, 'a rule that can be left out', value)
    }),
    counts: list((value, where) =>
      fields(value, { ...matchReaders, atLeast: number, atMost: number, exactly: number }, `${where}.`),
    ),
    order: list((value, where): EntryMatch => fields(value, matchReaders, `${where}.`)),
    minPollGapMs: number,
  })
}

const matchReaders = { operation: readOperation, provider: text, method: text, status: number }

/** The fields of a body, each by its reader. What is not there is left out, and nothing else may be there. */
function fields<R extends Readonly<Record<string, Reader<unknown>>>>(
  given: unknown,
  readers: R,
  where = '',
): { [Name in keyof R]?: ReturnType<R[Name]> } {
  if (!isBody(given)) throw wrong(where.replace(/\.$/, '') || 'the body', 'an object', given)
  const read = Object.entries(given).map(([name, value]) => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
    if (reader === undefined) {
      const known = Object.keys(readers)
      throw new TypeError(
        `There is no field ${where}${name}. ${known.length === 0 ? 'There are none' : `There are ${known.join(', ')}`}.`,
      )
    }
    return [name, reader(value, `${where}${name}`)] as const
  })
  // Each value came from the reader of its name.
  return Object.fromEntries(read) as { [Name in keyof R]?: ReturnType<R[Name]> }
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  throw wrong(where, 'a text', value)
}

function number(value: unknown, where: string): number {
  if (typeof value === 'number') return value
  throw wrong(where, 'a number', value)
}

function readOperation(value: unknown, where: string): MockOperation {
  const found = operations.find((operation) => operation === value)
  if (found !== undefined) return found
  throw wrong(where, `one of ${operations.join(', ')}`, value)
}

function list<T>(one: Reader<T>): Reader<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw wrong(where, 'a list', value)
    return value.map((item: unknown, index) => one(item, `${where}[${index}]`))
  }
}

function wrong(where: string, wanted: string, value: unknown): TypeError {
  return new TypeError(
    `${where} must be ${wanted}, not ${value === undefined ? 'left out' : JSON.stringify(value)}.`,
  )
}
