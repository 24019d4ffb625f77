import { describe, expect, test } from 'vitest'
import { editNames } from '../../../../src/check/case.ts'
import { planEdit } from '../../../../src/check/edits/edit-plan.ts'
import { playEdit } from '../../../../src/check/edits/play-edit.ts'
import { courseCases } from '../cases/courses.ts'
import { mockRun, providerIds, type MockRun, type MockRunOptions, type ProviderId } from './mock-run.ts'

/** What every case over courses says of a mock: cases that found something or could not look. */
async function complaints({ run }: MockRun): Promise<readonly string[]> {
  const said: string[] = []
  for (const one of courseCases(run.subject)) {
    if (one.inapplicable !== undefined) continue
    try {
      const deviations = await one.run(run)
      said.push(...deviations.map(({ message, got }) => `${one.id}: ${message} ${got}`))
    } catch (error) {
      said.push(`${one.id} skipped: ${String(error)}`)
    }
  }
  return said
}

type Between = NonNullable<MockRunOptions['between']>

/** Answers some requests in place of the mock. */
const instead =
  (
    answer: (request: {
      readonly method: string
      readonly url: URL
      readonly nth: number
    }) => Response | undefined,
  ): Between =>
  (send) => {
    const counts = new Map<string, number>()
    return async (address, init) => {
      const [method, url] = [init?.method ?? 'GET', new URL(address)]
      const key = `${method} ${url.pathname}`
      const nth = (counts.get(key) ?? 0) + 1
      counts.set(key, nth)
      return answer({ method, url, nth }) ?? send(address, init)
    }
  }

const isStatus = (url: URL): boolean => url.pathname.endsWith('/status') || url.pathname.includes('/task/')
const submits = ({ asked }: MockRun): number => asked.filter((line) => line.startsWith('POST ')).length

describe('a mock without fault', () => {
  test.each(providerIds)('%s keeps its contract in every edit, and every case can look', async (id) => {
    const made = mockRun(id)
    expect(await complaints(made)).toEqual([])
    const possible = editNames.filter((name) => !('missing' in planEdit(name, made.run.subject)))
    expect([submits(made), made.fetch.mock.accepted()]).toEqual([possible.length, possible.length])
  })

  test.each(providerIds)('%s keeps it where time moves its jobs', async (id) => {
    const made = mockRun(id, { time: 'clock', medianMs: 20_000, laterMs: 5_000 })
    expect(await complaints(made)).toEqual([])
  })

  test.each(providerIds)('%s keeps it when it is quicker than anybody looks', async (id) => {
    const quick = await complaints(mockRun(id, { time: 'clock', medianMs: 40 }))
    expect(quick.filter((line) => !/ skipped: Skipped: the job (had )?ended before/.test(line))).toEqual([])
  })

  test.each([
    { id: 'fal', scenario: 'instant' },
    { id: 'chainhub', scenario: 'sparse' },
    { id: 'fal-relay', scenario: 'echo' },
    { id: 'chainhub', scenario: 'embedded' },
    { id: 'fal', scenario: 'nsfw' },
    { id: 'fal-relay', scenario: 'status-404-grace-then-found' },
    { id: 'vtrix', scenario: 'sparse' },
  ] as const)('$id keeps it in the scenario $scenario', async ({ id, scenario }) => {
    const said = await complaints(mockRun(id, { scenario }))
    expect(said.filter((line) => !line.includes(' skipped: Skipped: the job '))).toEqual([])
  })
})

describe('a submit', () => {
  test.each(providerIds)('whose answer is lost at %s is never sent again', async (id) => {
    const made = mockRun(id, { scenario: 'submit-reset-after-acceptance' })
    const course = await made.run.course('usual')
    expect(course).toMatchObject({ end: 'lost', looks: [], images: [] })
    expect(course.submit.answer).toBeUndefined()
    expect([submits(made), made.fetch.mock.accepted()]).toEqual([1, 1])
  })

  test.each([
    { name: 'that is refused', status: 403, body: { detail: 'locked' }, end: 'refused' },
    { name: 'that breaks the server', status: 500, body: {}, end: 'refused' },
    { name: 'that is answered without an id', status: 200, body: { status: 'IN_QUEUE' }, end: 'unread' },
    {
      name: 'whose id would change the path',
      status: 200,
      body: { request_id: '../../x', status: 'IN_QUEUE' },
      end: 'unread',
    },
    { name: 'that is redirected', status: 307, body: {}, end: 'refused' },
  ])('$name is sent once, and nothing is looked at', async ({ status, body, end }) => {
    const answer = () =>
      new Response(JSON.stringify(body), { status, headers: { location: 'https://elsewhere.example' } })
    const made = mockRun('fal', {
      between: instead(({ method }) => (method === 'POST' ? answer() : undefined)),
    })
    expect((await made.run.course('usual')).end).toBe(end)
    expect(made.asked).toHaveLength(1)
  })

  test('that the provider has no edit for is not sent', async () => {
    const { run, asked } = mockRun('vtrix')
    await expect(playEdit('cancel-queued', run)).rejects.toThrow('its contract has no cancel')
    expect(asked).toEqual([])
  })
})

