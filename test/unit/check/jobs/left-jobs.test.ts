import { createKontext } from 'kontext-sdk'
import { checkProvider, type CheckOptions, type CheckReport, type PaidJob } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { checked, ids, mocked, secretKey, type Between, type Id, type Seen } from '../mocked.ts'

const hasPrompt = ({ method, body }: Seen): boolean => method === 'POST' && body.includes('warmer')
const isCancel = ({ method }: Seen): boolean => method === 'PUT'
const isLook = ({ method, url }: Seen): boolean => method === 'GET' && /\/status|\/task\//.test(url)
const hangs = (): Promise<Response> => new Promise(() => undefined)

const left = ({ remarks }: CheckReport) => remarks.flatMap(({ job }) => job ?? [])
const rules = ({ remarks }: CheckReport): readonly string[] => remarks.map(({ rule }) => rule)
const paid = { only: ['lifecycle.order'], budget: 1 } as const

/** A run that is stopped when its job is first looked at; `act` sees what is sent from then on. */
function stopped(
  id: Id,
  { act = (_seen, next) => next(), ...options }: CheckOptions & { readonly act?: Between } = {},
) {
  const stop = new AbortController()
  const more = { ...paid, ...options, signal: stop.signal }
  let submitted = false
  return checked(id, more, (seen, next) => {
    submitted ||= hasPrompt(seen)
    if (stop.signal.aborted) return act(seen, next)
    if (submitted && isLook(seen)) stop.abort(new Error('enough'))
    return next()
  })
}

/** A server whose jobs run for ever. */
const runsOn: Between = (seen, next) =>
  isLook(seen) ? Promise.resolve(Response.json({ status: 'IN_PROGRESS' }, { status: 202 })) : next()

