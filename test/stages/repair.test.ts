import { describe, expect, test } from 'vitest'
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
    expect(repair(given)).toEqual({
      value: { text: given.text, repairs: [], parserRuns: 1 },
      diagnostics: [],
    })
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

describe('a text that begins with or holds a sign of YAML', () => {
  const cases: { given: string; rule: string; want?: string }[] = [
    { given: '"jpeg", "png"', rule: 'bare-quotes' },
    { given: '"a" or "b"', rule: 'bare-quotes' },
    { given: "'a' or 'b'", rule: 'bare-quotes' },
    { given: "'tis the season", rule: 'bare-quotes' },
    { given: '"a # b" or c', rule: 'bare-quotes' },
    { given: '*bold* word', rule: 'sign-at-start' },
    { given: '**bold** word', rule: 'sign-at-start' },
    { given: '*required', rule: 'sign-at-start' },
    { given: '* required', rule: 'sign-at-start' },
    { given: '& more', rule: 'sign-at-start' },
    { given: '!important word', rule: 'sign-at-start' },
    { given: '! word', rule: 'sign-at-start' },
    { given: '%20 is a space', rule: 'sign-at-start' },
    { given: '@all of them', rule: 'sign-at-start' },
    { given: '`code` first', rule: 'sign-at-start' },
    { given: ', then this', rule: 'sign-at-start' },
    { given: '> 5 images', rule: 'sign-at-start' },
    { given: '|x| is absolute', rule: 'sign-at-start' },
    { given: '- one', rule: 'sign-at-start' },
    { given: '? one', rule: 'sign-at-start' },
    { given: '] one', rule: 'sign-at-start' },
    { given: '[beta] use with care', rule: 'bracket-at-start' },
    { given: '[beta]', rule: 'bracket-at-start' },
    { given: '[beta', rule: 'bracket-at-start' },
    { given: '{id} of the job', rule: 'bracket-at-start' },
    { given: '{{API_KEY}}', rule: 'placeholder' },
    { given: '{{BASE_URL}}/v1', rule: 'placeholder' },
    { given: ': so', rule: 'unquoted-colon' },
    { given: '图像宽高比: 16:9（默认）', rule: 'unquoted-colon' },
  ]
  for (const { given, rule } of cases) {
    test(`${given} is quoted by the rule ${rule} as a value and as an item`, () => {
      const text = `openapi: 3.0.1
info:
  description: ${given}
  version: '1'
paths:
  /x:
    get:
      tags:
        - ${given}
        - other
      deprecated: false
`
      const { value } = repair(block(text))
      expect(value.repairs.map((made) => [made.rule, made.line, made.column, made.before])).toEqual([
        [rule, 3, 16, given],
        [rule, 9, 11, given],
      ])
      expect(traced(value.text).tree).toEqual({
        openapi: '3.0.1',
        info: { description: given, version: '1' },
        paths: { '/x': { get: { tags: [given, 'other'], deprecated: false } } },
      })
    })
  }

  test('is quoted with its trailing spaces and its Windows line end outside', () => {
    const text = 'info:\r\n  description: "a" or "b"  \r\n  title: x\r\n'
    expect(repair(block(text)).value.text).toBe(`info:\r\n  description: '"a" or "b"'  \r\n  title: x\r\n`)
  })

  test('is quoted in a list whose dashes stand below their key', () => {
    const text = 'A:\n  type: string\n  enum:\n  - Size: big\n  - @all\n  default: x\n'
    expect(traced(repair(block(text)).value.text).tree).toEqual({
      A: { type: 'string', enum: ['Size: big', '@all'], default: 'x' },
    })
  })

  test('is quoted outside a text, too, where it is an alias of nothing', () => {
    expect(traced(repair(block('x-note: *required\n')).value.text).tree).toEqual({ 'x-note': '*required' })
  })

  test('is quoted below a property whose name is a word of OpenAPI', () => {
    const text = 'properties:\n  default:\n    description: [beta] x\n'
    expect(traced(repair(block(text)).value.text).tree).toEqual({
      properties: { default: { description: '[beta] x' } },
    })
  })

  test('hides no other break, however many lines the lexer takes for a part of it', () => {
    const text = `a:\n  description: 'tis\nb:\n  description: x: y\nc:\n  description: "a" or "b"\n`
    expect(repair(block(text)).value.repairs.map(({ rule, line }) => [rule, line])).toEqual([
      ['bare-quotes', 2],
      ['unquoted-colon', 4],
      ['bare-quotes', 6],
    ])
  })
})

