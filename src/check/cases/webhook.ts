import type { Case } from '../case.ts'
import type { Subject } from '../subject.ts'
import { courseCase, type OneCourseCase } from './course-case.ts'
import {
  judgeDelivered,
  judgeDeliveredJob,
  judgeDeliveredResult,
  judgeSigned,
  webhookPlace,
} from './judges/webhook.ts'

/** What comes to an address that is to be told of the end of a job. */
export function webhookCases(subject: Subject): readonly Case[] {
  const shared = { edit: 'webhook', places: [webhookPlace(subject)] } as const
  const cases: readonly OneCourseCase[] = [
    {
      ...shared,
      id: 'webhook.arrives',
      severity: 'major',
      title: 'A webhook comes to the address that a submit named, once the job has ended.',
      judge: judgeDelivered,
    },
    {
      ...shared,
      id: 'webhook.signed',
      severity: 'critical',
      title: 'A webhook is signed with a key that the provider publishes.',
      judge: judgeSigned,
    },
    {
      ...shared,
      id: 'webhook.job',
      severity: 'major',
      title: 'A webhook names the job of the ticket.',
      judge: judgeDeliveredJob,
    },
    {
      ...shared,
      id: 'webhook.result',
      severity: 'major',
      title: 'A webhook says the same as the result.',
      judge: judgeDeliveredResult,
    },
  ]
  return cases.map((given) => courseCase('webhook', subject, given))
}
