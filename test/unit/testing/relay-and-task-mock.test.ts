import { describe, expect, test } from 'vitest'
import { fixturesOf } from '../../fixtures-of.ts'
import { createMockClient } from './mock-client.ts'

const fullBody = async (provider: string): Promise<object> => (await fixturesOf(provider, 'max')).full
const bearer = { authorization: 'Bearer test' }

describe('the mock of a relay', () => {
  const relay = 'https://api.chainhub.tech/fal-ai/flux-pro'
  const run = async (scenario: string) => {
    const { send } = createMockClient({ scenario })
    const body = JSON.stringify(await fullBody('chainhub'))
    const ticket = await send(`${relay}/kontext/max`, { method: 'POST', body, headers: bearer })
    const job = `${relay}/requests/${String(ticket.body['request_id'])}`
    const looks = []
    for (let look = 0; look < 4; look += 1) looks.push(await send(`${job}/status`, { headers: bearer }))
    return { ticket, first: looks[0], last: looks.at(-1), result: await send(job, { headers: bearer }) }
  }

  test('leaves out what relays leave out', async () => {
    const { ticket, first, last } = await run('sparse')
    expect(Object.keys(ticket.body).sort()).toEqual([
      'queue_position',
      'request_id',
      'response_url',
      'status',
      'status_url',
    ])
    expect(Object.keys(first?.body ?? {}).sort()).toEqual(['queue_position', 'response_url', 'status'])
    expect(Object.keys(last?.body ?? {}).sort()).toEqual(['response_url', 'status'])
  })

  test("names fal's host in its tickets where it is asked to", async () => {
    const { ticket } = await run('foreign-urls')
    expect(ticket.body['status_url']).toMatch(/^https:\/\/queue\.fal\.run\//)
  })

  test('repeats the request in the result, with empty timings', async () => {
    const { result } = await run('echo')
    expect(result.body).toMatchObject({ request: await fullBody('chainhub'), timings: {} })
  })

  test('puts the result into the last status', async () => {
    const { last, result } = await run('embedded')
    expect(last?.body['result']).toMatchObject({ images: result.body['images'] })
  })

  const envelopes = [
    {
      scenario: 'new-api-errors',
      want: { error: { type: 'new_api_error', code: 'upstream_error', param: '' } },
    },
    {
      scenario: 'task-relay-errors',
      want: { code: 'upstream_error', message: expect.any(String), data: null },
    },
  ]
  test.each(envelopes)('wraps errors as $scenario does', async ({ scenario, want }) => {
    const { result } = await run(scenario)
    expect(result).toMatchObject({ status: 422, body: want })
  })
})

describe('the mock of the task provider', () => {
  const base = 'https://cloud.vtrix.ai/model/v1/generation'
  const run = async (scenario: string) => {
    const { send } = createMockClient({ scenario })
    const body = JSON.stringify(await fullBody('vtrix'))
    const ticket = await send(base, { method: 'POST', body, headers: bearer })
    const looks = []
    for (let look = 0; look < 4; look += 1)
      looks.push(await send(`${base}/task/${String(ticket.body['id'])}`, { headers: bearer }))
    return { ticket, looks }
  }

  test('refuses a flat body and says where it belongs', async () => {
    const { send } = createMockClient()
    const body = JSON.stringify({ prompt: 'x', model: 'flux_kontext_max' })
    expect(await send(base, { method: 'POST', body, headers: bearer })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('input') } },
    })
  })

  test('goes on under 200, then carries the result and what it cost, as a text', async () => {
    const { ticket, looks } = await run('completes')
    expect(ticket.body).toMatchObject({ status: 'in_progress', created_at: expect.any(Number) })
    expect(looks.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(looks.map(({ body }) => [body['status'], body['progress']])).toEqual([
      ['in_progress', 0.25],
      ['in_progress', 0.5],
      ['in_progress', 0.75],
      ['completed', 1],
    ])
    expect(looks.at(-1)?.body).toMatchObject({
      usage: { cost: '0.0065', discount: 1 },
      output: [{ content: [{ type: 'image' }] }],
    })
  })

  const failures = [
    { scenario: 'fails', error: { code: '110001', message: 'vendor rejected' } },
    { scenario: 'fails-as-text', error: 'vendor rejected' },
    { scenario: 'fails-as-number', error: { code: 110001, error_message: 'vendor rejected' } },
    { scenario: 'moderated', error: { code: 'content_policy_violation' } },
  ]
  test.each(failures)('says under 200 why a task that $scenario has failed', async ({ scenario, error }) => {
    const { looks } = await run(scenario)
    expect(looks.at(-1)).toMatchObject({ status: 200, body: { status: 'failed', error } })
  })
})
