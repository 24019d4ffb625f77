import type { KontextError } from '../errors/errors.ts'
import type { EventLog } from '../events.ts'
import type { Session } from '../session.ts'
import { prepareEdit, sendEdit, type PreparedEdit, type Routed } from '../submit.ts'
import { FailoverError } from './failover-error.ts'
import { mayGoElsewhere } from './may-go-elsewhere.ts'

/** Hands an edit to the first provider that takes it. */
export async function routeEdit(
  sessions: readonly Session[],
  input: unknown,
  log: EventLog,
): Promise<Routed> {
  const trips: { session: Session; edit: PreparedEdit }[] = []
  for (const session of sessions) trips.push({ session, edit: await prepareEdit(session, input) })
  const errors: KontextError[] = []
  let requests = 0
  for (const [index, { session, edit }] of trips.entries()) {
    const next = trips[index + 1]?.session
    // The next provider is the repetition of all but the last.
    const trip = next === undefined ? session : { ...session, retries: 0, hurried: true }
    trip.requests = requests
    try {
      const submitted = await sendEdit(trip, edit)
      session.requests = trip.requests
      return { session, ...submitted }
    } catch (error) {
      if (!mayGoElsewhere(error, trip)) throw error
      errors.push(error)
      requests = trip.requests
      if (next === undefined) break
      const from = session.provider.id
      log.add({ type: 'failover', from, to: next.provider.id, code: error.code, reason: error.message })
    }
  }
  throw new FailoverError(sessions.map(({ provider }) => provider.id).join('+'), errors)
}
