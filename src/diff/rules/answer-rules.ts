import type { Rule } from './rule.ts'

/** What can change about what a client receives, answers and events alike: more than it was told of breaks it. */
export const answerRules = {
  'answer-success-added': {
    wire: 'major',
    types: 'major',
    says: 'is a new way to succeed',
    because:
      'Who waits for the statuses known before takes it for something else; its body joins the union of answers.',
  },
  'answer-success-removed': {
    wire: 'major',
    types: 'major',
    says: 'is not answered any more',
    because: 'Who waits for it waits in vain; the status is no key of the types any more.',
  },
  'answer-error-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is a new error',
    because: 'Every client has to reckon with errors; its body is one that another error has.',
  },
  'answer-error-added-with-new-body': {
    wire: 'minor',
    types: 'major',
    says: 'is a new error with a body of its own',
    because: 'Every client has to reckon with errors; but the union of error bodies has a new member.',
  },
  'answer-error-removed': {
    wire: 'minor',
    types: 'major',
    says: 'is not answered any more',
    because: 'Whoever handles it does so in vain; the status is no key of the types any more.',
  },
  'answer-body-added': {
    wire: 'minor',
    types: 'minor',
    says: 'has a body now',
    because: 'It can be left unread.',
  },
  'answer-body-removed': {
    wire: 'major',
    types: 'major',
    says: 'has no body any more',
    because: 'Who reads it finds nothing; its type is `never`.',
  },
  'answer-media-type-added': {
    wire: 'minor',
    types: 'major',
    says: 'may come now',
    because: 'Who names what it accepts is not concerned; its type joins the union of bodies.',
  },
  'answer-media-type-removed': {
    wire: 'major',
    types: 'major',
    says: 'does not come any more',
    because: 'Who asks for it gets another or nothing; the media type is no key of the types any more.',
  },
  'answer-header-added': { wire: 'minor', types: 'minor', says: 'is new', because: 'It can be left unread.' },
  'answer-header-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'Who reads it finds nothing; its type is `unknown`.',
  },
  'answer-header-became-required': {
    wire: 'minor',
    types: 'minor',
    says: 'always comes now',
    because: 'Who reckons with its absence is right as well.',
  },
  'answer-header-became-optional': {
    wire: 'major',
    types: 'major',
    says: 'may be missing now',
    because: 'Who relies on it reads undefined.',
  },
  'answer-header-style-changed': {
    wire: 'major',
    types: 'patch',
    says: 'is written differently',
    because: 'Style and explode decide how lists and objects travel; types do not show them.',
  },
  'answer-property-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is new',
    because: 'It can be left unread.',
  },
  'answer-property-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'Who reads it finds nothing; the property does not exist in the type.',
  },
  'answer-property-became-required': {
    wire: 'minor',
    types: 'minor',
    says: 'always comes now',
    because: 'Who reckons with its absence is right as well.',
  },
  'answer-property-became-optional': {
    wire: 'major',
    types: 'major',
    says: 'may be missing now',
    because: 'Who relies on it reads undefined, and does not compile under strict null checks.',
  },
} as const satisfies Readonly<Record<string, Rule>>
