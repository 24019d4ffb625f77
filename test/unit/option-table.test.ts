import { describe, expect, test } from 'vitest'
import { createTracedKontext } from '../../src/diagnostics/index.ts'
import { InputError } from '../../src/errors/errors.ts'
import {
  createKontext,
  failover,
  fal,
  falRelay,
  logging,
  type JobEvent,
  type KontextOptions,
  type Provider,
  type SubmitOptions,
} from '../../src/index.ts'
import { createFakeClock, createMockFetch } from '../../src/testing/index.ts'
import { createClaims, verifyWebhook } from '../../src/webhook/index.ts'
import { reasonOf } from './failure-of.ts'

// What plain JavaScript can write, and no type allows.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const untyped = <T>(value: unknown): T => value as T
const input = { prompt: 'Warmer light', image: 'https://example.com/flour.png' }

const atOnce: readonly { name: string; call: () => unknown; path: string; says: string }[] = [
  {
    name: 'a misspelt option of a provider',
    call: () => fal(untyped({ apiKye: 'k-secret' })),
    path: 'apiKye',
    says: 'Failed to use apiKye: it is no option of fal. Did you mean apiKey?',
  },
  {
    name: 'an option of a provider that is like none',
    call: () => falRelay(untyped({ key: 'k-secret' })),
    path: 'key',
    says: 'Failed to use key: it is no option of fal-relay. Use apiKey, allowBrowser, baseUrl.',
  },
  {
    name: 'a key that is none',
    call: () => fal({ apiKey: untyped(12345678) }),
    path: 'apiKey',
    says: 'Failed to use apiKey: it is not a text, function or false. Correct it, or leave it out.',
  },
  {
    name: 'a base URL that is no text',
    call: () => fal({ baseUrl: untyped(4010) }),
    path: 'baseUrl',
    says: 'Failed to use baseUrl: it is not a text. Correct it, or leave it out.',
  },
  {
    name: 'a key alone',
    call: () => fal(untyped('k-secret')),
    path: '',
    says: 'Failed to use the options of fal: pass an object with apiKey, allowBrowser, baseUrl.',
  },
  { name: 'null', call: () => fal(untyped(null)), path: '', says: 'pass an object' },
  {
    name: 'the name of a provider',
    call: () => createKontext(untyped<Provider>('fal')),
    path: 'provider',
    says: 'Failed to make a client: this is no provider. Pass one: createKontext(fal()).',
  },
  {
    name: 'no provider',
    call: () => createKontext(untyped<Provider>(undefined)),
    path: 'provider',
    says: 'no provider',
  },
  {
    name: 'a function not called',
    call: () => createKontext(untyped<Provider>(fal)),
    path: 'provider',
    says: 'Pass one',
  },
  ...(
    [
      [{ limit: { concurrent: 2 } }, 'limit', 'it is no option of createKontext. Did you mean limits?'],
      [{ limits: { concurency: 2 } }, 'limits.concurency', 'Did you mean concurrent?'],
      [{ limits: 2 }, 'limits', 'pass an object with concurrent, perSecond.'],
      [{ limits: { concurrent: 0 } }, 'limits.concurrent', 'it is not an integer from 1 up.'],
      [{ limits: { concurrent: Infinity } }, 'limits.concurrent', 'it is not an integer from 1 up.'],
      [{ limits: { perSecond: Number.NaN } }, 'limits.perSecond', 'it is not a number above 0.'],
      [{ retry: 3 }, 'retry', 'pass an object with attempts.'],
      [{ retry: { attempts: 11 } }, 'retry.attempts', 'it is not an integer from 0 to 10.'],
      [{ retry: { attempts: 1.5 } }, 'retry.attempts', 'it is not an integer from 0 to 10.'],
      [{ retry: { atempts: 1 } }, 'retry.atempts', 'Use attempts.'],
      [{ timeoutMs: '600' }, 'timeoutMs', 'it is not a number above 0.'],
      [{ requestTimeoutMs: 0 }, 'requestTimeoutMs', 'it is not a number above 0.'],
      [{ fetch: {} }, 'fetch', 'it is not a function.'],
      [{ random: 4 }, 'random', 'it is not a function.'],
      [{ clock: {} }, 'clock', 'it is not a Clock.'],
      [{ stream: 'no' }, 'stream', 'it is not true or false.'],
      [{ cancelOnAbort: 1 }, 'cancelOnAbort', 'it is not true or false.'],
      [{ middleware: logging(console) }, 'middleware', 'it is not a list of functions.'],
      [{ middleware: [{}] }, 'middleware', 'it is not a list of functions.'],
    ] as const
  ).map(([options, path, says]) => ({
    name: `createKontext with ${JSON.stringify(options)}`,
    call: () => createKontext(fal({ apiKey: 'k' }), untyped<KontextOptions>(options)),
    path,
    says,
  })),
  {
    name: 'an option of a resumed job that only a submit has',
    call: () => createKontext(fal()).resume(untyped({}), untyped({ webhookUrl: 'https://example.com/hook' })),
    path: 'webhookUrl',
    says: 'it is no option of resume. Use timeoutMs, signal, cancelOnAbort, onEvent.',
  },
  {
    name: 'no providers for a failover',
    call: () => failover(...untyped<[Provider, Provider]>([])),
    path: 'members',
    says: 'Failed to set up a failover: it takes two or more providers that differ in id or base URL, and none that is a failover. Add another.',
  },
  {
    name: 'one provider for a failover',
    call: () => failover(...untyped<[Provider, Provider]>([fal()])),
    path: 'members',
    says: 'Failed to set up a failover of fal: it takes two or more',
  },
  {
    name: 'the same provider twice for a failover',
    call: () => failover(fal(), fal()),
    path: 'members',
    says: 'and none that is a failover. Leave the others out.',
  },
  {
    name: 'a function for a failover',
    call: () => failover(fal(), untyped<Provider>(falRelay)),
    path: 'members[1]',
    says: 'argument 2 is no provider. Pass each as one, as in failover(fal(), chainhub()).',
  },
  {
    name: 'a misspelt option of claims',
    call: () => createClaims(untyped({ keepMS: 3 })),
    path: 'keepMS',
    says: 'Did you mean keepMs?',
  },
  {
    name: 'a misspelt option of a traced client',
    call: () => createTracedKontext(fal(), untyped({ includePrompt: true })),
    path: 'includePrompt',
    says: 'it is no option of createTracedKontext. Did you mean includePrompts?',
  },
  {
    name: 'no provider of a traced client',
    call: () => createTracedKontext(untyped<Provider>('fal')),
    path: 'provider',
    says: 'no provider',
  },
  {
    name: 'a level that is none',
    call: () => logging(console, { level: untyped('verbose') }),
    path: 'level',
    says: 'Failed to use level: it is none. Use one of debug, info, warn, error.',
  },
  {
    name: 'a misspelt option of the log',
    call: () => logging(console, untyped({ levle: 'warn' })),
    path: 'levle',
    says: 'Did you mean level?',
  },
  { name: 'no logger', call: () => logging(untyped(undefined)), path: 'logger', says: 'Pass console' },
]

