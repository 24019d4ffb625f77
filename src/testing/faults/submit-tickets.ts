import { tinyPngUri, utf8 } from './bytes.ts'
import { both, broken, deepJson, fields, protoKey, status, text, withHeaders } from './changes.ts'
import { faultTable, type Change, type FaultContext } from './fault.ts'

const base = { at: ['submit'], when: 'always', billed: 1 } as const
const noJob = ['contract', 'ambiguous-submit'] as const

const badIds = {
  ...base,
  expect: noJob,
  client: 'Puts no such id into a path, sends the edit once, and reports that it may be billed.',
} as const

// The URLs of a ticket name the job too.
const fromUrls = {
  expect: [...noJob, 'completes'],
  client:
    'Goes on with the id in a URL of the ticket, or reports that the edit may be billed; it is sent once.',
} as const

/** The ticket with another id. */
function id(value: unknown): Change {
  return fields((_ticket, { dialect }) => ({ [dialect === 'task' ? 'id' : 'request_id']: value }))
}

/** Tickets whose id is none. */
export const ticketIds = faultTable(badIds, {
  'submit-ticket-without-id': { ...fromUrls, about: 'The ticket names no job.', change: id(undefined) },
  'submit-id-null': { ...fromUrls, about: 'The id of the job is null.', change: id(null) },
  'submit-id-empty': { ...fromUrls, about: 'The id of the job is an empty text.', change: id('') },
  'submit-id-number': {
    about: 'The id of the job is a number, and no job of that number is there.',
    expect: [...noJob, 'http', 'result-expired', 'completes'],
    client:
      'Takes the number for the id or refuses it, sends the edit once, and reports that it may be billed.',
    change: id(12_345),
  },
  'submit-id-object': { ...fromUrls, about: 'The id of the job is an object.', change: id({ id: 'job-1' }) },
  'submit-id-dotdot': { about: 'The id of the job is `..`.', change: id('..') },
  'submit-id-slash': { about: 'The id of the job leads to another path.', change: id('a/../../admin/keys') },
  'submit-id-encoded': {
    about: 'The id of the job hides a path behind escapes.',
    change: id('%2e%2e%2fadmin'),
  },
  'submit-id-query': {
    about: 'The id of the job carries a query and a fragment.',
    change: id('job?key=1#x'),
  },
  'submit-id-line-break': {
    about: 'The id of the job carries a line break.',
    change: id('job\r\nx-evil: 1'),
  },
  'submit-id-very-long': { about: 'The id of the job has 10,000 letters.', change: id('a'.repeat(10_000)) },
})

const urls = ['status_url', 'response_url', 'cancel_url'] as const
const foreignUrls = {
  ...base,
  dialects: ['fal-queue'],
  expect: 'completes',
  client: 'Takes at most the path from the ticket and the origin from its configuration.',
} as const

/** The ticket with its three URLs rewritten. */
function url(edit: (url: string, context: FaultContext) => unknown): Change {
  return fields((ticket, context) =>
    Object.fromEntries(urls.map((name) => [name, edit(String(ticket[name]), context)])),
  )
}

/** Tickets whose URLs lead elsewhere. */
export const ticketUrls = faultTable(foreignUrls, {
  'submit-urls-abroad': {
    about: "The URLs of the ticket name another host, as relays pass on their upstream's.",
    change: url((own, { elsewhere }) => elsewhere + new URL(own).pathname),
  },
  'submit-urls-lookalike': {
    about: 'The URLs of the ticket begin like the provider and belong to another host.',
    change: url((own, { elsewhere }) =>
      own.replace(/^(https?:\/\/[^/]+)/, (origin) => `${origin}@${new URL(elsewhere).host}`),
    ),
  },
  'submit-urls-without-scheme': {
    about: 'The URLs of the ticket begin with `//` and another host.',
    change: url((own, { elsewhere }) => `//${new URL(elsewhere).host}${new URL(own).pathname}`),
  },
  'submit-urls-javascript': {
    about: 'The URLs of the ticket are scripts.',
    change: url(() => 'javascript:fetch("/keys")'),
  },
  'submit-urls-other-path': {
    about: 'The URLs of the ticket lead to another place of the same host.',
    client: 'Asks only paths that are plainly those of its job.',
    change: url((own) => `${new URL(own).origin}/admin/keys?rotate=1`),
  },
  'submit-urls-missing': {
    about: 'The ticket carries an id and no URLs.',
    client: 'Builds the paths of the contract.',
    change: url(() => undefined),
  },
  'submit-urls-null': {
    about: 'The URLs of the ticket are null.',
    client: 'Builds the paths of the contract.',
    change: url(() => null),
  },
})

const odd = {
  ...base,
  expect: 'completes',
  client: 'Reads the ticket by its shape and goes on.',
} as const

/** Tickets that are odd and good enough. */
export const oddTickets = faultTable(odd, {
  'submit-201': { about: 'The ticket comes under 201.', change: status(201) },
  'submit-202': { about: 'The ticket comes under 202.', change: status(202) },
  'submit-bom': {
    about: 'The ticket begins with a byte order mark.',
    change: text((ticket) => `\uFEFF${ticket}`),
  },
  'submit-text-plain': {
    about: 'The ticket says it is plain text.',
    change: withHeaders({ 'content-type': 'text/plain' }),
  },
  'submit-duplicate-keys': {
    about: 'The ticket names the id twice, the true one last.',
    expect: ['completes', 'ambiguous-submit', 'contract'],
    client: 'Sends the edit once; it goes on with the last id, or reports that the edit may be billed.',
    change: text((ticket, { dialect }) =>
      ticket.replace('{', `{"${dialect === 'task' ? 'id' : 'request_id'}":"first-of-two",`),
    ),
  },
  'submit-drip': {
    about: 'The ticket comes in small pieces, one every 20 ms.',
    change: broken({ do: 'drip', chunkBytes: 64, everyMs: 20 }),
  },
  'submit-proto-key': {
    about: 'The ticket has a key `__proto__`.',
    expect: ['completes', 'ambiguous-submit', 'contract'],
    client: 'Sends the edit once; it ignores the key or refuses the ticket, and no prototype changes.',
    change: protoKey,
  },
  'submit-deep-json': {
    about: 'The ticket has a field that is nested 100,000 times.',
    expect: ['completes', 'ambiguous-submit', 'contract'],
    client: 'Sends the edit once; no stack overflows.',
    change: deepJson,
  },
  'submit-wrong-charset': {
    about: 'The ticket says it is UTF-16 and is UTF-8.',
    change: withHeaders({ 'content-type': 'application/json; charset=utf-16' }),
  },
  'submit-big-ticket': {
    about: 'The ticket carries 4 MB nobody asked for.',
    change: text((ticket) => utf8(ticket.replace('{', `{"padding":"${'x'.repeat(4_000_000)}",`))),
  },
  'submit-finished-at-once': {
    about: 'The submit is answered with the finished result.',
    client: 'Takes the images and asks no more.',
    change: both(
      status(200),
      fields((_ticket, { dialect }) =>
        dialect === 'task'
          ? { status: 'completed', output: [{ content: [{ type: 'image', url: tinyPngUri() }] }] }
          : { status: 'COMPLETED', images: [{ url: tinyPngUri() }], seed: 7, has_nsfw_concepts: [false] },
      ),
    ),
  },
})
