import { describe, expect, test } from 'vitest'
import { read } from '../../scripts/stages/read.ts'
import { documentFile, refusal, type DocumentNumber } from './support.ts'

const path = 'specs/x/documents/doc.txt'
const yaml = 'openapi: 3.0.1\ninfo:\n  title: x\n'

describe('a document that holds YAML', () => {
  const cases = [
    {
      name: 'a fence of backticks gives its block and the line it begins on',
      given: `# Title\n\n\`\`\`yaml\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 4 },
    },
    {
      name: 'a fence of tildes does too',
      given: `# Title\n~~~~ yaml\n${yaml}~~~~\n`,
      want: { text: yaml, firstLine: 3 },
    },
    {
      name: 'a fence of tildes is not closed by backticks',
      given: `~~~\n${yaml}\`\`\`\nmore: 1\n~~~\n`,
      want: { text: `${yaml}\`\`\`\nmore: 1\n`, firstLine: 2 },
    },
    {
      name: 'a fence without a language is read by what it holds',
      given: `\`\`\`\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 2 },
    },
    {
      name: 'an indented fence keeps its indentation, so that columns stay those of the file',
      given: '  ```yaml\n  openapi: 3.0.1\n  info:\n    title: x\n  ```\n',
      want: { text: '  openapi: 3.0.1\n  info:\n    title: x\n', firstLine: 2 },
    },
    {
      name: 'a block that is indented less than its fence keeps its structure',
      given: '  ```yaml\nopenapi: 3.0.1\ninfo:\n  title: x\n  ```\n',
      want: { text: yaml, firstLine: 2 },
    },
    {
      name: 'a fence that holds something else is passed over',
      given: `\`\`\`bash\ncurl x\n\`\`\`\n\`\`\`yaml\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 5 },
    },
    {
      name: 'a blank line before the closing fence belongs to the block',
      given: `\`\`\`yaml\n${yaml}\n\`\`\`\n`,
      want: { text: `${yaml}\n`, firstLine: 2 },
    },
    {
      name: 'Windows line ends in a fence become plain ones',
      given: `# Title\r\n\`\`\`yaml\r\n${yaml.replaceAll('\n', '\r\n')}\`\`\`\r\n`,
      want: { text: yaml, firstLine: 3 },
    },
    {
      name: 'a byte order mark before a fence does not hide it',
      given: `\uFEFF\`\`\`yaml\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 2 },
    },
    { name: 'bare YAML is the whole file', given: yaml, want: { text: yaml, firstLine: 1 } },
    {
      name: 'bare YAML behind a byte order mark is the whole file',
      given: `\uFEFF${yaml}`,
      want: { text: `\uFEFF${yaml}`, firstLine: 1 },
    },
    {
      name: 'JSON is YAML',
      given: '{ "openapi": "3.0.1" }\n',
      want: { text: '{ "openapi": "3.0.1" }\n', firstLine: 1 },
    },
    {
      name: 'JSON in a fence is YAML',
      given: '```json\n{\n  "openapi": "3.0.1"\n}\n```\n',
      want: { text: '{\n  "openapi": "3.0.1"\n}\n', firstLine: 2 },
    },
  ]
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(read({ path, text: given })).toEqual({
        value: { form: 'yaml', file: path, ...want },
        diagnostics: [],
      })
    })
  }
})

test('a fence that is never closed is read to the end, with a warning at its line', () => {
  const { value, diagnostics } = read({ path, text: `# Title\n\n\`\`\`yaml\n${yaml}` })
  expect(value).toMatchObject({ form: 'yaml', text: `${yaml}\n`, firstLine: 4 })
  expect(diagnostics).toMatchObject([{ severity: 'warning', rule: 'unclosed-fence', file: path, line: 3 }])
})

test('two fences that hold a description are an error that names both lines', () => {
  const text = `\`\`\`yaml\n${yaml}\`\`\`\n\n\`\`\`yaml\n${yaml}\`\`\`\n`
  const [problem] = refusal(() => read({ path, text }))
  expect(problem).toMatchObject({ severity: 'error', rule: 'one-description', file: path, line: 8 })
  expect(problem?.message).toContain('at lines 2 and 8')
})

test('a file without a description is page text, line by line', () => {
  expect(read({ path, text: 'Title\r\nMethod: POST' })).toEqual({
    value: {
      form: 'page',
      file: path,
      lines: [
        { number: 1, text: 'Title' },
        { number: 2, text: 'Method: POST' },
      ],
    },
    diagnostics: [],
  })
})

test('a page that only talks of openapi is still page text', () => {
  expect(read({ path, text: 'See our openapi: file\nfor details' }).value.form).toBe('page')
})

describe('the five documents', () => {
  const cases: { number: DocumentNumber; want: object }[] = [
    { number: '000', want: { form: 'yaml', firstLine: 6 } },
    { number: '001', want: { form: 'yaml', firstLine: 6 } },
    { number: '002', want: { form: 'page' } },
    { number: '003', want: { form: 'yaml', firstLine: 6 } },
    { number: '004', want: { form: 'page' } },
  ]
  for (const { number, want } of cases) {
    test(`${number} is read without a remark`, () => {
      const { value, diagnostics } = read(documentFile(number))
      expect(value).toMatchObject(want)
      expect(diagnostics).toEqual([])
    })
  }
})
