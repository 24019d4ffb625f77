import { expect, test, vi } from 'vitest'
import * as errors from '../../../src/errors/errors.ts'

test('an error carries what the next step needs, and prints no more', () => {
  const handle = {
    v: 1,
    provider: 'fal',
    origin: 'https://queue.fal.run',
    model: 'max',
    requestId: 'job-1',
    submittedAt: '',
  } as const
  const error = new errors.TimeoutError('Failed.', { provider: 'fal', handle })
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'TimeoutError',
    message: 'Failed.',
    code: 'timeout',
    provider: 'fal',
    requestId: 'job-1',
    handle,
    billed: 'maybe',
    retryable: true,
  })
})

test('instanceof follows the family', () => {
  const moderated = new errors.ModeratedError('m', { provider: 'fal' })
  const failed = new errors.JobFailedError('m', { provider: 'fal' })
  expect(moderated).toBeInstanceOf(errors.JobFailedError)
  expect(moderated).toBeInstanceOf(errors.KontextError)
  expect(moderated).toBeInstanceOf(Error)
  expect(failed).not.toBeInstanceOf(errors.ModeratedError)
  expect(failed).not.toBeInstanceOf(errors.InputError)
  expect(new Error('x')).not.toBeInstanceOf(errors.KontextError)
  expect(errors.KontextError.is(null)).toBe(false)
})

test('an error of another copy of the package is recognized', async () => {
  vi.resetModules()
  const other = await import('../../../src/errors/errors.ts')
  expect(other.InputError === errors.InputError).toBe(false)
  const error: unknown = new other.InputError('m', { provider: 'fal', issues: [] })
  expect(error).toBeInstanceOf(errors.InputError)
  expect(errors.KontextError.is(error)).toBe(true)
  expect(error).not.toBeInstanceOf(errors.AuthError)
})

test("a subclass of the user's own is no class of the family", () => {
  class Mine extends errors.HttpError {}
  const details = { provider: 'fal', status: 500, body: '' }
  expect(new errors.HttpError('m', details)).not.toBeInstanceOf(Mine)
  expect(new Mine('m', details)).toBeInstanceOf(Mine)
  expect(new Mine('m', details)).toBeInstanceOf(errors.HttpError)
})
