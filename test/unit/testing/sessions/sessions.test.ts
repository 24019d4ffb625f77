import fc from '../../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../../../src/testing/images/fingerprint.ts'
import type { NewEntry } from '../../../../src/testing/sessions/journal.ts'
import { post, sum, type Ledger } from '../../../../src/testing/sessions/ledger.ts'
import { sessionOf, Sessions } from '../../../../src/testing/sessions/sessions.ts'

function entry(path: string, at = 0): NewEntry {
  return {
    at,
    path,
    method: 'GET',
    host: 'kontext.mock',
    status: 200,
    keySent: true,
    keyOk: true,
    bodyBytes: 0,
    bodyHash: '',
    scenarios: [],
    violations: [],
  }
}

const paths = (sessions: Sessions, id?: string): string[] =>
  sessions.journal(id).entries.map(({ path }) => path)

describe('sessions', () => {
  test('number the requests of each and keep the order of all', () => {
    const sessions = new Sessions()
    for (const [id, path] of [
      ['a', '/1'],
      ['b', '/2'],
      ['a', '/3'],
    ] as const)
      sessions.record(id, entry(path))
    expect(sessions.journal('a').entries.map(({ number, path, session }) => [number, path, session])).toEqual(
      [
        [1, '/1', 'a'],
        [2, '/3', 'a'],
      ],
    )
    expect(paths(sessions)).toEqual(['/1', '/2', '/3'])
  })

  test('give up those not used for longest', () => {
    const sessions = new Sessions({ sessions: 2 })
    for (const id of ['a', 'b', 'a', 'c']) sessions.record(id, entry(`/${id}`))
    expect(sessions.list().map(({ id }) => id)).toEqual(['a', 'c'])
    expect(sessions.journal().lost).toBe(1)
    expect(sessions.journal('a').lost).toBe(0)
  })

  test('a loud one costs a quiet one nothing', () => {
    const sessions = new Sessions({ entries: 100 })
    sessions.record('quiet', entry('/first'))
    for (let nth = 0; nth < 1_000; nth += 1) sessions.record('loud', entry(`/${nth}`))
    expect(paths(sessions, 'quiet')).toEqual(['/first'])
    const { entries: kept, lost } = sessions.journal('loud')
    expect(kept.length + lost).toBe(1_000)
    expect(kept.length).toBeLessThan(100)
    expect(kept.at(-1)?.path).toBe('/999')
    expect(kept[0]?.number).toBe(lost + 1)
  })

  test('keep no more than they may, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 200 }), (ids) => {
        const sessions = new Sessions({ sessions: 3, entries: 20 })
        for (const id of ids) sessions.record(id, entry('/'))
        const { entries: kept, lost } = sessions.journal()
        expect(kept.length).toBeLessThanOrEqual(20)
        expect(kept.length + lost).toBe(ids.length)
        expect(sessions.list().length).toBeLessThanOrEqual(3)
      }),
    )
  })

  test('count jobs of each from 1', () => {
    const sessions = new Sessions()
    expect([sessions.nextJob('a'), sessions.nextJob('b'), sessions.nextJob('a')]).toEqual([1, 1, 2])
  })

  test('do not give a number of a job again when one comes back', () => {
    const sessions = new Sessions({ sessions: 1 })
    const numbers = ['a', 'a', 'b', 'a'].map((id) => sessions.nextJob(id))
    expect(new Set(numbers.filter((_number, at) => at !== 2)).size).toBe(3)
  })

  test('owe what they were billed, alone and together', () => {
    const sessions = new Sessions()
    sessions.post('a', { provider: 'fal', posting: 'accepted' })
    sessions.post('a', { provider: 'fal', posting: 'accepted' })
    sessions.post('a', { provider: 'fal', posting: 'waived' })
    sessions.post('b', { provider: 'vtrix', posting: 'accepted' })
    expect(sessions.ledger('a')).toEqual({ fal: { accepted: 2, billed: 1 } })
    expect(sessions.ledger()).toEqual({ fal: { accepted: 2, billed: 1 }, vtrix: { accepted: 1, billed: 1 } })
    expect(sessions.ledger('nobody')).toEqual({})
  })

  test('forget one, or all', () => {
    const sessions = new Sessions()
    for (const id of ['a', 'b']) sessions.record(id, entry(`/${id}`))
    sessions.reset('a')
    expect(paths(sessions)).toEqual(['/b'])
    sessions.reset()
    expect(sessions.list()).toEqual([])
  })

  test('go on after a save and a load as if nothing had been', () => {
    const first = new Sessions()
    for (const id of ['a', 'b', 'a']) first.record(id, entry(`/${id}`, 7))
    first.post('a', { provider: 'fal', posting: 'accepted' })
    first.nextJob('a')
    const state = JSON.parse(JSON.stringify(first.save())) as ReturnType<Sessions['save']>
    const second = new Sessions()
    second.record('elsewhere', entry('/gone'))
    second.load(state)
    for (const sessions of [first, second]) sessions.record('b', entry('/last'))
    expect(second.save()).toEqual(first.save())
    expect(second.journal()).toEqual(first.journal())
    expect(second.nextJob('a')).toBe(2)
  })

  test('do not change what was saved before', () => {
    const sessions = new Sessions()
    sessions.record('a', entry('/1'))
    const saved = sessions.save()
    sessions.record('a', entry('/2'))
    expect(saved[0]?.entries).toHaveLength(1)
  })
})

