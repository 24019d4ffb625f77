import { describe, expect, test } from 'vitest'
import { createKontext } from '../../src/kontext.ts'
import { vtrix } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { answer, falTicket } from './scripted-fetch.ts'
import { createSimulatedClock } from './simulated-clock.ts'
import { done, input, setUp, tooEarly, type Answers } from './waiting-script.ts'

const says =
  (status: unknown, more: object = {}) =>
  () =>
    answer(200, { status, ...more })

describe('where nobody hears of statuses the result is asked for', () => {
  test('until it is there', async () => {
    const { edit, asked } = setUp({ result: [tooEarly, tooEarly, done] })
    expect((await edit()).requests).toBe(4)
    expect(asked).toEqual(['submit', 'result', 'result', 'result'])
  })

  test('a listener is told by statuses', async () => {
    const { edit, asked } = setUp({ status: [says('IN_PROGRESS'), says('COMPLETED')], result: [done] })
    await edit({ onEvent: () => undefined })
    expect(asked).toEqual(['submit', 'status', 'status', 'result'])
  })

  test('a loop over the events too', async () => {
    const { clock, kontext, asked } = setUp({ status: [says('COMPLETED')], result: [done] })
    const listen = async () => {
      for await (const event of await kontext.submit(input)) if (event.type === 'completed') return
    }
    await clock.run(listen())
    expect(asked).toEqual(['submit', 'status', 'result'])
  })

  const doubtful: { name: string; given: Answers; want: string[] }[] = [
    {
      name: 'a gateway that fails is no failure of the job',
      given: [() => answer(502, '<html>'), () => answer(502), () => answer(502), () => answer(502), done],
      want: ['submit', 'result', 'result', 'result', 'result', 'status', 'status', 'result'],
    },
    {
      name: 'a page under 200 is none either',
      given: [
        () => answer(200, '<html>'),
        () => answer(200, '<html>'),
        () => answer(200, '<html>'),
        () => answer(200, '<html>'),
        done,
      ],
      want: ['submit', 'result', 'result', 'result', 'result', 'status', 'status', 'result'],
    },
    {
      name: 'a result without images may be one that is not ready',
      given: [() => answer(200, { images: [] }), done],
      want: ['submit', 'result', 'status', 'status', 'result'],
    },
    {
      name: 'a list of no images beside a status that waits is pending',
      given: [() => answer(200, { status: 'IN_PROGRESS', images: [] }), done],
      want: ['submit', 'result', 'result'],
    },
  ]
  test.each(doubtful)('$name: the status knows', async ({ given, want }) => {
    const { edit, asked } = setUp({ status: [says('IN_PROGRESS'), says('COMPLETED')], result: given })
    expect((await edit()).images).toHaveLength(1)
    expect(asked).toEqual(want)
  })

  test('a provider that does not say "too early" is found out once', async () => {
    const { kontext, clock, asked } = setUp({
      status: [says('IN_PROGRESS'), says('COMPLETED')],
      result: [() => answer(404), done],
    })
    await clock.run(kontext.edit(input))
    expect(asked.splice(0)).toEqual(['submit', 'result', 'status', 'status', 'result'])
    await clock.run(kontext.edit(input))
    expect(asked).toEqual(['submit', 'status', 'result'])
  })

  test('a failure inside the model is the end, whatever its status', async () => {
    const detail = [{ loc: ['body'], msg: 'no', type: 'generation_timeout' }]
    const { edit, asked } = setUp({ result: [tooEarly, () => answer(504, { detail })] })
    expect(await failureOf(edit())).toMatchObject({ code: 'job-failed', providerCode: 'generation_timeout' })
    expect(asked).toEqual(['submit', 'result', 'result'])
  })

  test("neither is the caller's own time limit waited out", async () => {
    const limit = { 'x-fal-request-timeout-type': 'user' }
    const { edit, asked } = setUp({ result: [() => answer(504, { detail: 'Request timed out' }, limit)] })
    expect((await failureOf(edit())).code).toBe('job-failed')
    expect(asked).toEqual(['submit', 'result'])
  })

  test('a task carries its result along and is asked for its status', async () => {
    const clock = createSimulatedClock()
    const seen: string[] = []
    const output = [{ content: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }] }]
    const replies = [
      { id: 'task-1', status: 'pending' },
      { id: 'task-1', status: 'pending' },
      { id: 'task-1', status: 'succeeded', output },
    ]
    const send: typeof fetch = (request, init) => {
      seen.push(new Request(request, init).method)
      return Promise.resolve(answer(200, replies[Math.min(seen.length, replies.length) - 1]))
    }
    const kontext = createKontext(vtrix({ apiKey: 'k' }), { fetch: send, clock })
    expect((await clock.run(kontext.edit({ prompt: 'a cat' }))).images).toHaveLength(1)
    expect(seen).toEqual(['POST', 'GET', 'GET'])
  })
})

