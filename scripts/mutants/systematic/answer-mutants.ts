import { bytesOf, textOf, without } from '../json-reply.ts'
import type { Mutant, MutantReply } from '../mutant.ts'
import { caseFor } from './case-for.ts'
import type { SeenAnswer } from './samples.ts'

interface AnswerChange extends Pick<Mutant, 'about' | 'family'> {
  readonly kind: string
  /** The status it has then, where that changes. */
  readonly status?: number
  readonly change: (reply: MutantReply) => MutantReply
}

/** Mutants of an answer as a whole: its status, its headers, its bytes. */
export function answerMutants(provider: string, answer: SeenAnswer): readonly Mutant[] {
  const { operation, status } = answer
  return changesOf(answer).map(({ kind, family, about, change, status: changed = status }) => ({
    name: `${provider}.${operation}.${status}.${kind}`,
    provider,
    family,
    about: `The ${status} of ${operation} ${about}.`,
    caughtBy: caseFor(operation, changed),
    start: () => ({
      reply: (reply, asked) =>
        asked.operation === operation && reply.status === status ? change(reply) : undefined,
    }),
  }))
}

function changesOf({ spec, status, isStream, operation }: SeenAnswer): readonly AnswerChange[] {
  const unlisted = status < 400 ? 299 : 418
  const changed: AnswerChange = {
    ...{ kind: 'status-changed', family: 'status-changed', about: `comes as ${unlisted}`, status: unlisted },
    change: (reply) => ({ ...reply, status: unlisted }),
  }
  const [content] = spec.contents
  if (content === undefined) return [changed]
  const other = isStream ? 'application/json' : 'text/html'
  const broken: AnswerChange = {
    ...{ kind: 'body-broken', family: 'body-broken', about: 'ends in the middle of its JSON' },
    change: (reply) => ({ ...reply, body: halfOf(reply, isStream) }),
  }
  const empty: AnswerChange = {
    ...{ kind: 'body-empty', family: 'body-broken', about: 'has no body' },
    change: (reply) => ({ ...reply, body: new Uint8Array() }),
  }
  return [
    changed,
    {
      ...{ kind: 'content-type-changed', family: 'content-type-changed', about: `says that it is ${other}` },
      change: (reply) => ({ ...reply, headers: { ...reply.headers, 'content-type': other } }),
    },
    {
      ...{ kind: 'content-type-missing', family: 'header-missing', about: 'does not say what it is' },
      change: (reply) => ({ ...reply, headers: without(reply.headers, 'content-type') }),
    },
    broken,
    // A stream without an event is what a job looks like that nothing happens to.
    ...(operation === 'stream' && status < 400 ? [] : [empty]),
  ]
}

/** The last event of a stream is broken, not the stream. */
function halfOf(reply: MutantReply, isStream: boolean): Uint8Array {
  const text = textOf(reply)
  if (!isStream) return bytesOf(text.slice(0, text.length / 2))
  const last = text.lastIndexOf('data: ')
  return bytesOf(`${text.slice(0, last + (text.length - last) / 2)}\n\n`)
}
