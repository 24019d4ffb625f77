/** One thing wrong with a body, in the words of pydantic. */
interface Flaw {
  readonly type: string
  readonly loc: readonly string[]
  readonly msg: string
  readonly input: unknown
}

type Check = (value: unknown) => readonly [type: string, msg: string] | undefined

// The fields of fal's own client. (fal-ai/fal-js libs/client/src/types/endpoints.ts)
const fields: Readonly<Record<string, Check>> = {
  prompt: (value) => text(value) ?? short(value),
  image_url: text,
  seed: integer,
  guidance_scale: (value) => number(value) ?? range(value, 1, 20),
  sync_mode: flag,
  num_images: (value) => integer(value) ?? range(value, 1, 4),
  output_format: (value) => among(value, ['jpeg', 'png']),
  safety_tolerance: (value) => among(value, ['1', '2', '3', '4', '5', '6']),
  enhance_prompt: flag,
  aspect_ratio: (value) => among(value, ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']),
}

/** Everything wrong with a body at once; fields that are not known are let pass. */
export function flawsOf(body: unknown): readonly Flaw[] {
  if (!isRecord(body))
    return [{ type: 'dict_type', loc: ['body'], msg: 'Input should be a valid dictionary', input: body }]
  const missing = ['prompt', 'image_url'].filter((name) => body[name] === undefined)
  return [
    ...missing.map((name) => ({ type: 'missing', loc: ['body', name], msg: 'Field required', input: body })),
    ...Object.entries(fields).flatMap(([name, check]) => {
      const value = body[name]
      const [type, msg] = (value === undefined ? undefined : check(value)) ?? []
      return type === undefined || msg === undefined ? [] : [{ type, loc: ['body', name], msg, input: value }]
    }),
  ]
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): ReturnType<Check> {
  return typeof value === 'string' ? undefined : ['string_type', 'Input should be a valid string']
}

function short(value: unknown): ReturnType<Check> {
  return value === '' ? ['string_too_short', 'String should have at least 1 character'] : undefined
}

function flag(value: unknown): ReturnType<Check> {
  return typeof value === 'boolean' ? undefined : ['bool_parsing', 'Input should be a valid boolean']
}

function number(value: unknown): ReturnType<Check> {
  return typeof value === 'number' ? undefined : ['float_parsing', 'Input should be a valid number']
}

function integer(value: unknown): ReturnType<Check> {
  return Number.isInteger(value) ? undefined : ['int_parsing', 'Input should be a valid integer']
}

function range(value: unknown, least: number, most: number): ReturnType<Check> {
  if (Number(value) < least)
    return ['greater_than_equal', `Input should be greater than or equal to ${least}`]
  return Number(value) > most
    ? ['less_than_equal', `Input should be less than or equal to ${most}`]
    : undefined
}

function among(value: unknown, known: readonly string[]): ReturnType<Check> {
  return known.includes(String(value)) && typeof value === 'string'
    ? undefined
    : ['literal_error', `Input should be ${known.map((one) => `'${one}'`).join(', ')}`]
}
