import { InputError, fal } from 'kontext-sdk'
import { checkProvider, type CaseResult, type CheckOptions, type LoggedExchange } from 'kontext-sdk/check'
import { createFakeClock, createMockFetch } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { connectionError, scriptedFetch } from '../../scripted-fetch.ts'
import { caseOf, checked, ids, idsOf, mocked, secretKey, type Between, type Seen } from '../mocked.ts'

const isSubmit = ({ method }: Seen): boolean => method === 'POST'
const hasPrompt = (seen: Seen): boolean => isSubmit(seen) && seen.body.includes('warmer')

describe.each(ids)('%s', (id) => {
  test('the mock conforms in every case that is free', async () => {
    const { report, mock } = await checked(id, { budget: 0 })
    expect([report.verdict, idsOf(report, 'deviates')]).toEqual(['conforms', []])
    expect(
      report.cases.filter(({ status, edits }) => status === 'passed' && edits.length === 0).length,
    ).toBeGreaterThan(15)
    expect([mock.accepted(), report.budget.spent]).toEqual([0, 0])
  })

  test('the mock conforms with every edit, and nothing that applies is skipped', async () => {
    const { report, mock } = await checked(id, { budget: 8 })
    const { verdict, remarks } = report
    expect([verdict, idsOf(report, 'deviates'), idsOf(report, 'skipped'), remarks]).toEqual([
      'conforms',
      [],
      [],
      [],
    ])
    expect(report.budget.spent).toBe(mock.accepted())
  })
})

test.each([0, 1, 2, 3])('a budget of %d is spent and not exceeded', async (budget) => {
  const { report, mock } = await checked('fal', { budget })
  expect([report.budget.edits, report.budget.spent, mock.accepted()]).toEqual([budget, budget, budget])
  const reasons = new Set(
    report.cases.flatMap(({ status, reason = '' }) => (status === 'skipped' ? [reason] : [])),
  )
  for (const reason of reasons) expect(reason).toMatch(/^(the budget allows|no such answer came)/)
})

test('what was spent is told in dollars where the price is documented', async () => {
  const [pro, max, relay] = await Promise.all([
    checked('fal', { budget: 1 }),
    checked('fal', { budget: 2, model: 'max' }),
    checked('fal-relay', { budget: 1 }),
  ])
  expect([pro, max, relay].map(({ report }) => report.budget.usd)).toEqual([0.04, 0.16, undefined])
})

describe('an edit whose answer is lost', () => {
  const loses: Between = async (seen, next) => {
    const answer = await next()
    if (hasPrompt(seen)) throw connectionError('ECONNRESET')
    return answer
  }

  test('is never sent again, stays spent, and its cases are skipped', async () => {
    const { report, seen, mock } = await checked('fal', { budget: 2 }, loses)
    expect([seen.filter(hasPrompt).length, mock.accepted(), report.budget.spent]).toEqual([1, 1, 1])
    expect(report.remarks.map(({ rule }) => rule)).toEqual(['edit-lost'])
    const paid = report.cases.filter(
      ({ id, edits, status }) =>
        edits.includes('usual') && status !== 'inapplicable' && id !== 'lifecycle.submit',
    )
    expect(paid.length).toBeGreaterThan(5)
    expect(new Set(paid.map(({ status }) => status))).toEqual(new Set(['skipped']))
    expect(caseOf(report, 'auth.foreign-job').reason).toMatch(/was lost; it may have been billed/)
  })

  test('is a deviation by itself: a server that loses what is paid does not conform', async () => {
    const { report } = await checked('fal', { budget: 1 }, loses)
    expect([report.verdict, idsOf(report, 'deviates')]).toEqual(['deviates', ['lifecycle.submit']])
  })

  test('that is lost while the run is stopped is told too', async () => {
    const stop = new AbortController()
    const { report } = await checked('fal', { budget: 2, signal: stop.signal }, (seen, next) => {
      if (!hasPrompt(seen)) return next()
      stop.abort(new Error('enough'))
      return new Promise(() => undefined)
    })
    const rules = report.remarks.map(({ rule }) => rule)
    expect([report.budget.spent, rules]).toEqual([1, ['edit-lost', 'run-stopped']])
    expect(report.verdict).toBe('incomplete')
  })
})

