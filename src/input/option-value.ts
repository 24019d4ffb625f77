import type { IssueRule } from './issue-rule.ts'
import { asRecord } from '../narrow.ts'
import type { NativeRule, ValueRule } from '../provider.ts'

/** What is wrong with a value. */
export interface OptionFault {
  readonly rule: IssueRule
  /** A sentence about the option. */
  readonly message: string
}

/** What is wrong with a value under a rule of a provider; undefined when nothing is. */
export function optionFault(
  name: string,
  value: unknown,
  rule: ValueRule | NativeRule,
): OptionFault | undefined {
  const fault: Fault = (broken, fact) => ({ rule: broken, message: `option "${name}" ${fact}` })
  const wrongType = (use: string) => fault('type', `is ${show(value)}. Use ${use}.`)
  if (rule.values !== undefined) {
    if (rule.values.some((allowed) => allowed === value)) return undefined
    const list = rule.values.map((allowed) => JSON.stringify(allowed)).join(', ')
    return fault('values', `is ${show(value)}. Use one of ${list}.`)
  }
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType('true or false')
    case 'string':
      if (typeof value !== 'string') return wrongType('a text')
      return 'ratio' in rule ? ratioFault(fault, value, rule.ratio) : undefined
    case 'integer':
    case 'number':
      return numberFault(fault, value, rule)
    case 'array':
      return Array.isArray(value) ? undefined : wrongType('a list')
    case 'object':
      return asRecord(value) === undefined ? wrongType('an object') : undefined
    case 'any':
      return undefined
    default:
      return rule satisfies never
  }
}

type Fault = (rule: IssueRule, fact: string) => OptionFault

function numberFault(fault: Fault, value: unknown, rule: ValueRule | NativeRule): OptionFault | undefined {
  const { min, max } = rule
  const whole = rule.type === 'integer'
  const use = `Use ${whole ? 'an integer' : 'a number'}${range(min, max)}.`
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault('type', `is ${show(value)}. ${use}`)
  if (whole && !Number.isInteger(value)) return fault('type', `is ${value}, not an integer. ${use}`)
  if (whole && !Number.isSafeInteger(value)) {
    return fault(
      'range',
      `is beyond 2^53 - 1, which a number cannot hold exactly. Use one up to ${Number.MAX_SAFE_INTEGER}.`,
    )
  }
  if (min !== undefined && value < min) return fault('range', `is ${value}, below the minimum ${min}. ${use}`)
  if (max !== undefined && value > max) return fault('range', `is ${value}, above the maximum ${max}. ${use}`)
  return undefined
}

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`
  if (min !== undefined) return ` from ${min} up`
  return max === undefined ? '' : ` up to ${max}`
}

function ratioFault(
  fault: Fault,
  value: string,
  [low, high]: readonly [string, string],
): OptionFault | undefined {
  const given = ratioOf(value)
  const use = `Use a ratio from ${low} to ${high}, such as "16:9".`
  if (given === undefined) return fault('ratio', `is ${show(value)}, not a ratio. ${use}`)
  const bounds = [ratioOf(low) ?? 0, ratioOf(high) ?? Infinity]
  const inside = given >= Math.min(...bounds) - 1e-9 && given <= Math.max(...bounds) + 1e-9
  return inside ? undefined : fault('ratio', `is ${show(value)}, outside ${low} to ${high}. ${use}`)
}

function ratioOf(text: string): number | undefined {
  const match = /^([1-9]\d?):([1-9]\d?)$/.exec(text)
  return match === null ? undefined : Number(match[1]) / Number(match[2])
}

/** A value in a sentence. Long texts are not shown: they may be a prompt or an image put in the wrong place. */
export function show(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  if (typeof value === 'string' && value.length <= 24) return JSON.stringify(value)
  return `of type ${Array.isArray(value) ? 'array' : typeof value}`
}
