import { without } from '../json-reply.ts'
import type { Asked, Changes } from '../mutant.ts'
import { exampleReply, submitOf, type Behaviours, type Facts } from './behaviour.ts'
import { createJobNotes } from './job-notes.ts'

// What the suite shows as a key that is none.
const zeros = / (sk-)?[-0:]+$/

/** Requests that a provider must refuse because of their key, and does not. */
export const authentication: Behaviours = {
  'key-not-needed': {
    about: 'A submit without a key is read as if it had one.',
    caughtBy: 'auth.no-key',
    start: (facts) => keyed(facts, ({ operation }, sent) => operation === 'submit' && sent === ''),
  },
  'any-key-taken': {
    about: 'A key that is none is as good as any.',
    caughtBy: 'auth.wrong-key',
    start: (facts) => keyed(facts, ({ operation }, sent) => operation === 'submit' && zeros.test(sent)),
  },
  'any-scheme-taken': {
    about: 'The word before the key does not matter.',
    caughtBy: 'auth.wrong-scheme',
    start: (facts) =>
      keyed(facts, (_asked, sent) => sent !== '' && !sent.startsWith(`${facts.descriptor.auth.scheme} `)),
  },
  'key-may-not-submit': {
    about: 'A good key may read jobs and submit none.',
    caughtBy: 'auth.may-submit',
    start: (facts) => {
      const refusal = exampleReply(facts, { operation: submitOf(facts), status: 403 })
      return { instead: ({ operation }) => (operation === 'submit' ? refusal : undefined) }
    },
  },
  'reads-without-key': {
    about: 'Who knows the id of a job needs no key to read it.',
    caughtBy: 'auth.read-no-key',
    start: (facts) => keyed(facts, (asked, sent) => isRead(asked) && sent === ''),
  },
  'reads-with-any-key': {
    about: 'Who knows the id of a job can read it with a key that is none.',
    caughtBy: 'auth.read-wrong-key',
    start: (facts) => keyed(facts, (asked, sent) => isRead(asked) && zeros.test(sent)),
  },
  'jobs-for-all': {
    about: 'A job that is there is told to everybody; only others need a key.',
    caughtBy: 'auth.foreign-job',
    start: (facts) => {
      const notes = createJobNotes(facts)
      const { request } = keyed(
        facts,
        (asked, sent) => notes.isKnown(asked.jobId ?? '') && (sent === '' || zeros.test(sent)),
      )
      return {
        ...(request === undefined ? {} : { request }),
        reply: (reply, asked) => {
          notes.note(reply, asked)
          return undefined
        },
      }
    },
  },
  'key-refused': {
    about: 'A good key is refused.',
    caughtBy: 'auth.right-key',
    start: () => ({
      request: ({ operation, request }) => {
        if (operation === undefined || operation === 'image') return undefined
        return { ...request, headers: without(request.headers, 'authorization') }
      },
    }),
  },
}

function isRead({ operation }: Asked): boolean {
  return operation !== 'submit' && operation !== 'image'
}

/** Gives a good key to the requests that are meant. */
function keyed({ descriptor }: Facts, isMeant: (asked: Asked, sent: string) => boolean): Changes {
  return {
    request: (asked) => {
      const { headers } = asked.request
      if (asked.operation === undefined || !isMeant(asked, headers['authorization'] ?? '')) return undefined
      return { ...asked.request, headers: { ...headers, authorization: `${descriptor.auth.scheme} good` } }
    },
  }
}