describe('the watching', () => {
  test.each(['fal', 'vtrix'] as const)('of a job at %s that never ends stops at its deadline', async (id) => {
    const made = mockRun(id, { scenario: 'stuck' })
    const startedAt = made.clock.now()
    const course = await made.run.course('usual')
    expect(course.end).toBe('deadline')
    expect(made.clock.now() - startedAt).toBeLessThan(310_000)
    expect(made.asked.length).toBeLessThan(100)
    expect(await complaints(made)).toContain(
      `lifecycle.ends: A job did not end. "${id === 'fal' ? 'IN_PROGRESS' : 'in_progress'}"`,
    )
  })

  test('of a job whose looks all fail stops', async () => {
    const down = () => new Response('{}', { status: 500 })
    const made = mockRun('fal', { between: instead(({ url }) => (isStatus(url) ? down() : undefined)) })
    expect((await made.run.course('again')).end).toBe('silent')
    expect(made.asked.length).toBeLessThan(20)
  })

  test.each(['fal-relay', 'vtrix'] as const)(
    'of a job at %s that is not found at first goes on',
    async (id) => {
      const young = () => new Response('{"status":"NOT_FOUND"}', { status: 404 })
      const made = mockRun(id, {
        between: instead(({ url, nth }) => (isStatus(url) && nth <= 3 ? young() : undefined)),
      })
      const course = await made.run.course('usual')
      expect(course.looks.slice(0, 3).map(({ reading }) => reading)).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(course.end).toBe('completed')
    },
  )

  test('goes on at the paths of the contract where those of the ticket lead nowhere', async () => {
    const wrong = '/fal-ai/flux-1/requests/'
    const made = mockRun('chainhub', {
      between: (send) => async (url, init) => {
        if (url.includes(wrong)) return new Response('{}', { status: 404 })
        const response = await send(url, init)
        if (init?.method !== 'POST') return response
        const text = (await response.text()).replaceAll('/fal-ai/flux-pro/requests/', wrong)
        return new Response(text, { status: response.status, headers: response.headers })
      },
    })
    const course = await made.run.course('again')
    expect(course).toMatchObject({ end: 'completed', paths: {} })
    expect(made.asked.filter((line) => line.includes(wrong))).toHaveLength(1)
  })

  test('ends with the reason of the signal', async () => {
    const stop = new AbortController()
    const reason = new Error('enough')
    const made = mockRun('fal', {
      signal: stop.signal,
      between: instead(({ url }) => {
        if (isStatus(url)) stop.abort(reason)
        return undefined
      }),
    })
    await expect(made.run.course('usual')).rejects.toBe(reason)
    expect(submits(made)).toBe(1)
  })
})

describe('downloads', () => {
  test('go out without a key', async () => {
    const keys: (string | null)[] = []
    const made = mockRun('fal', {
      between: (send) => (url, init) => {
        if (!url.startsWith('https://kontext.mock/fal/fal-ai/'))
          keys.push(new Headers(init?.headers).get('authorization'))
        return send(url, init)
      },
    })
    await made.run.course('webhook')
    expect(keys).toEqual([null, null])
  })

  test.each([
    {
      name: 'a redirect into this network',
      to: 'https://10.0.0.1/x.png',
      says: 'redirects to a URL that names a private address',
    },
    { name: 'a redirect in a circle', to: undefined, says: 'redirects without end' },
  ])('do not follow $name', async ({ to, says }) => {
    const made = mockRun('fal', {
      between: instead(({ url }) =>
        url.host === 'images.kontext.mock'
          ? new Response('', { status: 302, headers: { location: to ?? url.href } })
          : undefined,
      ),
    })
    const [image] = (await made.run.course('other-shape')).images
    expect(image?.unfetched).toBe(says)
    expect(made.asked.some((line) => line.includes('10.0.0.1'))).toBe(false)
  })

  test('follow a redirect to another public host', async () => {
    const made = mockRun('fal', {
      between: (send) => (url, init) => {
        if (url.startsWith('https://cdn.example/'))
          return send(url.replace('cdn.example', 'images.kontext.mock'), init)
        if (!url.includes('images.kontext.mock')) return send(url, init)
        const location = url.replace('images.kontext.mock', 'cdn.example')
        return Promise.resolve(new Response('', { status: 307, headers: { location } }))
      },
    })
    expect((await made.run.course('usual')).images[0]).toMatchObject({ type: 'image/png', whole: true })
  })
})

