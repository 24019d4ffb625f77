import { scenarioHeader } from 'kontext-sdk/testing'
import { editFields } from '../edit-fields.ts'
import type { Changes, MutantRequest } from '../mutant.ts'
import { takes, type Behaviours } from './behaviour.ts'

/** Edits that a provider takes and that fail there for no reason of theirs. */
export const failures: Behaviours = {
  'all-fail': { about: 'A valid edit fails.', caughtBy: 'lifecycle.succeeds', scenario: 'fails' },
  'again-fails': {
    about: 'The same edit fails when it is submitted again.',
    caughtBy: 'lifecycle.again',
    start: () => {
      const seen = new Set<string>()
      return failing(({ body }) => seen.size === seen.add(body).size)
    },
  },
  'inline-fails': {
    about: 'An edit fails whose images are to come inside the result.',
    caughtBy: 'lifecycle.sync-mode',
    having: ({ native }) => native['sync_mode'] !== undefined,
    start: ({ descriptor }) =>
      failing((submit) => editFields(submit, descriptor.dialect)['sync_mode'] === true),
  },
  'told-fails': {
    about: 'An edit fails that names a webhook.',
    caughtBy: 'lifecycle.webhook',
    having: ({ webhook }) => webhook !== undefined,
    start: () => failing(({ url }) => url.includes('webhook')),
  },
  'portrait-fails': {
    about: 'An edit fails that is to be higher than wide.',
    caughtBy: 'lifecycle.other-shape',
    having: takes('aspectRatio'),
    start: ({ descriptor }) =>
      failing((submit) => editFields(submit, descriptor.dialect)['aspect_ratio'] === '9:16'),
  },
}

/** The mock plays the jobs of some submits as failing. */
function failing(isMeant: (submit: MutantRequest) => boolean): Changes {
  return {
    request: ({ operation, request }) =>
      operation === 'submit' && isMeant(request)
        ? { ...request, headers: { ...request.headers, [scenarioHeader]: 'fails' } }
        : undefined,
  }
}
