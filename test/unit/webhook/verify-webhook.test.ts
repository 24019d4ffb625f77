import { describe, expect, test } from 'vitest'
import { InputError } from '../../../src/errors/errors.ts'
import { createFakeClock, signTestWebhook } from '../../../src/testing/index.ts'
import {
  createClaims,
  verifyWebhook,
  WebhookError,
  type VerifyWebhookOptions,
} from '../../../src/webhook/index.ts'
import { reasonOf } from '../failure-of.ts'
import { deliver, nodeKeys, nowSeconds, ok, type Told } from './deliveries.ts'

const { privateKey, jwk } = nodeKeys()
const stranger = nodeKeys()
const jwks = { keys: [stranger.jwk, jwk] }
const clock = () => createFakeClock({ now: nowSeconds * 1000 })

function verify(told: Partial<Told> = {}, options: Partial<VerifyWebhookOptions> = {}) {
  return verifyWebhook(deliver({ privateKey, ...told }), {
    jwks,
    clock: clock(),
    userId: 'user-1',
    ...options,
  })
}

async function reason(promise: Promise<unknown>) {
  const error = await reasonOf(promise)
  if (!WebhookError.is(error)) throw error
  return { reason: error.reason, answer: error.answer }
}

describe('a genuine delivery', () => {
  test('is read in our words', async () => {
    expect(await verify()).toEqual({
      requestId: 'job-1',
      userId: 'user-1',
      sentAt: '2023-11-14T22:13:20.000Z',
      state: 'completed',
      result: {
        images: [{ url: 'https://fal.media/files/a.jpg', contentType: 'image/jpeg', width: 8, height: 8 }],
        seed: 42,
        nsfw: [false],
      },
    })
  })

  const forms = [
    {
      name: 'a Request',
      of: ({ headers, body }: ReturnType<typeof deliver>) =>
        new Request('https://a.example/hook', { method: 'POST', headers, body }),
    },
    {
      name: 'bytes',
      of: ({ headers, body }: ReturnType<typeof deliver>) => ({ headers, body: Buffer.from(body) }),
    },
    {
      name: 'headers of Node, in lower case',
      of: ({ headers, body }: ReturnType<typeof deliver>) => ({
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body,
      }),
    },
  ]
  test.each(forms)('may come as $name', async ({ of }) => {
    const delivery = await verifyWebhook(of(deliver({ privateKey })), {
      jwks,
      clock: clock(),
      knows: () => true,
    })
    expect(delivery.state).toBe('completed')
  })

  test('keeps a seed beyond 2^53 exact', async () => {
    const body = JSON.stringify(ok()).replace('"seed":42', '"seed":15860307465884635512')
    const delivery = await verify({ body })
    expect(delivery).toMatchObject({ result: { seed: '15860307465884635512' } })
  })

  test('says the ticket id when fal ran the job twice', async () => {
    const body = { ...ok('job-1'), gateway_request_id: 'try-2' }
    expect(await verify({ requestId: 'try-2', body })).toMatchObject({ requestId: 'job-1' })
  })

  const failures = [
    {
      name: 'a moderated job',
      body: {
        status: 'ERROR',
        error: 'Invalid status code: 422',
        payload: {
          detail: [
            {
              loc: ['body', 'prompt'],
              msg: 'flagged',
              type: 'content_policy_violation',
              input: 'canary prompt',
            },
          ],
        },
      },
      want: { name: 'ModeratedError', code: 'moderated' },
    },
    {
      name: 'a job that failed',
      body: {
        status: 'ERROR',
        error: 'Invalid status code: 422',
        payload: {
          detail: [
            { loc: ['body', 'image_url'], msg: 'Failed to load the image.', type: 'image_load_error' },
          ],
        },
      },
      want: { name: 'JobFailedError', providerCode: 'image_load_error' },
    },
    {
      name: 'a failure without details',
      body: { status: 'ERROR', error: 'runner died', payload: null },
      want: { name: 'JobFailedError', message: 'Failed to edit at fal: runner died.' },
    },
    {
      name: 'a job that ended without an image',
      body: { status: 'OK', payload: { images: [] } },
      want: { name: 'ContractError', billed: 'yes' },
    },
    {
      name: 'an image that is a script',
      body: { status: 'OK', payload: { images: [{ url: 'javascript:alert(1)' }] } },
      want: { name: 'ContractError' },
    },
  ]
  test.each(failures)('$name has an error of the family', async ({ body, want }) => {
    const delivery = await verify({ body: { request_id: 'job-1', gateway_request_id: 'job-1', ...body } })
    expect(delivery.state).toBe('failed')
    if (delivery.state === 'failed') expect(delivery.error).toMatchObject(want)
    expect(JSON.stringify(delivery)).not.toContain('canary')
  })

  test('a result fal could not deliver is to be fetched', async () => {
    const body = { request_id: 'job-1', status: 'OK', payload: null, payload_error: 'not JSON' }
    expect(await verify({ body })).toEqual({
      requestId: 'job-1',
      userId: 'user-1',
      sentAt: '2023-11-14T22:13:20.000Z',
      state: 'completed',
    })
  })
})

