import type { Price, Retention } from '../../src/provider.ts'
import { at, isObject, objectAt, type Json, type JsonObject } from '../lib/json.ts'

/** Ends the run at a key of `provider.yaml`. */
type Fail = (path: string, message: string) => never

/** What a submit costs: `x-price` of its operation, `{ amount: 0.04, currency: USD, per: image }`. */
export function priceOf(contract: JsonObject, path: string, fail: Fail): Price | undefined {
  const said = at(contract, 'paths', path, 'post', 'x-price')
  if (said === undefined) return undefined
  const { amount, currency, per } = isObject(said) ? said : {}
  if (typeof amount !== 'number' || amount <= 0 || currency !== 'USD' || per !== 'image')
    return fail(
      'models',
      `the x-price of ${path} is ${JSON.stringify(said)}. Give { amount: 0.04, currency: USD, per: image }.`,
    )
  return { amount, currency, per }
}

const times = ['resultSeconds', 'largeResultSeconds', 'largeResultBytes', 'imageSeconds'] as const

/** How long what was made is kept: `x-retention` of the operation that gives the result. */
export function retentionOf(operation: JsonObject, fail: Fail): Retention | undefined {
  const said = operation['x-retention']
  if (said === undefined) return undefined
  const found = objectAt(operation, 'x-retention')
  const positive = (value: Json | undefined): value is number => typeof value === 'number' && value > 0
  const odd = Object.keys(found).find((key) => !times.some((time) => time === key) || !positive(found[key]))
  if (!isObject(said) || odd !== undefined)
    return fail('dialect', `x-retention: ${odd ?? 'no mapping'}. Give numbers for ${times.join(', ')}.`)
  // Large means nothing without the size from which it is.
  if ((found['largeResultSeconds'] === undefined) !== (found['largeResultBytes'] === undefined))
    return fail('dialect', 'x-retention: give largeResultSeconds and largeResultBytes, or neither')
  return Object.fromEntries(times.flatMap((time) => (positive(found[time]) ? [[time, found[time]]] : [])))
}
