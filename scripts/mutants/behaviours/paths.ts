import type { ProviderDescriptor } from 'kontext-sdk'
import { jsonReply, recordOf, withFields } from '../json-reply.ts'
import type { Changes } from '../mutant.ts'
import { onReply, type Behaviours } from './behaviour.ts'

const notFound = jsonReply(404, { detail: 'Not Found' })

/** Paths of the contract where nothing is. */
export const paths: Behaviours = {
  'model-not-there': {
    about: 'A model of the contract has no path.',
    caughtBy: 'paths.models',
    start: ({ descriptor }) => ({
      instead: ({ operation, path }) =>
        operation === 'submit' && path === lastModel(descriptor) ? notFound : undefined,
    }),
  },
  'job-not-there': {
    about: 'Jobs are at the paths of their tickets only, not at those of the contract.',
    caughtBy: 'paths.follow-up',
    dialects: ['fal-queue'],
    start: ({ descriptor }) => elsewhere(descriptor, (isLong) => !isLong),
  },
  'model-form-not-there': {
    about: 'Jobs are not at the paths that name their whole model.',
    caughtBy: 'paths.forms',
    alsoAt: (path, descriptor) => path.includes(longForm(descriptor)),
    start: ({ descriptor }) => closed((path) => path.includes(longForm(descriptor))),
  },
  'response-not-there': {
    about: 'Results are not at the paths that end with /response.',
    caughtBy: 'paths.forms',
    alsoAt: (path) => path.endsWith('/response'),
    start: () => closed((path) => path.endsWith('/response')),
  },
  'auto-not-there': {
    about: 'Results are not at the path that has auto for the name of the model.',
    caughtBy: 'paths.forms',
    alsoAt: (path) => path.includes('/auto/'),
    start: () => closed((path) => path.includes('/auto/')),
  },
  'task-not-there': {
    about: 'No task is where the contract says.',
    caughtBy: 'paths.follow-up',
    dialects: ['task'],
    start: () => ({
      instead: ({ operation, jobId = '' }) =>
        operation === 'status' && !jobId.startsWith('0000') ? notFound : undefined,
    }),
  },
  'ticket-not-there': {
    about: 'Jobs are not at the paths of their tickets, but at those of the contract.',
    caughtBy: 'paths.ticket',
    dialects: ['fal-queue'],
    start: ({ descriptor }) => elsewhere(descriptor, (isLong) => isLong),
  },
}

function lastModel({ models }: ProviderDescriptor): string | undefined {
  return Object.values(models).at(-1)?.path
}

/** With the model in it. */
function longForm({ models }: ProviderDescriptor): string {
  return `${Object.values(models)[0]?.path ?? ''}/requests/`
}

/** Nothing about jobs is at these paths. */
function closed(isClosed: (path: string) => boolean): Changes {
  return {
    instead: ({ operation, request }) =>
      (operation === 'status' || operation === 'result') && isClosed(new URL(request.url).pathname)
        ? notFound
        : undefined,
  }
}

/** Tickets name the long form of each path; one of the two forms leads nowhere. */
function elsewhere(descriptor: ProviderDescriptor, isClosed: (isLong: boolean) => boolean): Changes {
  const long = longForm(descriptor)
  return {
    ...closed((path) => isClosed(path.includes(long))),
    ...onReply('submit', 200, (reply) => {
      const urls = Object.entries(recordOf(reply)).flatMap(([name, value]) =>
        name.endsWith('_url') && typeof value === 'string'
          ? [[name, value.replace(/\/[^/]+\/[^/]+\/requests\//, long)] as const]
          : [],
      )
      return urls.length === 0 ? undefined : withFields(reply, Object.fromEntries(urls))
    }),
  }
}
