import { createFakeClock } from 'kontext-sdk/testing'
import { describe, expect, test } from 'vitest'
import { createMockClient } from './mock-client.ts'

const minuteMs = 60_000
const bigSeed = '15860307465884635512'

describe('looks at a job of the mocked queue', () => {
  test('show falling positions, then a run, then the end with how long it took', async () => {
    const { send, submit } = createMockClient()
    const job = await submit()
    const looks = [1, 2, 3, 4].map(() => send(`${job}/status`))
    expect(await Promise.all(looks)).toMatchObject([
      { status: 202, body: { status: 'IN_QUEUE', queue_position: 1 } },
      { status: 202, body: { status: 'IN_QUEUE', queue_position: 0 } },
      { status: 202, body: { status: 'IN_PROGRESS', logs: null } },
      {
        status: 200,
        body: { status: 'COMPLETED', metrics: { inference_time: expect.any(Number) }, logs: null },
      },
    ])
  })

  test.each(['1', 'true'])(
    'carry log lines where logs=%s asks for them, more as the run goes on',
    async (logs) => {
      const { send, submit } = createMockClient()
      const job = await submit()
      const line = {
        message: expect.any(String),
        level: 'INFO',
        source: 'USER',
        timestamp: expect.any(String),
      }
      const counts: number[] = []
      for (let look = 0; look < 4; look += 1) {
        const { body } = await send(`${job}/status?logs=${logs}`)
        const lines = body['logs']
        if (Array.isArray(lines)) {
          counts.push(lines.length)
          expect(lines).toEqual(lines.map(() => line))
        }
      }
      expect(counts).toEqual([2, 3])
    },
  )

  const forms = ['/fal-ai/flux-pro', '/fal-ai/flux-pro/kontext/max', '/fal-ai/auto', '/queue/fal-ai/flux-pro']
  test.each(forms)('find it under %s', async (form) => {
    const { send, submit } = createMockClient()
    const id = (await submit()).split('/').at(-1) ?? ''
    expect((await send(`${form}/requests/${id}/status`)).status).toBe(202)
    expect((await send(`${form}/requests/${id}/response`)).status).toBe(400)
    expect((await send(`${form}/requests/${id}/cancel`, { method: 'PUT' })).status).toBe(202)
  })

  test('are not needed: asking for the result again and again gets there too', async () => {
    const { send, submit } = createMockClient()
    const job = await submit()
    const statuses: number[] = []
    for (let asked = 0; asked < 4; asked += 1) statuses.push((await send(job)).status)
    expect(statuses).toEqual([400, 400, 400, 200])
  })

  test('say 404 for a job that is not there, however long its name', async () => {
    const { send } = createMockClient()
    for (const id of ['nothing', 'x'.repeat(500)])
      expect((await send(`/fal-ai/flux-pro/requests/${id}/status`)).status).toBe(404)
  })
})

describe('a canceled job of the mocked queue', () => {
  test('is COMPLETED with a result that says 499', async () => {
    const { send, submit } = createMockClient()
    const job = await submit()
    expect(await send(`${job}/cancel`, { method: 'PUT' })).toMatchObject({
      status: 202,
      body: { status: 'CANCELLATION_REQUESTED' },
    })
    expect(await send(`${job}/status`)).toMatchObject({ status: 200, body: { status: 'COMPLETED' } })
    expect(await send(job)).toMatchObject({ status: 499, body: { error_type: 'client_cancelled' } })
    expect(await send(`${job}/cancel`, { method: 'PUT' })).toMatchObject({
      status: 400,
      body: { status: 'ALREADY_COMPLETED' },
    })
  })

  test('has logs of what it did, and none where it only waited', async () => {
    const { send, submit } = createMockClient()
    const canceledAfter = async (looks: number): Promise<unknown> => {
      const job = await submit()
      for (let look = 0; look < looks; look += 1) await send(`${job}/status`)
      await send(`${job}/cancel`, { method: 'PUT' })
      return (await send(`${job}/status?logs=1`)).body['logs']
    }
    expect(await canceledAfter(2)).toEqual([])
    expect(await canceledAfter(3)).not.toEqual([])
  })

  test('is not billed', async () => {
    const { mock, send, submit } = createMockClient()
    await send(`${await submit()}/cancel`, { method: 'PUT' })
    expect(mock.ledger()).toEqual({ fal: { accepted: 1, billed: 0 } })
  })
})

