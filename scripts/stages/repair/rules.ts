import type { Value } from './value.ts'

/** A value that stands on one line, and what is known about the place. */
export interface Candidate {
  readonly value: Value
  /** Whether the place can hold nothing but text. */
  readonly text: boolean
  /** Whether YAML refuses the document, or it refers to an anchor that is not there. */
  readonly invalid: boolean
  /** The document's anchors. */
  readonly anchors: ReadonlySet<string>
}

type Rule = (candidate: Candidate) => boolean

/** `url: {{BASE_URL}}/v1`: a mapping as the key of a mapping, which no description can hold. */
const placeholder: Rule = ({ value }) => value.doubleBrace

/** `description: Range: 1-20`: a mapping inside a mapping, which YAML forbids on one line. */
const unquotedColon: Rule = ({ value, text, invalid }) =>
  (invalid || text) &&
  (value.head === 'map-value-ind' || (isScalar(value) && value.next?.type === 'map-value-ind'))

/**
 * `description: "a" or "b"`, `description: 'tis`: words of a text in quotes. A `"` that never ends may have lost
 * its end, and behind a comma there may be a list that lost its brackets.
 */
const bareQuotes: Rule = ({ value, text, invalid }) => {
  if (!(invalid || text) || !isScalar(value) || value.head === 'scalar') return false
  if (value.next !== undefined) return text || !value.next.source.startsWith(',')
  return value.head === 'single-quoted-scalar' && value.faults.has('MISSING_CHAR')
}

/** `description: @all`, `- *bold* word`, `description: > 5 images`: a sign of YAML that means nothing here. */
const signAtStart: Rule = ({ value, text, invalid, anchors }) => {
  const [property] = value.properties
  if (property !== undefined) return (text && isPrivateTag(property)) || (invalid && property === '&')
  if (!(invalid || text)) return false
  switch (value.head) {
    case 'alias':
      return value.next !== undefined || !anchors.has(value.source.slice(1))
    case 'scalar':
      return value.faults.has('BAD_SCALAR_START') && (text || !value.source.startsWith(','))
    case 'block-scalar-header':
      return value.next !== undefined || !/^[|>][-+\d]*$/.test(value.source)
    case 'seq-item-ind':
    case 'explicit-key-ind':
    case 'flow-map-end':
    case 'flow-seq-end':
    case 'comma':
      return text
    default:
      return false
  }
}

/** `description: [beta] use with care`: a list where only text can stand. Elsewhere it may be a list that broke. */
const bracketAtStart: Rule = ({ value, text }) =>
  text && (value.head === 'flow-map-start' || value.head === 'flow-seq-start')

/**
 * `description: # of images`: a comment to YAML, where only text can stand and no other text is. Behind a text, a
 * comment may be meant as one.
 */
const hashAtStart: Rule = ({ value, text }) =>
  text && value.head === 'none' && value.comment !== undefined && value.properties.length === 0

/** The rules that put quotes around a value, in the order in which they are asked. */
const rules = {
  placeholder,
  'unquoted-colon': unquotedColon,
  'bare-quotes': bareQuotes,
  'sign-at-start': signAtStart,
  'bracket-at-start': bracketAtStart,
} as const satisfies Record<string, Rule>

/** Name of a rule that puts quotes around a value. */
export type QuotingRule = keyof typeof rules | 'hash-at-start'

/** The rule by which a value wants quotes; none where it may be meant as it is, or may end in a comment. */
export function ruleFor(candidate: Candidate): QuotingRule | undefined {
  const { value } = candidate
  if (hashAtStart(candidate)) return 'hash-at-start'
  if (value.comment !== undefined || value.unsure) return undefined
  // What stands behind an anchor or a tag may be meant for YAML.
  const names = Object.keys(rules) as (keyof typeof rules)[]
  return names.find(
    (name) => (value.properties.length === 0 || name === 'sign-at-start') && rules[name](candidate),
  )
}

function isScalar({ head }: Value): boolean {
  return head === 'scalar' || head === 'single-quoted-scalar' || head === 'double-quoted-scalar'
}

/** `!important`, `!`: a tag of an application, not one of YAML's own. */
function isPrivateTag(property: string): boolean {
  return property.startsWith('!') && !property.startsWith('!!') && !property.startsWith('!<')
}
