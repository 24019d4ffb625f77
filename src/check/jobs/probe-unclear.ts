import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import type { Remark } from '../report.ts'

/** The remark on a probe that gave no job and was not refused. */
export function unclearProbe({ request: { about }, answer }: CheckExchange): Remark {
  return told(
    answer === undefined ? `No answer came to "${about}"` : `The answer to "${about}" is no refusal`,
  )
}

/** The remark on a probe that was on its way when the run was stopped. */
export function probeLeft({ about }: CheckRequest): Remark {
  return told(`The run was stopped before an answer came to "${about}"`)
}

function told(fact: string): Remark {
  const message = `${fact}: it may have been taken as an edit, which counts as paid. No further probe is sent.`
  return { rule: 'probe-taken', message }
}
