import { describe, expect, test } from 'vitest'
import { caseOf, checked, idsOf, type Between, type Id, type Seen } from '../mocked.ts'

const isSubmit = ({ method }: Seen): boolean => method === 'POST'
const keyless = ({ headers }: Seen): boolean => !headers.has('authorization')
const wrongKey = ({ headers }: Seen): boolean => headers.get('authorization')?.includes('000') === true
const ends =
  (url: string): ((seen: Seen) => boolean) =>
  (seen) =>
    seen.url.endsWith(url)

/** Lets requests through with a good key. */
function withGoodKey(when: (seen: Seen) => boolean, scheme = 'Key'): Between {
  return (seen, next) => {
    if (!when(seen)) return next()
    const headers = new Headers(seen.headers)
    headers.set('authorization', `${scheme} good`)
    return next({ headers })
  }
}

/** Answers some requests in place of the mock. */
function answers(when: (seen: Seen) => boolean, make: (seen: Seen) => Response): Between {
  return (seen, next) => (when(seen) ? Promise.resolve(make(seen)) : next())
}

/** Changes the answers to some requests. */
function changed(
  when: (seen: Seen) => boolean,
  change: (answer: Response, text: string) => Response,
): Between {
  return async (seen, next) => {
    const answer = await next()
    return when(seen) ? change(answer, await answer.clone().text()) : answer
  }
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status })
}

function relabelled(type: string): (answer: Response, text: string) => Response {
  return ({ status }, text) => new Response(text, { status, headers: { 'content-type': type } })
}

