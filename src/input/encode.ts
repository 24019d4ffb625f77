import type { InputIssue } from '../errors/errors.ts'
import type { IssueRule } from './issue-rule.ts'
import type { ImageReading } from '../images/image-source.ts'
import { asRecord } from '../narrow.ts'
import { optionFault } from './option-value.ts'
import { soldModels } from './sold-models.ts'
import type { OptionRule, ProviderDescriptor } from '../provider.ts'
import { unknownField, unknownOption } from './unknown-option.ts'
import type { Model } from '../vocabulary.ts'

/** An edit in the words of the wire, before a dialect nests it into a body. */
export interface Encoded {
  readonly model: Model
  /** Path of the submit, relative to the base URL. */
  readonly path: string
  /** What the provider calls the model, where the body says it. */
  readonly wireName: string | undefined
  /** Wire fields, flat. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Everything that is wrong with the input; the rest counts only when this is empty. */
  readonly issues: readonly EncodingIssue[]
  /** What the caller said of the result. */
  readonly asked: { readonly count?: number; readonly format?: string }
  /** What a stream or a file failed with. */
  readonly cause: Error | undefined
}

/** One thing that is wrong with an input, and the rule it breaks. */
export interface EncodingIssue extends InputIssue {
  readonly rule: IssueRule
}

// All dialects call it so; it is a wire name all the same.
const promptField = 'prompt'
const known = new Set(['prompt', 'image', 'model', 'native'])
/** Puts an input into wire fields and finds everything the provider cannot do. Images come read already. */
export function encode(
  provider: ProviderDescriptor,
  input: unknown,
  images: readonly ImageReading[],
): Encoded {
  const given = asRecord(input) ?? {}
  const issues: EncodingIssue[] = []
  const model = encodeModel(provider, given['model'], issues)
  const prompt = given['prompt']
  if (typeof prompt !== 'string' || prompt.trim() === '') {
    const message = 'prompt is empty. Say in words what to change.'
    issues.push({ path: 'prompt', rule: 'prompt', message })
  }
  const fields = [
    [promptField, prompt] as const,
    ...encodeOptions(provider, given, issues),
    ...encodeImages(provider, images, issues),
    ...encodeNative(provider, given['native'], model, issues),
  ]
  const target = provider.models[model]
  return {
    model,
    path: target?.path ?? '',
    wireName: target?.wireName,
    fields: Object.fromEntries(fields),
    issues,
    asked: {
      ...(typeof given['count'] === 'number' ? { count: given['count'] } : {}),
      ...(typeof given['format'] === 'string' ? { format: given['format'] } : {}),
    },
    cause: images.flatMap((image) => (image.ok ? [] : [image.cause]))[0],
  }
}

type Field = readonly [name: string, value: unknown]

function encodeModel(provider: ProviderDescriptor, given: unknown, issues: EncodingIssue[]): Model {
  const sold = soldModels(provider)
  const first = sold[0] ?? 'max'
  if (given === undefined) return first
  const found = sold.find((model) => model === given)
  if (found !== undefined) return found
  const named =
    typeof given === 'string' && given.length <= 40 ? JSON.stringify(given) : `of type ${typeof given}`
  const message = `model ${named} is not sold here. Use ${list(sold)}.`
  issues.push({ path: 'model', rule: 'model', message })
  return first
}

function encodeOptions(
  provider: ProviderDescriptor,
  given: Readonly<Record<string, unknown>>,
  issues: EncodingIssue[],
) {
  const rules = optionRules(provider)
  const fields: Field[] = []
  for (const [name, value] of Object.entries(given)) {
    if (known.has(name) || value === undefined) continue
    const rule = rules.get(name)
    if (rule === undefined) {
      issues.push({ path: name, rule: 'option', message: unknownOption(name, rules) })
      continue
    }
    const fault = optionFault(name, value, rule)
    if (fault !== undefined) issues.push({ path: name, ...fault })
    fields.push([rule.field, rule.as === 'string' && typeof value === 'number' ? String(value) : value])
  }
  for (const [name, rule] of rules) {
    if (rule.required !== true || given[name] !== undefined) continue
    if (rule.default === undefined)
      issues.push({
        path: name,
        rule: 'required',
        message: `option "${name}" is required here. Give it.`,
      })
    else fields.push([rule.field, rule.as === 'string' ? String(rule.default) : rule.default])
  }
  return fields
}

function encodeImages(
  provider: ProviderDescriptor,
  images: readonly ImageReading[],
  issues: EncodingIssue[],
): Field[] {
  const { fields, min, max } = provider.images
  if (images.length < min)
    issues.push({
      path: 'image',
      rule: 'image-missing',
      message: 'image is missing. Pass the image to edit.',
    })
  if (images.length > max) {
    const message = `image is a list of ${images.length}, above the maximum ${max}. Leave some out.`
    issues.push({ path: 'image', rule: 'image-count', message })
  }
  return images.flatMap((image, index): Field[] => {
    const path = images.length === 1 ? 'image' : `image[${index}]`
    if (!image.ok) issues.push({ path, rule: image.rule ?? 'image', message: `${path} ${image.issue}` })
    const field = fields[index]
    return image.ok && field !== undefined ? [[field, image.value]] : []
  })
}

function encodeNative(
  provider: ProviderDescriptor,
  native: unknown,
  model: Model,
  issues: EncodingIssue[],
): Field[] {
  const given = native === undefined ? {} : asRecord(native)
  if (given === undefined) {
    const message = "native is not an object. Pass the provider's own fields by name."
    issues.push({ path: 'native', rule: 'type', message })
    return []
  }
  const ours = nameByField(provider)
  const rules = new Map(
    Object.entries(provider.native).filter(([, { models }]) => models?.includes(model) !== false),
  )
  const refuse = (path: string, rule: IssueRule, fact: string) =>
    issues.push({ path, rule, message: `${path} ${fact}` })
  for (const [field, { required }] of rules)
    if (required && given[field] === undefined)
      refuse(`native.${field}`, 'required', 'is required here. Give it.')
  return Object.entries(given).flatMap(([field, value]): Field[] => {
    if (value === undefined) return []
    const path = `native.${field.slice(0, 40)}`
    const mapped = ours.get(field)
    const rule = rules.get(field)
    const fault = rule === undefined ? undefined : optionFault(path, value, rule)
    if (mapped !== undefined) refuse(path, 'native', `is what "${mapped}" writes. Use "${mapped}".`)
    else if (rule === undefined) refuse(path, 'native', unknownField(field, [...rules.keys()]))
    else if (fault !== undefined) issues.push({ path, ...fault })
    return [[field, value]]
  })
}

/** Our name for each wire field of a provider. */
export function nameByField(provider: ProviderDescriptor): ReadonlyMap<string, string> {
  const options = [...optionRules(provider)].map(([name, rule]) => [rule.field, name] as const)
  const { fields } = provider.images
  const images = fields.map(
    (field, index) => [field, fields.length === 1 ? 'image' : `image[${index}]`] as const,
  )
  return new Map([[promptField, 'prompt'], ...options, ...images])
}

function optionRules(provider: ProviderDescriptor): ReadonlyMap<string, OptionRule> {
  return new Map(Object.entries(provider.options))
}

function list(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(' or ')
}
