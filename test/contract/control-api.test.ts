import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { connectControl, startMockServer, type MockServer } from 'kontext-mocks'
import { createFakeClock } from 'kontext-sdk/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fixtures } from '../../generated/fal/fixtures.ts'

const file = fileURLToPath(new URL('../../mocks/control.openapi.yaml', import.meta.url))
const clock = createFakeClock()
let server: MockServer

beforeAll(async () => {
  server = await startMockServer({ engine: 'fast', clock })
})
beforeEach(() => server.reset())
afterAll(() => server.close())

interface Call {
  readonly verb: string
  readonly body?: unknown
  readonly token?: string
  readonly type?: string
  readonly method?: string
}

async function call({ verb, body, token = server.token, type = 'application/json', method }: Call): Promise<{
  status: number
  body: unknown
  headers: Headers
}> {
  const response = await fetch(`${server.url}/__kontext/${verb}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers }
}

async function submit(key = 'mock:/a', body: object = fixtures.requests.max.minimal): Promise<Response> {
  return fetch(`${server.baseUrl('fal')}/fal-ai/flux-pro/kontext/max`, {
    method: 'POST',
    headers: { authorization: `Key ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

describe('the control API', () => {
  test.each(['', 'wrong', 'x'.repeat(32)])('answers nothing to the token %j', async (token) => {
    for (const verb of ['sessions', 'journal', 'snapshot', 'openapi.yaml', 'nonsense'])
      expect(await call({ verb, token })).toMatchObject({ status: 401 })
    expect(await call({ verb: 'reset', body: {}, token })).toMatchObject({ status: 401 })
  })

  test('has another token at every start, unless it is given one', async () => {
    const others = await Promise.all([
      startMockServer({ engine: 'fast' }),
      startMockServer({ engine: 'fast', controlToken: 'given' }),
    ])
    expect(others[0].token).not.toBe(server.token)
    expect(others[0].token.length).toBeGreaterThanOrEqual(32)
    expect(others[1].token).toBe('given')
    await Promise.all(others.map((other) => other.close()))
  })

  test('is not written down as what a client did', async () => {
    await call({ verb: 'journal' })
    expect(server.journal()).toEqual([])
  })

  const wrong: { name: string; given: Call; status: number; message: string }[] = [
    { name: 'a verb there is not', given: { verb: 'nonsense' }, status: 404, message: 'There are sessions' },
    { name: 'a name of every object', given: { verb: 'constructor' }, status: 404, message: 'There is no' },
    { name: 'a verb by the wrong method', given: { verb: 'reset' }, status: 405, message: 'takes POST only' },
    {
      name: 'a form',
      given: { verb: 'reset', body: 'a=1', type: 'text/plain' },
      status: 415,
      message: 'application/json',
    },
    { name: 'no JSON', given: { verb: 'reset', body: '{' }, status: 400, message: 'The body is not JSON' },
    {
      name: 'a field there is not',
      given: { verb: 'reset', body: { all: true } },
      status: 400,
      message: 'There is no field all',
    },
    {
      name: 'no name',
      given: { verb: 'next', body: {} },
      status: 400,
      message: 'name must be a text, not left out',
    },
    {
      name: 'a name there is not',
      given: { verb: 'next', body: { name: 'x' } },
      status: 400,
      message: 'There is no scenario and no fault "x"',
    },
    {
      name: 'no times',
      given: { verb: 'next', body: { name: 'fails', times: 0 } },
      status: 400,
      message: '0 is no number of requests',
    },
    {
      name: 'no operation',
      given: { verb: 'next', body: { name: 'fails', operation: 'x' } },
      status: 400,
      message: 'operation must be one of',
    },
    {
      name: 'time that goes back',
      given: { verb: 'advance', body: { ms: -1 } },
      status: 400,
      message: '-1 is no time to come',
    },
    {
      name: 'time in words',
      given: { verb: 'advance', body: { ms: '1' } },
      status: 400,
      message: 'ms must be a number, not "1"',
    },
    {
      name: 'a rule there is not',
      given: { verb: 'verify', body: { except: ['x'] } },
      status: 400,
      message: 'except[0] must be',
    },
    {
      name: 'half a count',
      given: { verb: 'verify', body: { counts: [{ exact: 1 }] } },
      status: 400,
      message: 'There is no field counts[0].exact',
    },
    {
      name: 'half a snapshot',
      given: { verb: 'restore', body: { version: 1 } },
      status: 400,
      message: 'now is no time',
    },
  ]
  test.each(wrong)('says what is wrong with $name', async ({ given, status, message }) => {
    const answer = await call(given)
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } })
    expect(answer.headers.get('x-kontext-mock')).toBe('control')
  })

  test('says so when a body is larger than the mock takes', async () => {
    const small = await startMockServer({ engine: 'fast', limits: { bodyBytes: 100 } })
    const response = await fetch(`${small.url}/__kontext/restore`, {
      method: 'POST',
      headers: { authorization: `Bearer ${small.token}`, 'content-type': 'application/json' },
      body: 'x'.repeat(200),
    })
    expect(response.status).toBe(413)
    await small.close()
  })
})

