import { describe, expect, test } from 'vitest'
import type { Course } from '../../../../src/check/edits/course.ts'
import { Skipped } from '../../../../src/check/run/skipped.ts'
import {
  answering,
  completed,
  courseCases,
  faultless,
  found,
  looking,
  queued,
  refused,
  running,
  without,
  type Allowed,
  type Broken,
} from './courses.ts'

const host = 'https://kontext.mock'
const withTicket = (change: Partial<NonNullable<Course['ticket']>>) => (course: Course) => ({
  ...course,
  ticket: { urls: {}, ...course.ticket, ...change },
})
const withBodies =
  (...bodies: readonly object[]) =>
  (course: Course): Course => ({
    ...course,
    looks: course.looks.map((look, index) => ({
      ...look,
      exchange: answering(look.exchange, { body: bodies[index] ?? look.exchange.answer?.body }),
    })),
  })
const withHeaders =
  (headers: Readonly<Record<string, string>>) =>
  (course: Course): Course => ({
    ...course,
    looks: course.looks.map((look) => ({ ...look, exchange: answering(look.exchange, { headers }) })),
  })
const early = (change: Partial<NonNullable<Course['early']>>, status: number) => (course: Course) => {
  if (course.early === undefined) throw new Error('nothing was asked for too early')
  return { ...course, early: { exchange: answering(course.early.exchange, { status }), ...change } }
}

