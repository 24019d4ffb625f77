import { expect, test } from 'vitest'
import { streamEvents } from '../../../../src/check/wire/stream-events.ts'

const large = 'x'.repeat(2 * 1024 * 1024)

test.each([
  { name: 'events end at a blank line', given: 'data: a\n\ndata: b\r\n\r\n', want: ['a', 'b'] },
  { name: 'several lines of data are one event', given: 'data: a\ndata: b\n\n', want: ['a\nb'] },
  {
    name: 'an event that the end of the stream cut off is none',
    given: 'data: a\n\ndata: {"sta',
    want: ['a'],
  },
  { name: 'an event without its blank line is none', given: 'data: a\n\ndata: b\n', want: ['a'] },
  { name: 'comments say nothing', given: ': ping\n\ndata: a\n\n', want: ['a'] },
  { name: 'a long event takes none of the others away', given: `data: a\n\ndata: ${large}`, want: ['a'] },
  { name: 'an empty stream has no event', given: '', want: [] },
])('$name', ({ given, want }) => {
  expect(streamEvents(given)).toEqual(want)
})
