import { startMockServer, type MockServer } from 'kontext-mocks'
import { providers } from 'kontext-sdk'
import { createFakeClock, createMockFetch, scenarios, type MockFetch } from 'kontext-sdk/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../generated/contracts.ts'
import { fixturesOf } from '../fixtures-of.ts'

// What is different on purpose: the pixels of images (another painter), where they are (a host of their own in the
// process), and the headers a connection adds. All else has to be the same.
const compared = [
  'content-type',
  'cache-control',
  'x-kontext-mock',
  'x-fal-request-id',
  'retry-after',
] as const

interface Step {
  readonly name: string
  readonly path: string
  readonly init?: RequestInit
}

/** One way to reach the mock of a provider. */
interface Way {
  readonly send: (url: string, init?: RequestInit) => Promise<Response>
  readonly baseUrl: string
  /** Where images are. */
  readonly images: string
}

let server: MockServer
let fetched: MockFetch
beforeAll(async () => {
  server = await startMockServer({ clock: createFakeClock() })
  fetched = createMockFetch({ clock: createFakeClock() })
})
afterAll(() => server.close())

describe.each(Object.keys(providers))('%s in the process and over HTTP', (id) => {
  test.each(Object.keys(scenarios))('are the same in the scenario "%s"', async (scenario) => {
    const steps = await stepsOf(id, scenario)
    const [here, there] = await Promise.all([
      play(steps, {
        send: fetched,
        baseUrl: fetched.baseUrl(id),
        images: 'https://images.kontext.mock',
      }),
      play(steps, { send: fetch, baseUrl: server.baseUrl(id), images: server.url }),
    ])
    expect(here).toEqual(there)
    expect(here.map(({ status }) => status)).toContain(200)
  })

  test('keep the same journal', () => {
    const [here, there] = [fetched.mock, server].map((mock) =>
      mock.journal().map(({ violations, ...rest }) => ({
        ...{ ...rest, host: '', number: 0, at: 0 },
        violations: violations.map(({ location, keyword }) => ({ location, keyword })),
      })),
    )
    expect(here?.filter(({ provider }) => provider === id)).toEqual(
      there?.filter(({ provider }) => provider === id),
    )
  })
})

async function stepsOf(id: string, scenario: string): Promise<readonly Step[]> {
  const { operations } = contracts[id as keyof typeof contracts]
  const { scheme } = providers[id as keyof typeof providers]({ baseUrl: 'http://127.0.0.1' }).capabilities
    .auth
  const headers = {
    authorization: `${scheme} mock:${scenario}/${id}-${scenario}`,
    'content-type': 'application/json',
  }
  const submits = operations.filter(({ method }) => method === 'POST')
  const steps = await Promise.all(
    submits.map(async ({ id: operation, path }) => {
      const bodies = await fixturesOf(id, operation.slice('submit'.length).toLowerCase())
      const post = (name: string, body: string, more: Record<string, string> = {}): Step => ({
        name,
        path,
        init: { method: 'POST', headers: { ...headers, ...more }, body },
      })
      const get = (name: string, part: string, method = 'GET'): Step => ({
        name,
        path: `{job}${part}`,
        init: { method, headers: { authorization: headers.authorization } },
      })
      const task = path.endsWith('/generation')
      return [
        post('no key', JSON.stringify(bodies.minimal), { authorization: '' }),
        post('broken JSON', '{"prompt": '),
        post('no JSON', 'prompt=x', { 'content-type': 'text/plain' }),
        post('empty object', '{}'),
        post('wrong values', JSON.stringify(wrong(bodies.full))),
        post('unknown field', JSON.stringify(extra(bodies.minimal))),
        post('full', JSON.stringify(bodies.full)),
        post('minimal', JSON.stringify(bodies.minimal)),
        { name: 'elsewhere', path: '/v1/nonsense', init: { headers } },
        { name: 'wrong method', path, init: { method: 'PUT', headers, body: '{}' } },
        ...(task
          ? [get('look', ''), get('look', ''), get('look', ''), get('look', ''), get('look', '')]
          : [
              get('early result', ''),
              get('status', '/status'),
              get('status with logs', '/status?logs=1'),
              get('wrong query', '/status?logs=perhaps'),
              get('status', '/status'),
              get('status with logs', '/status?logs=true'),
              get('result', '/response'),
              get('late cancel', '/cancel', 'PUT'),
            ]),
        { name: 'image', path: '{image}' },
        { name: 'no such image', path: '{images}/images/fal/nothing/0.jpg' },
        ...(operations.some(({ id: name }) => name === 'stream') && scenario !== 'stuck'
          ? [post('to be streamed', JSON.stringify(bodies.full)), get('stream', '/status/stream?logs=1')]
          : []),
        post('to be canceled', JSON.stringify(bodies.full)),
        ...(task ? [] : [get('cancel', '/cancel', 'PUT'), get('status', '/status'), get('result', '')]),
      ]
    }),
  )
  return steps.flat()
}

async function play(steps: readonly Step[], { send, baseUrl, images }: Way) {
  let job = ''
  let image = ''
  const seen = []
  for (const { name, path, init } of steps) {
    if (path.includes('{image}') && image === '') continue
    const target = path.replace('{job}', job).replace('{image}', image).replace('{images}', images)
    const url = target.startsWith('http') || target === '' ? target : baseUrl + target
    const answer = await send(url, init).then(read, (error: unknown) => ({
      failed: error instanceof TypeError,
    }))
    if ('failed' in answer) {
      seen.push({ name, status: 0 })
      continue
    }
    const { status, headers, body } = answer
    const [ticket, found] = [asRecord(body), /"url":"([^"]+\/images\/[^"]+)"/.exec(JSON.stringify(body))?.[1]]
    const id = ticket['request_id'] ?? ticket['id']
    if (init?.method === 'POST' && status === 200 && typeof id === 'string')
      job = `${baseUrl}${path.endsWith('/generation') ? `${path}/task` : '/fal-ai/flux-pro/requests'}/${id}`
    image = found ?? image
    seen.push({ name, status, headers, body: normalised(body, baseUrl, images) })
  }
  return seen
}

async function read(response: Response) {
  const headers = Object.fromEntries(compared.map((name) => [name, response.headers.get(name)]))
  const type = response.headers.get('content-type') ?? ''
  const body: unknown = type.startsWith('image/')
    ? [type, (await response.arrayBuffer()).byteLength > 0]
    : type.includes('json')
      ? await response.json()
      : await response.text()
  return { status: response.status, headers, body }
}

function normalised(body: unknown, baseUrl: string, images: string): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll(baseUrl, '<base>').replaceAll(images, '<images>'))
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** The same body with values the contract refuses. */
function wrong(body: object): object {
  return change(body, { guidance_scale: 99, prompt: '', aspect_ratio: 7, seed: 1.5 })
}

function extra(body: object): object {
  return change(body, { no_such_field: true })
}

function change(body: object, fields: object): object {
  const input: unknown = 'input' in body ? body.input : undefined
  if (!Array.isArray(input)) return { ...body, ...fields }
  const [first] = input as { params: object }[]
  return { ...body, input: [{ params: { ...first?.params, ...fields } }] }
}
