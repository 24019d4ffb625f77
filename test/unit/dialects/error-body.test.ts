import { expect, test } from 'vitest'
import { readErrorBody } from '../../../src/dialects/error-body.ts'

test.each([
  {
    name: 'a detail text of fal',
    body: { detail: 'No user found' },
    want: { message: 'No user found', final: false },
  },
  {
    name: 'an infrastructure error of fal',
    body: { detail: 'timed out', error_type: 'request_timeout' },
    want: { message: 'timed out', type: 'request_timeout', final: false },
  },
  {
    name: 'a detail list of fal',
    body: {
      detail: [
        { loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation', ctx: null, input: 'x' },
      ],
    },
    want: {
      message: 'flagged',
      type: 'content_policy_violation',
      fields: [{ field: 'prompt', message: 'flagged' }],
      final: true,
    },
  },
  { name: 'an empty detail list', body: { detail: [] }, want: { message: 'no reason given', final: true } },
  {
    name: 'a detail list of anything',
    body: { detail: [null, 5, {}] },
    want: { message: 'no reason given', fields: [] },
  },
  {
    name: 'the envelope of new-api',
    body: { error: { message: 'quota', type: 'new_api_error', param: '', code: 'insufficient_user_quota' } },
    want: { message: 'quota', type: 'insufficient_user_quota', fields: [] },
  },
  {
    name: 'the envelope of Vtrix',
    body: { error: { code: 1002, message: 'rate limited' } },
    want: { message: 'rate limited', type: '1002' },
  },
  {
    name: 'the envelope of task relays',
    body: { code: 'x', message: 'm', data: null },
    want: { message: 'm', type: 'x' },
  },
  {
    name: 'a status of fal',
    body: { status: 'NOT_FOUND' },
    want: { message: 'NOT_FOUND', type: 'NOT_FOUND' },
  },
  { name: 'an error text', body: { error: 'vendor rejected' }, want: { message: 'vendor rejected' } },
  {
    name: 'a page',
    body: undefined,
    text: '<html><title>502 Bad Gateway</title></html>',
    want: { message: '502 Bad Gateway' },
  },
  { name: 'a page without a title', body: undefined, text: ' <html>', want: { message: 'an HTML page' } },
  { name: 'nothing', body: undefined, text: '', want: { message: 'an empty answer' } },
  { name: 'a JSON text', body: 'no', want: { message: 'no' } },
  { name: 'an empty object', body: {}, want: { message: 'no reason given' } },
])('$name is read', ({ body, text = '', want }) => {
  expect(readErrorBody(body, text)).toMatchObject(want)
})
