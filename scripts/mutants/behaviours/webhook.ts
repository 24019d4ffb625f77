import type { ProviderDescriptor } from 'kontext-sdk'
import { aliasedIds } from './aliased-ids.ts'
import type { Behaviours } from './behaviour.ts'

const having = ({ webhook }: ProviderDescriptor): boolean => webhook !== undefined

/** Deliveries that do not come, or are not to be trusted. */
export const webhook: Behaviours = {
  'webhook-lost': {
    about: 'Nobody is told of the end of a job.',
    caughtBy: 'webhook.arrives',
    having,
    scenario: 'webhook-lost',
  },
  'webhook-unsigned': {
    about: 'The delivery is not signed.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-unsigned',
  },
  'webhook-forged': {
    about: 'The delivery is signed with a key that is not published.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-forged',
  },
  'webhook-changed': {
    about: 'The delivery was changed after it was signed.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-body-changed',
  },
  'webhook-old': {
    about: 'The delivery was signed ten minutes ago.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-old-timestamp',
  },
  'webhook-of-another': {
    about: 'The delivery has another id for the job than the ticket.',
    caughtBy: 'webhook.job',
    having,
    start: ({ descriptor }) => aliasedIds(descriptor, ({ url }) => url.includes('webhook')),
  },
  'webhook-of-two': {
    about: 'The headers of the delivery name the job, its body another.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-other-job',
  },
  'webhook-untrue': {
    about: 'The delivery says that a job failed whose images are there.',
    caughtBy: 'webhook.result',
    having,
    scenario: 'webhook-job-failed',
  },
  'webhook-no-json': {
    about: 'The delivery is a page.',
    caughtBy: 'webhook.signed',
    having,
    scenario: 'webhook-garbage',
  },
}
