import { createKontext, fal } from 'kontext-sdk'
import { test } from 'kontext-mocks/vitest'
import { createFakeClock } from 'kontext-sdk/testing'
import { expect } from 'vitest'

/** Tests of the same names in every file: each sees its own edits only. */
export function editSeveralTimes(): void {
  for (const edits of [1, 2, 3]) {
    test.concurrent(`edits ${edits} times`, async ({ mock }) => {
      const kontext = createKontext(fal({ apiKey: mock.key, baseUrl: mock.baseUrl('fal') }), {
        clock: createFakeClock({ autoAdvance: true }),
      })
      for (let nth = 0; nth < edits; nth += 1)
        await kontext.edit({
          prompt: 'Put a donut next to the flour.',
          image: 'https://example.com/flour.png',
        })
      await mock.assert({ counts: [{ operation: 'submit', exactly: edits }] })
      expect(await mock.ledger()).toEqual({ fal: { accepted: edits, billed: edits } })
      console.log(`mock at ${mock.url}`)
    })
  }
}