describe('a server that does not say no', () => {
  const unclear: { name: string; given: () => Response }[] = [
    { name: 'answers 500', given: () => Response.json({ detail: 'oops' }, { status: 500 }) },
    { name: 'answers with a page', given: () => new Response('<html>Welcome</html>') },
    { name: 'answers with nothing', given: () => Response.json({}) },
    { name: 'sees other', given: () => new Response(null, { status: 303, headers: { location: '/' } }) },
    {
      name: 'breaks off',
      given: () => {
        throw connectionError('ECONNRESET')
      },
    },
  ]
  const withKey = (seen: Seen): boolean =>
    isSubmit(seen) && seen.headers.get('authorization')?.includes(secretKey) === true

  test.each(unclear)('and $name gets no second probe', async ({ given }) => {
    const { report, seen } = await checked('fal', { budget: 0 }, async (one, next) =>
      withKey(one) ? given() : next(),
    )
    expect([seen.filter(withKey).length, report.budget.spent]).toEqual([1, 1])
    expect(report.remarks.map(({ rule }) => rule)).toEqual(['probe-taken'])
  })

  test.each(unclear)('to an edit and $name gets no second edit', async ({ given }) => {
    const { report, seen } = await checked('fal', { budget: 8 }, async (one, next) =>
      hasPrompt(one) ? given() : next(),
    )
    expect([seen.filter(hasPrompt).length, report.budget.spent]).toEqual([1, 1])
    expect([report.verdict, report.remarks.map(({ rule }) => rule)]).toEqual(['deviates', ['edit-lost']])
    expect(caseOf(report, 'lifecycle.again').reason).toMatch(/no further edit is sent/)
  })

  test('but to what is no object cannot have taken it, and is probed on', async () => {
    const { report } = await checked('fal', { budget: 0 }, async (one, next) =>
      withKey(one) && one.body === '{"prompt": "' ? Response.json({}, { status: 500 }) : next(),
    )
    expect([report.remarks, idsOf(report, 'deviates')]).toEqual([
      [],
      ['validation.malformed-json', 'answers.errors'],
    ])
  })
})

describe('a probe that is taken', () => {
  // Whatever is missing is put in before the mock sees it.
  const takes =
    (when: (seen: Seen) => boolean): Between =>
    (seen, next) =>
      isSubmit(seen) && when(seen)
        ? next({ body: '{"prompt":"x","image_url":"https://images.example/1.png"}' })
        : next()

  test('counts as an edit, is canceled, and no further probe is sent', async () => {
    const { report, seen, mock } = await checked(
      'fal',
      { budget: 1 },
      takes(({ body }) => body.includes('not')),
    )
    const probes = seen.filter((one) => isSubmit(one) && !hasPrompt(one))
    const last = probes.at(-1)
    expect(last?.body).toContain('not')
    expect(probes.filter(({ body }) => body.includes('not')).length).toBe(1)
    const cancel = seen.slice(seen.findIndex((one) => one === last)).find(({ method }) => method === 'PUT')
    expect([cancel?.method, cancel?.url.endsWith('/cancel')]).toEqual(['PUT', true])
    expect([mock.accepted(), report.budget.spent, seen.some(hasPrompt)]).toEqual([1, 1, false])
    expect(report.remarks.map(({ rule }) => rule)).toEqual(['probe-taken'])
    expect(caseOf(report, 'validation.type').status).toBe('deviates')
    expect(caseOf(report, 'validation.enum').reason).toMatch(/probe was taken/)
  })

  test('leaves what reads alone to be looked at', async () => {
    const { report } = await checked(
      'fal',
      { budget: 0 },
      takes(({ body }) => body.includes('not')),
    )
    expect(caseOf(report, 'unknown-job.status').status).toBe('passed')
    expect([report.budget.edits, report.budget.spent]).toEqual([0, 1])
  })
})

describe('a server that cannot be reached', () => {
  const one = fal({ apiKey: 'k', baseUrl: 'https://gateway.example' })
  const options = (fetch: typeof globalThis.fetch): CheckOptions => ({ fetch, clock: createFakeClock() })

  test('is a verdict, after one request', async () => {
    const { fetch, seen } = scriptedFetch(connectionError('ECONNREFUSED'))
    const report = await checkProvider(one, options(fetch))
    expect([report.verdict, seen.length]).toEqual(['unreachable', 1])
    expect(report.failure).toContain('ECONNREFUSED')
    expect(idsOf(report, 'passed')).toEqual([])
    expect([report.budget.spent, report.exchanges.map(({ status }) => status)]).toEqual([0, [0]])
  })

  test('is one that breaks off before it ever answered, after two requests', async () => {
    const { fetch, seen } = scriptedFetch(connectionError('ECONNRESET'))
    const report = await checkProvider(one, options(fetch))
    expect([report.verdict, seen.length]).toEqual(['unreachable', 2])
  })

  test('is not one that once answered: what fails later deviates', async () => {
    let count = 0
    const { report } = await checked('fal', { budget: 0 }, (_seen, next) => {
      count += 1
      return count === 8 ? Promise.reject(connectionError('ECONNRESET')) : next()
    })
    expect([report.verdict, idsOf(report, 'deviates').length]).toEqual(['deviates', 1])
  })

  test('is none of which anything is known, when it only says that it is busy', async () => {
    const { report } = await checked('fal', { budget: 0, skip: ['answers', 'content-types'] }, () =>
      Promise.resolve(Response.json({ detail: 'slow down' }, { status: 429 })),
    )
    expect([report.verdict, report.failure]).toEqual(['unreachable', expect.stringContaining('429')])
  })
})