describe('at once, an InputError says what is wrong and where', () => {
  test.each(atOnce)('$name', ({ call, path, says }) => {
    let error: unknown
    try {
      call()
    } catch (thrown) {
      error = thrown
    }
    if (!InputError.is(error)) throw error
    expect(error.message).toContain(says)
    expect(error.message).not.toContain('secret')
    expect(error.issues).toEqual([{ path, message: error.message }])
  })
})

const calls = [
  {
    given: { timeout: 3 },
    path: 'timeout',
    says: 'it is no option of edit and submit. Did you mean timeoutMs?',
  },
  { given: { onEvent: 3 }, path: 'onEvent', says: 'Failed to use onEvent: it is not a function.' },
  { given: { signal: new AbortController() }, path: 'signal', says: 'it is not an AbortSignal.' },
  { given: { webhookUrl: new URL('https://example.com') }, path: 'webhookUrl', says: 'it is not a text.' },
  { given: { timeoutMs: 0 }, path: 'timeoutMs', says: 'it is not a number above 0.' },
  { given: 'https://example.com/hook', path: '', says: 'the options of edit and submit: pass an object' },
  { given: null, path: '', says: 'pass an object with timeoutMs' },
]

describe('before anything is sent, an edit is refused', () => {
  test.each(calls)('with $given', async ({ given, path, says }) => {
    const clock = createFakeClock({ autoAdvance: true })
    const fetch = createMockFetch({ clock })
    const kontext = createKontext(fal({ apiKey: 'k' }), { fetch, clock })
    const error = await reasonOf(kontext.edit(input, untyped<SubmitOptions>(given)))
    if (!InputError.is(error)) throw error
    expect(error.message).toContain(says)
    expect(error.issues.map((issue) => issue.path)).toEqual([path])
    expect(fetch.mock.journal()).toEqual([])
  })
})

