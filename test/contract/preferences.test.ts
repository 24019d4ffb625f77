import { startMockServer, type EngineName, type MockServer } from 'kontext-mocks'
import type { ContractEngine, Preference } from 'kontext-sdk/testing'
import { providers } from 'kontext-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operationsOf } from 'kontext-sdk/contracts'
import { contractFiles, loadContracts } from '../../mocks/src/contracts.ts'
import { createFastEngine } from '../../mocks/src/engines/fast-engine.ts'
import { createPrismEngine } from '../../mocks/src/engines/prism-engine.ts'
import { pathOf } from './engines/generate.ts'

const names: readonly EngineName[] = ['prism', 'fast']
const status = '/fal-ai/flux-pro/requests/some-job/status'

describe.each(names)('a preference of a client, with the engine %s', (engine) => {
  let server: MockServer
  beforeAll(async () => {
    server = await startMockServer({ engine })
  })
  afterAll(() => server.close())

  const ask = async (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) => {
    const sent = { authorization: 'Key secret', 'content-type': 'application/json', ...headers }
    const response = await fetch(server.baseUrl('fal') + path, { headers: sent, ...init })
    const text = await response.text()
    return { status: response.status, body: JSON.parse(text) as unknown }
  }

  const cases = [
    { name: 'a status', prefer: 'code=404', want: { status: 404, body: { status: 'NOT_FOUND' } } },
    {
      name: 'a named example',
      prefer: 'code=202, example=running',
      want: { status: 202, body: { status: 'IN_PROGRESS' } },
    },
    {
      name: 'a name in quotes',
      prefer: 'example="queued";code=202',
      want: { status: 202, body: { status: 'IN_QUEUE' } },
    },
    {
      name: 'an example of the usual answer',
      prefer: 'example=completed',
      want: { status: 200, body: { status: 'COMPLETED' } },
    },
  ]
  test.each(cases)('$name comes from the contract, of no job', async ({ prefer, want }) => {
    expect(await ask(status, { prefer })).toMatchObject(want)
  })

  test('can stand in the query', async () => {
    expect(await ask(`${status}?__code=202&__example=running`)).toMatchObject({
      status: 202,
      body: { status: 'IN_PROGRESS' },
    })
  })

  test('in the header counts before one in the query', async () => {
    expect(await ask(`${status}?__code=404`, { prefer: 'code=202' })).toMatchObject({ status: 202 })
  })

  test('leads to URLs of the mock', async () => {
    const { body } = await ask(status, { prefer: 'code=200' })
    expect(body).toMatchObject({ response_url: expect.stringContaining(`${server.baseUrl('fal')}/fal-ai/`) })
  })

  const refused = [
    { name: 'a status the contract does not list', prefer: 'code=418', says: '418' },
    { name: 'an example the contract does not have', prefer: 'code=202, example=nonsense', says: 'nonsense' },
    { name: 'a status that is none', prefer: 'code=abc', says: 'abc' },
  ]
  test.each(refused)('is refused for $name', async ({ prefer, says }) => {
    const { status: found, body } = await ask(status, { prefer })
    expect(found).toBe(400)
    expect(JSON.stringify(body)).toContain(says)
  })

  const others = ['respond-async', 'return=minimal', 'wait=10']
  test.each(others)('does not count when it is another one: %s', async (prefer) => {
    expect(await ask(status, { prefer })).toMatchObject({ status: 404 })
  })

  test('does not save a wrong request from its true answer', async () => {
    const init = { method: 'POST', body: '{"image_url":"https://a.example/b.png"}' }
    expect(await ask('/fal-ai/flux-pro/kontext', { prefer: 'code=200' }, init)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['body', 'prompt'] }] },
    })
  })

  test('does not open the door without a key', async () => {
    expect(await ask(status, { prefer: 'code=200', authorization: '' })).toMatchObject({ status: 401 })
  })

  test('takes no edit', async () => {
    const before = server.accepted()
    const init = { method: 'POST', body: '{"prompt":"x","image_url":"https://a.example/b.png"}' }
    expect(await ask('/fal-ai/flux-pro/kontext', { prefer: 'code=200' }, init)).toMatchObject({ status: 200 })
    expect(server.accepted()).toBe(before)
  })

  test('for a made-up answer works with Prism, and says so without', async () => {
    const { status: found, body } = await ask(status, { prefer: 'dynamic=true, code=202' })
    if (engine === 'prism') {
      expect(found).toBe(202)
      expect(body).toMatchObject({ status: expect.stringMatching(/^IN_/) })
    } else {
      expect(found).toBe(400)
      expect(JSON.stringify(body)).toContain('--engine prism')
    }
  })
})

describe('the samples of the two engines', () => {
  const contracts = loadContracts(contractFiles())
  const engines = { prism: createPrismEngine(contracts), fast: createFastEngine(contracts) }
  const all = Object.keys(providers).flatMap((id) =>
    operationsOf(contracts.of(id)?.root).flatMap((operation) =>
      operation.answers.flatMap(({ code, contents }) => [
        { id, operation, preference: { code: Number(code) } },
        ...(contents[0]?.examples ?? []).map(({ name }) => ({
          ...{ id, operation },
          preference: { code: Number(code), example: name },
        })),
      ]),
    ),
  )

  test.each(
    all.map((one) => ({ ...one, title: `${one.id} ${one.operation.id} ${JSON.stringify(one.preference)}` })),
  )('are the same: $title', async ({ id, operation, preference }) => {
    const sample = async (engine: ContractEngine, wanted: Preference) => {
      const body = operation.body?.contents[0]?.examples[0]?.value ?? {
        prompt: 'x',
        image_url: 'https://a.example/b.png',
        model: 'flux_kontext_max',
        input: [{ params: { prompt: 'x', input_image: 'https://a.example/b.png' } }],
      }
      return engine.sample?.(
        id,
        {
          method: operation.method.toUpperCase(),
          path: pathOf(operation, 'x'),
          query: {},
          headers: { 'content-type': 'application/json' },
          ...(operation.body === undefined ? {} : { body }),
        },
        wanted,
      )
    }
    const [prism, fast] = await Promise.all([
      sample(engines.prism, preference),
      sample(engines.fast, preference),
    ])
    expect(fast?.kind).toBe('answer')
    if (prism?.kind !== 'answer' || fast?.kind !== 'answer') throw new Error(JSON.stringify([prism, fast]))
    expect([fast.answer.status, fast.answer.body, fast.broken]).toEqual([
      prism.answer.status,
      prism.answer.body,
      prism.broken,
    ])
  })
})