describe('a value that may be meant in more than one way', () => {
  const cases = [
    { name: 'a text over two lines', given: 'description: Range: 1-20\n  in steps\n', line: 1 },
    { name: 'a text over two lines in a list', given: 'enum:\n  - "a" or\n    "b"\n', line: 2 },
    { name: 'a quotation that never ends', given: 'description: "a or b\nnext: 1\n', line: 3 },
    {
      name: 'a number sign in a quotation that never ends',
      given: "description: 'tis # 1\nnext: 1\n",
      line: 3,
    },
    { name: 'a list that never ends', given: 'enum: [a, b\nnext: 1\n', line: 2 },
    { name: 'a list without its brackets', given: 'x-list: "a", "b"\nnext: 1\n', line: 1 },
    { name: 'a list on the line of its key', given: 'x-list: - a\nnext: 1\n', line: 1 },
    { name: 'a number sign behind a colon', given: 'description: Range: 1 # sic\n', line: 1 },
    { name: 'a break behind an anchor', given: 'description: &a b: c\n', line: 1 },
    { name: 'an anchor nobody refers to', given: 'next: 1\ndescription: &more words\n', line: 2 },
    { name: 'a tag of an application outside a text', given: 'x-any: !important 1\n', line: 1 },
    { name: 'an item with two colons among texts', given: 'x-list:\n  - a: b: c\n  - d\n', line: 2 },
    { name: 'a text below its key', given: 'description:\n  Range: 1-20\n', line: 1 },
    { name: 'an alias within its own anchor', given: 'x-any: &a\n  b: *a\n', line: 2 },
    { name: 'a mapping as a key', given: 'x-any: [{ { a: 1 }: 2 }]\n', line: 1 },
    { name: 'a tab as indentation among spaces', given: 'a:\n  b: 1\nc:\n\td: 1\n', line: 4 },
    { name: 'a tab within a block text', given: 'a:\n\tb: |\n\t\tx\n\t\t\ty\n\tc: 1\n', line: 2 },
  ]
  for (const { name, given, line } of cases) {
    test(`${name} is left alone and refused at its line`, () => {
      const { value, diagnostics } = repair(block(given))
      expect(value).toMatchObject({ text: given, repairs: [] })
      const problems = [
        ...diagnostics.filter(({ severity }) => severity === 'error'),
        ...refusal(() => traced(value.text)),
      ]
      expect(problems[0]).toMatchObject({ severity: 'error', line })
      expect(problems[0]?.column).toBeGreaterThan(0)
    })
  }
})

describe('what YAML accepts but the author may not have meant', () => {
  const cases = [
    { given: 'description: Use # of images\n', rule: 'comment-after-value', line: 1, column: 18 },
    { given: 'x-count: # of images\nnext: 1\n', rule: 'comment-after-value', line: 1, column: 10 },
    { given: 'description: "a" # b\n', rule: 'comment-after-value', line: 1, column: 18 },
    { given: 'description: a\n  b # c\n', rule: 'comment-after-value', line: 2, column: 5 },
    { given: 'x-list:\n  - #1 choice\n  - b\n', rule: 'comment-after-value', line: 2, column: 5 },
    { given: 'x-list:\n  - Range: 1-20\n  - b\n', rule: 'mixed-list', line: 2, column: 5 },
    { given: 'x-list:\n  - [beta]\n  - b\n', rule: 'mixed-list', line: 2, column: 5 },
    { given: 'x-list:\n  - - a\n  - b\n', rule: 'mixed-list', line: 2, column: 5 },
  ]
  for (const { given, rule, line, column } of cases) {
    test(`${JSON.stringify(given)} passes with the warning ${rule} at ${line}:${column}`, () => {
      const { value, diagnostics } = repair(block(given))
      expect(value.text).toBe(given)
      expect(diagnostics).toMatchObject([{ severity: 'warning', rule, line, column }])
    })
  }

  const meant = [
    { name: 'a comment on a line of its own', given: '# about a\na: 1\n' },
    { name: 'a comment behind a key that holds entries', given: 'a: # about b\n  b: 1\n' },
    { name: 'a comment behind a key that holds a list', given: 'a: # about b\n- b\n' },
    { name: 'a heading in a block text', given: 'description: |\n  # Title\n  a: b "c" # d\n' },
    { name: 'a list of mappings', given: 'security:\n  - bearer: []\n  - key: []\n' },
    { name: 'a property called description', given: 'properties:\n  description: { type: string }\n' },
    { name: 'a name in an example', given: 'example:\n  title: [a]\n  tags:\n    - a: b\n' },
    { name: 'the tags of the document', given: 'tags:\n  - name: a\n' },
    { name: 'an alias with its anchor', given: 'a:\n  description: &d words\nb:\n  description: *d\n' },
    { name: 'an example that is no text, though its type says so', given: 'type: string\nexample: [a]\n' },
    { name: 'JSON', given: '{\n  "a": [1, "x: y # z"],\n  "description": "{{A}}"\n}\n' },
    { name: 'a flow collection whose end stands below its key', given: 'a: {\n  b: "c: d"\n}\ne: 1\n' },
  ]
  for (const { name, given } of meant) {
    test(`${name} passes without a word`, () => {
      expect(repair(block(given))).toMatchObject({ value: { text: given, repairs: [] }, diagnostics: [] })
      expect(refusal(() => traced(given))).toEqual([])
    })
  }
})