describe('a delivery that must not be acted on', () => {
  const altered = (change: (delivery: ReturnType<typeof deliver>) => void, given: Partial<Told> = {}) => {
    const delivery = deliver({ privateKey, ...given })
    change(delivery)
    return verifyWebhook(delivery, { jwks, clock: clock(), userId: 'user-1' })
  }
  const table: { name: string; given: () => Promise<unknown>; want: string; answer: number }[] = [
    {
      name: 'signed 301 s ago',
      given: () => verify({ timestamp: nowSeconds - 301 }),
      want: 'stale',
      answer: 400,
    },
    {
      name: 'signed 301 s ahead',
      given: () => verify({ timestamp: nowSeconds + 301 }),
      want: 'future',
      answer: 400,
    },
    {
      name: 'signed by a stranger',
      given: () => verify({ privateKey: nodeKeys().privateKey }),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'with a changed body',
      given: () =>
        altered((one) => {
          one.body = one.body.replace('42', '43')
        }),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'with JSON written again',
      given: () =>
        altered((one) => {
          one.body = JSON.stringify(JSON.parse(one.body), null, 1)
        }),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'with a renewed time',
      given: () =>
        altered(
          (one) => {
            one.headers['X-Fal-Webhook-Timestamp'] = String(nowSeconds)
          },
          { timestamp: nowSeconds - 900 },
        ),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'with another user put in',
      given: () =>
        altered(
          (one) => {
            one.headers['X-Fal-Webhook-User-Id'] = 'user-1'
          },
          { userId: 'user-2' },
        ),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'with another job put in',
      given: () =>
        altered((one) => {
          one.headers['X-Fal-Webhook-Request-Id'] = 'job-9'
        }),
      want: 'forged',
      answer: 401,
    },
    {
      name: 'without a signature',
      given: () =>
        altered((one) => {
          delete one.headers['X-Fal-Webhook-Signature']
        }),
      want: 'missing-header',
      answer: 400,
    },
    {
      name: 'without any header',
      given: () =>
        altered((one) => {
          one.headers = {}
        }),
      want: 'missing-header',
      answer: 400,
    },
    {
      name: 'with half a signature',
      given: () =>
        altered((one) => {
          one.headers['X-Fal-Webhook-Signature'] = 'ab'
        }),
      want: 'malformed',
      answer: 400,
    },
    {
      name: 'with a time that is none',
      given: () =>
        altered((one) => {
          one.headers['X-Fal-Webhook-Timestamp'] = '1e9'
        }),
      want: 'malformed',
      answer: 400,
    },
    {
      name: 'with an id that is a path',
      given: () => verify({ requestId: '../../admin', body: ok('../../admin') }),
      want: 'malformed',
      answer: 400,
    },
    { name: 'that is no JSON', given: () => verify({ body: 'OK' }), want: 'malformed', answer: 400 },
    {
      name: 'of an unknown status',
      given: () => verify({ body: { ...ok(), status: 'MAYBE' } }),
      want: 'malformed',
      answer: 400,
    },
    {
      name: 'whose body names another job',
      given: () => verify({ body: ok('job-2') }),
      want: 'malformed',
      answer: 400,
    },
    {
      name: 'above the budget',
      given: () => verify({ body: ' '.repeat(16 * 1024 * 1024 + 1) }),
      want: 'too-large',
      answer: 413,
    },
    { name: 'of another account', given: () => verify({ userId: 'user-2' }), want: 'foreign', answer: 403 },
    {
      name: 'about an unknown job',
      given: () => verify({}, { knows: () => false }),
      want: 'unknown-job',
      answer: 404,
    },
  ]
  test.each(table)('$name is $want', async ({ given, want, answer }) => {
    expect(await reason(given())).toEqual({ reason: want, answer })
  })

  test('the tolerance has its ends inside', async () => {
    await verify({ timestamp: nowSeconds - 300 })
    await verify({ timestamp: nowSeconds + 300 })
    expect(await reason(verify({ timestamp: nowSeconds - 60 }, { toleranceMs: 59_999 }))).toMatchObject({
      reason: 'stale',
    })
  })

  test('it is found by its own fault though it has others', async () => {
    const claimed: string[] = []
    const claim = (id: string) => claimed.push(id) > 0
    await reason(verify({ userId: 'user-2' }, { claim }))
    await reason(verify({ timestamp: 1 }, { claim }))
    expect(claimed).toEqual([])
  })
})

