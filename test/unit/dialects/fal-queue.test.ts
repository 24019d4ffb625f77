import { describe, expect, test } from 'vitest'
import { falQueue } from '../../../src/dialects/fal-queue.ts'
import { falDescriptor } from '../descriptors.ts'
import { falTicket } from '../scripted-fetch.ts'

const { states } = falDescriptor
const images = [{ url: 'https://fal.media/a.jpg', content_type: 'image/png', width: null, height: 5 }]

describe('a ticket', () => {
  test('of fal has an id, a position and three URLs', () => {
    const { status_url, response_url, cancel_url } = falTicket()
    expect(falQueue.readTicket(falTicket(), states)).toEqual({
      requestId: 'job-1',
      status: { state: 'queued', raw: 'IN_QUEUE', position: 0 },
      urls: { status: status_url, result: response_url, cancel: cancel_url },
    })
  })
  test.each([
    { name: 'an id alone', body: { request_id: 'a' }, want: { requestId: 'a', urls: {} } },
    {
      name: 'URLs that are none',
      body: { request_id: 'a', status_url: 5, cancel_url: null },
      want: { requestId: 'a', urls: {} },
    },
    { name: 'an error', body: { error: 'no' }, want: { failure: { message: 'no' } } },
    { name: 'a list', body: [], want: undefined },
    { name: 'nothing known', body: { ok: true }, want: undefined },
  ])('may be $name', ({ body, want }) => {
    const ticket = falQueue.readTicket(body, states)
    if (want === undefined) expect(ticket).toBeUndefined()
    else expect(ticket).toMatchObject(want)
  })
})

test.each([
  {
    body: { status: 'IN_QUEUE', queue_position: 3 },
    want: { state: 'queued', raw: 'IN_QUEUE', position: 3 },
  },
  { body: { status: 'in_progress' }, want: { state: 'running', raw: 'in_progress' } },
  { body: { status: 'WARMING_UP' }, want: { state: 'unknown', raw: 'WARMING_UP' } },
  { body: { status: 'constructor' }, want: { state: 'unknown', raw: 'constructor' } },
  {
    body: { status: 'COMPLETED', result: { images: ['https://a.example/a.png'] } },
    want: { state: 'completed', raw: 'COMPLETED', result: { images: [{ url: 'https://a.example/a.png' }] } },
  },
  ...[-1, 0.5, Infinity, '3'].map((queue_position) => ({
    body: { status: 'IN_QUEUE', queue_position },
    want: { state: 'queued', raw: 'IN_QUEUE' },
  })),
  { body: { detail: 'x' }, want: undefined },
  { body: null, want: undefined },
])('the status $body is read', ({ body, want }) => {
  expect(falQueue.readStatus(body, states)).toEqual(want)
})

test.each([
  {
    status: 200,
    body: { images, seed: 1, has_nsfw_concepts: [true, 0] },
    want: {
      images: [{ url: 'https://fal.media/a.jpg', contentType: 'image/png', height: 5 }],
      seed: 1,
      nsfw: [true],
    },
  },
  {
    status: 200,
    body: { outputs: [{ type: 'image', url: 'https://a.example/' }] },
    want: { images: [{ url: 'https://a.example/' }] },
  },
  {
    status: 200,
    body: { image: { url: 'https://a.example/' } },
    want: { images: [{ url: 'https://a.example/' }] },
  },
  { status: 200, body: { images: [null, {}, { url: '' }] }, want: { images: [] } },
  { status: 200, body: { images: [], seed: Infinity }, want: { images: [] } },
  { status: 200, body: { status: 'IN_PROGRESS' }, want: 'pending' },
  { status: 202, body: {}, want: 'pending' },
  { status: 400, body: { detail: 'Request is still in progress' }, want: 'pending' },
  { status: 400, body: { detail: 'bad' }, want: undefined },
  { status: 200, body: { status: 'COMPLETED' }, want: undefined },
])('the result $status $body is read', ({ status, body, want }) => {
  expect(falQueue.readResult(status, body, states)).toEqual(want)
})
