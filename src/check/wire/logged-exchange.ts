import { safePath } from '../../http/safe-path.ts'
import type { CheckExchange } from './exchange.ts'
import type { LoggedExchange } from '../report.ts'
import type { Veil } from './veil.ts'

/** An exchange as reports show it: no key, no body, nothing of an address that may be a credential. */
export function loggedExchange(
  { number, request, answer, failure, ms }: CheckExchange,
  veil: Veil,
): LoggedExchange {
  const { about, method, path, edit } = request
  return {
    ...{ number, about, method, path: veil(safePath(path)), ms },
    status: failure === undefined ? (answer?.status ?? 0) : 0,
    ...(edit === undefined ? {} : { edit }),
  }
}