/** Reads a body as if some of it were right. */
function overlooks(...fields: readonly string[]): Between {
  return (seen, next) => {
    if (!isSubmit(seen) || !seen.body.startsWith('{"')) return next()
    const body = Object.entries(JSON.parse(seen.body.replace(/^\{"prompt": "$/, '{}')) as object)
    const kept = body.filter(([name]) => !fields.includes(name))
    return seen.body.endsWith('"prompt": "')
      ? next()
      : next({ body: JSON.stringify(Object.fromEntries(kept)) })
  }
}

const always = () => true

interface Row {
  readonly name: string
  readonly id?: Id
  readonly act: Between
  /** What deviates, and nothing else. */
  readonly want: readonly string[]
}

const deviating: readonly Row[] = [
  {
    name: 'submits need no key',
    act: withGoodKey((seen) => isSubmit(seen) && keyless(seen)),
    want: ['auth.no-key'],
  },
  {
    name: 'any key is taken for a submit',
    act: withGoodKey((seen) => isSubmit(seen) && wrongKey(seen)),
    want: ['auth.wrong-key'],
  },
  {
    name: 'the scheme is not looked at',
    act: withGoodKey(({ headers }) => headers.get('authorization')?.startsWith('Bearer') === true),
    want: ['auth.wrong-scheme'],
  },
  {
    name: 'reads need no key',
    act: withGoodKey((seen) => !isSubmit(seen) && keyless(seen)),
    want: ['auth.read-no-key'],
  },
  {
    name: 'any key reads',
    act: withGoodKey((seen) => !isSubmit(seen) && wrongKey(seen)),
    want: ['auth.read-wrong-key'],
  },
  {
    name: 'an image is not required',
    act: (seen, next) =>
      isSubmit(seen) && seen.body.startsWith('{') && !seen.body.endsWith('"prompt": "')
        ? next({
            body: JSON.stringify({
              image_url: 'https://images.example/1',
              ...(JSON.parse(seen.body) as object),
            }),
          })
        : next(),
    want: ['validation.required'],
  },
  {
    name: 'an enum is not looked at',
    act: overlooks('aspect_ratio'),
    want: ['validation.type', 'validation.enum'],
  },
  {
    name: 'bounds are not looked at',
    act: overlooks('guidance_scale'),
    want: ['validation.type', 'validation.minimum', 'validation.maximum'],
  },
  {
    name: 'mistakes have no place',
    act: changed(always, (answer, text) =>
      answer.status === 422 ? json({ detail: 'the body is wrong' }, 422) : new Response(text, answer),
    ),
    want: ['validation.required', 'content-types.charset'],
  },
  {
    name: 'broken JSON breaks the server',
    act: answers(
      ({ body }) => body.endsWith('"prompt": "'),
      () => json({ detail: 'oops' }, 500),
    ),
    want: ['validation.malformed-json'],
  },
  {
    name: 'an empty body breaks the server',
    act: answers(
      (seen) => isSubmit(seen) && seen.body === '',
      () => json({ detail: 'oops' }, 500),
    ),
    want: ['validation.empty-body'],
  },
  {
    name: 'a list for a body breaks the server',
    act: answers(
      ({ body }) => body === '[]',
      () => json({ detail: 'oops' }, 500),
    ),
    want: ['validation.not-an-object'],
  },
  {
    name: 'a job there is not is queued',
    act: changed(ends('0000/status'), (answer, text) =>
      answer.status === 404
        ? json({ status: 'IN_QUEUE', queue_position: 1 }, 202)
        : new Response(text, answer),
    ),
    want: ['unknown-job.status'],
  },
  {
    name: 'a cancel of no job is taken',
    act: changed(ends('/cancel'), (answer, text) =>
      answer.status === 404 ? json({ status: 'CANCELLATION_REQUESTED' }, 202) : new Response(text, answer),
    ),
    want: ['unknown-job.cancel'],
  },
  {
    name: 'an odd id breaks the server',
    act: answers(ends('/no-such-job/status'), () =>
      json({ detail: 'invalid input syntax for type uuid' }, 500),
    ),
    want: ['unknown-job.odd-id', 'answers.errors'],
  },
  {
    name: 'JSON is called HTML',
    act: changed(always, relabelled('text/html')),
    want: ['content-types.answers', 'answers.errors'],
  },
  {
    name: 'JSON is not in UTF-8',
    act: changed(always, relabelled('application/json; charset=gb2312')),
    want: ['content-types.answers'],
  },
  {
    name: 'a charset is not understood',
    act: answers(
      ({ headers }) => headers.get('content-type')?.includes('charset') === true,
      () => json({ detail: 'unsupported media type' }, 415),
    ),
    want: ['content-types.charset', 'answers.errors'],
  },
  {
    name: 'text is read as JSON',
    act: (seen, next) => {
      const headers = new Headers(seen.headers)
      if (headers.get('content-type') === 'text/plain') headers.set('content-type', 'application/json')
      return next({ headers })
    },
    want: ['content-types.text-body'],
  },
  {
    name: 'only those who ask for JSON get it',
    act: answers(
      ({ headers }) => headers.get('accept') === '*/*',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ),
    want: ['content-types.any-accept', 'answers.status'],
  },
  {
    name: 'a model has another path',
    act: answers(ends('/kontext/max'), () => json({ detail: 'Path /max not found' }, 404)),
    want: ['paths.models', 'answers.errors'],
  },
  {
    name: 'an error has a shape of its own',
    act: changed(ends('0000/status'), (answer, text) =>
      answer.status === 404 ? json({ fault: 'none' }, 404) : new Response(text, answer),
    ),
    want: ['answers.errors'],
  },
]

const harmless: readonly Row[] = [
  {
    name: 'a bad key is answered with 403',
    act: changed(always, (answer, text) =>
      answer.status === 401 ? json(JSON.parse(text), 403) : new Response(text, answer),
    ),
    want: [],
  },
  {
    name: 'errors have further fields, in another order',
    act: changed(always, (answer, text) => {
      const body = Object.entries({ ...(JSON.parse(text) as object), trace: 'x' }).toReversed()
      return json(Object.fromEntries(body), answer.status)
    }),
    want: [],
  },
  {
    name: 'JSON names its charset',
    act: changed(always, relabelled('Application/JSON; Charset=UTF-8')),
    want: [],
  },
  {
    name: 'problems are JSON of their own kind',
    id: 'fal',
    act: changed(always, relabelled('application/problem+json')),
    want: [],
  },
  {
    name: 'text is refused with 415, broken JSON with 400',
    act: answers(
      ({ body, headers }) => headers.get('content-type') === 'text/plain' || body.endsWith('"prompt": "'),
      ({ body }) => json({ detail: 'no' }, body.endsWith('"prompt": "') ? 400 : 415),
    ),
    want: [],
  },
  {
    name: 'an odd id is refused for its form',
    act: answers(ends('/no-such-job/status'), () =>
      json({ detail: [{ loc: ['path', 'request_id'], msg: 'not a uuid', type: 'uuid' }] }, 422),
    ),
    want: [],
  },
  {
    name: 'a gateway names one mistake at a time',
    id: 'vtrix',
    act: changed(always, (answer, text) => {
      const { error } = JSON.parse(text) as { error: { code: number; message: string } }
      const [first = ''] = error.message.split('; ')
      return json({ error: { ...error, message: first } }, answer.status)
    }),
    want: [],
  },
  {
    name: 'a gateway answers 200 and says what is wrong',
    id: 'vtrix',
    act: changed(isSubmit, (answer, text) =>
      answer.status === 400 ? json(JSON.parse(text)) : new Response(text, answer),
    ),
    want: [],
  },
]

describe('a server of which', () => {
  test.each(deviating)('$name deviates in $want', async ({ id = 'fal', act, want }) => {
    const { report } = await checked(id, { budget: 0 }, act)
    expect(idsOf(report, 'deviates')).toEqual(want)
    expect(report.verdict).toBe('deviates')
    for (const deviation of want.flatMap((one) => caseOf(report, one).deviations)) {
      expect([deviation.message, deviation.want, deviation.got].filter((text) => text === '')).toEqual([])
      expect(report.exchanges[(deviation.exchange ?? 0) - 1]?.number).toBe(deviation.exchange)
    }
  })
})

describe('it is no deviation that', () => {
  test.each(harmless)('$name', async ({ id = 'fal', act }) => {
    const { report } = await checked(id, { budget: 0 }, act)
    expect(
      report.cases.flatMap(({ id: one, deviations }) =>
        deviations.map(({ message }) => `${one}: ${message}`),
      ),
    ).toEqual([])
    expect(report.verdict).toBe('conforms')
  })
})

test('a server that names one mistake at a time is skipped where more would be paid for', async () => {
  const { report, mock } = await checked('vtrix', { budget: 0, only: ['validation'] }, harmless[6]?.act)
  expect(caseOf(report, 'validation.required').reason).toMatch(/names only the first mistake/)
  expect(caseOf(report, 'validation.maximum').reason).toMatch(/names only the first mistake/)
  expect(mock.accepted()).toBe(0)
})

test('the field that goes unnamed is told, with its place in the contract', async () => {
  const { report } = await checked('fal', { budget: 0 }, overlooks('guidance_scale'))
  expect(caseOf(report, 'validation.maximum').deviations).toEqual([
    {
      message: 'guidance_scale is at most 20; the answer to a submit that breaks this does not name it.',
      want: '422 that names guidance_scale',
      got: expect.stringContaining('422 {"detail"'),
      pointer: '/components/schemas/ProInput/properties/guidance_scale/maximum',
      exchange: expect.any(Number),
      curl: expect.stringContaining(`--data-raw '{"guidance_scale":21}'`),
    },
  ])
  const evidence = caseOf(report, 'validation.maximum').evidence
  expect(evidence).toContainEqual({
    pointer: '/components/schemas/ProInput/properties/guidance_scale/maximum',
    kind: expect.stringMatching(/document|public|inferred/),
    at: expect.stringMatching(/^specs\/.+:\d+:\d+$/),
    source: expect.stringMatching(/^fal\.ai\//),
  })
})