/** Faults of the mock, and the cases that tell of them; none: it may happen to anybody. */
const faults: readonly {
  readonly fault: string
  readonly id?: ProviderId
  readonly cases: readonly string[]
}[] = [
  { fault: 'status-500-once', cases: [] },
  { fault: 'status-reset-once', cases: [] },
  { fault: 'status-404-grace-then-found', cases: [] },
  { fault: 'status-completed-under-202', cases: [] },
  { fault: 'status-sparse', cases: [] },
  { fault: 'status-other-letters', cases: [] },
  { fault: 'status-unknown-word-once', cases: ['lifecycle.words'] },
  { fault: 'status-of-another-job', cases: ['lifecycle.same-job'] },
  { fault: 'submit-urls-abroad', cases: ['lifecycle.ticket-urls'] },
  { fault: 'submit-urls-lookalike', id: 'fal-relay', cases: ['lifecycle.ticket-urls'] },
  { fault: 'submit-urls-missing', cases: [] },
  { fault: 'result-404-once', cases: [] },
  { fault: 'result-truncated-once', cases: [] },
  { fault: 'result-extra-fields', cases: [] },
  { fault: 'result-images-fewer', cases: ['result.count', 'result.nsfw-flags'] },
  { fault: 'image-500-once', cases: [] },
  { fault: 'image-half-body-once', cases: [] },
  { fault: 'image-redirect-once', cases: [] },
  { fault: 'image-octet-stream', cases: [] },
  { fault: 'image-type-lie', cases: ['result.served-type'] },
  { fault: 'image-redirect-metadata', cases: ['result.image-urls'] },
  { fault: 'stream-404-then-ok', cases: [] },
  { fault: 'stream-crlf', cases: [] },
  { fault: 'stream-404', cases: ['stream.opens'] },
  { fault: 'stream-ends-early', cases: ['stream.ends'] },
  { fault: 'stream-open-after-completed', cases: ['stream.ends'] },
  { fault: 'stream-backwards', cases: ['stream.order'] },
  { fault: 'stream-garbage-event', cases: ['stream.events'] },
  { fault: 'cancel-405', cases: ['cancel.queued', 'cancel.running', 'cancel.too-late'] },
  { fault: 'webhook-twice', cases: [] },
  { fault: 'webhook-lost', cases: ['webhook.arrives'] },
  { fault: 'webhook-unsigned', cases: ['webhook.signed'] },
  { fault: 'webhook-forged', cases: ['webhook.signed'] },
  { fault: 'webhook-old-timestamp', cases: ['webhook.signed'] },
  { fault: 'webhook-other-job', cases: ['webhook.signed'] },
  { fault: 'webhook-job-failed', cases: ['webhook.result'] },
  { fault: 'task-word-done', id: 'vtrix', cases: [] },
  { fault: 'task-cost-number', id: 'vtrix', cases: ['result.cost'] },
]

describe('a fault of the mock', () => {
  test.each(faults)('$fault is told by $cases', async ({ fault, id = 'fal', cases }) => {
    const said = await complaints(mockRun(id, { scenario: fault }))
    const told = said
      .filter((line) => !line.includes(' skipped: Skipped: '))
      .map((line) => line.split(':')[0])
    expect([...new Set(told)].sort()).toEqual(cases)
  })
})

describe('a stream', () => {
  test.each(['404', '405'])('that is too young (%s) is opened again', async (status) => {
    const young = () => new Response('{}', { status: Number(status) })
    const made = mockRun('fal', {
      between: instead(({ url, nth }) =>
        url.pathname.endsWith('/stream') && nth <= 3 ? young() : undefined,
      ),
    })
    const { stream } = await made.run.course('again')
    expect(stream?.exchange.answer?.status).toBe(200)
    expect(stream?.events.at(-1)?.reading?.state).toBe('completed')
  })

  test('that says nothing and stays open is left in time', async () => {
    const mute = () =>
      new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })
    const made = mockRun('fal', {
      between: instead(({ url }) => (url.pathname.endsWith('/stream') ? mute() : undefined)),
    })
    const course = await made.run.course('again')
    expect(course.stream?.exchange.failure?.kind).toBe('timeout')
    expect(course.end).toBe('completed')
  })
})

describe('a webhook', () => {
  test('that never comes is waited for as long as it may take', async () => {
    const made = mockRun('fal', { deliver: () => Promise.resolve({ status: 200 }) })
    expect((await made.run.course('webhook')).webhook).toEqual({ others: [] })
    expect(await complaints(made)).toContain(
      'webhook.arrives: Nothing came to the address that was to be told of the end of a job. none',
    )
  })

  test('cannot be checked without keys', async () => {
    const made = mockRun('fal', { keysUrl: 'https://keys.example/none.json' })
    expect((await made.run.course('webhook')).webhook).toEqual({
      failure: 'the key server answered 421',
      others: [],
    })
  })
})