describe('a run that is stopped', () => {
  test('asks once to cancel the job that it leaves, and says what came of it', async () => {
    const { report, seen } = await stopped('fal')
    const [job] = left(report)
    expect(job).toMatchObject({ edit: 'usual', cancel: 'requested', handle: { v: 1, provider: 'fal' } })
    expect(seen.filter(isCancel).map(({ url }) => new URL(url).pathname)).toEqual([
      `/fal/fal-ai/flux-pro/requests/${job?.requestId ?? ''}/cancel`,
    ])
    expect(report.exchanges.at(-1)).toMatchObject({
      method: 'PUT',
      status: 202,
      about: 'usual: cancel it, nobody waits for it',
    })
    expect(rules(report)).toEqual(['run-stopped', 'job-left'])
    expect(report.verdict).toBe('incomplete')
  })

  test('says of a provider without a cancel that the job goes on', async () => {
    const { report, seen } = await stopped('vtrix')
    expect([seen.filter(isCancel).length, left(report)]).toMatchObject([
      0,
      [{ edit: 'usual', cancel: 'unsupported', handle: { provider: 'vtrix', model: 'max' } }],
    ])
  })

  const answers: { name: string; given: Between; want: string; handle: boolean }[] = [
    {
      name: 'that it is canceled',
      given: () => Promise.resolve(Response.json({ status: 'OK' })),
      want: 'canceled',
      handle: false,
    },
    {
      name: 'that it will try, without a word',
      given: () => Promise.resolve(new Response(null, { status: 204 })),
      want: 'requested',
      handle: true,
    },
    {
      name: 'that it is too late',
      given: () => Promise.resolve(Response.json({ status: 'ALREADY_COMPLETED' }, { status: 400 })),
      want: 'too-late',
      handle: true,
    },
    {
      name: 'that it is in trouble',
      given: () => Promise.resolve(Response.json({ detail: 'oops' }, { status: 500 })),
      want: 'refused',
      handle: true,
    },
    { name: 'nothing', given: hangs, want: 'unanswered', handle: true },
    {
      name: 'half a word',
      given: () =>
        Promise.resolve(
          new Response(new ReadableStream({ start: (sink) => sink.enqueue(new Uint8Array(1)) })),
        ),
      want: 'unanswered',
      handle: true,
    },
  ]
  test.each(answers)('hears $name and goes within seconds', async ({ given, want, handle }) => {
    const { report, seen } = await stopped('fal', { act: given })
    const [job] = left(report)
    expect([seen.filter(isCancel).length, job?.cancel, job?.handle !== undefined]).toEqual([1, want, handle])
    expect(report.exchanges.at(-1)?.method).toBe('PUT')
    const before = report.exchanges.slice(0, -1).reduce((sum, { ms }) => sum + ms, 0)
    expect(report.durationMs - before).toBeLessThanOrEqual(5_000)
  })

  test('at its limit leaves its job in the same way', async () => {
    const { report, seen } = await checked('fal', { ...paid, timeoutMs: 20_000 }, runsOn)
    expect([seen.filter(isCancel).length, rules(report)]).toEqual([1, ['run-stopped', 'job-left']])
    expect(report.durationMs).toBeLessThanOrEqual(25_000)
  })

  test('does not ask again for a job that a case has canceled', async () => {
    const stop = new AbortController()
    let seenCancel = false
    const { report, seen } = await checked(
      'fal',
      { only: ['cancel.queued-ends'], budget: 1, signal: stop.signal },
      (one, next) => {
        if (isLook(one) && seenCancel) stop.abort()
        if (isCancel(one)) seenCancel = true
        return next()
      },
    )
    expect([seen.filter(isCancel).length, left(report)]).toMatchObject([
      1,
      [{ edit: 'cancel-queued', cancel: 'requested' }],
    ])
  })
  test('asks nothing of jobs that have ended', async () => {
    const stop = new AbortController()
    let edits = 0
    const { report } = await checked('fal', { budget: 8, signal: stop.signal }, (seen, next) => {
      if (hasPrompt(seen)) edits += 1
      if (edits === 2) stop.abort()
      return next()
    })
    const asked = report.exchanges.filter(({ about }) => about.endsWith('nobody waits for it'))
    expect([edits, asked.map(({ about }) => about.split(':')[0])]).toEqual([2, ['again']])
    expect(left(report).map(({ edit }) => edit)).toEqual(['again'])
  })

  test('hears the late answer to a submit, and cancels what it says was taken', async () => {
    const stop = new AbortController()
    const { report, seen, mock } = await checked('fal', { ...paid, signal: stop.signal }, (one, next) => {
      if (hasPrompt(one)) stop.abort()
      return next()
    })
    const after = seen.slice(seen.findIndex(hasPrompt))
    expect([mock.accepted(), after.filter(isCancel).length, after.filter(isLook).length]).toEqual([1, 1, 0])
    expect(rules(report)).toEqual(['run-stopped', 'job-left'])
    expect(report.exchanges.map(({ edit, status }) => [edit, status])).toContainEqual(['usual', 200])
  })

  test('waits for no submit that is not answered for two seconds', async () => {
    const stop = new AbortController()
    const { report, seen } = await checked('fal', { ...paid, signal: stop.signal }, (one, next) => {
      if (!hasPrompt(one)) return next()
      stop.abort()
      return hangs()
    })
    expect([seen.filter(isCancel).length, rules(report)]).toEqual([0, ['edit-lost', 'run-stopped']])
    expect(report.durationMs).toBeLessThanOrEqual(3_000)
  })

  test('is incomplete, not out of reach, where a job was paid for', async () => {
    const { report } = await stopped('fal', { only: ['result.format-jpeg'] })
    expect([report.verdict, report.failure]).toEqual(['incomplete', undefined])
  })

  test.each(ids)('gives a handle with which the paid image of %s is fetched', async (id) => {
    const { provider, fetch, clock } = mocked(id)
    const stop = new AbortController()
    let submits = 0
    const report = await checkProvider(provider, {
      ...{ ...paid, clock, signal: stop.signal },
      fetch: (input, init) => {
        if (init?.method === 'PUT') return Promise.resolve(Response.json({}, { status: 500 }))
        if (init?.method === 'POST' && JSON.stringify(init.body).includes('warmer')) submits += 1
        if (submits > 0 && init?.method === 'GET') stop.abort()
        return fetch(input, init)
      },
    })
    const [job] = left(JSON.parse(JSON.stringify(report)) as CheckReport)
    if (job?.handle === undefined) throw new Error('there is no handle')
    const result = await createKontext(provider, { fetch, clock }).resume(job.handle).result()
    expect([submits, result.images.length, fetch.mock.accepted()]).toEqual([1, 1, 1])
  })

  test('shows no key that a server gives a job as its id', async () => {
    const act: Between = () => Promise.resolve(Response.json({}, { status: 500 }))
    const stop = new AbortController()
    const { report } = await checked('fal', { ...paid, signal: stop.signal }, async (seen, next) => {
      if (stop.signal.aborted) return act(seen, next)
      if (!hasPrompt(seen)) return next()
      queueMicrotask(() => stop.abort())
      const base = 'https://kontext.mock/fal/other/requests'
      const urls = { status_url: `${base}/${secretKey}/status`, cancel_url: `${base}/${secretKey}/cancel` }
      return Response.json({ request_id: secretKey, status: 'IN_QUEUE', ...urls })
    })
    expect(left(report)).toEqual([
      { edit: 'usual', requestId: expect.stringContaining('['), cancel: 'refused' },
    ])
    expect(JSON.stringify(report)).not.toContain(secretKey)
  })
})

