import { hasResultOfItsOwn, operationOf, type JobOperation } from '../wire/operations.ts'
import type { Subject } from '../subject.ts'

/** Why a case does not apply where the contract lacks what it is about; undefined where `there` is that. */
export function lacking(there: unknown, what: string): string | undefined {
  return there === undefined || there === false ? `its contract has no ${what}` : undefined
}

/** Why a case about an operation does not apply; undefined where it does. */
export function lackingOperation(subject: Subject, name: JobOperation): string | undefined {
  if (name === 'result' && !hasResultOfItsOwn(subject)) return 'the status brings the result along'
  return lacking(operationOf(subject, name), name)
}