const broken: readonly Broken[] = [
  {
    name: 'a valid submit is refused',
    id: 'lifecycle.submit',
    change: {
      usual: refused(422, { detail: [{ loc: ['body', 'seed'], msg: 'too large', type: 'value_error' }] }),
    },
    want: '200 with a ticket',
    got: '422, "value_error"',
  },
  {
    name: 'a ticket has no id',
    id: 'lifecycle.submit',
    provider: 'vtrix',
    change: { usual: (course) => ({ ...refused(200, {})(course), end: 'unread' }) },
    want: 'an id that can stand in a path',
    got: 'no id',
  },
  {
    name: 'a ticket leads to the upstream of a relay',
    id: 'lifecycle.ticket-urls',
    provider: 'chainhub',
    change: { usual: withTicket({ urls: { status: 'https://queue.fal.run/x/requests/1/status' } }) },
    want: host,
    got: '"https://queue.fal.run"',
  },
  {
    name: 'a ticket leads to another job',
    id: 'lifecycle.ticket-urls',
    change: {
      usual: (course) => ({
        ...withTicket({ urls: { cancel: `${host}/fal/fal-ai/flux-pro/requests/other/cancel` } })(course),
        requestId: 'mine',
        looks: [],
      }),
    },
    want: '…/requests/mine/cancel',
    got: '"/fal/fal-ai/flux-pro/requests/other/cancel"',
  },
  {
    name: 'a result is asked for too early and not found',
    id: 'lifecycle.early-result',
    change: { usual: early({}, 404) },
    want: 'an answer that says "not yet"',
    got: '404',
  },
  {
    name: 'a result is there while its job waits',
    id: 'lifecycle.early-result',
    change: {
      usual: (course) =>
        early({ reading: { images: [] } }, 200)(looking(queued(), queued(), completed)(course)),
    },
    want: 'an answer that says "not yet"',
    got: 'a result, then the status "IN_QUEUE"',
  },
  {
    name: 'a status has a word of its own',
    id: 'lifecycle.words',
    change: { usual: looking({ state: 'unknown', raw: 'WARMING_UP' }, running, completed) },
    want: 'IN_QUEUE, IN_PROGRESS, COMPLETED',
    got: '"WARMING_UP"',
  },
  {
    name: 'a job that waits may be kept for an hour',
    id: 'lifecycle.fresh',
    change: { usual: withHeaders({ 'cache-control': 'public, max-age=3600' }) },
    want: 'no max-age above 0',
    got: '"public, max-age=3600"',
  },
  {
    name: 'a job that waits expires in years',
    id: 'lifecycle.fresh',
    provider: 'vtrix',
    change: { usual: withHeaders({ expires: 'Fri, 01 Jan 2100 00:00:00 GMT' }) },
    want: 'no max-age above 0',
    got: '"expires: Fri, 01 Jan 2100 00:00:00 GMT"',
  },
  {
    name: 'a status names another job',
    id: 'lifecycle.same-job',
    change: { usual: (course) => withBodies({ request_id: 'other' })({ ...course, requestId: 'mine' }) },
    want: '"mine"',
    got: '"other"',
  },
  {
    name: 'a job goes back into the queue',
    id: 'lifecycle.order',
    change: { usual: looking(running, queued(), completed) },
    want: 'running, or what follows it',
    got: 'queued after running',
  },
  {
    name: 'a job that runs is said to wait',
    id: 'lifecycle.running',
    change: {
      usual: (course) =>
        withBodies(
          {},
          {},
          { metrics: { inference_time: 9 } },
        )(looking(queued(), queued(), completed)(course)),
    },
    want: 'a status that says it runs',
    got: '"IN_QUEUE"',
  },
  {
    name: 'a position rises',
    id: 'lifecycle.position',
    change: { usual: looking(queued(1), queued(4), completed) },
    want: '1 or less',
    got: '4',
  },
  {
    name: 'progress falls',
    id: 'lifecycle.progress',
    provider: 'vtrix',
    change: { usual: withBodies({ progress: 0.5 }, { progress: 0.4 }) },
    want: '0.5 or more',
    got: '0.4',
  },
  {
    name: 'a job does not end',
    id: 'lifecycle.ends',
    change: { usual: (course) => ({ ...looking(queued(), running)(course), end: 'deadline' }) },
    want: 'an end within 300 s',
    got: '"IN_PROGRESS"',
  },
  {
    name: 'looks say nothing',
    id: 'lifecycle.ends',
    change: {
      usual: ({ looks: [look], ...course }) => ({
        ...course,
        looks: look === undefined ? [] : [{ exchange: answering(look.exchange, { status: 500 }) }],
        end: 'silent',
      }),
    },
    want: 'an end within 300 s',
    got: '500',
  },
  {
    name: 'a valid edit fails',
    id: 'lifecycle.succeeds',
    change: { usual: (course) => ({ ...course, end: 'failed' }) },
    want: 'completed',
    got: 'failed: 200',
  },
  {
    name: 'a status that waits brings images',
    id: 'lifecycle.nothing-early',
    provider: 'vtrix',
    change: { usual: withBodies({ output: [{ content: [] }] }) },
    want: 'no output yet',
    got: 'output, and the status "in_progress"',
  },
  {
    name: 'a status that waits tells a cost',
    id: 'lifecycle.nothing-early',
    provider: 'vtrix',
    change: { usual: withBodies({ usage: { cost: '0.01' } }) },
    want: 'no usage yet',
    got: 'usage, and the status "in_progress"',
  },
  {
    name: 'a status names another host than the ticket',
    id: 'lifecycle.ticket-urls',
    change: { usual: withBodies({ response_url: 'https://queue.fal.run/x/requests/1' }) },
    want: host,
    got: '"https://queue.fal.run"',
  },
  {
    name: 'a task that has made progress waits',
    id: 'lifecycle.running',
    provider: 'vtrix',
    change: { usual: (course) => withBodies({ progress: 0.4 })(looking(queued(), completed)(course)) },
    want: 'a status that says it runs',
    got: '"IN_QUEUE"',
  },
  {
    name: 'a job ran for milliseconds that are called seconds',
    id: 'lifecycle.run-time',
    change: { usual: withBodies({}, {}, { metrics: { inference_time: 4_200 } }) },
    want: '0 to 62 s',
    got: '4200 s',
  },
  {
    name: 'the status of a job that ended well tells an error',
    id: 'lifecycle.no-error',
    change: { usual: withBodies({}, {}, { error: 'something' }) },
    want: 'no error',
    got: 'an error',
  },
  {
    name: 'a task was created in milliseconds',
    id: 'lifecycle.created',
    provider: 'vtrix',
    change: { usual: withBodies({ created_at: 1_730_000_000_000 }) },
    want: 'seconds since 1970, such as 1700000000',
    got: '1730000000000',
  },
  {
    name: 'a task is of another model',
    id: 'lifecycle.model',
    provider: 'vtrix',
    change: { usual: withBodies({ model: 'flux_kontext_pro' }) },
    want: '"flux_kontext_max"',
    got: '"flux_kontext_pro"',
  },
  {
    name: 'log lines come that nobody asked for',
    id: 'lifecycle.logs-unasked',
    change: { usual: withBodies({ logs: [{ message: 'Step 1' }] }) },
    want: 'null, or an empty list',
    got: 'lines',
  },
  {
    name: 'a job that had ended runs again',
    id: 'lifecycle.stays-ended',
    change: {
      usual: (course) =>
        course.afterEnd === undefined
          ? course
          : { ...course, afterEnd: { ...course.afterEnd, reading: running } },
    },
    want: '"COMPLETED"',
    got: '"IN_PROGRESS"',
  },
  {
    name: 'log lines that were asked for are not there',
    id: 'lifecycle.logs',
    change: { again: withBodies({ logs: null }) },
    want: 'a list of lines',
    got: 'null',
  },
  ...(['again', 'sync-mode', 'webhook', 'other-shape'] as const).flatMap((edit): Broken[] => [
    {
      name: `the edit ${edit} is refused`,
      id: `lifecycle.${edit}`,
      change: { [edit]: refused(500, { detail: 'oops' }) },
      want: '200 with a ticket',
      got: '500, "oops"',
    },
    {
      name: `the edit ${edit} is canceled by itself`,
      id: `lifecycle.${edit}`,
      change: { [edit]: (course: Course): Course => ({ ...course, end: 'canceled' }) },
      want: 'completed',
      got: 'canceled: 200',
    },
  ]),
  {
    name: 'two submits get one id',
    id: 'lifecycle.distinct-jobs',
    change: {
      usual: (course) => ({ ...course, requestId: 'one' }),
      again: (course) => ({ ...course, requestId: 'one' }),
    },
    want: 'another id',
    got: '"one"',
  },
]

