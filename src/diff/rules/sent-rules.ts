import type { Rule } from './rule.ts'

const invisible = 'Generated types do not show it.'

/** What can change about the value of a field or parameter that a client sends. */
export const sentRules = {
  'request-type-changed': {
    wire: 'major',
    types: 'major',
    says: 'takes another type',
    because: 'What was sent before is refused and does not compile.',
  },
  'request-type-added': {
    wire: 'minor',
    types: 'minor',
    says: 'takes a further type',
    because: 'What was sent before is taken as before.',
  },
  'request-type-removed': {
    wire: 'major',
    types: 'major',
    says: 'does not take a type any more',
    because: 'Such values are refused and do not compile.',
  },
  'request-null-added': {
    wire: 'minor',
    types: 'minor',
    says: 'may be null now',
    because: 'Nobody has to send it.',
  },
  'request-null-removed': {
    wire: 'major',
    types: 'major',
    says: 'may not be null any more',
    because: 'Null is refused and does not compile.',
  },
  'request-variant-added': {
    wire: 'minor',
    types: 'major',
    says: 'has a further form',
    because:
      'What was sent before is taken as before; but fields of one form cannot be looked up in the union.',
  },
  'request-variant-removed': {
    wire: 'major',
    types: 'major',
    says: 'has lost a form',
    because: 'Values of that form are refused and do not compile.',
  },
  'request-impossible-variant-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has other forms that can never be',
    because: 'They allow nothing; but they are members of the union that is generated.',
  },
  'request-enum-value-added': {
    wire: 'minor',
    types: 'minor',
    says: 'takes further values',
    because: 'What was sent before is taken as before.',
  },
  'request-enum-value-removed': {
    wire: 'major',
    types: 'major',
    says: 'does not take these values any more',
    because: 'They are refused and do not compile.',
  },
  'request-enum-value-replaced': {
    wire: 'major',
    types: 'major',
    says: 'takes other values',
    because: 'Those before are refused and do not compile.',
  },
  'request-enum-added': {
    wire: 'major',
    types: 'major',
    says: 'takes listed values only',
    because: 'Others are refused; a `string` is not assignable to the list.',
  },
  'request-enum-removed': {
    wire: 'minor',
    types: 'minor',
    says: 'takes any value now',
    because: 'What was sent before is taken as before.',
  },
  'request-range-narrowed': {
    wire: 'major',
    types: 'patch',
    says: 'takes a narrower range',
    because: `Numbers outside are refused. ${invisible}`,
  },
  'request-range-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'takes a wider range',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-number-became-integer': {
    wire: 'major',
    types: 'patch',
    says: 'takes whole numbers only',
    because: `Fractions are refused. ${invisible}`,
  },
  'request-integer-became-number': {
    wire: 'minor',
    types: 'patch',
    says: 'takes fractions as well',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-step-changed': {
    wire: 'major',
    types: 'patch',
    says: 'takes other multiples',
    because: `Whether one step divides the other is not decided: it may refuse more. ${invisible}`,
  },
  'request-length-narrowed': {
    wire: 'major',
    types: 'patch',
    says: 'takes fewer lengths',
    because: `Texts of other lengths are refused. ${invisible}`,
  },
  'request-length-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'takes more lengths',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-count-narrowed': {
    wire: 'major',
    types: 'patch',
    says: 'takes fewer counts of entries',
    because: `Lists and objects of other sizes are refused. ${invisible}`,
  },
  'request-count-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'takes more counts of entries',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-ratio-narrowed': {
    wire: 'major',
    types: 'patch',
    says: 'takes fewer ratios',
    because: `Ratios outside are refused. ${invisible}`,
  },
  'request-ratio-widened': {
    wire: 'minor',
    types: 'patch',
    says: 'takes more ratios',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-pattern-added': {
    wire: 'major',
    types: 'patch',
    says: 'must match a pattern now',
    because: `What does not match is refused. ${invisible}`,
  },
  'request-pattern-changed': {
    wire: 'major',
    types: 'patch',
    says: 'must match another pattern',
    because: `Whether one pattern includes another is not decided: it may refuse what matched. ${invisible}`,
  },
  'request-pattern-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'need not match a pattern any more',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-format-added': {
    wire: 'major',
    types: 'patch',
    says: 'must have a format now',
    because: `Other texts may be refused. ${invisible}`,
  },
  'request-format-changed': {
    wire: 'major',
    types: 'patch',
    says: 'must have another format',
    because: `What was right before may be refused. ${invisible}`,
  },
  'request-format-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'need not have a format any more',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-default-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'has another default',
    because:
      'Who leaves it out gets another result; with `defaultNonNullable: false` types do not show defaults.',
  },
  'request-other-fields-allowed': {
    wire: 'minor',
    types: 'patch',
    says: 'takes further fields',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-other-fields-forbidden': {
    wire: 'major',
    types: 'patch',
    says: 'does not take further fields any more',
    because:
      'They are refused. The types allowed none without an index signature, which has a rule of its own.',
  },
  'request-other-fields-changed': {
    wire: 'major',
    types: 'major',
    says: 'gives its further fields another schema',
    because:
      'Fields that were taken may be refused; the index signature is another one, also for named fields.',
  },
  'request-index-signature-added': {
    wire: 'patch',
    types: 'minor',
    says: 'says now that it takes further fields',
    because: 'It took them before; the type of an object without fields was one that takes none.',
  },
  'request-index-signature-removed': {
    wire: 'patch',
    types: 'major',
    says: 'does not say any more that it takes further fields',
    because:
      'Without `additionalProperties` they are allowed too; but the type of an object without fields takes none then.',
  },
  'request-discriminator-changed': {
    wire: 'patch',
    types: 'major',
    says: 'names another discriminator',
    because: 'It allows nothing more or less; openapi-typescript makes the property a literal type.',
  },
} as const satisfies Readonly<Record<string, Rule>>
