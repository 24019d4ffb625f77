import type { Received } from './received-rules.ts'
import type { Rule } from './rule.ts'
import type { sentKeywordRules } from './sent-keyword-rules.ts'

const invisible = 'Generated types do not show it.'
const less = 'Everything that comes was allowed before.'

/** What can change about the rarer keywords of what a client receives. */
export const receivedKeywordRules = {
  'answer-constraint-added': {
    wire: 'patch',
    types: 'patch',
    says: 'has a further constraint',
    because: less,
  },
  'answer-constraint-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'has a constraint less',
    because: `Values come that were excluded. ${invisible}`,
  },
  'answer-constraint-changed': {
    wire: 'major',
    types: 'patch',
    says: 'has another constraint',
    because: `Whether one includes the other is not decided: who reads it as before may misread it. ${invisible}`,
  },
  'answer-condition-added': {
    wire: 'patch',
    types: 'patch',
    says: 'has a further condition between its fields',
    because: less,
  },
  'answer-condition-removed': {
    wire: 'major',
    types: 'patch',
    says: 'has a condition less between its fields',
    because: `A field that always came with another may be missing. ${invisible}`,
  },
  'answer-condition-changed': {
    wire: 'major',
    types: 'patch',
    says: 'has another condition between its fields',
    because: `A field that always came with another may be missing. ${invisible}`,
  },
  'answer-text-encoding-changed': {
    wire: 'major',
    types: 'patch',
    says: 'comes in another encoding',
    because: `The same text stands for other bytes. ${invisible}`,
  },
  'answer-pattern-fields-narrowed': {
    wire: 'patch',
    types: 'major',
    says: 'has less in fields whose names match a pattern',
    because: `${less} But the index signature is another one.`,
  },
  'answer-pattern-fields-widened': {
    wire: 'major',
    types: 'major',
    says: 'may have more in fields whose names match a pattern',
    because: 'Who reads them as before may misread them; the index signature is another one.',
  },
  'answer-tuple-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has another number of items with a schema of their own',
    because: 'What each of them is has rules of its own; the tuple type has another length.',
  },
  'answer-tuple-removed': {
    wire: 'patch',
    types: 'major',
    says: 'has no items with a schema of their own any more',
    because: 'What each of them is has rules of its own; an item of a list may be undefined.',
  },
  'answer-definitions-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has other schemas in its `$defs`',
    because: 'They never travel; but openapi-typescript makes `$defs` a property.',
  },
  'answer-read-only-added': {
    wire: 'patch',
    types: 'major',
    says: 'is read-only now',
    because: 'It comes as before; but the property cannot be assigned.',
  },
  'answer-read-only-removed': {
    wire: 'patch',
    types: 'patch',
    says: 'is not read-only any more',
    because: 'It comes as before.',
  },
  'answer-write-only-added': {
    wire: 'major',
    types: 'patch',
    says: 'is write-only now',
    because: `It does not come any more. ${invisible}`,
  },
  'answer-write-only-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'is not write-only any more',
    because: `It may come now, and can be left unread. ${invisible}`,
  },
} as const satisfies Readonly<Record<Received<keyof typeof sentKeywordRules>, Rule>>
