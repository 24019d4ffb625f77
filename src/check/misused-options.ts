import type { InputIssue } from '../errors/errors.ts'
import { asRecord } from '../narrow.ts'
import { didYouMean } from '../nearest.ts'
import type { CheckOptions } from './options.ts'

interface Rule {
  readonly is: string
  readonly holds: (value: unknown) => boolean
}

// What is checked further on, with more to say.
const anything: Rule = { is: 'anything', holds: () => true }
const callable: Rule = { is: 'a function', holds: (value) => typeof value === 'function' }
const record: Rule = { is: 'an object', holds: (value) => asRecord(value) !== undefined }
const texts: Rule = {
  is: 'a list of texts',
  holds: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
}

const rules: Readonly<Record<keyof CheckOptions, Rule>> = {
  budget: anything,
  model: anything,
  image: anything,
  only: texts,
  skip: texts,
  laterMs: anything,
  timeoutMs: anything,
  webhook: {
    is: 'an object with url and next',
    holds: (value) => typeof asRecord(value)?.['next'] === 'function',
  },
  contract: record,
  fetch: callable,
  clock: { is: 'a Clock', holds: (value) => typeof asRecord(value)?.['after'] === 'function' },
  signal: { is: 'an AbortSignal', holds: (value) => typeof asRecord(value)?.['aborted'] === 'boolean' },
  deviations: { is: 'a list', holds: Array.isArray },
  onCase: callable,
  onExchange: callable,
  onJob: callable,
}

/**
 * Options nobody reads, which could be a budget that is misspelt, and values that are of no use: no compiler sees them in
 * JavaScript.
 */
export function misusedOptions(options: unknown): readonly InputIssue[] {
  const given = asRecord(options)
  const names = Object.keys(rules)
  if (given === undefined)
    return [{ path: 'options', message: `options is no object. Pass one with ${names.join(', ')}.` }]
  return Object.entries(given).flatMap(([name, value]) => {
    if (value === undefined) return []
    const rule = Object.entries(rules).find(([known]) => known === name)?.[1]
    const path = name.slice(0, 60)
    if (rule === undefined) {
      const remedy = didYouMean(path, names) || ` Use ${names.join(', ')}.`
      return [{ path, message: `${path} is no option of a check.${remedy}` }]
    }
    if (rule.holds(value)) return []
    return [{ path, message: `${path} is not ${rule.is}. Correct it, or leave it out.` }]
  })
}
