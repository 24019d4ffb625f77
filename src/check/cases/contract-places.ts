import type { AnswerSpec, Operation } from '../../contracts/operations.ts'
import { follow } from '../../contracts/operations.ts'
import { answerFor } from '../../contracts/operation-checks.ts'
import { isRecord, toPointer, valueAt, type JsonPath } from '../../contracts/json-tree.ts'
import { operationOf, submitOf, type JobOperation } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'

/** What is asked of a provider: a submit of the model that is tried, or something about a job. */
export type Asked = 'submit' | JobOperation

/** Finds places in the contract of a provider, as JSON pointers. What is not there is undefined. */
export interface ContractPlaces {
  operation(asked: Asked): string | undefined
  /** The answer of an operation with a status. */
  answer(asked: Asked, status: number): string | undefined
  /** A field of an answer, step by step; `*` is what a list holds. */
  field(asked: Asked, status: number, ...steps: readonly string[]): string | undefined
  /** A field of the submit's body, wherever it is nested. */
  input(name: string): string | undefined
  /** A parameter of an operation. */
  parameter(asked: Asked, name: string): string | undefined
  /** The schema of the events of a stream. */
  events(): string | undefined
}

/** The places of the contract of a subject. */
export function contractPlaces(subject: Subject): ContractPlaces {
  const { root } = subject.contract.document
  const find = (asked: Asked): Operation | undefined =>
    (asked === 'submit' ? submitOf(subject, subject.model) : operationOf(subject, asked))?.operation
  const answer = (asked: Asked, status: number): AnswerSpec | undefined => {
    const operation = find(asked)
    return operation && answerFor(operation.answers, status)
  }
  return {
    operation: (asked) => pointer(find(asked)?.path),
    answer: (asked, status) => pointer(answer(asked, status)?.path),
    field: (asked, status, ...steps) => {
      const schema = answer(asked, status)?.contents[0]?.schema
      return pointer(schema && descend(root, schema, steps))
    },
    input: (name) => {
      const schema = find('submit')?.body?.contents[0]?.schema
      return pointer(schema && search(root, schema, name))
    },
    parameter: (asked, name) => pointer(find(asked)?.parameters.find((known) => known.name === name)?.path),
    events: () =>
      pointer(
        find('stream')
          ?.answers.flatMap(({ contents }) => contents)
          .find(hasEvents)?.eventData,
      ),
  }
}

function hasEvents({ eventData }: AnswerSpec['contents'][number]): boolean {
  return eventData !== undefined
}

function pointer(path: JsonPath | undefined): string | undefined {
  return path && toPointer(path)
}

function descend(root: unknown, schema: JsonPath, steps: readonly string[]): JsonPath | undefined {
  const at = follow(root, schema)
  const [step, ...rest] = steps
  if (step === undefined) return at
  const below = step === '*' ? [...at, 'items'] : [...at, 'properties', step]
  if (valueAt(root, below) !== undefined) return descend(root, below, rest)
  for (const branch of branches(root, at)) {
    const found = descend(root, branch, steps)
    if (found !== undefined) return found
  }
  return undefined
}

function search(
  root: unknown,
  schema: JsonPath,
  name: string,
  around: readonly string[] = [],
): JsonPath | undefined {
  const at = follow(root, schema)
  const here = toPointer(at)
  // A schema may contain itself.
  if (around.includes(here)) return undefined
  const properties = valueAt(root, [...at, 'properties'])
  const names = isRecord(properties) ? Object.keys(properties) : []
  if (names.includes(name)) return [...at, 'properties', name]
  const inner = [
    ...names.map((key) => [...at, 'properties', key]),
    ...(valueAt(root, [...at, 'items']) === undefined ? [] : [[...at, 'items']]),
    ...branches(root, at),
  ]
  for (const path of inner) {
    const found = search(root, path, name, [...around, here])
    if (found !== undefined) return found
  }
  return undefined
}

function branches(root: unknown, at: JsonPath): JsonPath[] {
  return ['oneOf', 'anyOf', 'allOf'].flatMap((word) => {
    const list = valueAt(root, [...at, word])
    return Array.isArray(list) ? list.map((_branch, index) => [...at, word, index]) : []
  })
}
