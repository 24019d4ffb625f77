import type { SubmitOptions } from '../kontext.ts'
import { didYouMean } from '../nearest.ts'
import type { OptionRule } from '../provider.ts'
import type { OptionName } from '../vocabulary.ts'

const portable = Object.keys({
  aspectRatio: true,
  count: true,
  format: true,
  guidance: true,
  safetyTolerance: true,
  seed: true,
  upsamplePrompt: true,
} satisfies Record<OptionName, true>)
const besides = ['prompt', 'image', 'model', 'native']
const ofTheCall = Object.keys({
  timeoutMs: true,
  signal: true,
  cancelOnAbort: true,
  onEvent: true,
  webhookUrl: true,
} satisfies Record<keyof SubmitOptions, true>)

/** What to say of an option that a provider does not have: it may stand elsewhere, or have another name. */
export function unknownOption(name: string, rules: ReadonlyMap<string, OptionRule>): string {
  const ours = [...rules].find(([, rule]) => rule.field === name)?.[0]
  if (ours !== undefined) return `"${name}" is the provider's own name of an option. Use "${ours}".`
  if (ofTheCall.includes(name))
    return `"${name}" is about the call, not part of the edit. Pass it second: edit(input, { ${name} }).`
  const fact = `option "${name.length <= 40 ? name : `${name.slice(0, 40)}…`}" is not in its contract.`
  if (portable.includes(name))
    return `${fact} Remove it, or use a provider that has it: "kontext providers" lists them.`
  return fact + (didYouMean(name.slice(0, 40), [...portable, ...besides]) || ' Correct it, or leave it out.')
}

/** What to say of a native field that a provider does not have. */
export function unknownField(field: string, fields: readonly string[]): string {
  return `is not in its contract.${didYouMean(field.slice(0, 40), fields) || ' Correct it, or leave it out.'}`
}
