import { bytesOf, textOf, without } from '../json-reply.ts'
import type { Changes } from '../mutant.ts'
import { stateIn, type Behaviours, type Facts } from './behaviour.ts'

/** What is said about statuses beside them. */
export const statuses: Behaviours = {
  'status-cached': {
    about: 'The status of a job that waits or runs may be kept for an hour.',
    caughtBy: 'lifecycle.fresh',
    start: (facts) => withHeaders(facts, { 'cache-control': 'public, max-age=3600' }),
  },
  'status-expires-late': {
    about: 'The status of a job that waits or runs expires in many years.',
    caughtBy: 'lifecycle.fresh',
    start: (facts) => withHeaders(facts, { expires: 'Thu, 01 Jan 2099 00:00:00 GMT' }),
  },
  'status-marked': {
    about: 'The JSON of a status begins with a byte order mark.',
    caughtBy: 'content-types.answers',
    start: () => ({
      reply: (reply, { operation }) =>
        operation === 'status' ? { ...reply, body: bytesOf(`\uFEFF${textOf(reply)}`) } : undefined,
    }),
  },
}

function withHeaders(facts: Facts, headers: Readonly<Record<string, string>>): Changes {
  return {
    reply: (reply, { operation }) => {
      const state = operation === 'status' ? stateIn(reply, facts) : undefined
      if (state !== 'queued' && state !== 'running') return undefined
      return { ...reply, headers: { ...without(reply.headers, 'cache-control'), ...headers } }
    },
  }
}
