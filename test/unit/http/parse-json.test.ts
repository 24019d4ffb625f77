import fc from '../../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../../../src/http/parse-json.ts'

describe('what differs from JSON.parse', () => {
  test.each([
    {
      name: 'a seed beyond 2^53 stays exact',
      given: '{"seed":15860307465884635512}',
      want: { seed: '15860307465884635512' },
    },
    {
      name: 'at any depth, below zero and in a list',
      given: '{"a":{"seed" : [-15860307465884635512]}}',
      want: { a: { seed: ['-15860307465884635512'] } },
    },
    {
      name: 'a seed a number can hold is a number',
      given: '{"seed":9007199254740991}',
      want: { seed: 9007199254740991 },
    },
    {
      name: 'digits inside a text are left alone',
      given: '{"prompt":"\\"seed\\": 15860307465884635512,"}',
      want: { prompt: '"seed": 15860307465884635512,' },
    },
    {
      name: 'a fraction is left alone',
      given: '[1234567890123456.5,1e20]',
      want: [1234567890123456.5, 1e20],
    },
    { name: 'a byte order mark is passed over', given: '\ufeff{"a":1}', want: { a: 1 } },
    { name: 'a key said twice with one value is harmless', given: '{"a":[1],"a":[1]}', want: { a: [1] } },
  ])('$name', ({ given, want }) => {
    expect(parseJson(given)).toEqual(want)
  })
})

describe('what is refused', () => {
  test.each([
    { name: '__proto__', given: '{"__proto__":{"x":1}}' },
    { name: '__proto__ in escapes', given: '{"a":[{"\\u005f_proto_\\u005F":1}]}' },
    { name: 'a key said twice with two values', given: '{"request_id":"a","request_id":"b"}' },
    { name: 'the same in escapes', given: '{"a":1,"\\u0061":2}' },
    { name: '65 levels', given: '['.repeat(65) + ']'.repeat(65) },
    { name: 'a million levels', given: '{"a":'.repeat(1_000_000) },
    { name: 'a page', given: '<html>' },
    { name: 'nothing', given: '' },
    { name: 'a byte order mark alone', given: '\ufeff' },
    { name: 'something behind it', given: '{"a":1} {"a":1}' },
    { name: 'a cut', given: '{"a":[1,2' },
    { name: 'a cut in a text', given: '{"a":"b' },
    { name: 'a text that ends in a backslash', given: '["a\\"]' },
    { name: 'NUL in a text', given: '["a\0"]' },
    { name: 'NUL outside', given: '[1]\0' },
    { name: 'a bad escape', given: '["\\x"]' },
    { name: 'a comma too many', given: '[1,]' },
    { name: 'a leading zero', given: '[01]' },
    { name: 'NaN', given: '[NaN]' },
    { name: 'a key without quotes', given: '{a:1}' },
  ])('$name', ({ given }) => {
    expect(() => parseJson(given)).toThrow(SyntaxError)
  })

  test('64 levels are not', () => {
    expect(() => parseJson('['.repeat(64) + ']'.repeat(64))).not.toThrow()
  })
})

describe('what is salvaged', () => {
  test.each([
    {
      name: 'what stands before a cut',
      given: '{"id":"a","n":{"b":1,"c":[2,"x',
      want: { id: 'a', n: { b: 1, c: [2] } },
    },
    { name: 'what stands before something else', given: '{"id":"a"}<html>', want: { id: 'a' } },
    {
      name: 'everything but what is said in two ways',
      given: '{"s":1,"id":"a","s":2,"s":1}',
      want: { s: undefined, id: 'a' },
    },
    { name: 'nothing that is cut itself', given: '{"id":"abc', want: {} },
    { name: 'no number that may be cut', given: '{"b":1,"id":12345', want: { b: 1 } },
  ])('$name', ({ given, want }) => {
    expect(parseJson(given, { salvage: true })).toEqual(want)
  })

  test('nothing of what is no JSON at all', () => {
    expect(() => parseJson('<html>', { salvage: true })).toThrow(SyntaxError)
  })
})

/** What our parser makes of a value `JSON.parse` gives: big integers are digits. */
function expected(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    Math.abs(value) < 1e21
      ? String(value)
      : value,
  )
}

const small = fc.jsonValue({ maxDepth: 8 }).filter((value) => !JSON.stringify(value).includes('__proto__'))

test('every JSON value is what JSON.parse says, however it is laid out', () => {
  fc.assert(
    fc.property(small, fc.constantFrom(undefined, 1, '\t', '\n \r'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parseJson(text)).toEqual(expected(text))
    }),
  )
})

test('a text is refused when JSON.parse refuses it, with an error of its own that repeats nothing', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '1',
      '-',
      '.',
      'e',
      'null',
      'tru',
      ' ',
      '\0',
      '\ud800',
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((list) => list.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const [ours, theirs] = [attempt(() => parseJson(text)), attempt(() => JSON.parse(text) as unknown)]
        if (ours instanceof Error) {
          expect(ours).toBeInstanceOf(SyntaxError)
          expect(ours.message).toMatch(/^(the text is not JSON|a key is|the JSON nests)/)
        }
        // Two keys of one name with two values are the only difference such texts can show.
        if (!(theirs instanceof Error) && !(ours instanceof Error)) expect(ours).toEqual(theirs)
        if (theirs instanceof Error) expect(ours).toBeInstanceOf(Error)
      },
    ),
    { numRuns: 2000 },
  )
})

test.each([
  { name: 'escapes', text: `["${'\\"'.repeat(5_000_000)}"]` },
  { name: 'backslashes without an end', text: `["${'\\'.repeat(10_000_000)}` },
  { name: 'quotes', text: `[${'"",'.repeat(3_000_000)}""]` },
  { name: 'the same key again', text: `{${'"a":1,'.repeat(1_500_000)}"a":1}` },
  { name: 'spaces', text: ' '.repeat(10_000_000) },
  { name: 'digits', text: '1'.repeat(10_000_000) },
])('10 MB of $name take no more than their length', ({ text }) => {
  // Quadratic work on ten million characters would not end within any limit of a test.
  expect([undefined, SyntaxError]).toContain(errorOf(() => parseJson(text)))
})

function attempt(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

function errorOf(run: () => unknown): unknown {
  const result = attempt(run)
  return result instanceof Error ? result.constructor : undefined
}
