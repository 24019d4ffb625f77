import type { Preference } from 'kontext-sdk/testing'
import { answerFor, type AnswerSpec, type Operation, type ContractAnswer } from 'kontext-sdk/contracts'

/** An answer of the contract as its examples show it, or why there is none. */
export type OwnSample =
  | { readonly kind: 'answer'; readonly answer: ContractAnswer }
  | { readonly kind: 'refused'; readonly message: string }

/** The answer a client prefers, out of the examples of the contract. */
export function sampleOf(operation: Operation, { code, example, dynamic }: Preference): OwnSample {
  if (dynamic === true)
    return refused(
      'Only Prism makes answers up from a schema. Start the server with --engine prism, or leave dynamic out.',
    )
  const spec = code === undefined ? lowestSuccess(operation) : answerFor(operation.answers, code)
  if (spec === undefined) {
    const codes = operation.answers.map((answer) => answer.code).join(', ')
    return refused(
      `${operation.id} has no answer ${String(code ?? '2XX')} in its contract. It has: ${codes}.`,
    )
  }
  const status = code ?? Number(spec.code.replaceAll('X', '0'))
  const content = spec.contents[0]
  if (content === undefined) return { kind: 'answer', answer: { status, body: undefined } }
  const found =
    example === undefined ? content.examples[0] : content.examples.find(({ name }) => name === example)
  if (found === undefined) {
    const names = content.examples.map(({ name }) => name).join(', ')
    return refused(
      `${operation.id} has no example ${example ?? ''} for ${String(status)} in its contract. It has: ${names === '' ? 'none' : names}.`,
    )
  }
  const headers = { 'content-type': content.mediaType }
  return { kind: 'answer', answer: { status, headers, body: structuredClone(found.value) } }
}

function lowestSuccess({ answers }: Operation): AnswerSpec | undefined {
  const [lowest] = answers
    .filter(({ code }) => /^2(\d\d|XX)$/.test(code))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  return lowest ?? answers.find(({ code }) => code === 'default')
}

function refused(message: string): OwnSample {
  return { kind: 'refused', message }
}
