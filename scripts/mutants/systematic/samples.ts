import type { MockOperation } from 'kontext-sdk/testing'
import { answerFor, operationsOf, type AnswerSpec, type Contract, type JsonPath } from 'kontext-sdk/contracts'
import { eventsOf } from '../events.ts'
import { jsonOf } from '../json-reply.ts'
import type { Asked, MutantReply } from '../mutant.ts'

/** One kind of answer that a run of the suite gets: an operation and a status, with the bodies that were seen. */
export interface SeenAnswer {
  readonly operation: MockOperation
  readonly status: number
  readonly spec: AnswerSpec
  /** Where the schema of its bodies stands; of a stream, that of its events. */
  readonly schema?: JsonPath
  readonly isStream: boolean
  /** Bodies of different form, or events. */
  readonly bodies: readonly unknown[]
}

const enough = 12

/** Notes what a run is answered, for the mutants that are made from it. */
export interface SampleBook {
  note(reply: MutantReply, asked: Asked): void
  answers(): readonly SeenAnswer[]
}

/** Makes a book of the answers of one contract. Answers that the contract does not list are not in it. */
export function createSampleBook(contract: Contract): SampleBook {
  const operations = operationsOf(contract.document.root)
  const seen = new Map<string, SeenAnswer & { readonly forms: Map<string, unknown> }>()
  return {
    note: (reply, { operation, path, request }) => {
      if (operation === undefined) return
      const method = request.method.toLowerCase()
      const known = operations.find((one) => one.method === method && matches(one.template, path))
      const spec = known === undefined ? undefined : answerFor(known.answers, reply.status)
      if (spec === undefined) return
      const key = `${operation}.${reply.status}`
      const content = spec.contents[0]
      const isStream = content?.eventData !== undefined
      const schema = content?.eventData ?? content?.schema
      const entry = seen.get(key) ?? {
        ...{ operation, status: reply.status, spec, isStream, forms: new Map<string, unknown>(), bodies: [] },
        ...(schema === undefined ? {} : { schema }),
      }
      for (const body of isStream ? eventsOf(reply) : [jsonOf(reply)])
        if (body !== undefined && entry.forms.size < enough) entry.forms.set(formOf(body), body)
      seen.set(key, entry)
    },
    answers: () =>
      [...seen]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { forms, ...answer }]) => ({ ...answer, bodies: [...forms.values()] })),
  }
}

function matches(template: string, path: string): boolean {
  const literal = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
}

/** What a body looks like: its keys, the types of its values, and its words in capitals. */
function formOf(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string'
      ? /^[A-Z_]+$/.test(value)
        ? value
        : 'text'
      : typeof value === 'number'
        ? 0
        : value,
  )
}
