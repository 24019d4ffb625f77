import { describe, expect, test } from 'vitest'
import type { CancelLook, Course, SeenDelivery, SeenStream } from '../../../../src/check/edits/course.ts'
import { Skipped } from '../../../../src/check/run/skipped.ts'
import type { StatusReading } from '../../../../src/dialects/dialect.ts'
import {
  answering,
  completed,
  courseCases,
  faultless,
  found,
  looking,
  queued,
  refused,
  resulting,
  running,
  type Allowed,
  type Broken,
} from './courses.ts'

/** The course with its last cancel answered in another way. */
const canceling = (status: number, said?: CancelLook['reading']) => (course: Course) => ({
  ...course,
  cancels: course.cancels.map(({ exchange, when }) => ({
    ...{ exchange: answering(exchange, { status }), when },
    ...(said === undefined ? {} : { reading: said }),
  })),
})
const ending = (end: Course['end']) => (course: Course) => ({ ...course, end })
const withImages = resulting((look) => ({
  ...look,
  reading: { images: [{ url: 'https://images.example/1.png' }] },
}))

/** The course with another stream. */
const streaming = (change: (stream: SeenStream) => SeenStream) => (course: Course) => {
  if (course.stream === undefined) throw new Error('it has no stream')
  return { ...course, stream: change(course.stream) }
}
const telling = (...readings: readonly StatusReading[]) =>
  streaming((stream) => ({ ...stream, events: readings.map((reading) => ({ data: {}, reading })) }))
const cut = (stream: SeenStream): SeenStream => ({
  ...stream,
  exchange: { ...stream.exchange, ms: 120_000, failure: { kind: 'timeout', message: 'no answer in time' } },
})

/** The course with another delivery. */
const delivering = (webhook: SeenDelivery) => (course: Course) => ({ ...course, webhook })
const delivered = (change: (given: NonNullable<SeenDelivery['genuine']>) => object) => (course: Course) => {
  const { genuine } = course.webhook ?? {}
  if (genuine === undefined) throw new Error('nothing was delivered')
  return delivering({ others: [], genuine: { ...genuine, ...change(genuine) } })(course)
}