describe('a word of Python', () => {
  const cases = [
    { given: 'type: boolean\ndefault: "False"\n', want: { type: 'boolean', default: false }, at: [2, 10] },
    { given: "type: boolean\nexample: 'True'\n", want: { type: 'boolean', example: true }, at: [2, 10] },
    { given: 'type: boolean\ndefault: None\n', want: { type: 'boolean', default: null }, at: [2, 10] },
    { given: 'type: integer\ndefault: None\n', want: { type: 'integer', default: null }, at: [2, 10] },
    {
      given: '{ "type": "boolean", "default": "True", "description": "True" }\n',
      want: { type: 'boolean', default: true, description: 'True' },
      at: [1, 33],
    },
  ]
  for (const { given, want, at } of cases) {
    test(`${JSON.stringify(given)} is read as its type says`, () => {
      const { value } = repair(block(given))
      expect(traced(value.text).tree).toEqual(want)
      expect(value.text).toHaveLength(given.length)
      expect(value.repairs.map(({ rule, line, column }) => [rule, line, column])).toEqual([
        ['python-word', ...at],
      ])
    })
  }

  const kept = [
    { name: 'of a type that may be text', given: 'type: string\ndefault: None\n' },
    { name: 'of no type', given: 'default: None\n' },
    { name: 'in a description', given: 'type: boolean\ndescription: None\n' },
    { name: 'in an example', given: 'example:\n  type: boolean\n  default: None\n' },
    { name: 'that YAML reads as a boolean already', given: 'type: boolean\ndefault: False\n' },
    { name: 'that is a boolean where a number belongs', given: 'type: integer\ndefault: "True"\n' },
  ]
  for (const { name, given } of kept) {
    test(`${name} passes byte for byte`, () => {
      expect(repair(block(given)).value).toMatchObject({ text: given, repairs: [] })
    })
  }
})

describe('tabs as indentation', () => {
  test('become one space each where their width does not matter, and columns stay', () => {
    const text = 'info:\n\ttitle: x\n\tcontact:\n\t\tname: a: b\n\n\tversion: 1\n'
    const { value } = repair(block(text))
    expect(traced(value.text).tree).toEqual({
      info: { title: 'x', contact: { name: 'a: b' }, version: 1 },
    })
    expect(value.repairs.map(({ rule, line, column }) => [rule, line, column])).toEqual([
      ['tab-indentation', 2, 1],
      ['tab-indentation', 3, 1],
      ['tab-indentation', 4, 1],
      ['unquoted-colon', 4, 9],
      ['tab-indentation', 6, 1],
    ])
  })

  test('keep the spaces behind them', () => {
    const text = 'a:\n\t- b: 1\n\t  c: 2\n'
    expect(traced(repair(block(text)).value.text).tree).toEqual({ a: [{ b: 1, c: 2 }] })
  })
})

test('the parser runs twice, however many values are broken', () => {
  const entries = Array.from(
    { length: 60 },
    (_, index) =>
      `  f${String(index)}:\n    type: string\n    description: ${['a: b', '"a" or "b"', '@a', "'tis"][index % 4] ?? ''}\n`,
  )
  const { value } = repair(block(`properties:\n${entries.join('')}`))
  expect(value.repairs).toHaveLength(60)
  expect(value.parserRuns).toBe(2)
  expect(refusal(() => traced(value.text))).toEqual([])
})

test('a value with a number sign stays an error at its line', () => {
  const text = 'a: 1\ndescription: Range: 1-20 # sic\n'
  expect(repair(block(text)).value).toMatchObject({ text, repairs: [] })
  expect(refusal(() => traced(text))).toMatchObject([{ rule: 'yaml', line: 2 }])
})

test('an error of another kind is left for the parser to report', () => {
  const text = 'a: [1, 2\nb: 1\n'
  expect(repair(block(text)).value).toMatchObject({ text, repairs: [] })
})

test('a number sign at the start of prose is quoted where only text can stand', () => {
  const { value } = repair({
    file: 'x.yaml',
    firstLine: 5,
    text: 'info:\n  description: # of images\n  version: 1.0.0\n',
  })
  expect(value.text).toBe("info:\n  description: '# of images'\n  version: 1.0.0\n")
  expect(value.repairs).toMatchObject([{ rule: 'hash-at-start', line: 6, column: 16, before: '# of images' }])
})
