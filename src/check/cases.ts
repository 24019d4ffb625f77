import type { Case } from './case.ts'
import { reportOrder } from './case-order.ts'
import { answerCases } from './cases/answers.ts'
import { authenticationCases } from './cases/authentication.ts'
import { cancelCases } from './cases/cancel.ts'
import { contentTypeCases } from './cases/content-types.ts'
import { lifecycleCases } from './cases/lifecycle.ts'
import { pathCases } from './cases/paths.ts'
import { resultCases } from './cases/result.ts'
import { streamCases } from './cases/stream.ts'
import { unknownJobCases } from './cases/unknown-jobs.ts'
import { validationCases } from './cases/validation.ts'
import { webhookCases } from './cases/webhook.ts'
import type { Subject } from './subject.ts'

const lists = [
  authenticationCases,
  validationCases,
  unknownJobCases,
  contentTypeCases,
  pathCases,
  lifecycleCases,
  resultCases,
  cancelCases,
  streamCases,
  webhookCases,
  answerCases,
]

/** Every case of the suite for one provider, in the order of reports. Ids are the same for all. */
export function casesFor(subject: Subject): readonly Case[] {
  return reportOrder(lists.flatMap((casesOf) => casesOf(subject)))
}
