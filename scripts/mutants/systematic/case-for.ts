import type { MockOperation } from 'kontext-sdk/testing'

/** The case that holds an answer against the contract: errors have one for all operations. */
export function caseFor(operation: MockOperation, status: number): string {
  return status < 400 ? `answers.${operation}` : 'answers.errors'
}
