import { dialectOf } from '../../dialects/dialect-of.ts'
import { createHandle, type JobHandle } from '../../handle.ts'
import { jobRequest } from '../wire/operations.ts'
import type { LeftJob, PaidJob, Remark } from '../report.ts'
import type { Subject } from '../subject.ts'
import type { TakenJob } from './taken-jobs.ts'
import type { Veil } from '../wire/veil.ts'

/** The remark on a job that was not seen to end: what became of it, and what it may still cost. */
export function leftJobRemark(job: TakenJob, subject: Subject): Remark & { readonly job: LeftJob } {
  const { edit, requestId } = job
  const cancel = cancelSaid(job, subject)
  const whose = edit === 'probe' ? 'of a probe' : `of the edit "${edit}"`
  const status = job.cancel?.answer?.status
  const more = cancel === 'refused' && status !== undefined ? `: it answered ${status}` : ''
  const message = `The job ${requestId} ${whose} was not seen to end. ${phrases[cancel]}${more}.`
  const paid = paidJob(job, subject)
  if (cancel === 'canceled') return { rule: 'job-left', message, job: { edit, requestId, cancel } }
  return {
    rule: 'job-left',
    message: `${message} It may be billed; "kontext resume" fetches what it makes.`,
    job: { ...paid, requestId, cancel },
  }
}

const phrases = {
  canceled: 'Asked to cancel it, the server said that it is canceled',
  requested: 'The server took a request to cancel it, which is a promise to try',
  'too-late': 'Asked to cancel it, the server said that it had ended',
  refused: 'The server did not take a request to cancel it',
  unanswered: 'The server did not answer a request to cancel it',
  unsupported: 'It cannot be canceled at this provider',
} as const satisfies Record<LeftJob['cancel'], string>

/** What asking to cancel a job came to. */
export function cancelSaid({ cancel, requestId }: TakenJob, subject: Subject): LeftJob['cancel'] {
  if (jobRequest(subject, 'cancel', requestId) === undefined) return 'unsupported'
  const answer = cancel?.answer
  if (answer === undefined) return 'unanswered'
  const { status, body } = answer
  const reading = dialectOf(subject.descriptor.dialect).readCancel(status, body)
  if (reading === 'canceled' || reading === 'too-late') return reading
  // 204 agrees without a word.
  if (status >= 200 && status < 300) return 'requested'
  return reading === 'unsupported' ? 'unsupported' : 'refused'
}

/** A job as its buyer knows it. */
export function paidJob(
  { edit, requestId, paths, model, submittedAt }: TakenJob,
  { provider }: Subject,
): PaidJob & { readonly handle: JobHandle } {
  const handle = createHandle({
    v: 1,
    provider: provider.id,
    origin: provider.baseUrl,
    model,
    requestId,
    paths,
    submittedAt: new Date(submittedAt).toISOString(),
  })
  return { edit, requestId, handle }
}

/** What of a job can be shown: a server chooses the ids, and may choose a key. */
export function shownJob({ handle, requestId }: PaidJob, veil: Veil): Pick<PaidJob, 'handle' | 'requestId'> {
  const { status = '', result = '', cancel = '' } = handle?.paths ?? {}
  const chosen = [requestId, status, result, cancel]
  const safe = chosen.every((text) => veil(text) === text)
  return { requestId: veil(requestId), ...(safe && handle !== undefined ? { handle } : {}) }
}
