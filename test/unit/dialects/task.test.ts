import { expect, test } from 'vitest'
import { task } from '../../../src/dialects/task.ts'
import { vtrixDescriptor } from '../descriptors.ts'

const { states } = vtrixDescriptor
const output = [{ content: [{ type: 'image', url: 'https://a.example/' }] }, { content: null }, 5]

test('a submit nests its fields', () => {
  expect(task.submitBody({ prompt: 'p' }, 'flux_kontext_max')).toEqual({
    model: 'flux_kontext_max',
    input: [{ params: { prompt: 'p' } }],
  })
})

test.each([
  {
    body: { id: 'task-1', status: 'in_progress' },
    want: { requestId: 'task-1', status: { state: 'running' } },
  },
  { body: { id: 'task-1' }, want: { requestId: 'task-1' } },
  { body: { id: '', error: 'no' }, want: { failure: { message: 'no' } } },
  { body: { error: { code: 1002, message: 'no' } }, want: { failure: { message: 'no', type: '1002' } } },
])('the ticket $body is read', ({ body, want }) => {
  expect(task.readTicket(body, states)).toMatchObject(want)
})

test.each([
  { body: { status: 'pending' }, want: { state: 'queued' } },
  { body: { status: 'Processing' }, want: { state: 'running' } },
  {
    body: { status: 'done', output },
    want: { state: 'completed', result: { images: [{ url: 'https://a.example/' }] } },
  },
  { body: { status: 'completed' }, want: { state: 'completed', result: { images: [] } } },
  { body: { status: 'failed', error: 'vendor rejected' }, want: { failure: { message: 'vendor rejected' } } },
  {
    body: { status: 'failed', error: { code: 110001, error_message: 'no' } },
    want: { failure: { message: 'no', type: '110001' } },
  },
  { body: { status: 'failed' }, want: { failure: { message: 'no reason given' } } },
  { body: { status: 'paused' }, want: { state: 'unknown', raw: 'paused' } },
])('the status $body is read', ({ body, want }) => {
  expect(task.readStatus(body, states)).toMatchObject(want)
})
