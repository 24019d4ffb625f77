import { answer, bomb, broken, endless, firstHalf, garbage, page, status, withHeaders } from './changes.ts'
import { faultTable } from './fault.ts'

const base = {
  at: ['submit'],
  when: 'always',
  billed: 1,
  expect: 'ambiguous-submit',
  client: 'Sends the edit once, and reports that it may run and may be billed.',
} as const

/** Submits after which nobody on this side can know whether the edit was taken. */
export const lostSubmits = faultTable(base, {
  'submit-reset-before-acceptance': {
    about: 'The connection breaks once the edit was sent; the provider has not taken it.',
    instead: true,
    billed: 0,
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'submit-reset-after-acceptance': {
    about: 'The edit is taken, then the connection breaks before an answer.',
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'submit-close-after-acceptance': {
    about: 'The edit is taken, then the connection is closed without an answer.',
    change: broken({ do: 'close', at: 'before-headers' }),
  },
  'submit-reset-in-headers': {
    about: 'The edit is taken; the connection breaks in the middle of the headers of the answer.',
    change: broken({ do: 'reset', at: 'in-headers' }),
  },
  'submit-reset-in-body': {
    about: 'The edit is taken; the connection breaks in the middle of the ticket.',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'submit-timeout-before-acceptance': {
    about: 'The edit is not taken and never answered; the connection stays open.',
    instead: true,
    billed: 0,
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'submit-timeout-after-acceptance': {
    about: 'The edit is taken and never answered; the connection stays open.',
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'submit-stall-in-headers': {
    about: 'The edit is taken; the answer stops in the middle of its headers.',
    change: broken({ do: 'stall', at: 'in-headers' }),
  },
  'submit-stall-in-body': {
    about: 'The edit is taken; the answer stops in the middle of the ticket.',
    change: broken({ do: 'stall', at: 'in-body' }),
  },
  'submit-short-body': {
    about: 'The edit is taken; the ticket is shorter than its content-length, then the connection is closed.',
    change: broken({ do: 'short' }),
  },
  'submit-garbage': {
    about: 'The edit is taken; what comes back is no HTTP.',
    change: garbage,
  },
  'submit-500-after-acceptance': {
    about: 'The edit is taken, then the provider answers 500.',
    change: answer(500, { detail: 'Internal Server Error' }),
  },
  'submit-502-after-acceptance': {
    about: 'The edit is taken, then the gateway answers 502 with a page.',
    change: answer(502, page('502 Bad Gateway')),
  },
  'submit-503-after-acceptance': {
    about: 'The edit is taken, then the gateway answers 503 without Retry-After.',
    change: answer(503, page('503 Service Temporarily Unavailable')),
  },
  'submit-504-after-acceptance': {
    about: 'The edit is taken, then the gateway gives up waiting and answers 504.',
    change: answer(504, page('504 Gateway Time-out')),
  },
  'submit-503-bare': {
    about: 'The edit is not taken: 503 without Retry-After, which does not say so.',
    instead: true,
    billed: 0,
    change: answer(503, { detail: 'Service Unavailable' }),
  },
  'submit-522-of-cdn': {
    about: 'The edit is not taken: the network in front of the provider answers 522.',
    instead: true,
    billed: 0,
    change: answer(522, page('522: Connection timed out')),
  },
  'submit-html-under-200': {
    about: 'The edit is taken; the answer is a page under 200.',
    change: answer(200, page('Welcome')),
  },
  'submit-empty-200': { about: 'The edit is taken; the answer is an empty 200.', change: answer(200) },
  'submit-204': { about: 'The edit is taken; the answer is 204 without a ticket.', change: answer(204) },
  'submit-truncated-json': {
    about: 'The edit is taken; the JSON of the ticket ends in the middle, under a true content-length.',
    expect: ['ambiguous-submit', 'completes'],
    client: 'Sends the edit once; it reports that it may be billed, or goes on with an id it could read.',
    change: firstHalf,
  },
  'submit-null': {
    about: 'The edit is taken; the ticket is `null`.',
    expect: ['ambiguous-submit', 'contract'],
    change: answer(200, 'null', { 'content-type': 'application/json' }),
  },
  'submit-endless-body': {
    about: 'The edit is taken; the ticket never ends.',
    expect: ['ambiguous-submit', 'contract'],
    client: 'Reads up to a budget, sends the edit once, and reports that it may be billed.',
    change: endless,
  },
  'submit-gzip-bomb': {
    about: 'The edit is taken; the ticket is one megabyte of gzip that becomes a gigabyte.',
    expect: ['ambiguous-submit', 'contract'],
    client: 'Counts bytes after decompression, sends the edit once, and reports that it may be billed.',
    change: bomb,
  },
  'submit-huge-headers': {
    about: 'The edit is taken; the answer has 100 kB of headers.',
    change: withHeaders({ 'x-trace': 'a'.repeat(100_000) }),
  },
  'submit-wrong-encoding': {
    about: 'The edit is taken; the ticket says it is gzip and is not.',
    change: withHeaders({ 'content-encoding': 'gzip' }),
  },
  'submit-500-with-the-ticket': {
    about: 'The edit is taken; the ticket comes under 500.',
    expect: ['ambiguous-submit', 'completes'],
    client: 'Sends the edit once; it may take the ticket, or report that the edit may be billed.',
    change: status(500),
  },
})
