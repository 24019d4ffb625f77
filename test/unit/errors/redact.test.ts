import { expect, test } from 'vitest'
import { redactBody, redactCause } from '../../../src/errors/redact.ts'

const show = (text: string, body?: unknown) => redactBody(text, body, ['a "quoted" secret', 'k-12345'])

test.each([
  { name: 'a key', given: 'no user for k-12345!', want: 'no user for [redacted]!' },
  { name: 'a secret escaped in JSON', given: '{"m":"a \\"quoted\\" secret"}', want: '{"m":"[redacted]"}' },
  { name: 'a data URI', given: 'x data:image/png;base64,iVBORw0KGgo= y', want: 'x [redacted] y' },
  { name: 'a data URI with parameters', given: 'data:image/png;charset=x;base64,AAAA', want: '[redacted]' },
  { name: 'long base64', given: `x ${'QUJD'.repeat(30)}== y`, want: 'x [redacted] y' },
  { name: 'a short word', given: 'internal_server_error', want: 'internal_server_error' },
])('$name is shown as it may be', ({ given, want }) => {
  expect(show(given)).toBe(want)
})

test('echoes of the input are dropped, however deep', () => {
  const body = {
    detail: [{ loc: ['body', 'prompt'], msg: 'no', input: { prompt: 'p' } }],
    request: { prompt: 'p' },
  }
  expect(show('', body)).toBe('{"detail":[{"loc":["body","prompt"],"msg":"no"}]}')
})

test('a body is cut at 500 characters', () => {
  expect(show('ab '.repeat(400))).toHaveLength(500)
})

test('a cause keeps its name, message and code, and nothing that hangs on it', () => {
  const inner = Object.assign(new Error('read ECONNRESET k-12345'), {
    code: 'ECONNRESET',
    config: { key: 'k-12345' },
  })
  const cause = redactCause(new TypeError('fetch failed', { cause: inner }), ['k-12345'])
  expect(cause).toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { message: 'read ECONNRESET [redacted]', code: 'ECONNRESET' },
  })
  expect(Object.keys(cause.cause as object)).not.toContain('config')
})

test.each([
  { name: 'an object without a prototype', given: Object.create(null) as unknown },
  { name: 'a symbol', given: Symbol('x') },
  {
    name: 'an error whose properties throw',
    given: Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('no')
      },
    }),
  },
])('a cause may be $name', ({ given }) => {
  expect(redactCause(given, [])).toBeInstanceOf(Error)
})
