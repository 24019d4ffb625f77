import { toPointer } from '../../contracts/json-tree.ts'
import type { Case } from '../case.ts'
import type { CheckRequest } from '../wire/exchange.ts'
import { submitOf } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'
import { judging, shown } from './judging.ts'
import { probe } from './probe-request.ts'
import { isRefusal, refusalsOf } from './refusal.ts'

interface Unreadable extends Pick<CheckRequest, 'body' | 'tolerated'> {
  readonly id: string
  readonly title: string
  readonly about: string
}

// 400 and 422 are the same to whoever reads them here; 411 asks for a body. (RFC 9110)
const bodies: readonly Unreadable[] = [
  {
    id: 'validation.malformed-json',
    title: 'A body that is not JSON is refused.',
    about: 'submit with JSON that breaks off',
    body: '{"prompt": "',
    tolerated: [400, 422],
  },
  {
    id: 'validation.empty-body',
    title: 'A submit without a body is refused.',
    about: 'submit without a body',
    body: '',
    tolerated: [400, 411, 415, 422],
  },
  {
    id: 'validation.not-an-object',
    title: 'A body that is no object is refused.',
    about: 'submit with a list for a body',
    body: [],
    tolerated: [400, 422],
  },
]

/** Bodies no field of which can be read. */
export function unreadableCases(subject: Subject): readonly Case[] {
  const operation = submitOf(subject, subject.model)?.operation
  const pointers = operation?.body === undefined ? [] : [toPointer(operation.body.path)]
  return bodies.map(({ id, title, about, body, tolerated = [] }) => ({
    ...{ id, group: 'validation' as const, severity: 'minor' as const, title, pointers, edits: [] },
    run: async (run) =>
      judging(await run.send(probe(subject, { about, body, tolerated })), (answer) =>
        isRefusal(answer, subject)
          ? []
          : [
              {
                message: `A ${about} was not refused as such.`,
                want: refusalsOf(subject),
                got: shown(answer),
              },
            ],
      ),
  }))
}