test('a server that stops answering is not waited for at each case', async () => {
  const { provider, fetch } = mocked('fal')
  const clock = createFakeClock()
  let count = 0
  const hangs: typeof globalThis.fetch = (input, init) => {
    count += 1
    return count > 5 ? new Promise(() => undefined) : fetch(input, init)
  }
  const running = checkProvider(provider, { fetch: hangs, clock, budget: 0 })
  for (let turn = 0; turn < 30; turn += 1) await clock.advance(10_000)
  const report = await running
  expect([count, report.verdict]).toEqual([8, 'deviates'])
  expect(caseOf(report, 'unknown-job.status').reason).toBe('the server stopped answering')
})

describe('a key', () => {
  const refuses =
    (status: number, when: (seen: Seen) => boolean): Between =>
    (seen, next) =>
      when(seen) ? Promise.resolve(Response.json({ detail: 'no' }, { status })) : next()

  test('that is wrong ends the run: nothing more could be told', async () => {
    const { report, seen } = await checked(
      'fal',
      { budget: 2 },
      refuses(401, () => true),
    )
    expect(idsOf(report, 'deviates')).toEqual(['auth.right-key', 'auth.may-submit'])
    expect([seen.some(hasPrompt), caseOf(report, 'validation.type').reason]).toEqual([
      false,
      'the server takes no edits with this key',
    ])
  })

  test('whose account is locked ends the run too', async () => {
    const locked = (seen: Seen): boolean =>
      isSubmit(seen) && seen.headers.get('authorization')?.includes(secretKey) === true
    const { report, seen } = await checked('fal', { budget: 2 }, refuses(403, locked))
    expect(idsOf(report, 'deviates')).toEqual(['auth.may-submit'])
    expect(seen.some(hasPrompt)).toBe(false)
  })
})

test('a queue that takes whatever comes with a key is told at the price of one probe', async () => {
  const { report, seen, mock } = await checked('fal', { budget: 1 }, (one, next) => {
    const isKnown = one.headers.get('authorization')?.includes(secretKey) === true
    return isSubmit(one) && isKnown
      ? next({ body: '{"prompt":"x","image_url":"https://images.example/1.png"}' })
      : next()
  })
  expect([mock.accepted(), report.budget.spent, seen.some(hasPrompt)]).toEqual([1, 1, false])
  expect(idsOf(report, 'deviates')).toEqual(['validation.required'])
  expect([caseOf(report, 'auth.no-key').status, caseOf(report, 'auth.wrong-key').status]).toEqual([
    'passed',
    'passed',
  ])
})

describe('an abort', () => {
  test('ends the run with a report of what is known', async () => {
    const controller = new AbortController()
    const { report, seen, mock } = await checked(
      'fal',
      { budget: 2, signal: controller.signal },
      (one, next) => {
        const answer = next()
        if (hasPrompt(one)) controller.abort(new Error('enough'))
        return answer
      },
    )
    expect([seen.filter(hasPrompt).length, mock.accepted(), report.budget.spent]).toEqual([1, 1, 1])
    expect(caseOf(report, 'unknown-job.status').status).toBe('passed')
    expect(caseOf(report, 'auth.foreign-job')).toMatchObject({
      status: 'skipped',
      reason: 'the run was stopped',
    })
    // What was taken is asked to stop.
    expect(seen.slice(seen.findIndex(hasPrompt) + 1).map(({ method }) => method)).toEqual(['PUT'])
  })

  test('before anything was sent leaves nothing known', async () => {
    const { report, seen } = await checked('fal', { signal: AbortSignal.abort() })
    expect([report.verdict, seen.length]).toEqual(['unreachable', 0])
  })
})

