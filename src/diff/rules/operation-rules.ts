import type { Rule } from './rule.ts'

/** What can change about operations, servers, authentication and the parts of requests and answers. */
export const operationRules = {
  'operation-added': { wire: 'minor', types: 'minor', says: 'is new', because: 'Nobody calls it yet.' },
  'operation-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'Who calls it gets an error; its path and its id are no keys of the types any more.',
  },
  'operation-path-changed': {
    wire: 'major',
    types: 'major',
    says: 'has another path',
    because: 'The old path is not there any more, neither on the wire nor as a key of `paths`.',
  },
  'operation-method-changed': {
    wire: 'major',
    types: 'major',
    says: 'has another method',
    because: 'The old method is not there any more, neither on the wire nor as a key of its path.',
  },
  'operation-id-changed': {
    wire: 'patch',
    types: 'major',
    says: 'has another id',
    because: 'Ids never travel; they are the keys of `operations`.',
  },
  'path-parameter-renamed': {
    wire: 'patch',
    types: 'major',
    says: 'has another name',
    because:
      'Names in path templates never travel; they are part of the keys of `paths` and of path parameters.',
  },
  'server-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is a new server',
    because: 'Those known before stay. Where there was none, the base URL may now be left out.',
  },
  'server-removed': {
    wire: 'major',
    types: 'patch',
    says: 'is no server any more',
    because: 'Requests to it are not answered. No generated type names a server.',
  },
  'last-server-removed': {
    wire: 'major',
    types: 'major',
    says: 'is no server any more, and none is left',
    because: 'The function that makes the provider takes its options only with a base URL then.',
  },
  'security-added': {
    wire: 'minor',
    types: 'patch',
    says: 'is accepted now',
    because: 'Keys that were sent before are taken as before.',
  },
  'security-removed': {
    wire: 'major',
    types: 'patch',
    says: 'is not accepted any more',
    because: 'Who sends it is refused. Keys are not in the generated types.',
  },
  'security-required': {
    wire: 'major',
    types: 'patch',
    says: 'is needed now',
    because: 'Who sends no key is refused.',
  },
  'security-dropped': {
    wire: 'minor',
    types: 'patch',
    says: 'is not needed any more',
    because: 'A key that is sent does no harm.',
  },
  'event-added': { wire: 'minor', types: 'minor', says: 'is new', because: 'Nobody asked for it yet.' },
  'event-removed': {
    wire: 'major',
    types: 'major',
    says: 'is gone',
    because: 'Who waits for it waits for ever; it is no key of `webhooks` any more.',
  },
  'media-type-renamed': {
    wire: 'patch',
    types: 'major',
    says: 'is spelled differently',
    because: 'Case and parameters do not change a media type; its spelling is a key of the types.',
  },
  'header-renamed': {
    wire: 'patch',
    types: 'major',
    says: 'is spelled differently',
    because: 'Case does not change a header; its spelling is a key of the types.',
  },
  'deprecated-added': {
    wire: 'minor',
    types: 'minor',
    says: 'is deprecated',
    because: 'It works as before, but not for ever.',
  },
  'deprecated-removed': {
    wire: 'patch',
    types: 'patch',
    says: 'is not deprecated any more',
    because: 'It works as before.',
  },
  'price-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'has another price',
    because: 'The same request costs another amount.',
  },
  'billing-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'is billed differently',
    because: 'What a failure costs is another thing than how it is told.',
  },
  'retention-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'is kept for another time',
    because: 'What is fetched late may be gone.',
  },
  'other-paths-changed': {
    wire: 'minor',
    types: 'patch',
    says: 'has other paths beside its own',
    because: 'Its own path is as before; who wrote another one may not find it there any more.',
  },
  'extension-changed': {
    wire: 'patch',
    types: 'patch',
    says: 'has another extension',
    because: 'Extensions without a known meaning are notes.',
  },
  'tags-changed': {
    wire: 'patch',
    types: 'patch',
    says: 'has other tags',
    because: 'Tags sort documentation.',
  },
  'description-changed': {
    wire: 'patch',
    types: 'patch',
    says: 'is described differently',
    because: 'Text for people. Where it says something new, a rule of its own should say it too.',
  },
  'example-changed': {
    wire: 'patch',
    types: 'patch',
    says: 'has another example',
    because: 'Examples bind nobody.',
  },
} as const satisfies Readonly<Record<string, Rule>>
