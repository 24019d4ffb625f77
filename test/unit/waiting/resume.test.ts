import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { JobHandle } from '../../../src/handle.ts'
import { createKontext } from '../../../src/kontext.ts'
import { createFakeClock } from '../../../src/testing/index.ts'
import { fal, vtrix } from '../descriptors.ts'
import { failureOf } from '../failure-of.ts'
import { falServer, tooEarly, type FalCourse } from '../fal-server.ts'
import { answer, falResult, falTicket, scriptedFetch } from '../scripted-fetch.ts'

const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  // An hour before the fake clock begins.
  submittedAt: new Date(1_700_000_000_000 - 3_600_000).toISOString(),
}
const running = { status: 'IN_PROGRESS' }
const completed = { status: 'COMPLETED' }
const notFound = answer(404, { status: 'NOT_FOUND' })

function resume(course: FalCourse, attempts = 3) {
  const server = falServer(course)
  const clock = createFakeClock({ autoAdvance: true })
  const kontext = createKontext(fal({ apiKey: 'k' }), { fetch: server.fetch, clock, retry: { attempts } })
  return { server, job: kontext.resume(handle) }
}

describe('a resumed job', () => {
  test('that has ended costs one request: for its result', async () => {
    const { server, job } = resume({ status: [answer(500)] })
    expect((await job.result()).images).toHaveLength(1)
    expect(server.asked()).toEqual(['GET '])
  })

  test('that runs is waited for', async () => {
    const { server, job } = resume({ result: [tooEarly, falResult], status: [running, completed] })
    expect((await job.result()).images).toHaveLength(1)
    expect(server.asked()[0]).toBe('GET ')
    expect(server.posts()).toHaveLength(0)
  })

  test('that runs is not looked at again at once', async () => {
    const clock = createFakeClock()
    const server = falServer({ result: [tooEarly], status: [running] })
    const young = { ...handle, submittedAt: new Date(clock.now()).toISOString() }
    void failureOf(
      createKontext(fal({ apiKey: 'k' }), { fetch: server.fetch, clock })
        .resume(young)
        .result(),
    )
    for (let turn = 0; turn < 5; turn++) await clock.advance(0)
    expect(server.asked()).toEqual(['GET '])
  })

  const ends: { name: string; course: FalCourse; code: string }[] = [
    {
      name: 'nobody knows any more',
      course: { result: [notFound], status: [notFound] },
      code: 'result-expired',
    },
    { name: 'is gone', course: { result: [answer(410)], status: [answer(410)] }, code: 'result-expired' },
    { name: 'ended, and whose result is gone', course: { result: [notFound] }, code: 'result-expired' },
    {
      name: 'was moderated',
      course: {
        result: [answer(422, { detail: [{ loc: ['body'], msg: 'x', type: 'content_policy_violation' }] })],
      },
      code: 'moderated',
    },
    {
      name: 'was canceled',
      course: { result: [answer(499, { detail: 'x', error_type: 'client_cancelled' })] },
      code: 'canceled',
    },
    { name: 'may not be looked at', course: { result: [answer(401)], status: [answer(401)] }, code: 'auth' },
  ]
  test.each(ends)('that $name fails with $code, its handle and no POST', async ({ course, code }) => {
    const { server, job } = resume(course)
    expect(await failureOf(job.result())).toMatchObject({ code, handle })
    expect(server.posts()).toHaveLength(0)
  })

  test.each([
    { name: 'a 404', reply: notFound },
    {
      name: 'an error of a gateway',
      reply: answer(400, { error: { message: 'not completed', type: 'new_api_error' } }),
    },
    {
      name: 'a failure of the server',
      reply: answer(500, { error: { message: 'x', code: 'get_channel_failed' } }),
    },
    { name: 'a page', reply: answer(200, '<html>') },
  ])('that runs is not lost by $name instead of a result', async ({ reply }) => {
    const { job } = resume({ result: [reply, falResult], status: [running, completed] }, 0)
    expect((await job.result()).images).toHaveLength(1)
  })

  test('at a task provider is asked for once, as its status brings the result', async () => {
    const output = [{ content: [{ type: 'image', url: 'https://cdn.example.com/a.jpg' }] }]
    const script = scriptedFetch({ id: 'task-1', status: 'completed', output })
    const kontext = createKontext(vtrix({ apiKey: 'k' }), { fetch: script.fetch })
    const other = { ...handle, provider: 'vtrix', origin: 'https://cloud.vtrix.ai', requestId: 'task-1' }
    expect((await kontext.resume(other).result()).images).toHaveLength(1)
    expect(script.seen).toHaveLength(1)
  })

  test('says at its deadline that it was left running', async () => {
    const { job } = resume({ result: [tooEarly], status: [running] })
    expect(await failureOf(job.result())).toMatchObject({ code: 'timeout', handle })
  })
})

test('a process that is killed after the submit loses nothing: another goes on, without a POST', async () => {
  const asked: string[] = []
  let done = false
  const server = createServer((request, response) => {
    asked.push(request.method ?? '')
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    request.resume().on('end', () => {
      if (request.method === 'POST') json(200, falTicket())
      else if (!done) json(202, { status: 'IN_PROGRESS' })
      else json(200, request.url?.endsWith('/status') ? { status: 'COMPLETED' } : falResult)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const child = fork(fileURLToPath(new URL('../child.ts', import.meta.url)), ['submit', baseUrl], {
      execArgv: ['--conditions=kontext-sdk-source'],
    })
    const [saved]: unknown[] = await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    done = true
    const before = asked.length
    const kontext = createKontext(fal({ apiKey: 'k', baseUrl }))
    const result = await kontext.resume(JSON.parse(String(saved)) as JobHandle).result()
    expect(result).toMatchObject({
      requestId: 'job-1',
      seed: 42,
      images: [{ url: falResult.images[0]?.url }],
    })
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
    expect(asked.slice(before)).toEqual(['GET'])
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