const broken: readonly Broken[] = [
  {
    name: 'the edit is refused',
    id: 'cancel.queued',
    change: { 'cancel-queued': refused(500, {}) },
    want: '200 with a ticket',
    got: '500, "no reason given"',
  },
  {
    name: 'there is no such route',
    id: 'cancel.queued',
    provider: 'fal-relay',
    change: { 'cancel-queued': canceling(405, 'unsupported') },
    want: '202 (or 204)',
    got: '405, unsupported',
  },
  {
    name: 'a job that waits is said to have ended, and is canceled',
    id: 'cancel.queued',
    change: { 'cancel-queued': canceling(400, 'too-late') },
    want: '202 (or 204)',
    got: '400, too-late',
  },
  {
    name: 'a job that was canceled goes on waiting',
    id: 'cancel.queued-ends',
    change: { 'cancel-queued': (course) => ending('deadline')(looking(queued())(course)) },
    want: 'an end within 300 s',
    got: '"IN_QUEUE"',
  },
  {
    name: 'a job that was canceled waits on and is run',
    id: 'cancel.queued-stops',
    change: {
      'cancel-queued': (course) => ending('completed')(looking(queued(), running, completed)(course)),
    },
    want: 'no result',
    got: 'completed',
  },
  {
    name: 'a job that was taken out of the queue is run',
    id: 'cancel.queued-stops',
    change: {
      'cancel-queued': (course) =>
        ending('completed')(canceling(200, 'canceled')(looking(completed)(course))),
    },
    want: 'no result',
    got: 'completed',
  },
  {
    name: 'the result of a canceled job is in progress for ever',
    id: 'cancel.result',
    change: {
      'cancel-queued': (course) =>
        ending('completed')(
          resulting(({ exchange }) => ({
            exchange: answering(exchange, { status: 400 }),
            reading: 'pending',
          }))(course),
        ),
    },
    want: '499, or a reason that says "canceled"',
    got: '400',
  },
  {
    name: 'a job that runs cannot be canceled',
    id: 'cancel.running',
    change: { 'cancel-running': canceling(500) },
    want: '202 (or 204)',
    got: '500',
  },
  {
    name: 'a job that was canceled runs for ever',
    id: 'cancel.running-ends',
    change: { 'cancel-running': (course) => ending('silent')({ ...course, looks: [] }) },
    want: 'an end within 300 s',
    got: 'nothing',
  },
  {
    name: 'a job that has ended is said to be canceled',
    id: 'cancel.too-late',
    change: { usual: canceling(202, 'requested') },
    want: '400, too late',
    got: '202, requested',
  },
  {
    name: 'the stream is not found',
    id: 'stream.opens',
    change: {
      again: streaming((stream) => ({ events: [], exchange: answering(stream.exchange, { status: 404 }) })),
    },
    want: '200',
    got: '404',
  },
  {
    name: 'the stream is sent as JSON',
    id: 'stream.opens',
    change: {
      again: streaming((stream) => ({
        ...stream,
        exchange: answering(stream.exchange, { headers: { 'content-type': 'application/json' } }),
      })),
    },
    want: 'text/event-stream',
    got: '"application/json"',
  },
  {
    name: 'the stream tells nothing',
    id: 'stream.events',
    change: { again: telling() },
    want: 'IN_QUEUE, IN_PROGRESS, COMPLETED',
    got: 'no event',
  },
  {
    name: 'the stream has a word of its own',
    id: 'stream.events',
    change: { again: telling(queued(), { state: 'unknown', raw: 'WARMING_UP' }, completed) },
    want: 'IN_QUEUE, IN_PROGRESS, COMPLETED',
    got: '"WARMING_UP"',
  },
  {
    name: 'the stream goes back',
    id: 'stream.order',
    change: { again: telling(running, queued(), completed) },
    want: 'running, or what follows it',
    got: 'queued after running',
  },
  {
    name: 'the stream skips a state',
    id: 'stream.changes',
    change: { again: telling(queued(1), queued(0), completed) },
    want: 'queued, running, ended',
    got: 'queued, queued, ended',
  },
  {
    name: 'the stream breaks off',
    id: 'stream.ends',
    change: { again: telling(queued(), running) },
    want: 'the end of the stream right after that of the job',
    got: 'an end after "IN_PROGRESS"',
  },
  {
    name: 'the stream goes on for ever',
    id: 'stream.ends',
    change: { again: streaming(cut) },
    want: 'the end of the stream right after that of the job',
    got: '120 s of it',
  },
  {
    name: 'the stream ends the job before its status does',
    id: 'stream.agrees',
    change: { again: looking(running, running, completed) },
    want: '"COMPLETED"',
    got: '"IN_PROGRESS"',
  },
  {
    name: 'the stream keeps back the log lines that were asked for',
    id: 'stream.logs',
    change: {
      again: streaming((stream) => ({
        ...stream,
        events: stream.events.map(({ data, ...event }) => ({
          ...event,
          data: { ...(data as object), logs: null },
        })),
      })),
    },
    want: 'a list of lines',
    got: 'null',
  },
  {
    name: 'the stream names another job',
    id: 'stream.agrees',
    change: {
      again: (course) => ({
        ...streaming((stream) => ({
          ...stream,
          events: [{ data: { request_id: 'other' }, reading: completed }],
        }))(course),
        requestId: 'mine',
      }),
    },
    want: '"mine"',
    got: '"other"',
  },
  {
    name: 'nothing comes',
    id: 'webhook.arrives',
    change: { webhook: delivering({ others: [] }) },
    want: 'a delivery within 60 s of the end',
    got: 'none',
  },
  {
    name: 'what comes is not signed',
    id: 'webhook.signed',
    change: { webhook: delivering({ others: [], refused: 'missing-header' }) },
    want: 'signed with a published key',
    got: 'a header is missing: not signed',
  },
  {
    name: 'what comes names another job',
    id: 'webhook.job',
    change: { webhook: (course) => delivering({ others: ['other'] })({ ...course, requestId: 'mine' }) },
    want: '"mine"',
    got: '"other"',
  },
  {
    name: 'what comes says that the job failed',
    id: 'webhook.result',
    change: { webhook: delivered(() => ({ state: 'failed' })) },
    want: 'completed',
    got: 'failed',
  },
  {
    name: 'what comes names another image',
    id: 'webhook.result',
    change: { webhook: delivered(() => ({ result: { images: [{ url: 'https://images.example/1.png' }] } })) },
    want: '1 image of the result',
    got: '1, not the same',
  },
  {
    name: 'what comes tells another seed',
    id: 'webhook.result',
    change: {
      webhook: delivered((given) => ({
        result: { ...('result' in given ? given.result : {}), seed: 3 },
      })),
    },
    want: '1234567891',
    got: '3',
  },
]