describe('deliveries in any number and order', () => {
  test('the second about a job is a duplicate, whichever comes first', async () => {
    const claim = createClaims({ clock: clock() })
    const late = { timestamp: nowSeconds - 10 }
    expect((await verify({}, { claim })).requestId).toBe('job-1')
    expect(await reason(verify(late, { claim }))).toEqual({ reason: 'duplicate', answer: 200 })
    expect((await verify({ requestId: 'job-2' }, { claim })).requestId).toBe('job-2')
  })

  test('two at the same moment are one delivery and one duplicate', async () => {
    const claim = createClaims({ clock: clock() })
    const settled = await Promise.allSettled([verify({}, { claim }), verify({}, { claim })])
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('one that comes before its handle is saved is accepted when it is sent again', async () => {
    const handles = new Set<string>()
    const options = { knows: (id: string) => handles.has(id), claim: createClaims({ clock: clock() }) }
    expect(await reason(verify({}, options))).toEqual({ reason: 'unknown-job', answer: 404 })
    handles.add('job-1')
    expect((await verify({}, options)).state).toBe('completed')
  })

  test('a claim is free again after its time', () => {
    const fake = clock()
    const claim = createClaims({ clock: fake, keepMs: 1000 })
    expect([claim('a'), claim('a')]).toEqual([true, false])
    void fake.advance(1000)
    expect(claim('a')).toBe(true)
  })
})

describe('wrong use', () => {
  const given: { name: string; call: () => Promise<unknown>; path: string }[] = [
    {
      name: 'neither userId nor knows',
      call: () => verifyWebhook(deliver({ privateKey }), { jwks }),
      path: 'userId',
    },
    {
      name: 'a body that was parsed',
      // @ts-expect-error the body must be raw
      call: () => verifyWebhook({ ...deliver({ privateKey }), body: ok() }, { jwks, userId: 'user-1' }),
      path: 'body',
    },
    {
      name: 'a Request that was read',
      call: async () => {
        const request = new Request('https://a.example', { method: 'POST', ...deliver({ privateKey }) })
        await request.json()
        return verifyWebhook(request, { jwks, userId: 'user-1' })
      },
      path: 'request',
    },
  ]
  test.each(given)('$name is an InputError', async ({ call, path }) => {
    const error = await reasonOf(call())
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({ issues: [{ path }] })
  })
})

test('what signTestWebhook signs is genuine', async () => {
  const { headers, body, jwks: testKeys } = await signTestWebhook({ requestId: 'job-7' })
  const delivery = await verifyWebhook({ headers, body }, { jwks: testKeys, userId: 'test-user' })
  expect(delivery).toMatchObject({ requestId: 'job-7', state: 'completed' })
})