describe('its description', () => {
  const document = parse(readFileSync(file, 'utf8')) as {
    paths: Record<
      string,
      Record<string, { operationId?: string; requestBody?: unknown; responses?: Record<string, unknown> }>
    >
  }
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'control')
  const check = (pointer: string): ((value: unknown) => readonly unknown[]) => {
    const validate = ajv.compile({ $ref: `control#${pointer}` })
    return (value) => (validate(value) ? [] : (validate.errors ?? []))
  }
  const answerOf = (verb: string, method: string, status = '200'): string =>
    `/paths/~1__kontext~1${verb}/${method}/responses/${status}/content/application~1json/schema`
  const bodyOf = (verb: string): string =>
    `/paths/~1__kontext~1${verb}/post/requestBody/content/application~1json/schema`

  test('is what the mock serves', async () => {
    expect(await call({ verb: 'openapi.yaml' })).toMatchObject({
      status: 200,
      body: readFileSync(file, 'utf8'),
    })
  })

  test('has every verb, and no other', async () => {
    const { body } = await call({ verb: 'nonsense' })
    const verbs = Object.keys(document.paths).map((path) => path.replace('/__kontext/', ''))
    expect(JSON.stringify(body)).toContain(
      `There are ${verbs.sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(', ')}.`,
    )
  })
  const order = [
    'sessions',
    'journal',
    'ledger',
    'jobs',
    'verify',
    'next',
    'advance',
    'reset',
    'snapshot',
    'restore',
    'openapi.yaml',
  ]

  test('is kept by every answer', async () => {
    await submit('mock:submit-reset-after-acceptance/a').catch(() => undefined)
    await submit('mock:/a', { ...fixtures.requests.max.minimal, guidance_scale: 99 })
    for (const verb of ['sessions', 'journal', 'ledger', 'jobs', 'snapshot'])
      expect({ verb, errors: check(answerOf(verb, 'get'))((await call({ verb })).body) }).toEqual({
        verb,
        errors: [],
      })
    const verdict = await call({ verb: 'verify', body: {} })
    expect(check(answerOf('verify', 'post'))(verdict.body)).toEqual([])
    expect(verdict.body).toMatchObject({ ok: false })
    expect(
      check('/components/responses/Problem/content/application~1json/schema')(
        (await call({ verb: 'x' })).body,
      ),
    ).toEqual([])
  })

  const bodies: { verb: string; body: unknown; ok: boolean }[] = [
    { verb: 'next', body: { name: 'fails', times: 2, provider: 'fal', operation: 'submit' }, ok: true },
    { verb: 'next', body: { name: 'fails', times: 0 }, ok: false },
    { verb: 'next', body: {}, ok: false },
    { verb: 'next', body: { name: 'fails', operation: 'x' }, ok: false },
    { verb: 'next', body: { name: 'fails', session: 'x' }, ok: false },
    { verb: 'advance', body: { ms: 5 }, ok: true },
    { verb: 'advance', body: {}, ok: false },
    { verb: 'advance', body: { ms: -5 }, ok: false },
    { verb: 'reset', body: {}, ok: true },
    { verb: 'reset', body: { all: true }, ok: false },
    {
      verb: 'verify',
      body: {
        except: ['violation'],
        counts: [{ operation: 'submit', exactly: 1 }],
        order: [{ status: 200 }],
        minPollGapMs: 5,
      },
      ok: true,
    },
    { verb: 'verify', body: { except: ['count'] }, ok: false },
    { verb: 'verify', body: { order: [{ exactly: 1 }] }, ok: false },
    { verb: 'restore', body: { version: 2 }, ok: false },
  ]
  test.each(bodies)('and the mock agree on $verb with $body', async ({ verb, body, ok }) => {
    expect(check(bodyOf(verb))(body).length === 0).toBe(ok)
    expect((await call({ verb, body })).status < 300).toBe(ok)
  })
})

describe('control over HTTP', () => {
  const remote = (): ReturnType<typeof connectControl> => connectControl(server)

  test('gives what control in the process gives', async () => {
    await submit('mock:/a')
    await submit('mock:/b')
    const control = remote()
    expect(await control.sessions()).toEqual(server.sessions())
    expect(await control.journal()).toEqual(server.journal())
    expect(await control.session('mock:/a').journal()).toEqual(server.session('mock:/a').journal())
    expect(await control.session({ id: 'b' }).ledger()).toEqual({ fal: { accepted: 1, billed: 1 } })
    expect(await control.jobs()).toEqual(server.jobs())
    expect(await control.verify({ counts: [{ operation: 'submit', exactly: 1 }] })).toMatchObject({
      ok: false,
      findings: [{ rule: 'count' }],
    })
    expect(
      await control.session('mock:/a').verify({ counts: [{ operation: 'submit', exactly: 1 }] }),
    ).toEqual({
      ok: true,
      findings: [],
    })
  })

  test('plans, resets, saves and restores, for one session or for all', async () => {
    const control = remote()
    await control.session('mock:/a').next({ name: 'fails' })
    await control.next({ name: 'moderated', session: 'b' })
    await submit('mock:/a')
    await submit('mock:/b')
    const snapshot = await control.snapshot()
    expect((await control.jobs()).map(({ scenario }) => scenario)).toEqual(['fails', 'moderated'])
    await control.session('mock:/a').reset()
    expect((await control.sessions()).map(({ id }) => id)).toEqual(['b'])
    await control.restore(snapshot)
    expect(await control.snapshot()).toEqual(snapshot)
    const before = clock.now()
    await control.advance(5_000)
    expect(clock.now()).toBe(before + 5_000)
    await control.reset()
    expect(await control.sessions()).toEqual([])
  })

  test('throws what verifying finds', async () => {
    await submit('mock:submit-reset-after-acceptance/a').catch(() => undefined)
    await submit('mock:/a')
    await expect(remote().session('mock:/a').assert()).rejects.toThrow(
      /^Failed to verify session a: 1 finding\.\n {2}paid-twice: The same edit was taken and billed again\./,
    )
    await expect(remote().session('mock:/b').assert()).resolves.toBeUndefined()
  })

  test('says why something cannot be done', async () => {
    await expect(remote().next({ name: 'nonsense' })).rejects.toThrow(
      'Failed to control the mock (next): 400',
    )
    await expect(connectControl({ url: server.url, token: 'wrong' }).sessions()).rejects.toThrow('401')
  })
})
