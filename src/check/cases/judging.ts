import { beginning } from '../wire/beginning.ts'
import type { CheckAnswer, CheckExchange } from '../wire/exchange.ts'
import type { Deviation } from '../report.ts'
import { ServerAway, Skipped } from '../run/skipped.ts'

/** A deviation of one answer, before it is known in which exchange it came. */
export type AnswerDeviation = Omit<Deviation, 'exchange'>

/**
 * Judges the answer to a free request. A server that says nothing deviates; one that is busy was not looked at.
 * @throws Skipped
 */
export function judging(
  exchange: CheckExchange,
  judge: (answer: CheckAnswer) => readonly AnswerDeviation[],
): readonly Deviation[] {
  const { failure, number, request } = exchange
  const answer = heard(exchange)
  if (answer === undefined) {
    const got = failure?.message ?? 'nothing'
    if (failure?.kind === 'refused') throw new ServerAway(`${request.about} could not be sent: ${got}`)
    const message = `No answer came to "${request.about}": ${got}.`
    return [{ message, want: 'an answer', got, exchange: number }]
  }
  if (answer.status === 429) throw new ServerAway('the server limits how often it is asked (429)')
  return judge(answer).map((one) => ({ ...one, exchange: number }))
}

/** What a server says of a request: where it refuses a submit only in the result of its job, that counts. */
export function heard({ answer, late }: CheckExchange): CheckAnswer | undefined {
  return late ?? answer
}

/**
 * Everything a case finds in several requests. What was found counts, also where the rest could not be looked at.
 * @throws Skipped where nothing was found before
 */
export async function gathered(parts: AsyncIterable<readonly Deviation[]>): Promise<readonly Deviation[]> {
  const found: Deviation[] = []
  try {
    for await (const part of parts) found.push(...part)
  } catch (error) {
    if (!(error instanceof Skipped) || found.length === 0) throw error
  }
  return found
}

/** A status and how its answer begins, for people. */
export function shown({ status, text }: CheckAnswer): string {
  const start = beginning(text.replace(/\s+/g, ' ').trim(), 80)
  return start === '' ? String(status) : `${status} ${start}`
}