const allowed: readonly Allowed[] = [
  { name: 'the first look finds the job done', id: 'lifecycle.order', change: { usual: looking(completed) } },
  {
    name: 'the first look finds the job done, in no time of its own',
    id: 'lifecycle.running',
    change: { usual: looking(completed) },
  },
  {
    name: 'the look that could have told that the job runs was lost',
    id: 'lifecycle.running',
    change: {
      usual: (course) => {
        const { looks } = withBodies(
          {},
          {},
          { metrics: { inference_time: 9 } },
        )(looking(queued(), queued(), completed)(course))
        const lost = looks.map((look, index) => (index === 1 ? { exchange: look.exchange } : look))
        return { ...course, looks: lost }
      },
    },
  },
  {
    name: 'later looks tell no position',
    id: 'lifecycle.position',
    change: { usual: looking(queued(2), queued(), completed) },
  },
  {
    name: 'a ticket says that the job runs, a look that it waits, as gateways do',
    id: 'lifecycle.order',
    change: { usual: withTicket({ status: running }) },
  },
  {
    name: '"not yet" is said in other words under the status of the contract',
    id: 'lifecycle.early-result',
    change: { usual: early({}, 400) },
  },
  {
    name: 'a fast provider has the result of a job that a look had found running',
    id: 'lifecycle.early-result',
    change: {
      usual: (course) => early({ reading: { images: [] } }, 200)(looking(running, completed)(course)),
    },
  },
  {
    name: 'the job ended before its result could be asked for too early',
    id: 'lifecycle.early-result',
    change: { usual: without('early') },
    skipped: 'the job ended before',
  },
  { name: 'a ticket has no URLs', id: 'lifecycle.ticket-urls', change: { usual: withTicket({ urls: {} }) } },
  ...['no-store, max-age=3600', 'max-age=0', 'private'].map((control) => ({
    name: `a status is sent with ${control}`,
    id: 'lifecycle.fresh',
    change: { usual: withHeaders({ 'cache-control': control, expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }) },
  })),
  {
    name: 'there is no job',
    id: 'lifecycle.words',
    change: { usual: refused(500, {}) },
    skipped: 'the edit "usual" was not taken',
  },
]

describe('the way of a job', () => {
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
    const ids = (['fal', 'vtrix'] as const)
      .flatMap((id) => courseCases(faultless(id).subject))
      .filter(({ group }) => group === 'lifecycle')
      .map(({ id }) => id)
    expect([...new Set(broken.map(({ id }) => id))].sort()).toEqual([...new Set(ids)].sort())
  })
})
