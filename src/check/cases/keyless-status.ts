import type { CheckExchange } from '../wire/exchange.ts'
import { jobRequest } from '../wire/operations.ts'
import type { Run } from '../run/run.ts'
import { unknownId } from './unknown-id.ts'

const sent = new WeakMap<Run, Promise<CheckExchange>>()

/**
 * The answer to a status request for no job, without a key, which can cost nothing anywhere. It is sent once;
 * undefined where the contract has no status.
 */
export function keylessStatus(run: Run): Promise<CheckExchange> | undefined {
  const status = jobRequest(run.subject, 'status', unknownId)
  if (status === undefined) return undefined
  const request = { ...status, about: 'status without a key', key: 'none' as const, tolerated: [403] }
  const exchange = sent.get(run) ?? run.send(request)
  sent.set(run, exchange)
  return exchange
}
