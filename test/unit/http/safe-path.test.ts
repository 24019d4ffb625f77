import { describe, expect, test } from 'vitest'
import { safePath } from '../../../src/http/safe-path.ts'

describe('a path fit to be kept', () => {
  const cases = [
    { given: '/fal/fal-ai/x?logs=1', want: '/fal/fal-ai/x?logs=1' },
    { given: '/x?api_key=abc&logs=1', want: '/x?api_key=…&logs=1' },
    { given: '/x?a=1&X-Signature=a%2Fb%3D#end', want: '/x?a=1&X-Signature=…#end' },
    {
      given: '/x?fal_webhook=https%3A%2F%2Fh.example%2Fhook%3Ftoken%3Dabc%26job%3D1&logs=1',
      want: '/x?fal_webhook=https%3A%2F%2Fh.example%2Fhook%3Ftoken%3D…%26job%3D1&logs=1',
    },
    {
      given: '/x?hook=https%3A%2F%2Fme%3Asecret%40h.example%2F',
      want: '/x?hook=https%3A%2F%2F…%40h.example%2F',
    },
    { given: '/x?hook=https://me:secret@h.example/', want: '/x?hook=https://…@h.example/' },
  ]
  test.each(cases)('$want', ({ given, want }) => {
    expect(safePath(given)).toBe(want)
  })

  test('ends after 2,000 characters', () => {
    expect(safePath(`/${'x'.repeat(9_000)}`)).toHaveLength(2_001)
  })
})
