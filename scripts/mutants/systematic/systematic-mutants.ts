import { SchemaCompiler, type Contract } from 'kontext-sdk/contracts'
import type { Harmless, Mutant } from '../mutant.ts'
import { answerMutants } from './answer-mutants.ts'
import { fieldMutants } from './field-mutants.ts'
import type { SeenAnswer } from './samples.ts'

/** The answers of a provider that are changed as a whole, and those whose fields are changed too. */
export interface AnswersToChange {
  readonly all: readonly SeenAnswer[]
  readonly withFields: readonly SeenAnswer[]
}

/** Mutants made from a contract, for the answers that a run of the suite gets; and what of it the contract allows. */
export function systematicMutants(
  contract: Contract,
  { all, withFields }: AnswersToChange,
): { readonly mutants: readonly Mutant[]; readonly harmless: readonly Harmless[] } {
  const compiler = new SchemaCompiler(contract.document, { strict: false })
  const fields = withFields.map((answer) => fieldMutants(contract.id, compiler, answer))
  return {
    mutants: [
      ...all.flatMap((answer) => answerMutants(contract.id, answer)),
      ...fields.flatMap(({ mutants }) => mutants),
    ],
    harmless: fields.flatMap(({ harmless }) => harmless),
  }
}