describe('the result of the mocked queue', () => {
  test('has as many images as were asked for, a flag for each, and the prompt', async () => {
    const { send, submit, finish, valid } = createMockClient()
    const job = await submit({ num_images: 3, output_format: 'png', aspect_ratio: '16:9' })
    await finish(job)
    const { body, headers } = await send(job)
    const image = {
      content_type: 'image/png',
      width: 1392,
      height: 752,
      url: expect.stringMatching(/\.png$/),
    }
    expect(body).toMatchObject({
      images: [image, image, image],
      has_nsfw_concepts: [false, false, false],
      prompt: valid.prompt,
    })
    expect(headers.get('x-fal-request-id')).toBe(job.split('/').at(-1))
  })

  const seeds = [bigSeed, '196619188014358660', '-9007199254740993', '42']
  test.each(seeds)('repeats the seed %s digit for digit, as a number', async (seed) => {
    const { send, finish, valid } = createMockClient()
    const body = `${JSON.stringify(valid).slice(0, -1)},"seed": ${seed} }`
    const { body: ticket } = await send('/fal-ai/flux-pro/kontext', { method: 'POST', body })
    const job = `/fal-ai/flux-pro/requests/${String(ticket['request_id'])}`
    await finish(job)
    expect((await send(job)).text).toContain(`"seed":${seed}`)
  })

  test('is not confused by a prompt that looks like a seed', async () => {
    const { send, submit, finish } = createMockClient()
    const prompt = 'write "seed": 7, and "seed":"kontext:seed"'
    const job = await submit({ prompt, seed: 5 })
    await finish(job)
    expect((await send(job)).body).toMatchObject({ seed: 5, prompt })
  })

  test('carries flagged and black images where moderation lets an edit through', async () => {
    const { send, submit, finish } = createMockClient()
    const job = await submit({}, { scenario: 'nsfw' })
    await finish(job)
    expect((await send(job)).body).toMatchObject({ has_nsfw_concepts: [true] })
  })

  const ages = [
    { name: 'is there', sync_mode: false, afterMs: 59 * minuteMs, status: 200 },
    { name: 'is gone', sync_mode: false, afterMs: 60 * minuteMs, status: 404 },
    { name: 'with its images in it is there', sync_mode: true, afterMs: 6 * minuteMs - 1, status: 200 },
    { name: 'with its images in it is gone', sync_mode: true, afterMs: 6 * minuteMs, status: 404 },
  ]
  test.each(ages)('$name after $afterMs ms', async ({ sync_mode, afterMs, status }) => {
    const clock = createFakeClock()
    const { send, submit, finish } = createMockClient({ clock })
    const job = await submit({ sync_mode })
    await finish(job)
    await clock.advance(afterMs)
    expect((await send(job)).status).toBe(status)
  })

  test('names images that are there for seven days', async () => {
    const clock = createFakeClock()
    const { fetch, send, submit, finish } = createMockClient({ clock })
    const job = await submit()
    await finish(job)
    const url = /"url":"([^"]+)"/.exec((await send(job)).text)?.[1] ?? ''
    await clock.advance(7 * 24 * 60 * minuteMs - 1)
    expect((await fetch(url)).status).toBe(200)
    await clock.advance(1)
    expect((await fetch(url)).status).toBe(404)
  })
})

describe('the stream of the mocked queue', () => {
  test('tells each status once, with pings in between, and ends after COMPLETED', async () => {
    const { send, submit } = createMockClient()
    const { text, headers } = await send(`${await submit()}/status/stream?logs=1`)
    const events = text.split('\n\n').filter((event) => event !== '')
    const said = events.map((event) => /"status":"(\w+)"/.exec(event)?.[1] ?? event)
    expect(headers.get('content-type')).toBe('text/event-stream')
    expect(said).toEqual(['IN_QUEUE', ': ping', 'IN_QUEUE', ': ping', 'IN_PROGRESS', ': ping', 'COMPLETED'])
  })

  test('stays open after the end as long as it is told', async () => {
    const clock = createFakeClock()
    const { fetch, submit } = createMockClient({ clock, streamLingerMs: 1_000 })
    const job = await submit({}, { scenario: 'instant' })
    const headers = { authorization: 'Key test' }
    const response = await fetch(`https://queue.fal.run${job}/status/stream`, { headers })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('COMPLETED')
    let over = false
    const ending = reader?.read().then(({ done }) => (over = done))
    await clock.advance(0)
    await clock.advance(999)
    expect(over).toBe(false)
    await clock.advance(1)
    await ending
    expect(over).toBe(true)
  })

  test('of a job that never ends pings until the client goes', async () => {
    const clock = createFakeClock()
    const { fetch, submit } = createMockClient({ clock })
    const job = await submit({}, { scenario: 'stuck' })
    const gone = new AbortController()
    const response = await fetch(`https://queue.fal.run${job}/status/stream`, {
      headers: { authorization: 'Key test' },
      signal: gone.signal,
    })
    const reading = response.text().catch((reason: unknown) => reason)
    await clock.advance(45_000)
    gone.abort('enough')
    expect(await reading).toBe('enough')
  })

  test('is not there at providers whose contract has none', async () => {
    const { send } = createMockClient()
    const url = 'https://api.chainhub.tech/fal-ai/flux-pro/requests/x/status/stream'
    expect((await send(url, { headers: { authorization: 'Bearer test' } })).status).toBe(404)
  })
})

describe('the form of fal that answers at once', () => {
  const post = (body: object) => ({ method: 'POST', body: JSON.stringify(body) })

  test.each(['https://fal.run', 'https://kontext.mock/fal.run'])(
    'gives the result under %s',
    async (base) => {
      const { mock, send, valid } = createMockClient()
      const answer = await send(`${base}/fal-ai/flux-pro/kontext`, post({ ...valid, seed: 3 }))
      expect(answer).toMatchObject({ status: 200, body: { images: [{ width: 1024 }], seed: 3 } })
      expect(mock.journal()).toMatchObject([{ operation: 'sync', told: 'result', jobId: expect.any(String) }])
      expect(mock.accepted('fal')).toBe(1)
    },
  )

  test('checks the body as a submit does', async () => {
    const { mock, send } = createMockClient()
    const answer = await send('https://fal.run/fal-ai/flux-pro/kontext', post({ prompt: 'x' }))
    expect(answer).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'image_url'] }] } })
    expect(mock.accepted()).toBe(0)
  })

  test('fails where the job fails', async () => {
    const { send, valid } = createMockClient({ scenario: 'moderated' })
    const answer = await send('https://fal.run/fal-ai/flux-pro/kontext', post(valid))
    expect(answer).toMatchObject({ status: 422, body: { detail: [{ type: 'content_policy_violation' }] } })
  })
})
