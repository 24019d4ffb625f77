import type { ProviderDescriptor } from 'kontext-sdk'
import { valueAt, type Contract } from 'kontext-sdk/contracts'
import { behaviourMutants } from './behaviours/behaviour-mutants.ts'
import { checkMock, contractOf } from './check-mock.ts'
import { harmlessBehaviours } from './harmless/harmless-behaviours.ts'
import type { Harmless, Mutant } from './mutant.ts'
import {
  brokenConstraints,
  constraintMutants,
  type BrokenConstraint,
} from './systematic/constraint-mutants.ts'
import { resolvedText } from './systematic/resolved-text.ts'
import { createSampleBook, type SeenAnswer } from './systematic/samples.ts'
import { systematicMutants } from './systematic/systematic-mutants.ts'

/** Everything that is tried of one provider. */
export interface Catalog {
  readonly provider: string
  readonly mutants: readonly Mutant[]
  readonly harmless: readonly Harmless[]
  /** Answers that another provider's contract has in the same words: their fields are changed there. */
  readonly sharedAnswers: readonly string[]
}

/**
 * Makes the mutants of providers, in their order. What a run of the suite gets from an unchanged mock says which answers
 * and which constraints there are to change: others would change nothing.
 */
export async function makeCatalogs(descriptors: readonly ProviderDescriptor[]): Promise<readonly Catalog[]> {
  const done = new Set<string>()
  const catalogs: Catalog[] = []
  for (const descriptor of descriptors) {
    const contract = contractOf(descriptor.id)
    const { answers, tried } = await studied(descriptor, contract)
    const words = answers.map((answer) => wordsOf(answer, contract, descriptor))
    const own = answers.filter((_answer, index) => !done.has(words[index] ?? ''))
    const shared = answers.filter((answer) => !own.includes(answer))
    for (const text of words) done.add(text)
    const { mutants, harmless } = systematicMutants(contract, { all: answers, withFields: own })
    const facts = { descriptor, contract }
    catalogs.push({
      provider: descriptor.id,
      mutants: [...behaviourMutants(facts), ...constraintMutants(contract, tried), ...mutants],
      harmless: [...harmlessBehaviours(facts), ...harmless],
      sharedAnswers: shared.map(({ operation, status }) => `${operation}.${status}`),
    })
  }
  return catalogs
}

interface Studied {
  readonly answers: readonly SeenAnswer[]
  readonly tried: readonly BrokenConstraint[]
}

/** Looks on while the suite runs against an unchanged mock. */
async function studied(descriptor: ProviderDescriptor, contract: Contract): Promise<Studied> {
  const book = createSampleBook(contract)
  const tried: BrokenConstraint[] = []
  await checkMock(descriptor, {
    changes: {
      reply: (reply, asked) => {
        book.note(reply, asked)
        if (asked.operation === 'submit')
          tried.push(...brokenConstraints(contract, asked.request, asked.path))
        return undefined
      },
    },
  })
  return { answers: book.answers(), tried }
}

/** An answer's schema in full: the same text, the same answer. */
function wordsOf(
  { operation, status, schema }: SeenAnswer,
  { document }: Contract,
  { dialect }: ProviderDescriptor,
): string {
  const text = schema === undefined ? '' : resolvedText(document.root, valueAt(document.root, schema))
  return `${dialect} ${operation} ${status} ${text}`
}
