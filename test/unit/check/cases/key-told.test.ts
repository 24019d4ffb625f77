import { checkProvider, type CaseResult } from 'kontext-sdk/check'
import { describe, expect, test } from 'vitest'
import { caseOf, checked, mocked, secretKey, type Between, type Seen } from '../mocked.ts'

const isSubmit = ({ method }: Seen): boolean => method === 'POST'
const only = ['auth', 'validation', 'answers.no-key']

async function told(between: Between): Promise<CaseResult> {
  const { report } = await checked('fal', { budget: 0, only }, between)
  return caseOf(report, 'answers.no-key')
}

function repeats(text: (authorization: string) => string): Between {
  return async (seen, next) => {
    const answer = await next()
    if (!isSubmit(seen)) return answer
    const said = text(seen.headers.get('authorization') ?? '')
    return new Response(JSON.stringify({ detail: said }), {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
    })
  }
}

describe('a key in an answer', () => {
  test('is told once, by the place, and is itself in no report', async () => {
    const found = await told(repeats((authorization) => `no such user: ${authorization}`))
    expect(found.deviations).toMatchObject([
      { got: 'the key in its body', want: 'the key in requests alone' },
    ])
    expect(JSON.stringify(found)).not.toContain(secretKey)
  })

  test('is told where a header has it', async () => {
    const found = await told(async (seen, next) => {
      const { body, status, headers } = await next()
      const more = new Headers(headers)
      more.set('set-cookie', `session=${seen.headers.get('authorization') ?? ''}`)
      return new Response(body, { status, headers: more })
    })
    expect(found.deviations.map(({ got }) => got)).toEqual(['the key in its header set-cookie'])
  })

  test('is not what answers to a wrong key repeat, nor the scheme', async () => {
    const wrong = repeats((authorization) =>
      authorization.includes(secretKey) ? 'Key needed' : `no such user: ${authorization}`,
    )
    expect((await told(wrong)).status).toBe('passed')
  })

  test.each([
    {
      name: 'the secret of a key of two halves',
      apiKey: 'id-of-it:9f8e7d6c5b4a',
      said: '9f8e7d6c5b4a',
      want: 1,
    },
    { name: 'not the id of a key of two halves', apiKey: 'id-of-it:9f8e7d6c5b4a', said: 'id-of-it', want: 0 },
    { name: 'a key as it stands in addresses', apiKey: 'abc/def+ghi', said: 'abc%2Fdef%2Bghi', want: 1 },
  ])('is $name', async ({ apiKey, said, want }) => {
    const { provider, fetch, clock } = mocked('fal')
    const one = { ...provider, apiKey: () => Promise.resolve(apiKey) }
    const send: typeof globalThis.fetch = async (input, init) => {
      const answer = await fetch(input, init)
      return init?.method === 'POST' ? Response.json({ detail: said }, { status: answer.status }) : answer
    }
    const report = await checkProvider(one, { fetch: send, clock, budget: 0, only })
    expect(caseOf(report, 'answers.no-key').deviations.length).toBe(want)
  })

  test('is not looked for where it is too short to be told from other words', async () => {
    const { provider, fetch, clock } = mocked('fal')
    const one = { ...provider, apiKey: () => Promise.resolve('detail') }
    const report = await checkProvider(one, { fetch, clock, budget: 0, only })
    expect(caseOf(report, 'answers.no-key')).toMatchObject({
      status: 'skipped',
      reason: expect.stringContaining('as short as this') as string,
    })
  })
})
