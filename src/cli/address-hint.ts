import { KontextError } from 'kontext-sdk'
import { connectionRemedy } from '../connection-remedy.ts'
import { CommandError } from './command-error.ts'
import { exitCodeFor } from './exit-code.ts'

/** The same error; with the address behind its message, where that may be what is wrong. */
export function withAddress(error: unknown, address: string): unknown {
  const hint = addressHint(error, address)
  if (hint === undefined || !KontextError.is(error)) return error
  return new CommandError(`${error.message}\n${hint}`, exitCodeFor(error), {
    handle: error.handle,
    billed: error.billed,
    cause: error,
  })
}

/**
 * What to say of the address when nobody answered there as a provider does: no connection, or 404 and 405, the answers
 * of a path that is not there. Undefined for all else.
 */
function addressHint(error: unknown, address: string): string | undefined {
  if (!KontextError.is(error)) return undefined
  if (error.code === 'network') {
    const remedy = connectionRemedy(error)
    return `The address was ${address}${remedy === undefined ? '.' : `: ${remedy}`}`
  }
  if (error.handle === undefined && 'status' in error && (error.status === 404 || error.status === 405))
    return `The address was ${address}, and the answer ${error.status}: is its path right?`
  return undefined
}
