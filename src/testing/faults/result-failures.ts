import { answer, bomb, broken, deepJson, endless, firstHalf, page, protoKey, text } from './changes.ts'
import { faultTable } from './fault.ts'
import { finished } from './result-parts.ts'

const base = { at: ['result'], dialects: ['fal-queue'], only: finished, billed: 1 } as const

const over = {
  ...base,
  when: 'always',
  client: 'Ends with the failure of the job and its handle; nothing is submitted again.',
} as const

/** Jobs that show COMPLETED and fail where the result should be, as fal's queue does it. */
export const failedResults = faultTable(
  { ...over, expect: 'job-failed' },
  {
    'result-422-moderated': {
      billed: 0,
      about:
        'Moderation refuses the images: COMPLETED, then 422 `content_policy_violation` with an echo of the input.',
      expect: 'moderated',
      client: 'Tells moderation from failure, retries nothing, and shows nothing of the echo.',
      change: answer(422, {
        detail: [
          {
            loc: ['body', 'prompt'],
            msg: 'The content could not be processed because it contained material flagged by a content checker.',
            type: 'content_policy_violation',
            url: 'https://docs.fal.ai/errors#content_policy_violation',
            input: { prompt: 'a prompt', image_url: `data:image/png;base64,${'QUFB'.repeat(20_000)}` },
          },
        ],
      }),
    },
    'result-422-file-download': {
      about: 'The model could not load the input image: COMPLETED, then 422 `file_download_error`.',
      change: answer(422, {
        detail: [
          { loc: ['body', 'image_url'], msg: 'Failed to download the file.', type: 'file_download_error' },
        ],
      }),
    },
    'result-422-detail-text': {
      about: 'COMPLETED, then 422 with a plain text as `detail`.',
      change: answer(422, { detail: 'the model failed' }),
    },
    'result-422-page': {
      about: 'COMPLETED, then 422 with a page.',
      change: answer(422, page('422 Unprocessable Entity')),
    },
    'result-500-of-the-model': {
      billed: 0,
      about: 'COMPLETED, then 500 with a list of details: the model failed, for good.',
      client: 'Ends with the failure of the job at once: a list of details is final under any status.',
      change: answer(500, {
        detail: [{ loc: ['body'], msg: 'Internal error', type: 'internal_server_error' }],
      }),
    },
    'result-504-generation-timeout': {
      billed: 0,
      about: 'COMPLETED, then 504 with a list of details: the model took too long, for good.',
      client: 'Ends with the failure of the job at once: a list of details is final under any status.',
      change: answer(504, {
        detail: [{ loc: ['body'], msg: 'Generation timed out', type: 'generation_timeout' }],
      }),
    },
    'result-504-user-timeout': {
      billed: 0,
      about: "COMPLETED, then 504 with `X-Fal-Request-Timeout-Type: user`: the caller's own limit, final.",
      expect: ['job-failed', 'http', 'timeout'],
      change: answer(
        504,
        { detail: 'Request timed out', error_type: 'request_timeout' },
        { 'x-fal-request-timeout-type': 'user', 'x-fal-error-type': 'request_timeout' },
      ),
    },
    'result-503-of-the-runner': {
      billed: 0,
      about: 'COMPLETED, then 503 with an `error_type` of the infrastructure, each time.',
      expect: ['job-failed', 'http'],
      change: answer(
        503,
        { detail: 'Runner connection refused', error_type: 'runner_connection_refused' },
        { 'x-fal-error-type': 'runner_connection_refused' },
      ),
    },
    'result-499-canceled': {
      billed: 0,
      about: 'COMPLETED, then 499 `client_cancelled`: somebody canceled the job.',
      expect: 'canceled',
      client: 'Says that the job was canceled.',
      change: answer(499, { detail: 'Request was cancelled', error_type: 'client_cancelled' }),
    },
    'result-404-expired': {
      about: 'COMPLETED, then 404: the result is no longer kept.',
      expect: 'result-expired',
      client: 'Says that the result has expired, after a short grace.',
      change: answer(404, { status: 'NOT_FOUND' }),
    },
    'result-410': {
      about: 'COMPLETED, then 410.',
      expect: 'result-expired',
      client: 'Says that the result has expired.',
      change: answer(410, { detail: 'Gone' }),
    },
    'result-401': {
      about: 'COMPLETED, then 401: the key was revoked.',
      expect: 'auth',
      client: 'Stops with the handle: the images are there for whoever has a key.',
      change: answer(401, { detail: 'invalid key credentials' }),
    },
    'result-redirect-abroad': {
      about: 'COMPLETED, then a redirect to another host.',
      expect: ['http', 'contract', 'network'],
      client: 'Does not follow.',
      change: answer(302, '', ({ elsewhere, request }) => ({ location: elsewhere + request.url })),
    },
    'result-html-200-forever': {
      about: 'COMPLETED, then a page under 200, each time.',
      expect: ['contract', 'network', 'http'],
      client: 'Gives up after a few attempts with the handle.',
      change: answer(200, page('Just a moment...')),
    },
    'result-reset-forever': {
      about: 'COMPLETED, then the connection of every fetch of the result breaks.',
      expect: ['network', 'timeout'],
      client: 'Gives up after a few attempts or at its deadline, with the handle.',
      change: broken({ do: 'reset', at: 'before-headers' }),
    },
  },
)

