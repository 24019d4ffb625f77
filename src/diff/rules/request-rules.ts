import type { Rule } from './rule.ts'

/** What can change about what a client sends: less accepted than before breaks it. */
export const requestRules = {
  'request-body-added': {
    wire: 'minor',
    types: 'minor',
    says: 'may be given now',
    because: 'It can be left out.',
  },
  'request-body-added-required': {
    wire: 'major',
    types: 'major',
    says: 'must be given now',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-body-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'What it said is not heard any more; its type is `never`.',
  },
  'request-body-became-required': {
    wire: 'major',
    types: 'major',
    says: 'must be given now',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-body-became-optional': {
    wire: 'minor',
    types: 'major',
    says: 'may be left out now',
    because:
      'Nobody is refused; but `requestBody["content"]` cannot be looked up in a type that may be undefined.',
  },
  'request-body-layout-changed': {
    wire: 'major',
    types: 'major',
    says: 'has another layout',
    because: 'The same fields lie elsewhere in the body.',
  },
  'request-media-type-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is accepted now',
    because: 'Those accepted before stay.',
  },
  'request-media-type-removed': {
    wire: 'major',
    types: 'major',
    says: 'is not accepted any more',
    because: 'Such bodies are refused; the media type is no key of the types any more.',
  },
  'request-parameter-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is new',
    because: 'It can be left out.',
  },
  'request-parameter-added-required': {
    wire: 'major',
    types: 'major',
    says: 'is new and must be given',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-parameter-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'It is refused, or passes without the effect it had; as an excess property it does not compile.',
  },
  'request-parameter-became-required': {
    wire: 'major',
    types: 'major',
    says: 'must be given now',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-parameter-became-optional': {
    wire: 'minor',
    types: 'minor',
    says: 'may be left out now',
    because: 'Who gives it is heard as before.',
  },
  'request-parameters-became-optional': {
    wire: 'patch',
    types: 'major',
    says: 'may all be left out now',
    because: 'A single parameter cannot be looked up in a type of parameters that may be undefined.',
  },
  'request-parameter-style-changed': {
    wire: 'major',
    types: 'patch',
    says: 'is written differently',
    because: 'Style and explode decide how lists and objects travel; types do not show them.',
  },
  'request-property-added': { wire: 'minor', types: 'minor', says: 'is new', because: 'It can be left out.' },
  'request-property-added-required': {
    wire: 'major',
    types: 'major',
    says: 'is new and must be given',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-property-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'It is refused, or passes without the effect it had; as an excess property it does not compile.',
  },
  'request-property-renamed': {
    wire: 'major',
    types: 'major',
    says: 'has another name',
    because:
      'The old name is not known any more. Found between providers, where an option has a field at both.',
  },
  'request-property-became-required': {
    wire: 'major',
    types: 'major',
    says: 'must be given now',
    because: 'Requests without it are refused and do not compile.',
  },
  'request-property-became-optional': {
    wire: 'minor',
    types: 'minor',
    says: 'may be left out now',
    because: 'Who gives it is heard as before.',
  },
  'request-object-became-optional': {
    wire: 'minor',
    types: 'major',
    says: 'may be left out now',
    because:
      'Who gives it is heard as before; but what is in it cannot be looked up in a type that may be undefined.',
  },
  'request-object-type-added': {
    wire: 'minor',
    types: 'major',
    says: 'takes something else than its object or list as well',
    because: 'What was sent before is taken as before; but what is in it cannot be looked up in the union.',
  },
  'request-image-form-added': {
    wire: 'minor',
    types: 'patch',
    says: 'takes further forms of an image',
    because: 'Images are sent as before. To the types every form is a text.',
  },
  'request-image-form-removed': {
    wire: 'major',
    types: 'patch',
    says: 'does not take these forms of an image any more',
    because: 'Images sent so are refused. To the types every form is a text.',
  },
} as const satisfies Readonly<Record<string, Rule>>
