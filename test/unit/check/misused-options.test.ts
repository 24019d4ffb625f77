import { InputError } from 'kontext-sdk'
import { checkProvider, listCases, rehearse, type CheckOptions } from 'kontext-sdk/check'
import { expect, test } from 'vitest'
import { mocked } from './mocked.ts'

// As plain JavaScript gives them: no compiler looks.
const wrong: { name: string; given: unknown; says: string }[] = [
  {
    name: 'a budget that is misspelt',
    given: { bugdet: 1 },
    says: 'bugdet is no option of a check. Did you mean budget?',
  },
  { name: 'an option like none', given: { colour: 'red' }, says: 'Use budget, model, image, only,' },
  { name: 'a budget in letters', given: { budget: '1' }, says: 'budget is no integer from 0 to 100.' },
  { name: 'a budget below nothing', given: { budget: -1 }, says: 'budget is no integer from 0 to 100.' },
  { name: 'one case without a list', given: { only: 'auth' }, says: 'only is not a list of texts.' },
  { name: 'a listener that is none', given: { onCase: true }, says: 'onCase is not a function.' },
  { name: 'a signal that is none', given: { signal: {} }, says: 'signal is not an AbortSignal.' },
  { name: 'a clock that is none', given: { clock: Date }, says: 'clock is not a Clock.' },
  {
    name: 'known deviations that are a file',
    given: { deviations: 'known.yaml' },
    says: 'deviations is not a list.',
  },
  {
    name: 'a receiver that cannot wait',
    given: { webhook: { url: 'https://a.example' } },
    says: 'webhook is not an object with url and next.',
  },
  { name: 'a contract by its name', given: { contract: 'fal' }, says: 'contract is not an object.' },
  { name: 'options that are a text', given: 'budget=1', says: 'options is no object.' },
  { name: 'options that are nothing', given: null, says: 'options is no object.' },
]
test.each(wrong)('refuses $name before anything is sent', async ({ given, says }) => {
  const { provider, fetch } = mocked('fal')
  const error: unknown = await checkProvider(provider, given as CheckOptions).catch(
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(InputError)
  expect(error).toMatchObject({ message: expect.stringContaining(says) as string })
  expect(fetch.mock.journal()).toEqual([])
})

test('refuses it where nothing is sent, too', async () => {
  const { provider } = mocked('fal')
  const given = { bugdet: 1 } as CheckOptions
  expect(() => listCases(provider, given)).toThrow('Did you mean budget?')
  await expect(rehearse(provider, given)).rejects.toThrow('Did you mean budget?')
})

test('names the groups there are for a name like none', () => {
  const { provider } = mocked('fal')
  expect(() => listCases(provider, { only: ['nosuch'] })).toThrow(
    'there is no case and no group "nosuch". Groups: auth, validation, unknown-job, content-types, paths, lifecycle, result, cancel, stream, webhook, answers. listCases and "kontext check --list" give the ids.',
  )
  expect(() => listCases(provider, { skip: ['strem'] })).toThrow('Did you mean stream?')
})

test('takes what is undefined for what is left out', () => {
  const { provider } = mocked('fal')
  const given = { budget: undefined, only: undefined } as unknown as CheckOptions
  expect(listCases(provider, given).length).toBeGreaterThan(50)
})