const once = {
  ...base,
  when: 'first',
  expect: 'completes',
  client: 'Asks for the result again after a pause; nothing is submitted again.',
} as const

/** Results that come at the second attempt. */
export const lateResults = faultTable(once, {
  'result-400-still-in-progress': {
    about: 'COMPLETED, then 400 "Request is still in progress", twice.',
    when: { from: 1, to: 2 },
    client: 'Waits on.',
    change: answer(400, { detail: 'Request is still in progress' }),
  },
  'result-202-not-ready': {
    about: "COMPLETED, then 202 with a status, as fal's imitators do it.",
    client: 'Waits on.',
    change: answer(202, { status: 'IN_PROGRESS', logs: null }),
  },
  'result-404-once': {
    about: 'COMPLETED, then 404 for a moment.',
    client: 'Allows a job that has just ended some time for its result.',
    change: answer(404, { detail: 'Not Found' }),
  },
  'result-500-once': {
    about: 'The result gets 500 once.',
    change: answer(500, { detail: 'Internal Server Error' }),
  },
  'result-502-html-once': {
    about: 'The result gets 502 with a page once.',
    change: answer(502, page('502 Bad Gateway')),
  },
  'result-429-once': {
    about: 'The result gets 429 with Retry-After once.',
    client: 'Asks again no sooner than it was told.',
    change: answer(429, { detail: 'Too many requests' }, { 'retry-after': '2' }),
  },
  'result-reset-once': {
    about: 'The connection of the result breaks once.',
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'result-half-body-once': {
    about: 'The result breaks off in the middle once.',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'result-stall-once': {
    about: 'The result is not answered once.',
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'result-html-200-once': {
    about: 'The result is a page under 200 once.',
    change: answer(200, page('Just a moment...')),
  },
  'result-truncated-once': { about: 'The JSON of the result ends in the middle once.', change: firstHalf },
  'result-empty-once': { about: 'The result is an empty 200 once.', change: answer(200) },
  'result-204-once': { about: 'The result is 204 once.', change: answer(204) },
  'result-bom': {
    about: 'The result begins with a byte order mark.',
    when: 'always',
    client: 'Reads it by its shape.',
    change: text((json) => `\uFEFF${json}`),
  },
  'result-proto-key': {
    about: 'The result has a key `__proto__`.',
    when: 'always',
    expect: ['completes', 'contract', 'network', 'http'],
    client: 'Ignores the key or refuses the result with the handle; no prototype changes.',
    change: protoKey,
  },
  'result-deep-json': {
    about: 'The result has a field that is nested 100,000 times.',
    when: 'always',
    expect: ['completes', 'contract', 'network', 'http'],
    client: 'Goes on, or refuses the result with the handle; no stack overflows.',
    change: deepJson,
  },
  'result-gzip-bomb': {
    about: 'The result is one megabyte of gzip that becomes a gigabyte.',
    when: 'always',
    expect: ['contract', 'network'],
    client: 'Counts bytes after decompression, stops at its budget, and gives up with the handle.',
    change: bomb,
  },
  'result-endless': {
    about: 'The body of the result never ends.',
    when: 'always',
    expect: ['contract', 'network'],
    client: 'Stops reading at its budget, and gives up with the handle.',
    change: endless,
  },
})
