import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import * as errors from '../../src/errors/errors.ts'
import { submitError } from '../../src/errors/answer-error.ts'
import { createKontext } from '../../src/kontext.ts'
import { redactBody, redactCause, redactMessage } from '../../src/errors/redact.ts'
import { createFakeClock } from '../../src/testing/index.ts'
import { fal } from './descriptors.ts'
import { reasonOf } from './failure-of.ts'
import { answer, connectionError, falTicket, scriptedFetch, type Reply } from './scripted-fetch.ts'

const key = 'canaryid-5f2e9c:canarysecret-8d41b7a0'
const prompt = 'canary prompt: my "private" birthday cake\nwith seventeen candles & Zoë’s name on it'
const photo = Uint8Array.from({ length: 3000 }, (_, index) =>
  index < 4 ? ([0xff, 0xd8, 0xff, 0xe0][index] ?? 0) : (index * 7919) % 251,
)
const base64 = Buffer.from(photo).toString('base64')

/** What must be in no output, in any form. */
const canaries = [
  'canaryid',
  'canarysecret',
  encodeURIComponent(key),
  Buffer.from(key).toString('base64').slice(0, 20),
  'canary prompt',
  'birthday cake',
  'seventeen candles',
  'canary%20prompt',
  base64.slice(0, 60),
  base64.slice(300, 360),
  base64.slice(1000, 1060),
]

/** Everything a program may print of a value: white space does not hide a secret. */
function outputs(value: unknown): string {
  const chain: unknown[] = []
  for (let at: unknown = value; at instanceof Error && chain.length < 10; at = at.cause) {
    chain.push(at.message, at.stack, at.name, String(at))
  }
  const all = [...chain, inspect(value, { depth: 10, showHidden: true }), JSON.stringify({ value })]
  return all.join('\n').replace(/\s+/g, '')
}

function expectSilence(value: unknown): void {
  const said = outputs(value)
  for (const canary of canaries) expect(said).not.toContain(canary.replace(/\s+/g, ''))
}

const wrapped = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')

/** What providers answer that repeats what they were sent, in the forms it takes. */
const echoes: { name: string; text: string }[] = [
  { name: 'the key', text: `no user for ${key}` },
  { name: 'a half of the key', text: `no user for ${key.split(':')[1] ?? ''}` },
  { name: 'the key in a URL', text: `GET /?key=${encodeURIComponent(key)}` },
  { name: 'the key in base64', text: `Basic ${Buffer.from(key).toString('base64')}` },
  { name: 'the key, wrapped', text: wrapped(key, 5) },
  { name: 'the key with invisible characters', text: key.replace(/./g, '$&\u200b') },
  { name: 'the prompt', text: `flagged: ${prompt}` },
  { name: 'the start of the prompt', text: `flagged: ${prompt.slice(0, 50)}…` },
  { name: 'the prompt in JSON', text: `flagged: ${JSON.stringify({ p: prompt })}` },
  { name: 'the prompt in JSON in JSON', text: JSON.stringify(JSON.stringify({ p: prompt })) },
  { name: 'the prompt in a URL', text: `?p=${encodeURIComponent(prompt)}` },
  { name: 'the prompt in other spaces', text: prompt.replaceAll(' ', '\t \n') },
  { name: 'the image', text: `cannot load ${base64}` },
  { name: 'the image as a data URI', text: `cannot load data:image/jpeg;base64,${base64}` },
  { name: 'a piece of the image', text: `cannot load ${base64.slice(900, 1100)}` },
  { name: 'the image, wrapped', text: wrapped(base64, 76) },
]

const forms: { form: string; body: (text: string) => object | string }[] = [
  { form: 'a detail', body: (text) => ({ detail: text }) },
  {
    form: 'a list of details',
    body: (text) => ({ detail: [{ loc: ['body', text], msg: text, type: text, input: { prompt } }] }),
  },
  {
    form: 'an envelope',
    body: (text) => ({ error: { message: text, type: 'new_api_error', param: text, code: text } }),
  },
  { form: 'a plain text', body: (text) => text },
  { form: 'a page', body: (text) => `<html><title>${text}</title>` },
  {
    form: 'an echo of the request',
    body: (text) => ({ request: { prompt, image_url: base64 }, foo: { bar: [text] } }),
  },
]

async function editThatMeets(...replies: Reply[]) {
  const events: unknown[] = []
  const script = scriptedFetch(...replies)
  const provider = fal({ apiKey: key })
  const kontext = createKontext(provider, {
    fetch: script.fetch,
    clock: createFakeClock({ autoAdvance: true }),
    timeoutMs: 5_000,
  })
  const error = await reasonOf(
    kontext.edit({ prompt, image: photo }, { onEvent: (event) => events.push(event) }),
  )
  await Promise.resolve()
  return { error, events, kontext, provider }
}

