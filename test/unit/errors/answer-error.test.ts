import { describe, expect, test } from 'vitest'
import { failureError, readError, submitError } from '../../../src/errors/answer-error.ts'
import type { KontextError } from '../../../src/errors/errors.ts'
import type { JobHandle } from '../../../src/handle.ts'
import type { Answer } from '../../../src/http/transport.ts'
import { chainhub, fal } from '../descriptors.ts'

const atFal = { provider: fal({ apiKey: 'k-12345' }), secrets: ['k-12345'] }
const atRelay = { provider: chainhub({ apiKey: 'k-12345' }), secrets: ['k-12345'] }
const handle: JobHandle = {
  v: 1,
  provider: 'fal',
  origin: 'https://queue.fal.run',
  model: 'max',
  requestId: 'job-1',
  submittedAt: '2026-11-21T00:00:00.000Z',
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: new Headers(headers), text, body: typeof body === 'string' ? undefined : body }
}

const detail = (type: string) => ({ detail: [{ loc: ['body', 'image_url'], msg: 'no', type, input: 'x' }] })
const infra = (type: string) => ({ detail: 'no', error_type: type })
const envelope = (code: string, type = 'new_api_error') => ({
  error: { message: 'no', type, param: '', code },
})

const show = ({ code, billed, retryable }: KontextError) =>
  `${code}, billed ${billed}${retryable ? ', retryable' : ''}`

interface Case {
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
  /** What a submit that is answered so is. */
  readonly submit: string
  /** What a result that is answered so is, at fal. */
  readonly result: string
}

const no = (code: string) => `${code}, billed no`
const failed = 'job-failed, billed maybe'
const free = 'job-failed, billed no, retryable'
const ambiguous = 'ambiguous-submit, billed maybe'

const cases: Case[] = [
  ...[
    'image_too_small',
    'image_too_large',
    'image_aspect_ratio_error',
    'image_load_error',
    'file_download_error',
    'file_too_large',
  ].map((type) => ({ status: 422, body: detail(type), submit: no('rejected'), result: failed })),
  { status: 422, body: detail('no_media_generated'), submit: no('rejected'), result: failed },
  { status: 422, body: detail('value_error.missing'), submit: no('rejected'), result: failed },
  { status: 422, body: detail('value_error.number.not_le'), submit: no('rejected'), result: failed },
  { status: 422, body: detail('content_policy_violation'), submit: no('moderated'), result: no('moderated') },
  // By type, whatever the status.
  { status: 500, body: detail('content_policy_violation'), submit: no('moderated'), result: no('moderated') },
  { status: 400, body: detail('content_policy_violation'), submit: no('moderated'), result: no('moderated') },
  ...[
    'internal_server_error',
    'generation_timeout',
    'downstream_service_error',
    'downstream_service_unavailable',
  ].map((type) => ({ status: 504, body: detail(type), submit: ambiguous, result: free })),
  { status: 400, body: detail('downstream_service_unavailable'), submit: ambiguous, result: failed },
  { status: 504, body: infra('request_timeout'), submit: ambiguous, result: free },
  { status: 504, body: infra('startup_timeout'), submit: ambiguous, result: free },
  ...[
    'runner_scheduling_failure',
    'runner_connection_timeout',
    'runner_connection_refused',
    'runner_connection_error',
    'runner_disconnected',
  ].map((type) => ({ status: 503, body: infra(type), submit: ambiguous, result: free })),
  { status: 502, body: infra('runner_incomplete_response'), submit: ambiguous, result: free },
  { status: 500, body: infra('runner_server_error'), submit: ambiguous, result: free },
  { status: 500, body: infra('internal_error'), submit: ambiguous, result: free },
  { status: 400, body: infra('bad_request'), submit: no('rejected'), result: failed },
  { status: 499, body: infra('client_disconnected'), submit: ambiguous, result: 'canceled, billed maybe' },
  { status: 499, body: infra('client_cancelled'), submit: ambiguous, result: 'canceled, billed maybe' },
  {
    status: 504,
    body: { detail: 'Request timed out' },
    headers: { 'x-fal-error-type': 'request_timeout' },
    submit: ambiguous,
    result: free,
  },
  {
    status: 504,
    body: infra('request_timeout'),
    headers: { 'x-fal-request-timeout-type': 'user' },
    submit: ambiguous,
    result: no('job-failed'),
  },
  {
    status: 500,
    body: infra('runner_server_error'),
    headers: { 'x-fal-retryable': 'false' },
    submit: ambiguous,
    result: no('job-failed'),
  },
  {
    status: 503,
    body: infra('runner_scheduling_failure'),
    headers: { 'retry-after': '1' },
    submit: 'http, billed no, retryable',
    result: free,
  },
  // The texts of 401 differ; the status does not.
  ...[
    'No user found for Key ID and Secret',
    "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'.",
    'invalid key credentials',
  ].map((text) => ({
    status: 401,
    body: { detail: text },
    submit: no('auth'),
    result: 'auth, billed maybe',
  })),
  {
    status: 403,
    body: {
      detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    },
    submit: no('auth'),
    result: 'auth, billed maybe',
  },
  { status: 402, body: {}, submit: no('auth'), result: 'auth, billed maybe' },
  {
    status: 429,
    body: infra('concurrent_requests_limit'),
    submit: 'rate-limit, billed no, retryable',
    result: 'rate-limit, billed maybe, retryable',
  },
  {
    status: 400,
    body: infra('concurrent_requests_limit'),
    submit: 'rate-limit, billed no, retryable',
    result: 'rate-limit, billed maybe, retryable',
  },
  {
    status: 429,
    body: { error: { code: 1002, message: 'rate limited' } },
    submit: 'rate-limit, billed no, retryable',
    result: 'rate-limit, billed maybe, retryable',
  },
  // A used-up quota is the account's, also where a relay says 429 or 200.
  ...[200, 403, 429, 500].map((status) => ({
    status,
    body: envelope('insufficient_user_quota'),
    submit: no('auth'),
    result: 'auth, billed maybe',
  })),
  {
    status: 400,
    body: envelope('sensitive_words_detected'),
    submit: no('moderated'),
    result: 'moderated, billed maybe',
  },
  {
    status: 400,
    body: { error: { message: 'the input was moderated', type: 'new_api_error' } },
    submit: no('moderated'),
    result: 'moderated, billed maybe',
  },
  { status: 400, body: envelope('invalid_request'), submit: no('rejected'), result: failed },
  { status: 400, body: { code: 'x', message: 'no', data: null }, submit: no('rejected'), result: failed },
  // kie.ai and task relays name the status in the body.
  {
    status: 200,
    body: { code: 401, msg: 'no', data: null },
    submit: no('auth'),
    result: 'auth, billed maybe',
  },
  { status: 200, body: { code: 422, msg: 'no', data: null }, submit: no('rejected'), result: failed },
  { status: 200, body: { code: 500, msg: 'no', data: null }, submit: ambiguous, result: free },
  {
    status: 200,
    body: { code: 429, message: 'no', data: null },
    submit: 'rate-limit, billed no, retryable',
    result: 'rate-limit, billed maybe, retryable',
  },
  {
    status: 404,
    body: { status: 'NOT_FOUND' },
    submit: no('rejected'),
    result: 'result-expired, billed yes',
  },
  { status: 404, body: { detail: [], error: 'x' }, submit: no('rejected'), result: failed },
  {
    status: 502,
    body: '<html><title>502 Bad Gateway</title></html>',
    submit: ambiguous,
    result: 'http, billed maybe, retryable',
  },
  { status: 500, body: {}, submit: ambiguous, result: 'http, billed maybe, retryable' },
  { status: 302, body: '', submit: 'http, billed maybe', result: 'http, billed maybe' },
]