describe('statuses', () => {
  const heard = { onEvent: () => undefined }
  const survived: { name: string; given: Answers }[] = [
    { name: 'in small letters, with a space', given: [says('in progress'), says('completed')] },
    { name: 'that are numbers', given: [says(2), says('COMPLETED')] },
    { name: 'that are missing', given: [() => answer(200, { queue_position: 1 }), says('COMPLETED')] },
    {
      name: 'that go back',
      given: [says('IN_PROGRESS'), says('IN_QUEUE'), says('IN_PROGRESS'), says('COMPLETED')],
    },
    { name: 'no contract lists', given: [says('WARMING_UP'), says('succeeded')] },
  ]
  test.each(survived)('$name do no harm', async ({ given }) => {
    const { edit } = setUp({ status: given, result: [done] })
    expect((await edit(heard)).images).toHaveLength(1)
  })

  test('are asked for again where a gateway answers 200 with an error', async () => {
    const busy = () => answer(200, { error: 'temporarily unavailable' })
    const { edit, asked } = setUp({ status: [busy, says('COMPLETED')], result: [done] })
    expect((await edit({ onEvent: () => undefined })).images).toHaveLength(1)
    expect(asked).toEqual(['submit', 'status', 'status', 'result'])
  })

  test('are not where the error is about the key', async () => {
    const refused = () => answer(200, { code: 401, message: 'no such key' })
    const { edit, asked } = setUp({ status: [refused, says('COMPLETED')], result: [done] })
    expect((await failureOf(edit({ onEvent: () => undefined }))).code).toBe('auth')
    expect(asked).toEqual(['submit', 'status'])
  })

  test('that are stale are not asked in a hot loop', async () => {
    const { edit, asked, times } = setUp({
      status: [says('COMPLETED'), says('IN_PROGRESS'), says('COMPLETED')],
      result: [tooEarly, tooEarly, tooEarly, done],
    })
    await edit(heard)
    expect(asked).toEqual([
      'submit',
      'status',
      'result',
      'status',
      'status',
      'result',
      'status',
      'result',
      'status',
      'result',
    ])
    const looks = times.filter((_, index) => asked[index] === 'status')
    for (const [index, time] of looks.slice(1).entries())
      expect(time - (looks[index] ?? 0)).toBeGreaterThan(250)
  })

  const ends: { word: string; code: string }[] = [
    { word: 'FAILED', code: 'job-failed' },
    { word: 'ERROR', code: 'job-failed' },
    { word: 'CANCELLED', code: 'canceled' },
    { word: 'Request Moderated', code: 'moderated' },
    { word: 'Content Moderated', code: 'moderated' },
  ]
  test.each(ends)(
    '$word ends the wait as $code: the result does not say otherwise',
    async ({ word, code }) => {
      for (const result of [[tooEarly], [() => answer(404)], [() => answer(200, { status: word })]]) {
        const { edit, took } = setUp({ status: [says(word)], result })
        const error = await failureOf(edit(heard))
        expect(error).toMatchObject({ code, handle: { requestId: 'job-1' } })
        expect(error.message).toContain(word)
        expect(took()).toBeLessThan(20_000)
      }
    },
  )

  test('FAILED beside a result with images is believed less than they are', async () => {
    const { edit } = setUp({ status: [says('FAILED')], result: [done] })
    expect((await edit(heard)).images).toHaveLength(1)
  })

  test('FAILED once, then running, is a slip', async () => {
    const { edit } = setUp({
      status: [says('FAILED'), says('IN_PROGRESS'), says('COMPLETED')],
      result: [tooEarly, done],
    })
    expect((await edit(heard)).images).toHaveLength(1)
  })

  test('an error named by COMPLETED is told when the result says nothing of it', async () => {
    const given = says('COMPLETED', { error: 'The runner was lost.', error_type: 'runner_disconnected' })
    const { edit } = setUp({ status: [given], result: [() => answer(404)] })
    expect(await failureOf(edit(heard))).toMatchObject({
      code: 'job-failed',
      providerCode: 'runner_disconnected',
    })
  })

  test('an unknown word that stays is named at the deadline', async () => {
    const { edit, asked, took } = setUp({ status: [says('WARMING_UP')] })
    const error = await failureOf(edit(heard))
    expect(error).toMatchObject({ code: 'timeout', message: expect.stringContaining('"WARMING_UP"') })
    expect(took()).toBe(600_000)
    expect(asked.length).toBeLessThan(90)
  })

  test('after a queue the clock of a job starts anew', async () => {
    const { edit, times } = setUp({
      status: [says('IN_QUEUE'), says('IN_QUEUE'), says('IN_PROGRESS'), says('COMPLETED')],
      result: [done],
    })
    await edit(heard)
    const [, , , third = 0, fourth = 0] = times
    expect(fourth - third).toBeGreaterThan(2_000)
  })
})

describe('paths', () => {
  const full = '/fal-ai/flux-pro/kontext/max/requests/job-1'
  test("a ticket's own path that leads nowhere is left for the contract's, also by the next job", async () => {
    const base = `https://relay.example${full}`
    const ticket = { ...falTicket(), status_url: `${base}/status`, response_url: base }
    const { kontext, clock, asked } = setUp(
      { status: [says('COMPLETED')], result: [done], other: [() => answer(404)] },
      { ticket },
    )
    const heard = { onEvent: () => undefined }
    expect((await clock.run(kontext.edit(input, heard))).images).toHaveLength(1)
    expect(new Set(asked.splice(0))).toEqual(new Set(['submit', `${full}/status`, 'status', full, 'result']))
    await clock.run(kontext.edit(input, heard))
    expect(asked).toEqual(['submit', 'status', 'result'])
  })

  test('the four forms of the result are tried before it is gone', async () => {
    const { edit, asked } = setUp({
      status: [says('COMPLETED')],
      result: [() => answer(404)],
      other: [() => answer(404)],
    })
    expect((await failureOf(edit({ onEvent: () => undefined }))).code).toBe('result-expired')
    expect(asked.slice(-3)).toEqual([full, 'result', `${full}/response`])
  })

  test('no other is tried where one request is all that may be sent', async () => {
    const { edit, asked } = setUp({ status: [() => answer(404)] }, { retry: { attempts: 0 } })
    expect((await failureOf(edit({ onEvent: () => undefined }))).code).toBe('http')
    expect(asked).toEqual(['submit', 'status'])
  })
})
