import { describe, expect, test } from 'vitest'
import { createKontext } from '../../src/kontext.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal } from './descriptors.ts'
import { failureOf } from './failure-of.ts'
import { falServer, type FalCourse } from './fal-server.ts'
import { answer, connectionError } from './scripted-fetch.ts'

const input = { prompt: 'Put a donut next to the flour.', image: 'https://example.com/flour.png' }

function setUp(course: FalCourse) {
  const server = falServer(course)
  const clock = createFakeClock({ autoAdvance: true })
  const options = { fetch: server.fetch, clock, retry: { attempts: 0 } }
  return { server, clock, kontext: createKontext(fal({ apiKey: 'k' }), options) }
}

describe('without retries there is one request of any kind', () => {
  test.each([
    { name: '500', reply: answer(500) },
    { name: '404 of a job that is young', reply: answer(404) },
    { name: '429 with Retry-After', reply: answer(429, {}, { 'retry-after': '1' }) },
    { name: 'a page under 200', reply: answer(200, '<html>') },
    { name: 'a reset', reply: connectionError('ECONNRESET') },
  ])('a look that fails by $name', async ({ reply }) => {
    const { kontext, server } = setUp({ status: [reply] })
    const job = await kontext.submit(input)
    await failureOf(job.status())
    expect(server.asked().filter((one) => one === 'GET /status')).toHaveLength(1)
  })

  test('a download that fails', async () => {
    let downloads = 0
    const { server, clock } = setUp({})
    const fetch: typeof globalThis.fetch = async (url, init) => {
      if (new Request(url).url !== 'https://fal.media/files/a.jpg') return server.fetch(url, init)
      downloads++
      return new Response(null, { status: 503 })
    }
    const kontext = createKontext(fal({ apiKey: 'k' }), { fetch, clock, retry: { attempts: 0 } })
    const { images } = await kontext.edit(input)
    await failureOf(images[0].bytes())
    expect(downloads).toBe(1)
  })
})
