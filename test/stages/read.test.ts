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
      want: { text: yaml, firstLine: 1 },
    },
    {
      name: 'JSON is YAML',
      given: '{ "openapi": "3.0.1" }\n',
      want: { text: '{ "openapi": "3.0.1" }\n', firstLine: 1 },
    },
    {
      name: 'JSON on one line in a fence is YAML',
      given: 'Example:\n```\n{ "a": 1 }\n```\n```json\n{"openapi":"3.0.1","info":{}}\n```\n',
      want: { text: '{"openapi":"3.0.1","info":{}}\n', firstLine: 6 },
    },
    {
      name: 'a fence deep in a list is read',
      given: '1. Download\n\n      ```yaml\n      openapi: 3.0.1\n      ```\n',
      want: { text: '      openapi: 3.0.1\n', firstLine: 4 },
    },
    {
      name: 'a fence within a text of the block neither ends nor doubles it',
      given: '```yaml\nopenapi: 3.0.1\ninfo:\n  description: |\n    ```\n    openapi: 3.0.0\n    ```\n```\n',
      want: {
        text: 'openapi: 3.0.1\ninfo:\n  description: |\n    ```\n    openapi: 3.0.0\n    ```\n',
        firstLine: 2,
      },
    },
    {
      name: 'a fence within a text of bare YAML is part of it',
      given: 'openapi: 3.0.1\ninfo:\n  description: |\n    ```\n    openapi: 3.0.0\n    ```\n',
      want: {
        text: 'openapi: 3.0.1\ninfo:\n  description: |\n    ```\n    openapi: 3.0.0\n    ```\n',
        firstLine: 1,
      },
    },
    {
      name: 'three backticks around a word open no fence',
      given: `\`\`\`yaml\`\`\` follows:\n\n\`\`\`yaml\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 4 },
    },
    {
      name: 'a fence with a field called openapi is passed over',
      given: `\`\`\`yaml\nproperties:\n  openapi: { type: string }\n\`\`\`\n\`\`\`yaml\n${yaml}\`\`\`\n`,
      want: { text: yaml, firstLine: 6 },
    },
    {
      name: 'a single-quoted key and version are understood',
      given: "'openapi': '3.0.1'\n",
      want: { text: "'openapi': '3.0.1'\n", firstLine: 1 },
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

describe('a document that holds more than one description', () => {
  const fence = `\`\`\`yaml\n${yaml}\`\`\`\n`
  const cases = [
    { name: 'in two fences', given: `${fence}\n${fence}`, line: 8, want: 'two places' },
    { name: 'in two fences', given: `${fence}\n${fence}`, line: 8, want: 'at lines 2 and 8' },
    { name: 'in three fences', given: `${fence}${fence}${fence}`, line: 7, want: 'at lines 2, 7 and 12' },
    {
      name: 'in YAML and in JSON',
      given: `${fence}\`\`\`json\n{"openapi":"3.1.0"}\n\`\`\`\n`,
      line: 7,
      want: 'at lines 2 and 7',
    },
    { name: 'bare and in a fence', given: `${yaml}\n${fence}`, line: 6, want: 'at lines 1 and 6' },
  ]
  for (const { name, given, line, want } of cases) {
    test(`${name} is an error that says: ${want}`, () => {
      const [problem] = refusal(() => read({ path, text: given }))
      expect(problem).toMatchObject({ severity: 'error', rule: 'one-description', file: path, line })
      expect(problem?.message).toContain(want)
    })
  }
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
