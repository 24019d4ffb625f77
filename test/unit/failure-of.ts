import { KontextError } from '../../src/errors/errors.ts'

/** The error of the family a promise rejects with; anything else is thrown on. */
export async function failureOf(promise: Promise<unknown>): Promise<KontextError> {
  const error = await reasonOf(promise)
  if (!KontextError.is(error)) throw error
  return error
}

/** Whatever a promise rejects with. */
export function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it did not reject'),
    (reason: unknown) => reason,
  )
}