describe('an answer is told by its words first, then by its status', () => {
  test.each(cases)('$status $body $headers', ({ status, body, headers, submit, result }) => {
    const given = answer(status, body, headers)
    expect({
      submit: show(submitError(given, atFal)),
      result: show(readError('result', given, handle, atFal)),
    }).toEqual({ submit, result })
  })
})

test('what a relay charges for nobody knows', () => {
  const given = answer(504, infra('request_timeout'))
  expect(show(readError('result', given, handle, atRelay))).toBe(failed)
})

test('a result that is no result at all is paid for', () => {
  expect(show(readError('result', answer(200, '<html>'), handle, atFal))).toBe('contract, billed yes')
})

describe('an answer that is no JSON is told with its status, and what to do', () => {
  test.each([
    {
      name: 'a page of another place',
      error: submitError(answer(404, '<html>'), atFal),
      says: 'Failed to submit to fal: it answered 404, an HTML page. Check the baseUrl.',
    },
    {
      name: 'a page with a title',
      error: submitError(answer(400, '<title>Blocked</title>'), atFal),
      says: 'Failed to submit to fal: it answered 400, Blocked. Check the baseUrl.',
    },
    {
      name: 'a path that is not there, in words',
      error: submitError(answer(405, 'no such method'), atFal),
      says: 'Failed to submit to fal: it answered 405, no such method. Check the baseUrl.',
    },
    {
      name: 'a refusal in words',
      error: submitError(answer(400, 'prompt is too long'), atFal),
      says: 'Failed to submit to fal: it answered 400, prompt is too long.',
    },
    {
      name: 'a page in place of a result',
      error: readError('result', answer(422, '<html>'), handle, atFal),
      says: 'Failed to edit at fal: its result was answered with 422, an HTML page.',
    },
    {
      name: 'a page under 200 in place of a result',
      error: readError('result', answer(200, '<html>'), handle, atFal),
      says: 'Failed to read the result of a job at fal: it answered 200, an HTML page, not JSON. Resume the job by its handle, or ask the provider.',
    },
    {
      name: 'JSON under 200 that is no status',
      error: readError('status', answer(200, []), handle, atFal),
      says: 'Failed to read the status of a job at fal: it answered 200, not as its contract says. Resume the job by its handle, or ask the provider.',
    },
  ])('$name', ({ error, says }) => {
    expect(error.message).toBe(says)
  })
})

test('a failed look does not fail the job', () => {
  for (const status of [404, 408, 500, 503])
    expect(readError('status', answer(status, {}), handle, atFal)).toMatchObject({ code: 'http', handle })
})

test('a job that failed by its own word', () => {
  const said = { message: 'vendor rejected', type: '110001', fields: [], final: true }
  expect(failureError(said, handle, atRelay)).toMatchObject({ code: 'job-failed', providerCode: '110001' })
})
