import type { Rule } from './rule.ts'
import type { sentRules } from './sent-rules.ts'

const invisible = 'Generated types do not show it.'
const less = 'Everything that comes was allowed before.'

/** The id of the same change of what is received. */
export type Received<Id> = Id extends `request-${infer Change}` ? `answer-${Change}` : never

/** What can change about the value of a field or header that a client receives. */
export const receivedRules = {
  'answer-type-changed': {
    wire: 'major',
    types: 'major',
    says: 'comes as another type',
    because: 'Who reads it as before misreads it, and does not compile.',
  },
  'answer-type-added': {
    wire: 'major',
    types: 'major',
    says: 'may come as a further type',
    because: 'Who reads only the types known before fails, and does not compile.',
  },
  'answer-type-removed': {
    wire: 'minor',
    types: 'major',
    says: 'does not come as a type any more',
    because: `${less} But code that narrows to that type has nothing left: \`never\`.`,
  },
  'answer-null-added': {
    wire: 'major',
    types: 'major',
    says: 'may be null now',
    because: 'Who reads it as a value fails, and does not compile under strict null checks.',
  },
  'answer-null-removed': {
    wire: 'minor',
    types: 'minor',
    says: 'is not null any more',
    because: `${less} Comparing with null still compiles.`,
  },
  'answer-variant-added': {
    wire: 'major',
    types: 'major',
    says: 'has a further form',
    because: 'Who reads only the forms known before fails; the union has a new member.',
  },
  'answer-variant-removed': {
    wire: 'minor',
    types: 'major',
    says: 'has lost a form',
    because: `${less} But code that narrows to that form has nothing left: \`never\`.`,
  },
  'answer-impossible-variant-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has other forms that can never be',
    because: 'They never come; but they are members of the union that is generated.',
  },
  'answer-enum-value-added': {
    wire: 'minor',
    types: 'major',
    says: 'may have further values',
    because:
      'Nothing that came before changes, and readers are to wait out words they do not know; a switch with `never` at its end does not compile.',
  },
  'answer-enum-value-removed': {
    wire: 'minor',
    types: 'major',
    says: 'does not have these values any more',
    because: `${less} But a comparison with one of them does not compile.`,
  },
  'answer-enum-value-replaced': {
    wire: 'major',
    types: 'major',
    says: 'has other values',
    because:
      'Who waits for a word that has another name now waits in vain; comparing with it does not compile.',
  },
  'answer-enum-added': {
    wire: 'minor',
    types: 'minor',
    says: 'has listed values only',
    because: `${less} Each of them is a value of the type before.`,
  },
  'answer-enum-removed': {
    wire: 'minor',
    types: 'major',
    says: 'may have any value now',
    because:
      'Readers are to wait out words they do not know; a switch with `never` at its end does not compile.',
  },
  'answer-range-narrowed': {
    wire: 'patch',
    types: 'patch',
    says: 'comes in a narrower range',
    because: less,
  },
  'answer-range-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'comes in a wider range',
    because: `Numbers come that were excluded. ${invisible}`,
  },
  'answer-number-became-integer': {
    wire: 'patch',
    types: 'patch',
    says: 'comes as whole numbers only',
    because: less,
  },
  'answer-integer-became-number': {
    wire: 'major',
    types: 'patch',
    says: 'may come as a fraction',
    because: `Who reads it into an integer fails or loses the fraction. ${invisible}`,
  },
  'answer-step-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'comes in other multiples',
    because: `Numbers may come that did not. ${invisible}`,
  },
  'answer-length-narrowed': {
    wire: 'patch',
    types: 'patch',
    says: 'comes in fewer lengths',
    because: less,
  },
  'answer-length-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'comes in more lengths',
    because: `Texts come that were excluded. ${invisible}`,
  },
  'answer-count-narrowed': {
    wire: 'patch',
    types: 'patch',
    says: 'comes with fewer counts of entries',
    because: less,
  },
  'answer-count-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'comes with more counts of entries',
    because: `A list that was never empty may be. ${invisible}`,
  },
  'answer-ratio-narrowed': { wire: 'patch', types: 'patch', says: 'comes in fewer ratios', because: less },
  'answer-ratio-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'comes in more ratios',
    because: `Ratios come that were excluded. ${invisible}`,
  },
  'answer-pattern-added': { wire: 'patch', types: 'patch', says: 'matches a pattern now', because: less },
  'answer-pattern-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'matches another pattern',
    because: `Texts may come that did not match. ${invisible}`,
  },
  'answer-pattern-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'need not match a pattern any more',
    because: `Texts come that did not match. ${invisible}`,
  },
  'answer-format-added': { wire: 'patch', types: 'patch', says: 'has a format now', because: less },
  'answer-format-changed': {
    wire: 'major',
    types: 'patch',
    says: 'has another format',
    because: `Who parses it as before fails. ${invisible}`,
  },
  'answer-format-removed': {
    wire: 'major',
    types: 'patch',
    says: 'need not have a format any more',
    because: `Who parses it as before may fail. ${invisible}`,
  },
  'answer-default-changed': {
    wire: 'patch',
    types: 'patch',
    says: 'has another default',
    because: 'A default of what is received is a note.',
  },
  'answer-other-fields-allowed': {
    wire: 'minor',
    types: 'patch',
    says: 'may have further fields',
    because: `They can be left unread. ${invisible}`,
  },
  'answer-other-fields-forbidden': {
    wire: 'patch',
    types: 'patch',
    says: 'has no further fields any more',
    because: less,
  },
  'answer-other-fields-changed': {
    wire: 'major',
    types: 'major',
    says: 'gives its further fields another schema',
    because: 'Who reads them as before may misread them; the index signature is another one.',
  },
  'answer-index-signature-added': {
    wire: 'patch',
    types: 'minor',
    says: 'says now that it has further fields',
    because: 'It could have them before; the type of an object without fields was one that has none.',
  },
  'answer-index-signature-removed': {
    wire: 'patch',
    types: 'major',
    says: 'does not say any more that it has further fields',
    because:
      'Without `additionalProperties` they may come too; but the type of an object without fields has none then.',
  },
  'answer-discriminator-changed': {
    wire: 'patch',
    types: 'major',
    says: 'names another discriminator',
    because: 'It allows nothing more or less; openapi-typescript makes the property a literal type.',
  },
} as const satisfies Readonly<Record<Received<keyof typeof sentRules>, Rule>>
