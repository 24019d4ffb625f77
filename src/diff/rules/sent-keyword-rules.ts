import type { Rule } from './rule.ts'

const invisible = 'Generated types do not show it.'

/** What can change about the rarer keywords of what a client sends. */
export const sentKeywordRules = {
  'request-constraint-added': {
    wire: 'major',
    types: 'patch',
    says: 'has a further constraint',
    because: `What does not keep to it is refused. ${invisible}`,
  },
  'request-constraint-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'has a constraint less',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-constraint-changed': {
    wire: 'major',
    types: 'patch',
    says: 'has another constraint',
    because: `Whether one includes the other is not decided: it may refuse more. ${invisible}`,
  },
  'request-condition-added': {
    wire: 'major',
    types: 'patch',
    says: 'has a further condition between its fields',
    because: `Who gives one field without another is refused. ${invisible}`,
  },
  'request-condition-removed': {
    wire: 'minor',
    types: 'patch',
    says: 'has a condition less between its fields',
    because: `What was sent before is taken as before. ${invisible}`,
  },
  'request-condition-changed': {
    wire: 'major',
    types: 'patch',
    says: 'has another condition between its fields',
    because: `Whether one includes the other is not decided: it may refuse more. ${invisible}`,
  },
  'request-text-encoding-changed': {
    wire: 'major',
    types: 'patch',
    says: 'takes another encoding',
    because: `The same text stands for other bytes. ${invisible}`,
  },
  'request-pattern-fields-narrowed': {
    wire: 'major',
    types: 'major',
    says: 'takes less in fields whose names match a pattern',
    because:
      'What was taken there may be refused; the index signature is another one, also for named fields.',
  },
  'request-pattern-fields-widened': {
    wire: 'minor',
    types: 'major',
    says: 'takes more in fields whose names match a pattern',
    because: 'What was sent before is taken as before; but the index signature is another one.',
  },
  'request-tuple-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has another number of items with a schema of their own',
    because: 'What each of them takes has rules of its own; the tuple type has another length.',
  },
  'request-tuple-removed': {
    wire: 'patch',
    types: 'minor',
    says: 'has no items with a schema of their own any more',
    because: 'What each of them takes has rules of its own; a tuple is assignable to a list.',
  },
  'request-definitions-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has other schemas in its `$defs`',
    because: 'They never travel; but openapi-typescript makes `$defs` a property that must be given.',
  },
  'request-read-only-added': {
    wire: 'major',
    types: 'major',
    says: 'is read-only now',
    because: 'What is sent there is not heard any more; the property cannot be assigned.',
  },
  'request-read-only-removed': {
    wire: 'minor',
    types: 'minor',
    says: 'is not read-only any more',
    because: 'What is sent there is heard now.',
  },
  'request-write-only-added': {
    wire: 'patch',
    types: 'patch',
    says: 'is write-only now',
    because: `It is sent as before. ${invisible}`,
  },
  'request-write-only-removed': {
    wire: 'patch',
    types: 'patch',
    says: 'is not write-only any more',
    because: `It is sent as before. ${invisible}`,
  },
} as const satisfies Readonly<Record<string, Rule>>
