import type { CancelLook } from './course.ts'
import { ask, pause, type JobWatch } from './job-watch.ts'

const tries = 3
const pauseMs = 500

/** Asks for a job to be canceled; again where it is not found yet. All answers, the last one counts. */
export async function askCancel(job: JobWatch, when: CancelLook['when']): Promise<readonly CancelLook[]> {
  const looks: CancelLook[] = []
  for (let number = 1; number <= tries; number += 1) {
    const exchange = await ask(job, 'cancel', { about: `cancel it, ${phrases[when]}` })
    if (exchange === undefined) return []
    const { answer } = exchange
    const reading = answer && job.dialect.readCancel(answer.status, answer.body)
    looks.push({ exchange, when, ...(reading === undefined ? {} : { reading }) })
    if (answer?.status !== 404 || when !== 'queued' || number === tries) break
    await pause(job, pauseMs)
  }
  return looks
}

const phrases = {
  queued: 'right after its submit',
  running: 'while it runs',
  ended: 'after its end',
} as const satisfies Record<CancelLook['when'], string>

/** Whether the provider has agreed to cancel; 204 says so without a word. */
export function agreedToCancel({ exchange: { answer }, reading }: CancelLook): boolean {
  const taken = answer !== undefined && answer.status >= 200 && answer.status < 300
  return taken && reading !== 'too-late'
}
