import { execFileSync } from 'node:child_process'
import { fal } from 'kontext-sdk'
import { describe, expect, test } from 'vitest'
import { curlOf } from '../../../../src/check/curl/curl.ts'
import type { CheckExchange, CheckRequest } from '../../../../src/check/wire/exchange.ts'
import { shellWord } from '../../../../src/check/curl/shell-word.ts'
import { openSuite } from '../../../../src/check/suite.ts'
import fc from '../../../fast-check.ts'
import { caseOf, checked, secretKey } from '../mocked.ts'

const provider = fal({ apiKey: secretKey, baseUrl: 'https://relay.example/fal' })
const { subject } = openSuite(provider, {})
const key = 'id:se"cr\\e`t$(x) \'y'

/** What each command of a script gives to curl, as a shell reads it. */
function argvOf(script: string): string[][] {
  const told = `curl() { for word; do printf '%s\\0' "$word"; done; printf '\\1'; }\n${script}\n`
  const out = execFileSync('sh', ['-c', told], { env: { FAL_KEY: key } }).toString()
  return out
    .split('\u0001')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1))
}

const submit: CheckRequest = {
  ...{ about: 'submit', operation: 'submitMax', method: 'POST', path: '/fal-ai/flux-pro/kontext' },
  body: { prompt: "don't", image_url: 'https://images.example/1.png' },
}
function command(request: Partial<CheckRequest> = {}, answer?: CheckExchange['answer']): string {
  const exchange = { number: 1, request: { ...submit, ...request }, at: 0, ms: 0 }
  return curlOf(answer === undefined ? exchange : { ...exchange, answer }, subject, (text) => text)
}

test('is what a shell reads as the request: the key is a variable', () => {
  expect(command()).toMatchInlineSnapshot(`
    "curl -i -X POST https://relay.example/fal/fal-ai/flux-pro/kontext \\
      -H 'accept: application/json' -H 'content-type: application/json' \\
      -H "authorization: Key $FAL_KEY" \\
      --data-raw '{"prompt":"don'\\''t","image_url":"https://images.example/1.png"}'"
  `)
  expect(argvOf(command())).toEqual([
    [
      ...['-i', '-X', 'POST', 'https://relay.example/fal/fal-ai/flux-pro/kontext'],
      ...['-H', 'accept: application/json', '-H', 'content-type: application/json'],
      ...['-H', `authorization: Key ${key}`],
      ...['--data-raw', '{"prompt":"don\'t","image_url":"https://images.example/1.png"}'],
    ],
  ])
})

const keys = [
  { key: 'none', want: undefined },
  { key: 'right', want: `authorization: Key ${key}` },
  { key: 'wrong', want: `authorization: Key 00000000-0000-0000-0000-000000000000:${'0'.repeat(32)}` },
  { key: 'wrong-scheme', want: `authorization: Bearer ${key}` },
] as const
test.each(keys)('carries the key as it was: $key', ({ key: kind, want }) => {
  const [argv = []] = argvOf(command({ key: kind }))
  expect(argv.find((word) => word.startsWith('authorization'))).toBe(want)
})

