import fc from '../../../fast-check.ts'
import { expect, test } from 'vitest'
import { exactJson, exactSeed } from '../../../../src/testing/answering/exact-json.ts'

const digits = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String)

test('any whole seed comes out of a text as it went in', () => {
  fc.assert(
    fc.property(digits, fc.string(), (seed, prompt) => {
      const text = `{"prompt": ${JSON.stringify(prompt)}, "seed" : ${seed} }`
      expect(exactSeed(text)).toBe(seed)
    }),
  )
})

test('any whole seed is written digit for digit, and nothing else changes', () => {
  fc.assert(
    fc.property(digits, fc.string(), (seed, prompt) => {
      const text = exactJson({ prompt, seed: Number(seed), nested: { seeds: [1] } }, seed)
      expect(exactSeed(text)).toBe(seed)
      expect(JSON.parse(text)).toEqual({ prompt, seed: Number(seed) + 0, nested: { seeds: [1] } })
    }),
  )
})

test('a text that mentions a seed has none', () => {
  expect(exactSeed(JSON.stringify({ prompt: '"seed": 5}' }))).toBeUndefined()
  expect(exactSeed('{"seed": 1.5}')).toBeUndefined()
})
