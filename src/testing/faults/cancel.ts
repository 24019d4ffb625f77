import { answer, broken, page } from './changes.ts'
import { faultTable } from './fault.ts'

const base = {
  at: ['cancel'],
  dialects: ['fal-queue'],
  when: 'always',
  play: 'cancel',
  billed: 1,
  expect: 'completes',
  client: 'Says that the job was not canceled, and still delivers its result to whoever waits for it.',
} as const

const ignored = { ...base, instead: true } as const

/** Cancels that do not cancel, or that nobody confirms. */
export const cancelFaults = [
  ...faultTable(ignored, {
    'cancel-400-too-late': {
      about: 'The job has ended: 400 ALREADY_COMPLETED.',
      change: answer(400, { status: 'ALREADY_COMPLETED' }),
    },
    'cancel-404-unknown-job': {
      about: 'The job is not known to the one who cancels: 404 NOT_FOUND.',
      change: answer(404, { status: 'NOT_FOUND' }),
    },
    'cancel-404-no-route': {
      about: 'The relay has no cancel: 404 with a page.',
      client: 'Says that this provider cannot cancel.',
      change: answer(404, page('404 Not Found')),
    },
    'cancel-405': {
      about: 'The relay has no cancel: 405.',
      client: 'Says that this provider cannot cancel.',
      change: answer(405, { detail: 'Method Not Allowed' }),
    },
    'cancel-500': {
      about: 'The cancel gets 500 each time.',
      change: answer(500, { detail: 'Internal Server Error' }),
    },
    'cancel-401': {
      about: 'The cancel gets 401.',
      change: answer(401, { detail: 'invalid key credentials' }),
    },
    'cancel-stall': {
      about: 'The cancel is never answered.',
      client: 'Ends the cancel by a limit of its own.',
      change: broken({ do: 'stall', at: 'before-headers' }),
    },
    'cancel-html-200': {
      about: 'The cancel gets a page under 200, and the job goes on.',
      client: 'Trusts the states of the job more than the answer.',
      change: answer(200, page('Welcome')),
    },
    'cancel-202-then-completes': {
      about: 'The cancel is accepted with 202, and the job ends well all the same.',
      client: 'Says that it was requested, and delivers the result if it comes.',
      change: answer(202, { status: 'CANCELLATION_REQUESTED' }),
    },
    'cancel-redirect-abroad': {
      about: 'The cancel is redirected to another host.',
      client: 'Does not follow.',
      change: answer(307, '', ({ elsewhere, request }) => ({ location: elsewhere + request.url })),
    },
  }),
  ...faultTable(
    { ...base, billed: 0, expect: 'canceled', client: 'Sees by the states of the job that it was canceled.' },
    {
      'cancel-reset-after-acceptance': {
        about: 'The job is canceled, then the connection breaks before an answer.',
        when: 'first',
        change: broken({ do: 'reset', at: 'before-headers' }),
      },
      'cancel-500-after-acceptance': {
        about: 'The job is canceled, then the answer is 500.',
        when: 'first',
        change: answer(500, { detail: 'Internal Server Error' }),
      },
      'cancel-empty-200': { about: 'The job is canceled; the answer is an empty 200.', change: answer(200) },
      'cancel-success-true': {
        about: "The job is canceled; the answer is `{success: true}`, as in fal's own per-model description.",
        change: answer(200, { success: true }),
      },
    },
  ),
]
