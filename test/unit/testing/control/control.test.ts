import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../../generated/fal/fixtures.ts'
import { createFakeClock } from '../../../../src/testing/clocks/fake-clock.ts'
import type { Mock } from '../../../../src/testing/mock.ts'
import type { MockSnapshot } from '../../../../src/testing/control/snapshot.ts'
import { ask, jobPath, model, quietMock, submitEdit } from '../ask-mock.ts'

const a = 'mock:/a'
const b = 'mock:/b'

async function edit(mock: Mock, key = a, prompt = 'Put a donut next to the flour.'): Promise<string> {
  const id = await submitEdit(mock, { key, prompt })
  for (let looks = 0; looks < 4; looks += 1) await ask(mock, { path: jobPath(id, '/status'), key })
  const { text } = await ask(mock, { path: jobPath(id), key })
  const image = /"url":"[^"]*?(\/images\/[^"]+)"/.exec(text)?.[1] ?? ''
  await ask(mock, { path: image, key: '' })
  return id
}

describe('control of a mock', () => {
  test('keeps what keys did apart, and gives all of it together', async () => {
    const mock = quietMock()
    await Promise.all([edit(mock, a), edit(mock, b), edit(mock, 'a-real-key')])
    expect(
      mock
        .sessions()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', expect.stringMatching(/^key-[0-9a-f]{12}$/)])
    const operations = mock
      .session(a)
      .journal()
      .map(({ operation }) => operation)
    expect(operations).toEqual(['submit', 'status', 'status', 'status', 'status', 'result', 'image'])
    expect(mock.journal()).toHaveLength(21)
    expect(mock.session('a-real-key').journal()).toHaveLength(7)
    expect(mock.session(a).ledger()).toEqual({ fal: { accepted: 1, billed: 1 } })
    expect(mock.ledger()).toEqual({ fal: { accepted: 3, billed: 3 } })
    expect(mock.session(b).jobs()).toMatchObject([{ session: 'b', state: 'completed', looks: 4 }])
    mock.assert()
  })

  test('writes down what verifying needs, and neither key nor body', async () => {
    const mock = quietMock({ clock: createFakeClock({ now: 1_000 }) })
    await edit(mock, 'top-secret-key-of-fal', 'A very private prompt')
    expect(mock.journal()).toMatchObject([
      {
        number: 1,
        at: 1_000,
        operation: 'submit',
        keySent: true,
        keyOk: true,
        bodyHash: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      { told: 'waiting' },
      { told: 'waiting' },
      { told: 'waiting' },
      { told: 'ended' },
      { told: 'result' },
      { operation: 'image', keySent: false, bodyBytes: 0, bodyHash: '' },
    ])
    const everything = JSON.stringify([
      mock.journal(),
      mock.sessions(),
      mock.jobs(),
      mock.ledger(),
      mock.verify(),
    ])
    expect(everything).not.toContain('top-secret')
    expect(everything).not.toContain('private prompt')
    expect(JSON.stringify(mock.snapshot())).not.toContain('top-secret')
  })

  test('locates a wrong request in the request', async () => {
    const mock = quietMock()
    await ask(mock, { path: model, body: { ...fixtures.requests.max.minimal, guidance_scale: 99 } })
    expect(mock.session(a).verify()).toMatchObject({
      ok: false,
      findings: [
        {
          rule: 'violation',
          message: 'body.guidance_scale must be <= 20',
          entries: [{ number: 1, status: 422 }],
        },
      ],
    })
    expect(() => mock.assert()).toThrow('Failed to verify the mock: 1 finding.')
    expect(mock.verify({ except: ['violation'] }).ok).toBe(true)
  })

  test('finds an edit that was sent again after its answer was lost', async () => {
    const mock = quietMock()
    for (let times = 0; times < 2; times += 1)
      await submitEdit(mock, { key: 'mock:submit-reset-after-acceptance/a' })
    expect(mock.session(a).verify().findings).toMatchObject([{ rule: 'paid-twice' }])
    expect(mock.session(b).verify().ok).toBe(true)
  })

  test('finds a key that went along with an image', async () => {
    const mock = quietMock()
    const id = await edit(mock)
    await ask(mock, { path: `/images/fal/${id}/0.jpg` })
    expect(mock.verify().findings).toMatchObject([{ rule: 'key-abroad', entries: [{ number: 8 }] }])
  })

  test('finds a look after the end, and a path no contract has', async () => {
    const mock = quietMock()
    const id = await edit(mock)
    await ask(mock, { path: jobPath(id, '/status') })
    await ask(mock, { path: '/fal/nonsense' })
    expect(
      mock
        .session(a)
        .verify()
        .findings.map(({ rule }) => rule),
    ).toEqual(['after-end', 'unknown-path'])
  })
})

describe('next', () => {
  test('plays a course for the next edit only', async () => {
    const mock = quietMock()
    mock.session(a).next({ name: 'fails' })
    await edit(mock)
    await edit(mock)
    expect(mock.jobs().map(({ state }) => state)).toEqual(['failed', 'completed'])
  })

  test('plays a fault for as many matching requests as it says, in its session only', async () => {
    const mock = quietMock()
    mock.session(a).next({ name: 'submit-reset-after-acceptance', times: 2, operation: 'submit' })
    const wires = [b, a, a, a].map(
      async (key) => (await ask(mock, { path: model, body: fixtures.requests.max.minimal, key })).wire?.do,
    )
    expect(await Promise.all(wires)).toEqual([undefined, 'reset', 'reset', undefined])
  })

  const planned = [
    { name: 'submit-429-seconds', plays: 'at the first submit of an edit', want: [429, 429, 200, 200] },
    { name: 'submit-429-forever', plays: 'at every submit', want: [429, 429, 200, 200] },
  ]
  test.each(planned)('plays twice, told so, what else strikes $plays', async ({ name, want }) => {
    const mock = quietMock()
    mock.next({ name, times: 2 })
    const statuses: number[] = []
    for (const body of want.map(() => fixtures.requests.max.minimal))
      statuses.push((await ask(mock, { path: model, body })).status)
    expect(statuses).toEqual(want)
  })

  test('plays at the next look what else strikes at a later one', async () => {
    const mock = quietMock()
    const id = await submitEdit(mock)
    mock.next({ name: 'status-401-after-some-looks' })
    await ask(mock, { path: jobPath(id, '/status') })
    expect(mock.journal().at(-1)?.scenarios).toEqual(['status-401-after-some-looks'])
  })

  test('refuses a name it does not know', () => {
    expect(() => quietMock().next({ name: 'completes+nonsense' })).toThrow('nonsense')
  })

  test('refuses a provider it does not play', () => {
    const rule = { name: 'stuck', provider: 'nonsense' }
    expect(() => quietMock().next(rule)).toThrow('there is no provider "nonsense"')
    expect(() => quietMock().session(a).next(rule)).toThrow('there is no provider "nonsense"')
  })
})

describe('the clock', () => {
  test('moves jobs by hand, whatever they take', async () => {
    const mock = quietMock({ time: 'clock', medianMs: 20 * 60_000 })
    const id = await submitEdit(mock)
    expect((await ask(mock, { path: jobPath(id, '/status') })).status).toBe(202)
    await mock.advance(24 * 3_600_000)
    expect((await ask(mock, { path: jobPath(id, '/status') })).status).toBe(200)
  })

  test.each([-1, Number.NaN, Infinity, 1e300])('does not move by %s', async (ms) => {
    const mock = quietMock()
    await expect(mock.advance(ms)).rejects.toThrow('no time to come')
    expect((await ask(mock, { path: jobPath(await submitEdit(mock), '/status?logs=1') })).status).toBe(202)
  })
})

describe('reset', () => {
  test('makes a session as if it had never been, and leaves others alone', async () => {
    const mock = quietMock({ clock: createFakeClock() })
    const first = await edit(mock, a)
    await edit(mock, b)
    const journal = mock.session(a).journal()
    mock.session(a).next({ name: 'fails' })
    mock.session(a).reset()
    expect(mock.session(a).journal()).toEqual([])
    expect(mock.session(a).jobs()).toEqual([])
    expect(await edit(mock, a)).toBe(first)
    expect(mock.session(a).journal()).toEqual(journal)
    expect(mock.session(b).journal()).toHaveLength(7)
  })

  const scopes = [
    { name: 'of a session', reset: (mock: Mock) => mock.session(a).reset() },
    { name: 'of all', reset: (mock: Mock) => mock.reset() },
  ]
  test.each(scopes)('$name forgets how often faults struck', async ({ reset }) => {
    const mock = quietMock()
    const statuses = async (): Promise<readonly number[]> => {
      const id = await submitEdit(mock, { key: 'mock:status-500-once/a' })
      const path = jobPath(id, '/status')
      return [(await ask(mock, { path })).status, (await ask(mock, { path })).status]
    }
    expect(await statuses()).toEqual([500, 202])
    reset(mock)
    // The same id as before.
    expect(await statuses()).toEqual([500, 202])
  })
})

describe('a snapshot', () => {
  const halfway = async (): Promise<{ mock: Mock; id: string }> => {
    const mock = quietMock({ clock: createFakeClock({ now: 5_000 }) })
    const id = await submitEdit(mock, {
      body: {
        ...fixtures.requests.max.minimal,
        image_url: `data:image/png;base64,${Buffer.from('not a picture').toString('base64')}`,
      },
    })
    await ask(mock, { path: jobPath(id, '/status') })
    mock.session(a).next({ name: 'moderated' })
    return { mock, id }
  }
  const goOn = async (mock: Mock, id: string): Promise<unknown> => {
    const answers = []
    for (const what of ['/status', '/status', '/status', ''])
      answers.push(await ask(mock, { path: jobPath(id, what) }))
    const second = await edit(mock, a, 'Another one')
    answers.push(await ask(mock, { path: jobPath(second) }))
    return [answers, mock.journal(), mock.ledger(), mock.jobs()]
  }

  test('gives the same answers in the mock it comes from', async () => {
    const { mock, id } = await halfway()
    const snapshot: unknown = JSON.parse(JSON.stringify(mock.snapshot()))
    const want = await goOn(mock, id)
    mock.restore(snapshot)
    expect(await goOn(mock, id)).toEqual(want)
  })

  test('gives the same answers in another mock, at another time', async () => {
    const { mock, id } = await halfway()
    const other = quietMock({ clock: createFakeClock({ now: 999_999 }) })
    await edit(other, b)
    other.restore(JSON.parse(JSON.stringify(mock.snapshot())))
    expect(await goOn(other, id)).toEqual(await goOn(mock, id))
  })

  test('knows how often faults struck', async () => {
    const mock = quietMock()
    const id = await submitEdit(mock, { key: 'mock:status-500-once/a' })
    const path = jobPath(id, '/status')
    const before = mock.snapshot()
    expect((await ask(mock, { path })).status).toBe(500)
    const after = mock.snapshot()
    mock.restore(before)
    expect((await ask(mock, { path })).status).toBe(500)
    const other = quietMock()
    other.restore(after)
    expect((await ask(other, { path })).status).toBe(202)
  })

  const wrong = [
    { name: 'no snapshot', change: () => 7, want: 'version is undefined, not 1' },
    {
      name: 'another version',
      change: (given: object) => ({ ...given, version: 2 }),
      want: 'version is 2, not 1',
    },
    { name: 'no time', change: (given: object) => ({ ...given, now: 'noon' }), want: 'now is no time' },
    { name: 'no jobs', change: (given: object) => ({ ...given, jobs: {} }), want: 'jobs is no list' },
    {
      name: 'half a job',
      change: (given: object) => ({ ...given, jobs: [{ id: 'x' }] }),
      want: 'jobs[0] lacks something',
    },
    {
      name: 'half a session',
      change: (given: object) => ({ ...given, sessions: [{ id: 'x' }] }),
      want: 'sessions[0] lacks something',
    },
    ...[
      { part: 'place', more: { place: undefined } },
      { part: 'durations', more: { durations: { queueMs: 1 } } },
      { part: 'size', more: { size: [0, 1024] } },
      { part: 'state', more: { state: 'weird' } },
      { part: 'looks', more: { looks: 'two' } },
      { part: 'course', more: { scenario: { name: 'completes', looks: ['flying'], ending: 'completed' } } },
      { part: 'edit', more: { edit: { model: 'max', prompt: 'x', seed: 'NaN', count: 1, format: 'png' } } },
    ].map(({ part, more }) => ({
      name: `a job of a wrong ${part}`,
      change: (given: MockSnapshot) => ({ ...given, jobs: [{ ...Object(given.jobs[0]), ...more }] }),
      want: 'jobs[0] lacks something',
    })),
    {
      name: 'a bill of words',
      change: (given: MockSnapshot) => ({
        ...given,
        sessions: given.sessions.map((session) => ({ ...session, ledger: { fal: 'much' } })),
      }),
      want: 'sessions[0] lacks something',
    },
    {
      name: 'a request without its violations',
      change: (given: MockSnapshot) =>
        JSON.parse(JSON.stringify(given).replaceAll('"violations":[]', '"violations":7')) as unknown,
      want: 'sessions[0] lacks something',
    },
    {
      name: 'a time no date can say',
      change: (given: object) => ({ ...given, now: 1e300 }),
      want: 'now is no time',
    },
    {
      name: 'half a rule',
      change: (given: object) => ({ ...given, rules: [{ name: 'fails', times: 0.5 }] }),
      want: 'rules[0] lacks something',
    },
    {
      name: 'a rule this mock cannot play',
      change: (given: object) => ({ ...given, rules: [{ name: 'nonsense', times: 1 }] }),
      want: 'nonsense',
    },
    {
      name: 'counts of words',
      change: (given: object) => ({ ...given, counts: { x: { y: 'z' } } }),
      want: 'counts["x"]',
    },
    {
      name: 'a provider this mock does not play',
      change: (given: object) =>
        JSON.parse(JSON.stringify(given).replaceAll('"provider":"fal"', '"provider":"other"')) as unknown,
      want: 'jobs[0].provider is "other"',
    },
  ]
  test.each<{ name: string; change: (given: MockSnapshot) => unknown; want: string }>(wrong)(
    'of $name is refused and changes nothing',
    async ({ change, want }) => {
      const { mock } = await halfway()
      const before = mock.snapshot()
      expect(() => mock.restore(change(before))).toThrow(want)
      expect(mock.snapshot()).toEqual(before)
    },
  )
})

test('the same run twice gives the same journal, whatever happens between', async () => {
  const run = async (seed: string): Promise<unknown> => {
    const mock = quietMock({ seed, clock: createFakeClock() })
    await Promise.all([edit(mock, a), edit(mock, b, 'other'), edit(mock, a, 'third')])
    return mock.session(b).journal()
  }
  expect(await run('one')).toEqual(await run('one'))
  expect(await run('one')).not.toEqual(await run('two'))
})