describe('the session of a key', () => {
  const cases = [
    { name: 'the label of a mock key', key: 'mock:completes/worker-3', want: 'worker-3' },
    { name: 'the whole label', key: 'mock:completes+sparse/a.test.ts:12', want: 'a.test.ts:12' },
    { name: 'no session without a key', key: undefined, want: 'anonymous' },
    { name: 'a label fit for an address', key: 'mock:completes/a test/b', want: /^a-test-b-[0-9a-f]{6}$/ },
    { name: 'a hash of another key', key: 'fal_secret_1234567890', want: /^key-[0-9a-f]{12}$/ },
    { name: 'a hash of a mock key without a label', key: 'mock:completes', want: /^key-[0-9a-f]{12}$/ },
  ]
  test.each(cases)('is $name', ({ key, want }) => {
    const id = sessionOf(key)
    if (typeof want === 'string') expect(id).toBe(want)
    else expect(id).toMatch(want)
  })

  test('is another for another key', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        fc.pre(a !== b)
        expect(sessionOf(`mock:completes/${a}`)).not.toBe(sessionOf(`mock:completes/${b}`))
        expect(sessionOf(a)).not.toBe(sessionOf(b))
      }),
    )
  })
})

describe('a ledger', () => {
  test('never owes less than nothing', () => {
    const posting = fc.record({
      provider: fc.constantFrom('fal', 'vtrix'),
      posting: fc.constantFrom('accepted' as const, 'waived' as const),
    })
    fc.assert(
      fc.property(fc.array(posting), (postings) => {
        const ledger = postings.reduce<Ledger>((before, one) => post(before, one), {})
        for (const { accepted, billed } of Object.values(ledger)) {
          expect(billed).toBeGreaterThanOrEqual(0)
          expect(billed).toBeLessThanOrEqual(accepted)
        }
        expect(sum([ledger, {}])).toEqual(ledger)
      }),
    )
  })
})

test('a fingerprint tells bytes apart, in any place and of any length', () => {
  const bytes = fc.uint8Array({ maxLength: 20 })
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(fingerprint(a) === fingerprint(b)).toBe(Buffer.from(a).equals(b))
      expect(fingerprint(new Uint8Array([1, ...a]).subarray(1))).toBe(fingerprint(a))
    }),
    { numRuns: 2_000 },
  )
  expect(fingerprint('donut')).toBe(fingerprint(new TextEncoder().encode('donut')))
})
