// What the five documents get wrong or leave out, one row a quirk, and the answer the contract gives.
import { describe, expect, test } from 'vitest'
import { document000 } from './quirks/document-000.ts'
import { document001 } from './quirks/document-001.ts'
import { document002 } from './quirks/document-002.ts'
import { document003 } from './quirks/document-003.ts'
import { document004 } from './quirks/document-004.ts'

describe.each([
  { document: '000', quirks: document000, count: 25 },
  { document: '001', quirks: document001, count: 27 },
  { document: '002', quirks: document002, count: 13 },
  { document: '003', quirks: document003, count: 13 },
  { document: '004', quirks: document004, count: 18 },
])('document $document', ({ quirks, count }) => {
  for (const { quirk, says, holds } of quirks) {
    test(`${quirk}: ${says}`, () => {
      expect(holds()).toBe(true)
    })
  }

  test('has every quirk of its list answered once', () => {
    expect(new Set(quirks.map(({ quirk }) => quirk)).size).toBe(count)
  })
})