test('a cancel and an image refuse options they do not have', async () => {
  const clock = createFakeClock({ autoAdvance: true })
  const fetch = createMockFetch({ clock })
  const job = await createKontext(fal({ apiKey: 'k' }), { fetch, clock }).submit(input)
  expect(await reasonOf(job.cancel(untyped({ timeout: 3 })))).toMatchObject({
    message: 'Failed to use timeout: it is no option of cancel. Did you mean timeoutMs?',
  })
  const { images } = await job.result()
  const wrong = untyped<object>({ signal: new AbortController() })
  for (const read of ['bytes', 'blob'] as const)
    expect(await reasonOf(images[0][read](wrong))).toBeInstanceOf(InputError)
  expect(() => images[0].stream(wrong)).toThrow(InputError)
  expect(await reasonOf(images[0].save('never.png', wrong))).toBeInstanceOf(InputError)
})

test.each([
  { options: { userID: 'user-1' }, says: 'it is no option of verifyWebhook. Did you mean userId?' },
  { options: { userId: 'user-1', toleranceMs: '3' }, says: 'Failed to use toleranceMs: it is not a number' },
  { options: undefined, says: 'Failed to use the options of verifyWebhook: pass an object with userId' },
])('a delivery is not looked at with the options $options', async ({ options, says }) => {
  const request = new Request('https://example.com/hook', { method: 'POST', body: '{}' })
  expect(await reasonOf(verifyWebhook(request, untyped(options)))).toMatchObject({
    name: 'InputError',
    message: expect.stringContaining(says) as string,
  })
})

test('an option that is undefined is one left out, whatever its name', () => {
  expect(fal(untyped({ apiKey: undefined, apiKye: undefined })).apiKey).toBeUndefined()
  const options = { limits: { concurrent: undefined }, retry: undefined, limit: undefined }
  expect(() => createKontext(fal(), untyped(options))).not.toThrow()
})

test('an option is checked where it is inherited', () => {
  const options: KontextOptions = Object.create({ timeoutMs: 'long' })
  expect(() => createKontext(fal(), options)).toThrow('Failed to use timeoutMs')
})

test('options that are inherited, as those of a class, are used at each door', async () => {
  const clock = createFakeClock({ autoAdvance: true })
  const heard: string[] = []
  const hear = ({ type }: JobEvent) => void heard.push(type)
  const call: SubmitOptions = Object.create({ timeoutMs: 1, onEvent: hear })
  const fetch = createMockFetch({ clock })
  const settings: KontextOptions = Object.create({ fetch, clock })
  const client = createKontext(fal({ apiKey: 'k' }), settings)
  const job = await client.submit(input, call)
  expect(await reasonOf(job.result())).toMatchObject({ code: 'timeout' })
  expect(heard).toContain('submitted')
  const resumed = client.resume(job.handle, call)
  expect(await reasonOf(resumed.result())).toMatchObject({ code: 'timeout' })
  const traced = createTracedKontext(fal({ apiKey: 'k' }), settings)
  expect((await traced.edit(input)).images).toHaveLength(1)
})

test.each([
  { given: 'k-secret', says: 'baseUrl is not a URL' },
  { given: 'a1b2c3d4-0000:k-secret', says: 'baseUrl would send the key unencrypted' },
  { given: 'http://api.example.com/k-secret', says: 'baseUrl would send the key unencrypted' },
])('what was given as the base URL is not repeated: it may be the key ($given)', ({ given, says }) => {
  expect(() => fal({ baseUrl: given })).toThrow(new RegExp(`^(?!.*secret).*${says}`))
})