describe('what is told of the price', () => {
  const body = { request_id: 'e36fc67f', status: 'IN_QUEUE' }
  const taken = { status: 200, headers: {}, bytes: new Uint8Array(), text: JSON.stringify(body), body }

  test('is a comment before what costs an edit, which the shell passes over', () => {
    const text = command({ edit: 'usual' })
    expect(text).toMatch(/^# costs one edit\ncurl /)
    expect(argvOf(text)).toHaveLength(1)
  })
  test('is one before a submit that should be refused and was taken', () => {
    expect(command({}, taken)).toMatch(/^# costs one edit, as long as the server takes it\n/)
  })
  test('is none before what is free', () => {
    expect(command({}, { ...taken, status: 422, body: {} })).toMatch(/^curl /)
  })
})

describe('what is cut short', () => {
  test('is an image, and a comment says so', () => {
    const text = command({ body: { image_url: `data:image/jpeg;base64,${'A'.repeat(9_000)}` } })
    expect(text).toContain(`'{"image_url":"data:image/jpeg;base64,…"}'`)
    expect(text).toMatch(/^# put in what is cut short \(…\)\n/)
  })
  test('is a long value, and a body of many', () => {
    const long = command({ body: { prompt: 'word '.repeat(2_000) } })
    const many = command({ body: Array.from({ length: 900 }, () => 'one') })
    expect([long.length < 700, many.length < 1_700]).toEqual([true, true])
  })
  test('is what a URL carries to prove who asks', () => {
    const text = command({ path: '/x?token=abcdef&fal_webhook=https%3A%2F%2Fh.example%3Fkey%3Dabc' })
    expect(text).not.toMatch(/abcdef|%3Dabc/)
  })
})

test('of an empty header it sends an empty one', () => {
  expect(argvOf(command({ headers: { 'content-type': '' } }))[0]).toContain('content-type;')
})

test('takes brackets of a URL as they are, and streams as they come', () => {
  expect(command({ method: 'GET', path: '/a[1]', operation: 'stream' })).toMatch(/^curl -igN /)
})

// What a shell does something with, among all else there is.
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '"', '\\', '`', '$(x)', '$HOME', '\n', '!', '*', '~', '#', ';', '&', ' ', '-', ''),
      fc.string({ unit: 'grapheme-ascii', maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) =>
    parts
      .join('')
      .replace(/\p{Cs}/gu, '')
      .replaceAll('\0', '')
      .replaceAll('\u0001', ''),
  )

test('any text is one word of a shell, and the same', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (words) => {
      expect(argvOf(`curl ${words.map(shellWord).join(' ')}`)).toEqual([words])
    }),
    { numRuns: 60 },
  )
})

test('any body that is short is what curl sends', () => {
  // What looks like a credential in a URL is cut out.
  const value = text.map((one) => one.replace(/[=@]/g, ''))
  const body = fc.dictionary(
    value,
    fc.oneof(value, fc.integer(), fc.boolean(), fc.array(value, { maxLength: 3 })),
    {
      maxKeys: 4,
    },
  )
  fc.assert(
    fc.property(body, (given) => {
      const [argv = []] = argvOf(command({ body: given }))
      expect(JSON.parse(argv.at(-1) ?? '')).toEqual(JSON.parse(JSON.stringify(given)))
    }),
    { numRuns: 60 },
  )
})

test('stands with every deviation that was seen in a request, without the key and the image', async () => {
  const { report } = await checked('fal', { budget: 1 }, async (_seen, next) => {
    const response = await next()
    const type = response.headers.get('content-type') ?? ''
    return type.includes('json')
      ? new Response(await response.text(), {
          status: response.status,
          headers: { 'content-type': 'text/plain' },
        })
      : response
  })
  const all = report.cases
    .flatMap(({ deviations }) => deviations)
    .filter(({ exchange }) => exchange !== undefined)
  expect(all.length).toBeGreaterThan(5)
  expect(all.filter(({ curl }) => curl === undefined)).toEqual([])
  const text = JSON.stringify(report)
  expect([text.includes(secretKey), text.includes('/9j/')]).toEqual([false, false])
  const paid = all.find(({ curl }) => curl?.startsWith('# costs one edit\n'))
  expect(paid?.curl).toContain('Key $FAL_KEY')
  expect(caseOf(report, 'auth.no-key').status).toBe('passed')
})

// Azure's signed links. (learn.microsoft.com, "Create a service SAS")
test.each(['sig', 'X-Amz-Signature', 'X-Goog-Signature', 'Signature'])(
  'a link of an answer is shown without its %s',
  (name) => {
    const path = `https://images.example/a.png?sv=1&${name}=abc%2Fdef&x=2`
    const shown = command({ operation: 'image', method: 'GET', path })
    expect(shown).toContain('sv=1')
    expect(shown).not.toMatch(/abc|def/)
  },
)
