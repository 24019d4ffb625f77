import {
  answer,
  bomb,
  both,
  broken,
  deepJson,
  endless,
  firstHalf,
  garbage,
  page,
  protoKey,
  text,
  withHeaders,
} from './changes.ts'
import { faultTable } from './fault.ts'

const once = {
  at: ['status'],
  when: 'first',
  billed: 1,
  expect: 'completes',
  client: 'Looks again after a pause, within its deadline; a failed look never causes a submit.',
} as const

/** Looks that fail once: another look repairs them. */
export const failedLooks = faultTable(once, {
  'status-reset-once': {
    about: 'The connection of a look breaks before an answer.',
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'status-close-once': {
    about: 'The connection of a look is closed without an answer.',
    change: broken({ do: 'close', at: 'before-headers' }),
  },
  'status-half-headers-once': {
    about: 'The connection of a look breaks in the middle of the headers.',
    change: broken({ do: 'reset', at: 'in-headers' }),
  },
  'status-half-body-once': {
    about: 'The connection of a look breaks in the middle of the body.',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'status-short-body-once': {
    about: 'A look has less body than its content-length says.',
    change: broken({ do: 'short' }),
  },
  'status-stall-once': {
    about: 'A look is never answered; the connection stays open.',
    client: 'Ends the look by a limit of its own and looks again.',
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'status-stall-in-headers-once': {
    about: 'A look stops in the middle of the headers.',
    client: 'Ends the look by a limit of its own and looks again.',
    change: broken({ do: 'stall', at: 'in-headers' }),
  },
  'status-stall-in-body-once': {
    about: 'A look stops in the middle of the body.',
    client: 'Ends the look by a limit of its own, which covers the body, and looks again.',
    change: broken({ do: 'stall', at: 'in-body' }),
  },
  'status-garbage-once': { about: 'A look is answered with what is no HTTP.', change: garbage },
  'status-500-once': { about: 'A look gets 500.', change: answer(500, { detail: 'Internal Server Error' }) },
  'status-502-html-once': {
    about: 'A look gets 502 with a page.',
    change: answer(502, page('502 Bad Gateway')),
  },
  'status-503-retry-after-once': {
    about: 'A look gets 503 with Retry-After.',
    client: 'Looks again no sooner than it was told.',
    change: answer(503, { detail: 'Service Unavailable' }, { 'retry-after': '2' }),
  },
  'status-504-once': {
    about: 'A look gets 504 with a page.',
    change: answer(504, page('504 Gateway Time-out')),
  },
  'status-429-retry-after-once': {
    about: 'A look gets 429 with Retry-After in seconds.',
    client: 'Looks again no sooner than it was told.',
    change: answer(429, { detail: 'Too many requests' }, { 'retry-after': '3' }),
  },
  'status-429-bare-once': {
    about: 'A look gets 429 without Retry-After.',
    change: answer(429, { detail: 'Too many requests' }),
  },
  'status-408-once': { about: 'A look gets 408.', change: answer(408, page('408 Request Timeout')) },
  'status-425-once': { about: 'A look gets 425.', change: answer(425, { detail: 'Too Early' }) },
  'status-empty-once': { about: 'A look gets an empty 200.', change: answer(200) },
  'status-204-once': { about: 'A look gets 204 without a body.', change: answer(204) },
  'status-html-200-once': {
    about: 'A look gets a page under 200.',
    change: answer(200, page('Just a moment...')),
  },
  'status-truncated-once': { about: 'The JSON of a look ends in the middle.', change: firstHalf },
  'status-huge-headers-once': {
    about: 'A look has 100 kB of headers.',
    change: withHeaders({ 'x-trace': 'a'.repeat(100_000) }),
  },
  'status-wrong-encoding-once': {
    about: 'A look says it is gzip and is not.',
    change: withHeaders({ 'content-encoding': 'gzip' }),
  },
  'status-gzip-bomb-once': {
    about: 'A look is one megabyte of gzip that becomes a gigabyte.',
    expect: ['completes', 'contract'],
    client:
      'Counts bytes after decompression and stops at its budget; it looks again or gives up with the handle.',
    change: bomb,
  },
  'status-endless-once': {
    about: 'The body of a look never ends.',
    expect: ['completes', 'contract'],
    client: 'Stops reading at its budget; it looks again or gives up with the handle.',
    change: endless,
  },
})

const lasting = { ...once, when: 'always', client: 'Reads the look by its shape and goes on.' } as const

/** Looks that are odd each time, and good enough. */
export const oddLooks = faultTable(lasting, {
  'status-drip': {
    about: 'Every look comes in small pieces, one every 20 ms.',
    change: broken({ do: 'drip', chunkBytes: 64, everyMs: 20 }),
  },
  'status-many-small-chunks': {
    about: 'Every look comes byte by byte.',
    change: broken({ do: 'drip', chunkBytes: 1, everyMs: 0 }),
  },
  'status-bom': {
    about: 'Every look begins with a byte order mark.',
    change: text((json) => `\uFEFF${json}`),
  },
  'status-text-plain': {
    about: 'Every look says it is plain text.',
    change: withHeaders({ 'content-type': 'text/plain' }),
  },
  'status-without-type': {
    about: 'No look says what it is.',
    change: (reply) => ({
      ...reply,
      headers: Object.fromEntries(Object.entries(reply.headers).filter(([name]) => name !== 'content-type')),
    }),
  },
  'status-wrong-charset': {
    about: 'Every look says it is UTF-16 and is UTF-8.',
    change: withHeaders({ 'content-type': 'application/json; charset=utf-16' }),
  },
  'status-duplicate-keys': {
    about: 'Every look names the status twice, the true one last.',
    expect: ['completes', 'contract'],
    client: 'Takes the last, or refuses the look with the handle.',
    change: text((json) => json.replace('{', '{"status":"WARMING_UP",')),
  },
  'status-set-cookie': {
    about: 'Every look sets a cookie.',
    client: 'Sends no cookie back.',
    change: withHeaders({ 'set-cookie': 'session=1; Path=/' }),
  },
  'status-proto-key': {
    about: 'Every look has a key `__proto__`.',
    expect: ['completes', 'contract', 'network', 'http'],
    client: 'Ignores the key or refuses the look with the handle; no prototype changes.',
    change: protoKey,
  },
  'status-deep-json': {
    about: 'Every look has a field that is nested 100,000 times.',
    expect: ['completes', 'contract', 'network', 'http'],
    client: 'Goes on, or refuses the look with the handle; no stack overflows.',
    change: deepJson,
  },
  'status-huge-logs': {
    about: 'Every look carries 4 MB of log lines.',
    dialects: ['fal-queue'],
    client: 'Reads up to its budget and keeps nothing of it.',
    change: text((json) =>
      json
        .replace(/"logs":\s*(?:null|\[[^\]]*\])\s*,?|(?=\}\s*$)/, '')
        .replace('{', `{"logs":[{"message":"${'x'.repeat(4_000_000)}","timestamp":"2026-11-21T12:00:00Z"}],`),
    ),
  },
})

const fatal = {
  ...once,
  when: 'always',
  expect: 'http',
  client: 'Gives up after a few looks or at its deadline, with the handle: the job may be well.',
} as const

/** Looks that never work again. */
export const deadLooks = faultTable(fatal, {
  'status-500-forever': {
    about: 'Every look gets 500.',
    expect: ['http', 'timeout'],
    change: answer(500, { detail: 'Internal Server Error' }),
  },
  'status-reset-forever': {
    about: 'The connection of every look breaks.',
    expect: ['network', 'timeout'],
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'status-stall-forever': {
    about: 'No look is ever answered.',
    expect: ['network', 'timeout'],
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'status-truncated-forever': {
    about: 'The JSON of every look ends in the middle.',
    expect: ['contract', 'network', 'timeout', 'http'],
    change: firstHalf,
  },
  'status-html-200-forever': {
    about: 'Every look gets a page under 200.',
    expect: ['contract', 'network', 'timeout', 'http'],
    change: answer(200, page('Just a moment...')),
  },
  'status-401-after-some-looks': {
    about: 'The key is revoked while the job runs: every look from the second on gets 401.',
    when: { from: 2 },
    expect: 'auth',
    client: 'Stops at once with the handle, and does not submit again.',
    change: answer(401, { detail: 'invalid key credentials' }),
  },
  'status-403-once': {
    about: 'A look gets 403.',
    when: 'first',
    expect: ['auth', 'completes'],
    client: 'Gives up with the handle, or looks again; it does not submit again.',
    change: answer(403, { detail: 'Forbidden' }),
  },
  'status-404-grace-then-found': {
    about: 'The first two looks get 404: the job is too young to be found.',
    when: { from: 1, to: 2 },
    expect: 'completes',
    client: 'Allows a job that was just taken some time to be found.',
    change: answer(404, { detail: 'Not Found' }),
  },
  'status-404-forever': {
    about: 'Every look gets 404.',
    expect: ['http', 'result-expired'],
    client: 'Gives up after a short grace with the handle, and does not submit again.',
    change: answer(404, { status: 'NOT_FOUND' }),
  },
  'status-410': {
    about: 'Every look gets 410.',
    expect: ['http', 'result-expired'],
    change: answer(410, { detail: 'Gone' }),
  },
  'status-429-forever': {
    about: 'Every look gets 429 with Retry-After.',
    expect: ['rate-limit', 'timeout'],
    client: 'Looks no sooner than it was told each time, and gives up with the handle.',
    change: answer(429, { detail: 'Too many requests' }, { 'retry-after': '2' }),
  },
  'status-429-huge': {
    about: 'A look gets 429 with a Retry-After beyond every deadline.',
    expect: ['rate-limit', 'timeout'],
    client: 'Gives up at once with the handle, and says how long the provider asks to wait.',
    change: both(answer(429, { detail: 'Too many requests' }), withHeaders({ 'retry-after': '99999999999' })),
  },
})
