import type { Remark } from '../report.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import { jobRequest } from '../wire/operations.ts'
import { takenJob } from './probe.ts'
import { unclearProbe } from './probe-unclear.ts'
import { refusedLate, type Following } from './refused-late.ts'

/** A run that follows a probe, and takes what there is to say of it. */
export interface ProbeRun extends Following {
  readonly remark: (remark: Remark) => void
}

/** What came of a probe that may have been taken. */
export interface SettledProbe {
  /** What cases judge: with the refusal of its job, where there is one. */
  readonly exchange: CheckExchange
  /** Why no further probe is sent, where it is another reason than that one was taken. */
  readonly over?: string
  /** Its job was asked to cancel. */
  readonly asked?: true
}

/** Looks at what a probe that may have been taken became, and asks its job to cancel unless it was refused late. */
export async function settleProbe(exchange: CheckExchange, run: ProbeRun): Promise<SettledProbe> {
  const { about } = exchange.request
  const id = takenJob(exchange, run.subject)
  if (id === undefined) {
    run.remark(unclearProbe(exchange))
    return { exchange }
  }
  const late = await refusedLate(exchange, run)
  if (late === undefined) return cancelProbe(exchange, id, run)
  const message = `The server took "${about}" and refused it in the result of its job (${late.status}). That keeps its contract; it counts as one edit of the budget. No further probe is sent.`
  run.remark({ rule: 'refused-late', message })
  return {
    exchange: { ...exchange, late },
    over: 'the server refuses bodies only in the results of their jobs, which count as paid: no further probe is sent',
  }
}

async function cancelProbe(
  exchange: CheckExchange,
  id: string,
  { subject, send, remark }: ProbeRun,
): Promise<SettledProbe> {
  const cancel = jobRequest(subject, 'cancel', id)
  const rest = cancel === undefined ? 'Its contract has no cancel.' : 'It was asked to cancel it.'
  const message = `The server took "${exchange.request.about}" as an edit, which counts as paid. ${rest} No further probe is sent.`
  remark({ rule: 'probe-taken', message })
  if (cancel === undefined) return { exchange }
  await send({ ...cancel, about: 'cancel the probe that was taken' })
  return { exchange, asked: true }
}
