import { answer, bomb, both, broken, endless, garbage, page, withHeaders } from './changes.ts'
import { faultTable } from './fault.ts'
import { eachEvent, eventFirst, stream, streamOf } from './stream-changes.ts'

const base = {
  at: ['stream'],
  dialects: ['fal-queue'],
  when: 'always',
  billed: 1,
  expect: 'completes',
  client: 'Falls back to looking at the job, without a pause longer than a look needs.',
} as const

const asStream = withHeaders({ 'content-type': 'text/event-stream' })
const running = '{"status":"IN_PROGRESS","logs":[]}'

/** Streams that never begin. */
export const missingStreams = faultTable(base, {
  'stream-404-then-ok': {
    about: 'The first two streams get 404: the job is too young.',
    instead: true,
    when: { from: 1, to: 2 },
    client: 'Tries the stream again after a moment, or looks at the job.',
    change: answer(404, { detail: 'Not Found' }),
  },
  'stream-404': {
    about: 'There is no stream: 404.',
    instead: true,
    change: answer(404, { detail: 'Not Found' }),
  },
  'stream-405': {
    about: 'There is no stream: 405.',
    instead: true,
    change: answer(405, { detail: 'Method Not Allowed' }),
  },
  'stream-500': {
    about: 'Every stream gets 500.',
    instead: true,
    change: answer(500, { detail: 'Internal Server Error' }),
  },
  'stream-429-once': {
    about: 'The first stream gets 429 with Retry-After.',
    instead: true,
    when: 'first',
    client: 'Asks again no sooner than it was told.',
    change: answer(429, { detail: 'Too many requests' }, { 'retry-after': '2' }),
  },
  'stream-401': {
    about: 'The stream gets 401, looks do not: the relay knows the key, its stream does not.',
    instead: true,
    expect: ['completes', 'auth'],
    client: 'Falls back to looking at the job, or stops with the handle.',
    change: answer(401, { detail: 'invalid key credentials' }),
  },
  'stream-reset-before-headers': {
    about: 'The connection of every stream breaks before an answer.',
    instead: true,
    change: broken({ do: 'reset', at: 'before-headers' }),
  },
  'stream-stall-before-headers': {
    about: 'No stream is ever answered.',
    instead: true,
    change: broken({ do: 'stall', at: 'before-headers' }),
  },
  'stream-garbage': {
    about: 'Every stream is answered with what is no HTTP.',
    instead: true,
    change: garbage,
  },
  'stream-html-200': {
    about: 'The stream is a page under 200.',
    instead: true,
    change: answer(200, page('Welcome')),
  },
  'stream-json-instead': {
    about: 'The stream is a single look as JSON.',
    instead: true,
    change: answer(200, { status: 'IN_PROGRESS' }),
  },
  'stream-empty': { about: 'The stream ends before its first event.', instead: true, change: streamOf('') },
  'stream-silent': {
    about: 'The stream begins and says nothing.',
    instead: true,
    client: 'Takes missing keep-alives for silence, and looks at the job.',
    change: both(streamOf(''), broken({ do: 'stall', at: 'after-body' })),
  },
  'stream-pings-only': {
    about: 'The stream sends a keep-alive each second and no event.',
    instead: true,
    expect: ['completes', 'timeout'],
    client: 'Looks at the job by itself now and then, or ends at its deadline.',
    change: both(
      streamOf(': ping\n\n'.repeat(10_000)),
      broken({ do: 'drip', chunkBytes: 8, everyMs: 1_000 }),
    ),
  },
  'stream-endless-line': {
    about: 'The stream is one line that never ends.',
    instead: true,
    client: 'Stops reading at its budget, and looks at the job.',
    change: both(endless, asStream),
  },
  'stream-gzip-bomb': {
    about: 'The stream is one megabyte of gzip that becomes a gigabyte.',
    instead: true,
    client: 'Counts bytes after decompression, stops at its budget, and looks at the job.',
    change: both(bomb, asStream),
  },
})

/** Streams that break off. */
export const brokenStreams = faultTable(base, {
  'stream-ends-early': {
    about: 'The stream ends after its first event.',
    change: stream(async function* (events) {
      for await (const event of events) {
        yield `${event}\n\n`
        return
      }
    }),
  },
  'stream-reset-midway': {
    about: 'The connection of the stream breaks after its first event.',
    change: broken({ do: 'reset', at: 'in-body' }),
  },
  'stream-stall-midway': {
    about: 'The stream falls silent after its first event.',
    client: 'Takes missing keep-alives for silence, and looks at the job.',
    change: broken({ do: 'stall', at: 'in-body' }),
  },
  'stream-open-after-completed': {
    about: 'The stream stays open after COMPLETED.',
    client: 'Ends at the event, not at the end of the stream.',
    change: broken({ do: 'stall', at: 'after-body' }),
  },
  'stream-without-completed': {
    about: 'The stream ends before the job does.',
    change: stream(async function* (events) {
      for await (const event of events) if (!event.includes('"COMPLETED"')) yield `${event}\n\n`
    }),
  },
  'stream-without-last-line': {
    about: 'The last event is not ended by a blank line.',
    client: 'Takes the event or falls back to looking at the job.',
    change: stream(async function* (events) {
      let before = ''
      for await (const event of events) {
        yield before
        before = `${before === '' ? '' : '\n\n'}${event}`
      }
      yield before
    }),
  },
})

