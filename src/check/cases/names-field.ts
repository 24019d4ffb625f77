import type { JsonPath } from '../../contracts/json-tree.ts'
import { readErrorBody } from '../../dialects/error-body.ts'
import type { CheckAnswer } from '../wire/exchange.ts'

/** Whether a refusal says that this field of the body is wrong: in a list of places, or in its text. */
export function namesField({ body, text }: Pick<CheckAnswer, 'body' | 'text'>, at: JsonPath): boolean {
  const { fields, message } = readErrorBody(body, text)
  if (fields.length > 0) return fields.some(({ field }) => isPlace(field, at))
  return mentions(message, at)
}

/** `input.0.params.prompt`, `input[0].params.prompt`, or `prompt` alone. */
function isPlace(field: string, at: JsonPath): boolean {
  const steps = field.split(/[.[\]/]+/).filter((step) => step !== '' && step !== 'body')
  const last = at.at(-1)
  return (
    steps.join('.') === at.join('.') || (steps.length === 1 && typeof last === 'string' && steps[0] === last)
  )
}

/** A text that goes on behind the name, such as `input[0].params`, means another field. */
function mentions(message: string, at: JsonPath): boolean {
  const names = at.filter((step) => typeof step === 'string')
  const name = names.at(-1)
  if (name === undefined) return false
  const inside = typeof at.at(-1) === 'number' ? String.raw`\[${String(at.at(-1))}\]` : ''
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  return new RegExp(String.raw`(?<![\w-])${escaped}${inside}(?![\w-]|\.\w|\[\d)`).test(message)
}
