import { expect, test } from 'vitest'
import { parseJson } from '../../src/parse-json.ts'

test.each([
  {
    name: 'a seed beyond 2^53 stays exact',
    given: '{"seed":15860307465884635512}',
    want: { seed: '15860307465884635512' },
  },
  {
    name: 'a negative one too',
    given: '{"a":{"seed" : -15860307465884635512}}',
    want: { a: { seed: '-15860307465884635512' } },
  },
  {
    name: 'a seed a number can hold is a number',
    given: '{"seed":9007199254740991}',
    want: { seed: 9007199254740991 },
  },
  {
    name: 'a seed inside a text is left alone',
    given: '{"prompt":"\\"seed\\": 15860307465884635512,"}',
    want: { prompt: '"seed": 15860307465884635512,' },
  },
  {
    name: 'a fraction is left alone',
    given: '{"seed":1234567890123456.5}',
    want: { seed: 1234567890123456.5 },
  },
])('$name', ({ given, want }) => {
  expect(parseJson(given)).toEqual(want)
})

test.each(['{"__proto__":{"x":1}}', '{"a":[{"\\u005f_proto__":1}]}', '<html>', ''])(
  '%s is refused',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  },
)