describe('a job that is given up', () => {
  test('at its deadline is asked to stop at once, and is told of at the end', async () => {
    const { report, seen } = await checked('fal', { only: ['lifecycle'], budget: 2 }, runsOn)
    const cancels = report.exchanges.filter(({ about }) => about.endsWith('nobody waits for it'))
    expect(cancels.map(({ about }) => about.split(':')[0])).toEqual(['usual', 'again'])
    // Before the next edit is paid for.
    expect(cancels[0]?.number).toBeLessThan(
      report.exchanges.findLast(({ edit }) => edit === 'again')?.number ?? 0,
    )
    expect([report.verdict, rules(report)]).toEqual(['deviates', ['job-left', 'job-left']])
    expect(seen.filter(hasPrompt).length).toBe(2)
  })

  test('after its server refused to cancel it is asked to once more', async () => {
    const { report, seen } = await checked('fal', { only: ['cancel.queued'], budget: 1 }, (one, next) =>
      isCancel(one) ? Promise.resolve(Response.json({}, { status: 409 })) : runsOn(one, next),
    )
    expect([seen.filter(isCancel).length, left(report).map(({ cancel }) => cancel)]).toEqual([2, ['refused']])
  })

  test('is told of where there is no cancel', async () => {
    const { report } = await checked('vtrix', paid, async (seen, next) => {
      const { id } = isLook(seen) ? ((await (await next()).json()) as { id: string }) : { id: '' }
      return isLook(seen) ? Response.json({ id, status: 'in_progress' }) : next()
    })
    expect(left(report).map(({ cancel }) => cancel)).toEqual(['unsupported'])
  })
})

test('a probe that was taken is told of with its job', async () => {
  const { report } = await checked('fal', { budget: 0 }, (seen, next) =>
    seen.method === 'POST' && seen.body.includes('not')
      ? next({ body: '{"prompt":"x","image_url":"https://images.example/1.png"}' })
      : runsOn(seen, next),
  )
  expect(left(report)).toMatchObject([{ edit: 'probe', cancel: 'requested', handle: { provider: 'fal' } }])
})

test('a probe that is taken while the run is stopped is canceled', async () => {
  const stop = new AbortController()
  const { report, seen, mock } = await checked('fal', { budget: 0, signal: stop.signal }, (one, next) => {
    if (one.method !== 'POST' || !one.body.includes('not')) return next()
    stop.abort()
    return next({ body: '{"prompt":"x","image_url":"https://images.example/1.png"}' })
  })
  expect([mock.accepted(), seen.at(-1)?.method]).toEqual([1, 'PUT'])
  expect(left(report)).toMatchObject([{ edit: 'probe', cancel: 'requested' }])
})

test('a server that speaks of another job at each look does not end this one', async () => {
  const { report, seen } = await checked('fal', { ...paid, timeoutMs: 30_000 }, async (one, next) => {
    if (!isLook(one)) return next()
    return Response.json({ status: 'IN_PROGRESS', request_id: 'another-job' }, { status: 202 })
  })
  const asked = seen.filter((one) => isLook(one) || isCancel(one))
  expect(asked.filter(({ url }) => url.includes('another-job'))).toEqual([])
  expect(left(report)).toMatchObject([{ edit: 'usual', cancel: 'requested' }])
})

test('the end of another job is not the end of this one', async () => {
  const { report, seen } = await checked('fal', paid, async (one, next) => {
    if (isLook(one)) return Response.json({ status: 'COMPLETED', request_id: 'another-job' })
    return /requests\/[^/]+$/.test(one.url) ? Response.json({ detail: 'no' }, { status: 404 }) : next()
  })
  expect(left(report)).toMatchObject([{ edit: 'usual' }])
  expect(seen.some(({ url }) => url.includes('another-job'))).toBe(false)
})

test('two runs at one server with one key do not touch the jobs of each other', async () => {
  const { provider, fetch, clock } = mocked('fal')
  const submitted: string[][] = [[], []]
  const reports = await Promise.all(
    submitted.map((mine) =>
      checkProvider(provider, {
        ...{ fetch, clock, budget: 8 },
        onJob: ({ requestId }) => mine.push(requestId),
      }),
    ),
  )
  expect(reports.map(({ verdict, remarks }) => [verdict, remarks])).toEqual([
    ['conforms', []],
    ['conforms', []],
  ])
  expect(fetch.mock.accepted()).toBe(submitted.flat().length)
  for (const [index, { exchanges }] of reports.entries()) {
    const others = submitted[1 - index] ?? []
    expect(exchanges.filter(({ path }) => others.some((id) => path.includes(id)))).toEqual([])
  }
})

test('a listener hears of each paid job as soon as it is taken', async () => {
  const heard: { job: PaidJob; after: number }[] = []
  const requests: string[] = []
  const { report, mock } = await checked('fal', {
    budget: 2,
    onExchange: ({ about }) => requests.push(about),
    onJob: (job) => {
      heard.push({ job, after: requests.length })
      throw new Error('a listener that fails')
    },
  })
  expect(heard.map(({ job, after }) => [job.edit, requests[after - 1]])).toEqual([
    ['usual', 'usual: submit'],
    ['again', 'again: submit'],
  ])
  expect([mock.accepted(), report.verdict]).toEqual([2, 'conforms'])
  expect(JSON.stringify(heard)).not.toContain(secretKey)
})
