import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, stringify } from 'yaml'
import { at } from '../../scripts/lib/json.ts'
import { read } from '../../scripts/stages/read.ts'
import { repair } from '../../scripts/stages/repair.ts'
import { documentFile, refusal, traced, yamlBlock } from './support.ts'

const block = (text: string): { file: string; text: string; firstLine: number } => ({
  file: 'doc.txt',
  text,
  firstLine: 1,
})

describe('document 003', () => {
  test('takes exactly four repairs, at the lines and columns of the file', () => {
    const { value, diagnostics } = repair(yamlBlock('003'))
    expect(value.repairs).toEqual([
      {
        rule: 'unquoted-colon',
        line: 33,
        column: 32,
        before: 'Range value: 1-20',
        after: "'Range value: 1-20'",
      },
      {
        rule: 'unquoted-colon',
        line: 39,
        column: 32,
        before: 'Output image count, range: 1-4',
        after: "'Output image count, range: 1-4'",
      },
      {
        rule: 'unquoted-colon',
        line: 45,
        column: 32,
        before: 'Image output formats: "jpeg", "png"',
        after: `'Image output formats: "jpeg", "png"'`,
      },
      {
        rule: 'unquoted-colon',
        line: 48,
        column: 32,
        before: 'Image aspect ratios, enumerated values: 21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16, 9:21',
        after: "'Image aspect ratios, enumerated values: 21:9, 16:9, 4:3, 3:2, 1:1, 2:3, 3:4, 9:16, 9:21'",
      },
    ])
    expect(diagnostics.map(({ severity, line, column }) => [severity, line, column])).toEqual([
      ['info', 33, 32],
      ['info', 39, 32],
      ['info', 45, 32],
      ['info', 48, 32],
    ])
  })

  test('has the repaired text at that line and column', () => {
    const lines = documentFile('003').text.split('\n')
    for (const { line, column, before } of repair(yamlBlock('003')).value.repairs) {
      expect(lines[line - 1]?.slice(column - 1)).toBe(before)
    }
  })

  test('keeps every other line byte for byte', () => {
    const given = yamlBlock('003')
    const repaired = repair(given).value.text.split('\n')
    const changed = given.text
      .split('\n')
      .flatMap((line, index) => (line === repaired[index] ? [] : [index + given.firstLine]))
    expect(changed).toEqual([33, 39, 45, 48])
  })

  test('does not parse without the repairs', () => {
    expect(refusal(() => traced(yamlBlock('003').text))).not.toEqual([])
  })
})

for (const number of ['000', '001'] as const) {
  test(`document ${number} passes byte for byte`, () => {
    const given = yamlBlock(number)
    expect(repair(given)).toEqual({ value: { text: given.text, repairs: [] }, diagnostics: [] })
  })
}

describe('a plain value that reads as a mapping', () => {
  const cases = [
    { name: 'becomes a single-quoted scalar', given: 'Note: this', want: "'Note: this'" },
    { name: 'keeps its own single quotes, doubled', given: "it's: so", want: "'it''s: so'" },
    { name: 'keeps its own double quotes', given: '"jpeg": or "png"', want: `'"jpeg": or "png"'` },
    { name: 'is quoted once when it holds two colons', given: 'a: b: c', want: "'a: b: c'" },
    { name: 'is quoted when the colon ends it', given: 'values:', want: "'values:'" },
    { name: 'is left alone when a comment may end it', given: 'a: b # c', want: 'a: b # c' },
    { name: 'is left alone when a tab begins the comment', given: 'a: b\t# c', want: 'a: b\t# c' },
    { name: 'is quoted when the number sign begins no comment', given: 'a: b#c', want: "'a: b#c'" },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(repair(block(`description: ${given}\nnext: 1\n`)).value.text).toBe(
        `description: ${want}\nnext: 1\n`,
      )
    })
  }

  test('is repaired where it ends the file without a line end', () => {
    expect(repair(block('description: a: b')).value.text).toBe("description: 'a: b'")
  })

  test('keeps a Windows line end outside the quotes', () => {
    expect(repair(block('description: a: b\r\nnext: 1\r\n')).value.text).toBe(
      "description: 'a: b'\r\nnext: 1\r\n",
    )
  })

  test('has the column of the file inside an indented fence', () => {
    const text = '  ```yaml\n  openapi: 3.0.1\n  info: a: b\n  ```\n'
    const { value } = read({ path: 'doc.txt', text })
    if (value.form !== 'yaml') throw new Error('not read as YAML')
    expect(repair(value).value.repairs).toMatchObject([{ line: 3, column: 9, before: 'a: b' }])
  })
})

test('a value with a number sign stays an error at its line', () => {
  const text = 'a: 1\ndescription: Range: 1-20 # sic\n'
  expect(repair(block(text)).value).toEqual({ text, repairs: [] })
  expect(refusal(() => traced(text))).toMatchObject([{ rule: 'yaml', line: 2 }])
})

test('an error of another kind is left for the parser to report', () => {
  const text = 'a: [1, 2\nb: 1\n'
  expect(repair(block(text)).value).toEqual({ text, repairs: [] })
})

describe('whatever a document says', () => {
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 8 }), tie('tree'), { maxKeys: 4 }),
    ),
  }))

  test('valid YAML passes byte for byte', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), tree, { maxKeys: 6 }), (value) => {
        const text = stringify(value)
        expect(repair(block(text))).toEqual({ value: { text, repairs: [] }, diagnostics: [] })
      }),
    )
  })

  // The words of prose, and everything that YAML could take for its own; no comment, which the rule leaves alone.
  const word = fc.constantFrom(
    'Range',
    'value: ',
    ': ',
    '"jpeg"',
    "'png'",
    "it's",
    '"',
    "'",
    '1-20',
    '16:9',
    ', ',
    '-',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '&a',
    '!t ',
    '*a ',
    '!t',
    '|',
    '>',
    '?',
    '%',
    '@',
    '`',
    ' ',
  )
  const prose = fc
    .array(word, { minLength: 1, maxLength: 8 })
    .map((words) => words.join('').trim())
    .filter((text) => /: |:$/.test(text))

  test('a description with a colon is restored exactly or reported, and no other key changes', () => {
    let restored = 0
    fc.assert(
      fc.property(prose, prose, (first, second) => {
        const text = `title: x\nfirst:\n  description: ${first}\n  type: string\nlist:\n  - name: a\n    description: ${second}\nlast: 1\n`
        const { text: repaired } = repair(block(text)).value
        if (refusal(() => traced(repaired)).length > 0) return
        restored += 1
        const want = {
          title: 'x',
          first: { description: meant(first), type: 'string' },
          list: [{ name: 'a', description: meant(second) }],
          last: 1,
        }
        expect(traced(repaired).tree).toEqual(want)
      }),
      { numRuns: 1000 },
    )
    expect(restored).toBeGreaterThan(100)
  })
})

/** What the author of a text meant: where YAML can read it as it stands, that; else the text itself. */
function meant(text: string): unknown {
  const document = parseDocument(`x: ${text}\n`)
  return document.errors.length > 0 ? text : at(traced(`x: ${text}\n`).tree, 'x')
}