const odd = { ...base, client: 'Reads the stream as the standard says, and goes on.' } as const

/** Streams that are odd, and good enough. */
export const oddStreams = faultTable(odd, {
  'stream-crlf': {
    about: 'Lines end with CR LF.',
    change: eachEvent((event) => event.replaceAll('\n', '\r\n'), '\r\n\r\n'),
  },
  'stream-cr': {
    about: 'Lines end with CR.',
    change: eachEvent((event) => event.replaceAll('\n', '\r'), '\r\r'),
  },
  'stream-bom': { about: 'The stream begins with a byte order mark.', change: eventFirst('\uFEFF') },
  'stream-without-space': {
    about: 'There is no space after `data:`.',
    change: eachEvent((event) => event.replaceAll('data: ', 'data:')),
  },
  'stream-lines-of-data': {
    about: 'The JSON of an event comes in several lines of data.',
    change: eachEvent((event) => event.replaceAll(',"', ',\ndata: "')),
  },
  'stream-more-fields': {
    about: 'Events carry `id`, `event` and `retry`.',
    change: eachEvent((event) => `id: 1\nevent: message\nretry: 0\n${event}`),
  },
  'stream-split-events': {
    about: 'Events come in pieces of five letters.',
    change: stream(async function* (events) {
      for await (const event of events) yield* `${event}\n\n`.match(/[^]{1,5}/gu) ?? []
    }),
  },
  'stream-in-one-piece': {
    about: 'All events come in one piece at the end.',
    change: stream(async function* (events) {
      let all = ''
      for await (const event of events) all += `${event}\n\n`
      yield all
    }),
  },
  'stream-garbage-event': {
    about: 'The first event is no JSON.',
    client: 'Passes over it or falls back to looking at the job.',
    change: eventFirst('data: {"status": IN_PRO\n\n'),
  },
  'stream-empty-event': {
    about: 'The first event has no data.',
    change: eventFirst('data:\n\nevent: hello\n\n'),
  },
  'stream-error-event': {
    about: 'The first event is of the type `error`.',
    client: 'Passes over it or falls back to looking at the job; the job has not failed.',
    change: eventFirst('event: error\ndata: {"detail":"upstream reconnecting"}\n\n'),
  },
  'stream-unknown-word': {
    about: 'The first event shows a status nobody knows.',
    client: 'Waits on as if the job were queued.',
    change: eventFirst('data: {"status":"WARMING_UP"}\n\n'),
  },
  'stream-numeric-word': {
    about: 'The first event shows a number for a status.',
    change: eventFirst('data: {"status":3}\n\n'),
  },
  'stream-backwards': {
    about: 'The stream shows the job running, then queued.',
    client: 'Waits on.',
    change: eventFirst(`data: ${running}\n\ndata: {"status":"IN_QUEUE","queue_position":7}\n\n`),
  },
  'stream-running-after-completed': {
    about: 'After COMPLETED the stream shows the job running again.',
    client: 'Has left the stream by then.',
    change: stream(async function* (events) {
      for await (const event of events) yield `${event}\n\n`
      yield `data: ${running}\n\n`
    }),
  },
  'stream-events-twice': {
    about: 'Every event comes twice.',
    client: 'Reports each state once.',
    change: eachEvent((event) => `${event}\n\n${event}`),
  },
  'stream-huge-event': {
    about: 'The first event has 20 MB of log lines.',
    client: 'Reads up to its budget, then falls back to looking at the job.',
    change: stream(async function* (events) {
      yield 'data: {"status":"IN_PROGRESS","logs":[{"message":"'
      for (let piece = 0; piece < 320; piece++) yield 'x'.repeat(65_536)
      yield '"}]}\n\n'
      for await (const event of events) yield `${event}\n\n`
    }),
  },
  'stream-wrong-type': {
    about: 'The stream says it is plain text.',
    client: 'Reads the events, or falls back to looking at the job.',
    change: withHeaders({ 'content-type': 'text/plain' }),
  },
  'stream-status-202': {
    about: 'The stream comes under 202.',
    client: 'Reads the events, or falls back to looking at the job.',
    change: (reply) => ({ ...reply, status: 202 }),
  },
})