describe('options', () => {
  const wrong: { name: string; given: CheckOptions; want: string }[] = [
    { name: 'a budget below 0', given: { budget: -1 }, want: 'budget' },
    { name: 'a budget of half an edit', given: { budget: 0.5 }, want: 'budget' },
    { name: 'a budget nobody means', given: { budget: 101 }, want: 'budget' },
    { name: 'a model that is not sold', given: { model: 'pro' }, want: 'model' },
    { name: 'an image nobody can send', given: { image: 'flour.jpg' }, want: 'image' },
    { name: 'a wait into the past', given: { laterMs: -1 }, want: 'laterMs' },
    { name: 'a wait of months', given: { laterMs: 2 ** 31 }, want: 'laterMs' },
    { name: 'a run of no time', given: { timeoutMs: 0 }, want: 'timeoutMs' },
    { name: 'no case at all', given: { only: [] }, want: 'only' },
    { name: 'a case that does not exist', given: { only: ['auth.no-keys'] }, want: 'only' },
    { name: 'a group that does not exist', given: { skip: ['authn'] }, want: 'skip' },
    {
      name: 'a receiver without an address',
      given: { webhook: { url: 'here', next: () => new Promise(() => undefined) } },
      want: 'webhook',
    },
  ]
  test.each(wrong)('$name is wrong use, and nothing is sent', async ({ given, want }) => {
    const { provider, fetch, clock } = mocked('chainhub')
    const running = checkProvider(provider, { fetch, clock, ...given })
    await expect(running).rejects.toBeInstanceOf(InputError)
    await expect(running).rejects.toMatchObject({ issues: [{ path: want }] })
    expect(fetch.mock.journal()).toEqual([])
  })

  test('a provider without a key is wrong use', async () => {
    const running = checkProvider(fal({ apiKey: '' }), { fetch: createMockFetch() })
    await expect(running).rejects.toMatchObject({ code: 'input', issues: [{ path: 'apiKey' }] })
  })

  test('a name that is nearly one says which', async () => {
    const { provider } = mocked('fal')
    await expect(checkProvider(provider, { only: ['auth.nokey'] })).rejects.toThrow(
      'Did you mean auth.no-key?',
    )
  })

  test('only and skip choose cases by id and by group', async () => {
    const { report, mock } = await checked('fal', {
      only: ['unknown-job', 'auth.no-key'],
      skip: ['unknown-job.cancel'],
    })
    expect(report.cases.map(({ id }) => id)).toEqual([
      'auth.no-key',
      'unknown-job.status',
      'unknown-job.result',
      'unknown-job.stream',
      'unknown-job.odd-id',
    ])
    expect(mock.accepted()).toBe(0)
  })

  test('edits that no chosen case looks at are not paid', async () => {
    const { report, mock } = await checked('fal', { only: ['cancel'], budget: 8 })
    expect(report.budget.spent).toBe(mock.accepted())
    expect(mock.accepted()).toBeLessThan(4)
  })
})

test('a provider whose key a proxy adds is asked nothing about keys', async () => {
  const { fetch, clock } = mocked('fal')
  const withKey: typeof globalThis.fetch = (input, init) =>
    fetch(input, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), authorization: 'Key k' },
    })
  const provider = fal({ apiKey: false, baseUrl: fetch.baseUrl('fal') })
  const report = await checkProvider(provider, { fetch: withKey, clock, budget: 0 })
  const keys = report.cases.filter(({ group }) => group === 'auth')
  expect([report.verdict, new Set(keys.map(({ status }) => status))]).toEqual([
    'conforms',
    new Set(['inapplicable']),
  ])
})

test('listeners hear of every case and every request, and cannot end a run', async () => {
  const cases: CaseResult[] = []
  const exchanges: LoggedExchange[] = []
  const { report } = await checked('fal', {
    budget: 1,
    onCase: (result) => {
      cases.push(result)
      throw new Error('a listener that fails')
    },
    onExchange: (exchange) => {
      exchanges.push(exchange)
      throw new Error('a listener that fails')
    },
  })
  expect(cases.map(({ id }) => id).toSorted()).toEqual(report.cases.map(({ id }) => id).toSorted())
  expect(exchanges).toEqual(report.exchanges)
})

test('no report carries the key, the prompt, or the image, whatever a server repeats', async () => {
  const echo: Between = async (seen) => {
    const said = { detail: `${seen.headers.get('authorization') ?? ''} ${seen.body}`, key: secretKey }
    return Promise.resolve(Response.json(said, { status: 500, headers: { 'x-key': secretKey } }))
  }
  const { report } = await checked('fal', { budget: 2 }, echo)
  const text = JSON.stringify(report)
  expect(report.verdict).toBe('deviates')
  for (const secret of [secretKey, 'a little warmer', 'base64,/9j']) expect(text).not.toContain(secret)
})

test('a listener that counts requests hears what the journal of the mock has', async () => {
  const { report, mock } = await checked('vtrix', { budget: 1 })
  expect(report.exchanges.length).toBe(mock.journal().length)
  expect(report.exchanges.map(({ number }) => number)).toEqual(
    report.exchanges.map((_one, index) => index + 1),
  )
})
