import { request } from 'node:http'
import { providers, type Model } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'
import { fixtures as fal } from '../../generated/fal/fixtures.ts'
import { useMockServer } from './mock-server.ts'

const server = useMockServer()
type Requests = Partial<Record<Model, { minimal: object; full: object }>>

/** The bodies of a provider's fixtures. */
async function requestsOf(id: string): Promise<Requests> {
  const { fixtures } = (await import(`../../generated/${id}/fixtures.ts`)) as {
    fixtures: { requests: Requests }
  }
  return fixtures.requests
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init)
  return { status: response.status, body: await response.json() }
}

/** Sends a request target as it is, which `fetch` would tidy up first. */
function sendRaw(path: string, headers: Record<string, string> = {}, body = ''): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port: server().port, host: '127.0.0.1', path, headers, method: 'GET' },
      (response) => {
        response.resume()
        resolve(response.statusCode)
      },
    )
    sent.on('error', reject).end(body)
  })
}

for (const [id, make] of Object.entries(providers)) {
  const { auth, models, operations, dialect } = make({ baseUrl: 'http://127.0.0.1' }).capabilities
  const requests = await requestsOf(id)
  const key = `${auth.scheme} secret`
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    send(server().baseUrl(id) + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: key, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const get = (path: string, headers: Record<string, string> = { authorization: key }): Promise<Answer> =>
    send(server().baseUrl(id) + path, { headers })

  describe.each(Object.entries(models).map(([model, { path }]) => ({ model, path })))(
    `the mock of ${id} $model`,
    ({ model, path }) => {
      const bodies = requests[model === 'pro' ? 'pro' : 'max']

      test.each(['minimal', 'full'] as const)('takes the %s body of the contract', async (name) => {
        expect(await post(path, bodies?.[name])).toMatchObject({ status: 200 })
      })

      test('answers 401 without a key and with the wrong scheme', async () => {
        const before = server().accepted()
        const wrong = auth.scheme === 'Key' ? 'Bearer secret' : 'Key secret'
        for (const authorization of ['', wrong, auth.scheme]) {
          expect(await post(path, bodies?.minimal, { authorization })).toMatchObject({ status: 401 })
        }
        expect(server().accepted()).toBe(before)
      })

      test('takes the scheme in any case, as HTTP says', async () => {
        expect(
          await post(path, bodies?.minimal, { authorization: `${auth.scheme.toLowerCase()} secret` }),
        ).toMatchObject({ status: 200 })
      })

      test('says where a wrong body is wrong', async () => {
        const { status, body } = await post(path, wrongGuidance(bodies?.minimal))
        expect(status).toBe(dialect === 'task' ? 400 : 422)
        expect(body).toMatchObject(
          dialect === 'task'
            ? { error: { message: 'input[0].params.guidance_scale: must be <= 10' } }
            : {
                detail: [
                  {
                    loc: ['body', 'guidance_scale'],
                    msg: 'must be <= 20',
                    type: 'value_error.number.not_le',
                  },
                ],
              },
        )
      })

      test('says where a body lacks a field', async () => {
        const { body } = await post(path, withoutPrompt(bodies?.minimal))
        expect(JSON.stringify(body)).toContain(
          dialect === 'task' ? 'input[0].params.prompt' : '"loc":["body","prompt"]',
        )
      })

      const unreadable = [
        { name: 'broken JSON', body: '{"prompt": ', headers: {} },
        {
          name: 'another content type',
          body: 'prompt=donut',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      ]
      test.each(unreadable)('refuses $name without taking the edit', async ({ body, headers }) => {
        const before = server().accepted()
        expect(await post(path, body, headers)).toMatchObject({ status: dialect === 'task' ? 400 : 422 })
        expect(server().accepted()).toBe(before)
      })

      test('names the scenarios when it is asked for one it does not have', async () => {
        const { status, body } = await post(path, bodies?.minimal, {
          'x-kontext-scenario': 'submit-reset-after-acceptanc',
        })
        expect(status).toBe(400)
        expect(JSON.stringify(body)).toContain('submit-reset-after-acceptance')
      })
    },
  )

  test(`the mock of ${id} answers 404 for an unknown job`, async () => {
    const path = operations.status.path.replace('{request_id}', 'no-such-job')
    expect(await get(path)).toMatchObject({ status: 404 })
  })

  test(`the mock of ${id} says what is wrong with a path it does not have`, async () => {
    const { status, body } = await get('/v1/nonsense')
    expect(status).toBe(404)
    expect(JSON.stringify(body)).toContain(`The contract of ${id} has no GET /v1/nonsense.`)
  })
}

describe('the fal queue of the mock', () => {
  const headers = { authorization: 'Key secret', 'content-type': 'application/json' }
  const submit = async (): Promise<{
    request_id: string
    status_url: string
    response_url: string
    cancel_url: string
  }> => {
    const response = await fetch(`${server().baseUrl('fal')}/fal-ai/flux-pro/kontext/max`, {
      method: 'POST',
      headers,
      body: JSON.stringify(fal.requests.max.full),
    })
    return (await response.json()) as Awaited<ReturnType<typeof submit>>
  }
  const look = (url: string, init: RequestInit = {}): Promise<Answer> => send(url, { headers, ...init })

  test('points every URL of a ticket at itself', async () => {
    const { status_url, response_url, cancel_url } = await submit()
    for (const url of [status_url, response_url, cancel_url]) expect(url).toMatch(server().baseUrl('fal'))
  })

  test('answers 202 with a falling position while a job waits and runs, then 200', async () => {
    const { status_url } = await submit()
    const looks = [
      await look(status_url),
      await look(status_url),
      await look(status_url),
      await look(status_url),
    ]
    expect(looks).toMatchObject([
      { status: 202, body: { status: 'IN_QUEUE', queue_position: 1 } },
      { status: 202, body: { status: 'IN_QUEUE', queue_position: 0 } },
      { status: 202, body: { status: 'IN_PROGRESS' } },
      { status: 200, body: { status: 'COMPLETED' } },
    ])
  })

  test('answers 400 for a result that is not there yet', async () => {
    const { response_url } = await submit()
    expect(await look(response_url)).toMatchObject({
      status: 400,
      body: { detail: 'Request is still in progress' },
    })
  })

  const forms = [
    '/fal-ai/flux-pro/requests/ID',
    '/fal-ai/flux-pro/requests/ID/response',
    '/fal-ai/flux-pro/kontext/max/requests/ID',
    '/fal-ai/auto/requests/ID',
  ]
  test.each(forms)('finds a job by the path %s', async (form) => {
    const { request_id } = await submit()
    expect(await look(server().baseUrl('fal') + form.replace('ID', request_id))).toMatchObject({
      status: 400,
    })
  })

  test('carries the image in the result with sync_mode', async () => {
    const body = JSON.stringify({ ...fal.requests.max.minimal, sync_mode: true })
    const ticket = await look(`${server().baseUrl('fal')}/fal-ai/flux-pro/kontext/max`, {
      method: 'POST',
      body,
    })
    const { status_url, response_url } = ticket.body as Awaited<ReturnType<typeof submit>>
    for (let looks = 0; looks < 4; looks += 1) await look(status_url)
    expect(JSON.stringify((await look(response_url)).body)).toContain('"url":"data:image/jpeg;base64,')
  })
})

describe('the front of the mock', () => {
  test('lists its providers and scenarios', async () => {
    expect(await send(server().url, {})).toMatchObject({
      status: 200,
      body: {
        providers: { vtrix: { baseUrl: server().baseUrl('vtrix') } },
        scenarios: { completes: expect.any(String) as string },
      },
    })
  })

  test('names the providers when a path begins with none', async () => {
    expect(await send(`${server().url}/replicate/v1`, {})).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining('/chainhub') as string },
    })
  })

  test('refuses a body beyond its limit and says the limit', async () => {
    const answer = await send(`${server().baseUrl('fal')}/fal-ai/flux-pro/kontext`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Key secret' },
      body: 'x'.repeat(33 * 1024 * 1024),
    })
    expect(answer).toMatchObject({
      status: 413,
      body: { message: expect.stringContaining('32 MiB') as string },
    })
  })

  const targets = [
    { target: '//', status: 400 },
    { target: '/%zz', status: 400 },
    { target: '/fal', status: 404 },
    { target: '/images/../../etc/passwd', status: 404 },
  ]
  test.each(targets)('answers $status to the target $target and lives on', async ({ target, status }) => {
    expect(await sendRaw(target)).toBe(status)
    expect((await send(server().url, {})).status).toBe(200)
  })

  test('does not mind a body that comes along with a look', async () => {
    const path = '/fal/fal-ai/flux-pro/requests/no-such-job/status'
    expect(
      await sendRaw(path, { authorization: 'Key secret', 'content-length': '13' }, 'not asked for'),
    ).toBe(404)
  })

  test('does not answer under a name that is not loopback', async () => {
    expect(await sendRaw('/', { host: 'evil.example' })).toBe(421)
  })
})

function wrongGuidance(body: object | undefined): object {
  return withParameters(body, (parameters) => ({ ...parameters, guidance_scale: 99 }))
}

function withoutPrompt(body: object | undefined): object {
  return withParameters(body, (parameters) => ({ ...parameters, prompt: undefined }))
}

/** The task dialect nests its parameters. */
function withParameters(body: object | undefined, change: (parameters: object) => object): object {
  if (body !== undefined && 'input' in body)
    return { ...body, input: [{ params: change(parametersOf(body.input)) }] }
  return change(body ?? {})
}

function parametersOf(input: unknown): object {
  const first: unknown = Array.isArray(input) ? input[0] : undefined
  const params: unknown =
    typeof first === 'object' && first !== null && 'params' in first ? first.params : undefined
  return typeof params === 'object' && params !== null ? params : {}
}
