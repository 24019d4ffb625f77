import type { Json } from '../../lib/json.ts'

/** The constraints of a schema that prose can state. */
export type Constraint = 'default' | 'enum' | 'maximum' | 'minimum'
export type Constraints = Partial<Record<Constraint, Json>>

/** What is known of a field beside its prose. */
export interface Field {
  readonly name: string
  readonly type: string
  /** The values its schema lists. */
  readonly values?: readonly Json[]
}

const number = String.raw`-?\d+(?:\.\d+)?`
const dash = String.raw`\s*(?:-|–|—|~|～|至|到|to)\s*`
/** No date, version, ratio or longer number goes on here, and no unit that would make it a length of something else. */
const ends = String.raw`(?![\d:.]*[\d:]|\s*[-–~]\s*\d|\s*(?:seconds?|secs?|s|ms|minutes?|mins?|hours?|days?|[kmg]b|px|pixels?|bytes?|characters?|chars?|tokens?|words?|%|秒|毫秒|分钟|小时|天|字|像素)(?![a-z]))`

/** Words that announce a range, in front of it. */
const ranges = [
  String.raw`(?:取值)?范围\s*(?:为|是|在)?\s*[:：]?\s*(${number})${dash}(${number})${ends}`,
  String.raw`取值\s*(?:为|是)?\s*[:：]?\s*(${number})${dash}(${number})${ends}`,
  String.raw`介于\s*(${number})\s*(?:和|与|到|至|-)\s*(${number})\s*之间`,
  String.raw`(?:\brange|范围)[^\d[]{0,8}\[\s*(${number})\s*[,，]\s*(${number})\s*\]`,
  String.raw`\b(?:(?:value|valid|allowed)\s+)?range(?:\s+values?)?\s*(?:is|of)?\s*:?\s*(?:from\s+)?(${number})${dash}(${number})${ends}`,
  String.raw`(?:^|[,;:(]\s*|\b(?:must be|value|number)\s+)between\s+(${number})\s+and\s+(${number})${ends}`,
  String.raw`(?:^|[,;:(]\s*)from\s+(${number})\s*(?:\([^)]*\)\s*)?to\s+(${number})${ends}`,
].map((pattern) => new RegExp(pattern, 'iu'))

/** A scale that names both its ends. */
const scales = [
  /(\d+)\s*(?:为|是|表示)?\s*最严格\s*[,，、;；]\s*(\d+)\s*(?:为|是|表示)?\s*最宽松/u,
  /\b(\d+)\s*(?:means|is|=|\()?\s*(?:the\s+)?(?:strictest|most strict)\)?[\s,;]*(?:and|to)?\s*(\d+)\s*(?:means|is|=|\()?\s*(?:the\s+)?(?:least strict|most permissive|loosest)/iu,
]

/** Words that announce a list of values, in front of it. */
const lists = [
  /(?:可选值?|可选项|可选如|枚举值?|取值|支持的?值)\s*(?:为|有|包括|如|是)?\s*[:：]\s*(.+)/u,
  /\b(?:(?:enumerated|enum|allowed|possible|valid|accepted|supported)\s+values?|options|one of)\s*(?:are)?\s*:\s*(.+)/iu,
  /\bone of\s+(?=["'`“‘])(.+)/iu,
]
/** A list of formats constrains a field only if the field is a format: an image has formats too. */
const formats = [/\bformats?\s*:\s*(.+)/iu, /格式\s*[:：]\s*(.+)/u]

const defaults = [
  /默认值?\s*(?:为|是)?\s*[:：]?\s*(["'`“‘]?)([A-Za-z\d-][\w.:+-]*)/u,
  /\bdefaults?\s*(?:value)?\s*(?:is|to|=|:)?\s*(["'`“‘]?)([A-Za-z\d-][\w.:+-]*)/iu,
  /(?:^|[\s(,])(["'`“‘]?)([A-Za-z\d-][\w.:+-]*)["'`”’]?\s+by default/iu,
]

/** Texts that hold content: what is said to be allowed in them is said of the content. */
const content = /image|url|file|prompt/i
const kind = /format|type|mime|ext/i

/** What a description, in English or Chinese, says of the values of its field: only what it says without doubt. */
export function readProse(text: string, field: Field): Constraints {
  const found: Constraints = interval(text, field)
  const values = found.enum === undefined ? list(text, field) : undefined
  if (values !== undefined) found.enum = values
  const listed = Array.isArray(found.enum) ? found.enum : (field.values ?? [])
  const preset = defaultOf(text, field, listed)
  if (preset !== undefined) found.default = preset
  return found
}

function interval(text: string, { type }: Field): Constraints {
  const match = [...ranges, ...scales].map((pattern) => pattern.exec(text)).find((found) => found !== null)
  const [minimum, maximum] = [Number(match?.[1]), Number(match?.[2])]
  if (!(minimum < maximum)) return {}
  if (type === 'number') return { minimum, maximum }
  if (!Number.isInteger(minimum) || !Number.isInteger(maximum)) return {}
  if (type === 'integer') return { minimum, maximum }
  // A text that holds a whole number from a short range is one of its digits.
  if (type !== 'string' || minimum < 0 || maximum > 10) return {}
  return { enum: Array.from({ length: maximum - minimum + 1 }, (_, step) => String(minimum + step)) }
}

function list(text: string, { name, type }: Field): Json[] | undefined {
  if (type === 'string' && content.test(name) && !kind.test(name)) return undefined
  const announced = kind.test(name) ? [...lists, ...formats] : lists
  const rest = announced
    .map((pattern) => pattern.exec(text)?.[1])
    .find((found) => found !== undefined)
    ?.replace(/\([^)]*\)|（[^）]*）/gu, '')
    .split(/[。;；\n]|\.(?=\s|$)/u)[0]
  if (rest === undefined) return undefined
  const values: Json[] = []
  for (const part of rest.split(/\s*(?:[,，、|]|\bor\b|\band\b|或者?|和)\s*/u)) {
    const word = part.trim()
    if (word === '') continue
    const [, quoted, plain] =
      /^(?:["'`“‘]([^"'`”’]+)["'`”’]|([A-Za-z0-9](?:[\w.:+-]*\w)?))$/u.exec(word) ?? []
    const value = literal(quoted ?? plain, type)
    // What follows a list may be its default; anything else leaves it open ("and so on", "等").
    if (value === undefined) {
      if (/^(?:default|默认|optional|可选|必填)/iu.test(word)) break
      return undefined
    }
    values.push(value)
  }
  return values.length > 1 ? values : undefined
}

function defaultOf(text: string, { type }: Field, listed: readonly Json[]): Json | undefined {
  for (const pattern of defaults) {
    const [, quote, said] = pattern.exec(text) ?? []
    const value = literal(said?.replace(/[.:]+$/u, ''), type)
    // An unquoted word is a default only where the field is known to have it: "default settings" is none.
    if (value !== undefined && (type !== 'string' || quote !== '' || listed.includes(value))) return value
  }
  return undefined
}

/** A word as a value of a type, or undefined where it is none. */
function literal(word: string | undefined, type: string): boolean | number | string | undefined {
  if (word === undefined) return undefined
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(word) ? Number(word) : undefined
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(word) ? Number(word) : undefined
    case 'boolean':
      return /^(?:true|false)$/i.test(word) ? word.toLowerCase() === 'true' : undefined
    case 'string':
      return word
    default:
      return undefined
  }
}