const allowed: readonly Allowed[] = [
  {
    name: 'a cancel is taken without a word (204)',
    id: 'cancel.queued',
    change: { 'cancel-queued': canceling(204, 'unsupported') },
  },
  {
    name: 'a job that is canceled runs already, and completes',
    id: 'cancel.queued-stops',
    change: { 'cancel-queued': (course) => ending('completed')(looking(running, completed)(course)) },
  },
  {
    name: 'a job was done before it could be canceled',
    id: 'cancel.queued',
    change: { 'cancel-queued': (course) => ending('completed')(canceling(400, 'too-late')(course)) },
    skipped: 'the job had ended before it could be canceled',
  },
  {
    name: 'a job was never seen to run',
    id: 'cancel.running',
    change: { 'cancel-running': (course) => ({ ...course, cancels: [] }) },
    skipped: 'the job had ended before it could be canceled',
  },
  {
    name: 'a job that was canceled completes all the same',
    id: 'cancel.result',
    change: { 'cancel-queued': (course) => ending('completed')(withImages(course)) },
    skipped: 'the job ended well before it was canceled',
  },
  {
    name: 'the result of a canceled job is gone',
    id: 'cancel.result',
    change: {
      'cancel-queued': resulting(({ exchange }) => ({ exchange: answering(exchange, { status: 404 }) })),
    },
  },
  {
    name: 'the stream begins when the job has ended',
    id: 'stream.changes',
    change: { again: telling(completed) },
  },
  {
    name: 'the stream begins when the job has ended',
    id: 'stream.ends',
    change: { again: telling(completed) },
  },
  {
    name: 'the job takes longer than anybody listens',
    id: 'stream.ends',
    change: {
      again: (course) => looking(running, completed)(streaming(cut)(telling(queued(), running)(course))),
    },
    skipped: 'the job took longer than the stream was listened to',
  },
  {
    name: 'the stream could not be opened',
    id: 'stream.order',
    change: {
      again: streaming((stream) => ({ ...stream, exchange: answering(stream.exchange, { status: 404 }) })),
    },
    skipped: 'the stream could not be opened',
  },
  {
    name: 'links of a delivery are signed anew',
    id: 'webhook.result',
    change: {
      webhook: delivered((given) => ({
        result: {
          images: ('result' in given ? given.result.images : []).map(({ url }) => ({
            url: `${url}?sig=2`,
          })),
        },
      })),
    },
  },
  {
    name: 'a delivery could not carry its result',
    id: 'webhook.result',
    change: { webhook: delivered(() => ({ result: undefined })) },
  },
  {
    name: 'there are no keys to check with',
    id: 'webhook.signed',
    change: { webhook: delivering({ others: [], failure: 'the key server answered 500' }) },
    skipped: 'the key server answered 500',
  },
]

describe('cancel, stream and webhook', () => {
  test.each(broken)('$id tells when $name', async ({ want, got, ...one }) => {
    const [first, ...more] = await found(one)
    expect({ want: first?.want, got: first?.got, more }).toEqual({ want, got, more: [] })
  })

  test.each(allowed)('$id lets pass when $name', async ({ skipped, ...one }) => {
    const finding = found(one)
    if (skipped === undefined) expect(await finding).toEqual([])
    else await expect(finding).rejects.toThrow(skipped)
    if (skipped !== undefined) await expect(finding).rejects.toBeInstanceOf(Skipped)
  })

  test('every case has a course that breaks it', () => {
    const ids = courseCases(faultless('fal').subject)
      .filter(({ group }) => ['cancel', 'stream', 'webhook'].includes(group))
      .map(({ id }) => id)
    expect([...new Set(broken.map(({ id }) => id))].sort()).toEqual([...new Set(ids)].sort())
  })
})
