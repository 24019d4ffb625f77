import fc from '../../fast-check.ts'
import { expect, test } from 'vitest'
import { createEventReader, EventTooLarge } from '../../../src/waiting/server-sent-events.ts'

const read = (...pieces: string[]): string[] => {
  const reader = createEventReader(1_000)
  return pieces.flatMap((piece) => reader.read(piece))
}

test.each([
  { name: 'an event ends at a blank line', given: ['data: a\n\ndata: b\n'], want: ['a'] },
  {
    name: 'lines end in LF, CR LF or CR',
    given: ['data: a\r\n\r\ndata: b\r\rdata: c\n\n'],
    want: ['a', 'b', 'c'],
  },
  { name: 'a CR LF is cut in two', given: ['data: a\r', '\n\r', '\n'], want: ['a'] },
  { name: 'a line comes in pieces', given: ['da', 'ta', ': ', 'a', 'b\n', '\n'], want: ['ab'] },
  { name: 'data over several lines is joined', given: ['data: a\ndata\ndata:b\n\n'], want: ['a\n\nb'] },
  { name: 'one space after the colon is none of it', given: ['data:  a\n\n'], want: [' a'] },
  {
    name: 'comments and other fields are left out',
    given: [': ping\n\nid: 1\nevent: x\ndatum: y\ndata: a\n\n'],
    want: ['a'],
  },
  { name: 'an event without data is none', given: ['event: x\n\n\n\n'], want: [] },
])('$name', ({ given, want }) => {
  expect(read(...given)).toEqual(want)
})

test('whatever the pieces are, the events are the same', () => {
  const line = fc.constantFrom('data: a', 'data:b', ': ping', '', 'id: 7', 'data')
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')))
  fc.assert(
    fc.property(lines, fc.array(fc.nat(12)), (given, sizes) => {
      const text = given.flat().join('')
      const pieces: string[] = []
      let at = 0
      for (const size of sizes) {
        pieces.push(text.slice(at, at + size))
        at += size
      }
      expect(read(...pieces, text.slice(at))).toEqual(read(text))
    }),
  )
})

test.each([
  { name: 'of one line', pieces: ['data: ', 'x'.repeat(600), 'x'.repeat(600)] },
  { name: 'of many lines', pieces: Array.from({ length: 60 }, () => `data: ${'x'.repeat(20)}\n`) },
])('an event too large is refused, $name', ({ pieces }) => {
  expect(() => read(...pieces)).toThrow(EventTooLarge)
})

test('comments without end weigh nothing', () => {
  expect(read(...Array.from({ length: 1_000 }, () => ': ping\n\n'), 'data: a\n\n')).toEqual(['a'])
})
