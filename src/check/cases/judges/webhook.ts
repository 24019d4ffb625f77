import type { Course, SeenDelivery } from '../../edits/course.ts'
import { longestDeliveryMs } from '../../edits/await-webhook.ts'
import type { Deviation } from '../../report.ts'
import type { Subject } from '../../subject.ts'
import { Skipped } from '../../run/skipped.ts'
import { contractPlaces } from '../contract-places.ts'
import { counted, deviation, needJob, shown } from './seen.ts'

/** Whoever gave an address is told there that the job has ended. */
export function judgeDelivered(course: Course, subject: Subject): readonly Deviation[] {
  const { genuine, refused, others } = needDelivery(course)
  if (genuine !== undefined || refused !== undefined || others.length > 0) return []
  const want = `a delivery within ${longestDeliveryMs / 1_000} s of the end`
  const facts = { want, got: 'none', pointer: webhookPlace(subject), at: course.submit }
  return [deviation('Nothing came to the address that was to be told of the end of a job.', facts)]
}

/** What comes is signed with a key that the provider publishes. */
export function judgeSigned(course: Course, subject: Subject): readonly Deviation[] {
  const { genuine, refused } = needDelivery(course)
  if (refused === undefined) {
    if (genuine === undefined) throw new Skipped('there was no delivery to check')
    return []
  }
  const message = 'A delivery about the job is not genuine; whoever believes it can be lied to.'
  const facts = { want: 'signed with a published key', got: reasons[refused], pointer: webhookPlace(subject) }
  return [deviation(message, { ...facts, at: course.submit })]
}

const reasons = {
  'missing-header': 'a header is missing: not signed',
  malformed: 'a header or the body is malformed',
  'too-large': 'a body that is too large',
  stale: 'a time too long ago',
  future: 'a time ahead',
  forged: 'a signature that none of the keys made',
  'keys-unavailable': 'no keys',
  foreign: 'signed for another account',
  'unknown-job': 'another job',
  duplicate: 'a repetition',
} as const satisfies Record<NonNullable<SeenDelivery['refused']>, string>

/** What comes names the job of the ticket. */
export function judgeDeliveredJob(course: Course, subject: Subject): readonly Deviation[] {
  const { genuine, others } = needDelivery(course)
  if (genuine !== undefined) return []
  const [other] = others
  if (other === undefined) throw new Skipped('there was no genuine delivery')
  const facts = { want: shown(course.requestId ?? ''), got: shown(other), pointer: webhookPlace(subject) }
  return [deviation('The delivery names another job than the ticket.', { ...facts, at: course.submit })]
}

/** What comes says the same as the result. */
export function judgeDeliveredResult(course: Course, subject: Subject): readonly Deviation[] {
  const { genuine } = needDelivery(course)
  if (genuine === undefined) throw new Skipped('there was no genuine delivery')
  const facts = { pointer: webhookPlace(subject), at: course.result?.exchange }
  if (course.end !== 'completed' && course.end !== 'failed') throw new Skipped('the job did not end')
  if (genuine.state !== course.end) {
    const message = 'The delivery tells another end of the job than its result.'
    return [deviation(message, { want: course.end, got: genuine.state, ...facts })]
  }
  const result = course.result?.reading
  const told = genuine.state === 'completed' ? genuine.result : undefined
  if (told === undefined || typeof result !== 'object') return []
  const [want, got] = [result, told].map(({ images }) => images.map(({ url }) => withoutQuery(url)))
  if (want?.join(' ') !== got?.join(' ')) {
    const message = 'The delivery names other images than the result.'
    return [
      deviation(message, {
        want: `${counted(want?.length ?? 0)} of the result`,
        got: `${got?.length ?? 0}, not the same`,
        ...facts,
      }),
    ]
  }
  if (told.seed === undefined || result.seed === undefined || told.seed === result.seed) return []
  const message = 'The delivery tells another seed than the result.'
  return [deviation(message, { want: String(result.seed), got: String(told.seed), ...facts })]
}

/** Signed links of the same image differ in their query. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

function needDelivery(course: Course): SeenDelivery {
  needJob(course)
  const { webhook } = course
  if (webhook === undefined) throw new Skipped('no delivery was waited for')
  if (webhook.failure === undefined) return webhook
  throw new Skipped(webhook.failure)
}

/** Where the contract says that a submit takes an address. */
export function webhookPlace(subject: Subject): string | undefined {
  return contractPlaces(subject).parameter('submit', subject.descriptor.webhook?.query ?? '')
}
