import { expect, test } from 'vitest'
import { beginning } from '../../../../src/check/wire/beginning.ts'

test.each([
  { name: 'a short text stays', given: 'no user', want: 'no user' },
  { name: 'a word is not torn', given: 'no user for secret-key-0123', want: 'no user for …' },
  {
    name: 'a word parted by what nobody sees is one',
    given: 'no user for s\u200be\u200bc\u200br\u200be\u200bt',
    want: 'no user for …',
  },
  { name: 'a word that fills all of it goes', given: 'x'.repeat(40), want: '…' },
])('$name', ({ given, want }) => {
  expect(beginning(given, 20)).toBe(want)
})
