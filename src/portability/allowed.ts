import { nameByField } from '../input/encode.ts'
import type { IssueRule } from '../input/issue-rule.ts'
import { show } from '../input/option-value.ts'
import { soldModels } from '../input/sold-models.ts'
import type { ImageRule, NativeRule, ProviderDescriptor, ValueRule } from '../provider.ts'
import type { Model } from '../vocabulary.ts'

/** What a question about a path is: by which rule, and for which model. */
interface Place {
  readonly path: string
  readonly rule: IssueRule
  readonly model: Model
}

/** What a provider takes at a path, in words. */
export function allowedAt(descriptor: ProviderDescriptor, { path, rule, model }: Place): string {
  if (path === 'model') return modelsOf(descriptor)
  if (path === 'image' || path.startsWith('image['))
    return rule === 'image-form' ? formsOf(descriptor.images) : countOf(descriptor.images)
  if (path.startsWith('native.')) return fieldAt(descriptor, path.slice('native.'.length), rule, model)
  const option = new Map(Object.entries(descriptor.options)).get(path)
  return option === undefined ? 'no such option' : wordsOf(option, rule)
}

function modelsOf(descriptor: ProviderDescriptor): string {
  const sold = soldModels(descriptor).map(show)
  return sold.length === 1 ? `${sold.join('')} only` : sold.join(' or ')
}

function fieldAt(descriptor: ProviderDescriptor, name: string, rule: IssueRule, model: Model): string {
  // Paths of issues end after so many characters of a name.
  const field = Object.entries(descriptor.native).find(([own]) => own.startsWith(name))?.[1]
  if (field !== undefined)
    return field.models?.includes(model) === false ? `not for ${show(model)}` : wordsOf(field, rule)
  const standsFor = nameByField(descriptor).get(name)
  return standsFor === undefined ? 'no such field' : `"${standsFor}" instead`
}

function wordsOf(value: ValueRule | NativeRule, rule: IssueRule): string {
  if (rule === 'required') return value.required === true ? 'required' : 'optional'
  return valuesOf(value)
}

/** What values a rule lets through: `1 to 20`, `"jpeg", "png"`. */
export function valuesOf(rule: ValueRule | NativeRule): string {
  const { type, min, max, values } = rule
  if (values !== undefined) return row(values) ?? values.map(show).join(', ')
  if ('ratio' in rule) return `any ratio from ${rule.ratio[0]} to ${rule.ratio[1]}`
  if (min !== undefined && max !== undefined) return `${min} to ${max}`
  if (min !== undefined) return `${nouns[type]} from ${min} up`
  return max === undefined ? nouns[type] : `${nouns[type]} up to ${max}`
}

const nouns = {
  any: 'anything',
  array: 'a list',
  boolean: 'true or false',
  integer: 'any integer',
  number: 'any number',
  object: 'an object',
  string: 'a text',
} as const satisfies Readonly<Record<NativeRule['type'], string>>

// 1, 2, 3, 4 reads as 1 to 4, as a range of integers does.
function row(values: readonly (string | number)[]): string | undefined {
  const [first] = values
  if (typeof first !== 'number' || values.length < 3) return undefined
  return values.every((value, index) => value === first + index)
    ? `${first} to ${first + values.length - 1}`
    : undefined
}

function countOf({ min, max }: ImageRule): string {
  if (min === max) return max === 1 ? '1 image' : `${max} images`
  return min === 0 ? `up to ${max} image${max === 1 ? '' : 's'}` : `${min} to ${max} images`
}

function formsOf({ accepts }: ImageRule): string {
  if (!accepts.includes('url')) return 'no URLs'
  return accepts.length === 1 ? 'URLs only' : 'URLs and bytes'
}