describe.each(forms)('$form that repeats', ({ body }) => {
  test.each(echoes)('$name stays unsaid', async ({ text }) => {
    for (const status of [200, 400, 401, 403, 422, 429, 500, 504]) {
      const submit = await editThatMeets(answer(status, body(text)))
      expect(submit.error).toBeInstanceOf(errors.KontextError)
      expectSilence(submit.error)
      const result = await editThatMeets(falTicket(), { status: 'COMPLETED' }, answer(status, body(text)))
      expect(result.error).toBeInstanceOf(errors.KontextError)
      expectSilence(result.error)
      expectSilence(result.events)
    }
  })
})

test.each(echoes)('a status word that repeats $name stays unsaid', async ({ text }) => {
  const { error, events } = await editThatMeets(falTicket(), { status: text })
  expectSilence(error)
  expectSilence(events)
})

test.each(echoes)('a broken connection whose error repeats $name stays unsaid', async ({ text }) => {
  const broken = new TypeError(text, {
    cause: Object.assign(new Error(text), { code: 'ECONNRESET', config: { text } }),
  })
  expectSilence((await editThatMeets(broken)).error)
  expectSilence((await editThatMeets(falTicket(), broken)).error)
})

test('a redirect to a place that repeats the key stays unsaid', async () => {
  for (const location of [`https://evil.example/?k=${key}`, `https://${encodeURIComponent(key)}.example/`]) {
    expectSilence((await editThatMeets(answer(302, '', { location }))).error)
  }
})

test('nothing that is printed of a client or a provider shows the key', () => {
  const provider = fal({ apiKey: key })
  const kontext = createKontext(provider)
  for (const value of [provider, kontext, { ...provider }]) expectSilence(value)
  expect(provider.apiKey?.()).toBe(key)
})

test('nothing that is printed of a job shows the key, the prompt or the image', async () => {
  const { fetch } = scriptedFetch(falTicket())
  const job = await createKontext(fal({ apiKey: key }), { fetch }).submit({ prompt, image: photo })
  expectSilence(job)
  expectSilence(job.handle)
})

const words = [key, ...key.split(':'), prompt]

test('every class of error is silent about what it is told', async () => {
  const made = Object.values(errors).filter((value) => typeof value === 'function')
  const seen = new Set<string>()
  const replies: Reply[][] = [
    [answer(401)],
    [answer(429)],
    [answer(400, { detail: prompt })],
    [answer(500)],
    [answer(301, '', { location: 'https://x.example' })],
    [connectionError('ECONNREFUSED')],
    [falTicket(), { status: 'COMPLETED' }, { images: [] }],
    [falTicket(), { status: 'COMPLETED' }, answer(422, { detail: [{ msg: prompt, type: 'x' }] })],
    [
      falTicket(),
      { status: 'COMPLETED' },
      answer(422, { detail: [{ msg: prompt, type: 'content_policy_violation' }] }),
    ],
    [falTicket(), { status: 'COMPLETED' }, answer(410)],
    [falTicket(), { status: 'COMPLETED' }, answer(499)],
    [falTicket(), { status: 'IN_QUEUE' }],
  ]
  for (const list of replies) {
    const { error } = await editThatMeets(...list)
    expectSilence(error)
    if (errors.KontextError.is(error)) seen.add(error.name)
  }
  const { fetch } = scriptedFetch(falTicket())
  const wrong = {
    prompt,
    image: photo,
    format: prompt,
    guidance: key,
    [prompt]: 1,
    native: { [prompt]: prompt },
  }
  const input = await reasonOf(
    Reflect.apply(createKontext(fal({ apiKey: key }), { fetch }).edit, undefined, [
      wrong,
    ]) as Promise<unknown>,
  )
  expect(input).toBeInstanceOf(errors.InputError)
  expect(made.length).toBeGreaterThan(seen.size)
  expect([...seen].toSorted()).toEqual([
    'AmbiguousSubmitError',
    'AuthError',
    'CanceledError',
    'ContractError',
    'HttpError',
    'JobFailedError',
    'ModeratedError',
    'NetworkError',
    'RateLimitError',
    'RejectedError',
    'ResultExpiredError',
    'TimeoutError',
  ])
})

test('what is harmless is still said', () => {
  expect(redactMessage('The image could not be loaded.', words)).toBe('The image could not be loaded.')
  expect(redactBody('', { detail: 'no such model' }, words)).toBe('{"detail":"no such model"}')
  expect(redactCause(new Error('read ECONNRESET'), words).message).toBe('read ECONNRESET')
  expect(redactMessage('\u001b[31mred\u001b[0m \u202egnp', words)).toBe('[31mred [0m gnp')
  const said = { status: 422, headers: new Headers(), text: '', body: { detail: 'guidance is too high' } }
  expect(submitError(said, { provider: fal({ apiKey: key }), secrets: words }).message).toContain(
    'guidance is too high',
  )
})
