import { answer, answerFrom, page } from './changes.ts'
import { faultTable } from './fault.ts'

const base = {
  at: ['submit'],
  when: 'always',
  instead: true,
  billed: 0,
  expect: 'rejected',
  client: 'Sends the edit once, and reports what the provider said without the input.',
} as const

const noise = 'QUFBQkJCQ0NDRERE'.repeat(4_000)

/** Submits that the provider refuses, in the shapes in which providers and their gateways say so. */
export const refusedSubmits = faultTable(base, {
  'submit-401': {
    about: 'The key is refused: 401 with JSON.',
    expect: 'auth',
    client: 'Sends nothing again, and names the place of the key but not the key.',
    change: answer(401, { detail: 'invalid key credentials' }),
  },
  'submit-401-plain-text': {
    about: 'The key is refused: 401 as plain text.',
    expect: 'auth',
    client: 'Sends nothing again, and names the place of the key but not the key.',
    change: answer(401, 'Unauthorized', { 'www-authenticate': 'Bearer realm="api"' }),
  },
  'submit-401-echoes-key': {
    about: 'The key is refused, and the answer repeats the Authorization header.',
    expect: 'auth',
    client: 'Shows no key in message, body or cause.',
    change: answerFrom(({ request }) => ({
      status: 401,
      body: { detail: `Invalid key: ${request.headers['authorization'] ?? ''}` },
    })),
  },
  'submit-402-no-credit': {
    about: 'The account has no credit: 402.',
    expect: ['auth', 'rejected'],
    change: answer(402, { error: { code: 1402, message: 'Insufficient balance' } }),
  },
  'submit-403-locked-account': {
    about: "fal's answer for a locked account: 403 with a text.",
    dialects: ['fal-queue'],
    expect: 'auth',
    client: 'Sends nothing again, and says that the account is locked.',
    change: answer(403, {
      detail: 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    }),
  },
  'submit-403-quota-new-api': {
    about: 'The envelope of one-api gateways: 403 with `new_api_error` and a code.',
    expect: ['auth', 'rejected'],
    change: answer(403, {
      error: {
        message: 'user quota is not enough (request id: 20261121)',
        type: 'new_api_error',
        param: '',
        code: 'insufficient_user_quota',
      },
    }),
  },
  'submit-404-no-such-app': {
    about: 'The path is unknown: 404.',
    change: answer(404, { detail: 'Application "flux-pro" not found' }),
  },
  'submit-405': {
    about: 'The method is refused: 405.',
    change: answer(405, { detail: 'Method Not Allowed' }),
  },
  'submit-413-page': {
    about: 'The gateway refuses the size of the body: 413 with a page.',
    change: answer(413, page('413 Request Entity Too Large')),
  },
  'submit-422-echoes-input': {
    about: 'The input is refused with 422, and the answer repeats all of it, with 64 kB of base64.',
    client: 'Shows neither prompt nor image in message, body or cause.',
    change: answerFrom(({ request }) => ({
      status: 422,
      body: {
        detail: [
          {
            loc: ['body'],
            msg: 'Input should be valid',
            type: 'value_error',
            input: {
              sent: new TextDecoder().decode(request.body),
              image_url: `data:image/png;base64,${noise}`,
            },
          },
        ],
      },
    })),
  },
  'submit-422-detail-text': {
    about: 'The input is refused with 422 and a plain text as `detail`.',
    change: answer(422, { detail: 'guidance_scale must not be greater than 20' }),
  },
  'submit-422-moderated': {
    about: 'Moderation refuses the prompt at once, with 422.',
    expect: 'moderated',
    client: 'Sends nothing again, here or elsewhere, and tells moderation from failure.',
    change: answer(422, {
      detail: [
        {
          loc: ['body', 'prompt'],
          msg: 'The content could not be processed because it contained material flagged by a content checker.',
          type: 'content_policy_violation',
        },
      ],
    }),
  },
  'submit-400-huge-body': {
    about: 'The input is refused with a page of 5 MB.',
    client: 'Sends the edit once, and shows a short part of the answer at most.',
    change: answer(400, `${page('400 Bad Request')}${'<!-- padding -->'.repeat(320_000)}`),
  },
  'submit-code-under-200': {
    about: 'The envelope of task relays under 200: `code`, `message`, no job.',
    change: answer(200, { code: 'channel_not_found', message: 'no channel for this model', data: null }),
  },
  'submit-error-under-200': {
    about: 'An `error` object under 200, no job.',
    change: answer(200, { error: { code: 1003, message: 'model is not available' } }),
  },
  'submit-error-text-under-200': {
    about: 'An `error` that is a text, under 200, no job.',
    change: answer(200, { error: 'model is not available' }),
  },
})
