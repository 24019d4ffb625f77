import { describe, expect, test } from 'vitest'
import { pageText } from '../../scripts/stages/page-text.ts'
import {
  documentFile,
  evidenceAt,
  pageLines,
  parsedDocument,
  pointed,
  refusal,
  type DocumentNumber,
} from './support.ts'

const page = (text: string): ReturnType<typeof pageText> => pageText('page.txt', pageLines(text))

describe('document 002', () => {
  const document = parsedDocument('002')
  const body = '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/requestBody/content/application~1json/schema'
  const answer = '/paths/~1fal-ai~1flux-pro~1kontext~1max/post/responses/200/content/application~1json'

  const fields = [
    { name: 'prompt', want: { type: 'string', examples: ['Put a donut next to the flour.'] }, line: 18 },
    { name: 'seed', want: { type: 'integer' }, line: 24 },
    { name: 'guidance_scale', want: { type: 'number', default: 3.5 }, line: 28 },
    { name: 'sync_mode', want: { type: 'boolean', default: false }, line: 34 },
    { name: 'num_images', want: { type: 'integer', minimum: 1, maximum: 4, default: 1 }, line: 40 },
    {
      name: 'safety_tolerance',
      want: { type: 'string', enum: ['1', '2', '3', '4', '5', '6'], default: '2' },
      line: 48,
    },
    { name: 'output_format', want: { type: 'string', enum: ['jpeg', 'png'], default: 'jpeg' }, line: 61 },
    { name: 'aspect_ratio', want: { type: 'string' }, line: 70 },
    {
      name: 'image_url',
      want: {
        type: 'string',
        examples: ['https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png'],
      },
      line: 74,
    },
  ]
  for (const { name, want, line } of fields) {
    test(`gives the parameter ${name} and its line`, () => {
      expect(pointed(document.tree, `${body}/properties/${name}`)).toEqual(want)
      expect(evidenceAt(document, `${body}/properties/${name}`)).toMatchObject({ kind: 'document', line })
    })
  }

  test('gives these parameters and no others', () => {
    expect(Object.keys(pointed(document.tree, `${body}/properties`) ?? {})).toEqual(
      fields.map(({ name }) => name),
    )
  })

  const facts = [
    { name: 'the required prompt', pointer: `${body}/required/0`, line: 20 },
    { name: 'the required image', pointer: `${body}/required/1`, line: 76 },
    { name: 'a lower bound', pointer: `${body}/properties/num_images/minimum`, line: 44 },
    { name: 'an upper bound', pointer: `${body}/properties/num_images/maximum`, line: 45 },
    { name: 'an enumeration', pointer: `${body}/properties/safety_tolerance/enum`, line: 53 },
    { name: 'a default', pointer: `${body}/properties/output_format/default`, line: 68 },
    { name: 'the path', pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max', line: 2 },
    { name: 'the method', pointer: '/paths/~1fal-ai~1flux-pro~1kontext~1max/post', line: 2 },
    { name: 'the status', pointer: answer.replace('/content/application~1json', ''), line: 134 },
    { name: 'an answer field', pointer: `${answer}/schema/properties/queue_position`, line: 153 },
    { name: 'the example of the answer', pointer: `${answer}/example`, line: 157 },
  ]
  for (const { name, pointer, line } of facts) {
    test(`knows the line of ${name}`, () => {
      expect(evidenceAt(document, pointer)).toMatchObject({ kind: 'document', line, rule: 'page-text' })
    })
  }

  test('requires the prompt and the image', () => {
    expect(pointed(document.tree, `${body}/required`)).toEqual(['prompt', 'image_url'])
  })

  test('takes no description from the text the translator left', () => {
    expect(JSON.stringify(document.tree)).not.toContain('provider-specific')
  })

  test('joins the example that has one token a line', () => {
    expect(pointed(document.tree, body.replace('schema', 'example'))).toEqual({
      prompt: 'Put a donut next to the flour.',
      seed: 0,
      guidance_scale: 3.5,
      sync_mode: false,
      num_images: 1,
      safety_tolerance: '2',
      output_format: 'jpeg',
      aspect_ratio: 'string',
      image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
    })
  })

  test('gives the answer with its required fields, though the page ends without a line end', () => {
    expect(pointed(document.tree, `${answer}/schema/required`)).toEqual([
      'status',
      'request_id',
      'response_url',
      'status_url',
      'cancel_url',
      'queue_position',
    ])
    expect(pointed(document.tree, `${answer}/example/queue_position`)).toBe(0)
  })

  test('leaves one line over, which it tells', () => {
    expect(document.diagnostics.map(({ severity, rule, line }) => [severity, rule, line])).toEqual([
      ['info', 'unused-line', 3],
    ])
  })
})

describe('document 004', () => {
  const document = parsedDocument('004')
  const fields = [
    { field: 'Parameters/properties/model', want: { type: 'string', const: 'flux_kontext_max' }, line: 27 },
    { field: 'Parameters/properties/prompt', want: { type: 'string' }, line: 34 },
    { field: 'Parameters/properties/input_image', want: { type: 'string' }, line: 39 },
    { field: 'Parameters/properties/input_image_2', want: { type: 'string' }, line: 44 },
    { field: 'Parameters/properties/input_image_3', want: { type: 'string' }, line: 49 },
    { field: 'Parameters/properties/input_image_4', want: { type: 'string' }, line: 54 },
    { field: 'Parameters/properties/seed', want: { type: 'integer' }, line: 59 },
    {
      field: 'Parameters/properties/aspect_ratio',
      want: { type: 'string', 'x-range': ['21:9', '9:21'] },
      line: 64,
    },
    { field: 'Parameters/properties/steps', want: { type: 'integer', minimum: 1, maximum: 50 }, line: 71 },
    {
      field: 'Parameters/properties/guidance_scale',
      want: { type: 'number', minimum: 1, maximum: 10 },
      line: 78,
    },
    { field: 'Parameters/properties/negative_prompt', want: { type: 'string' }, line: 85 },
    {
      field: 'Parameters/properties/output_format',
      want: { type: 'string', enum: ['jpeg', 'png'], default: 'jpeg' },
      line: 90,
    },
    {
      field: 'Parameters/properties/prompt_upsampling',
      want: { type: 'boolean', default: false },
      line: 99,
    },
    {
      field: 'Parameters/properties/safety_tolerance',
      want: { type: 'integer', minimum: 0, maximum: 6, default: 2 },
      line: 106,
    },
    { field: 'Answer/properties/error', want: { type: 'object' }, line: 123 },
    { field: 'Answer/properties/error/properties/code', want: { type: 'string' }, line: 127 },
    { field: 'Answer/properties/error/properties/message', want: { type: 'string' }, line: 131 },
    { field: 'Answer/properties/output', want: { type: 'array' }, line: 136 },
    { field: 'Answer/properties/output/items/properties/content', want: { type: 'array' }, line: 140 },
    {
      field: 'Answer/properties/output/items/properties/content/items/properties/type',
      want: { type: 'string' },
      line: 144,
    },
    {
      field: 'Answer/properties/output/items/properties/content/items/properties/url',
      want: { type: 'string' },
      line: 148,
    },
    { field: 'Answer/properties/usage', want: { type: 'object' }, line: 153 },
    { field: 'Answer/properties/usage/properties/cost', want: { type: 'string' }, line: 157 },
    { field: 'Answer/properties/usage/properties/discount', want: { type: 'number' }, line: 161 },
    { field: 'Answer/properties/metadata', want: { type: 'object' }, line: 166 },
  ]
  for (const { field, want, line } of fields) {
    test(`gives ${field} and its line`, () => {
      const pointer = `/components/schemas/${field}`
      expect(pointed(document.tree, pointer)).toMatchObject(want)
      expect(pointed(document.tree, `${pointer}/description`)).toEqual(expect.any(String))
      expect(evidenceAt(document, pointer)).toMatchObject({ kind: 'document', line })
    })
  }

  const facts = [
    { name: 'a constant', pointer: 'Parameters/properties/model/const', line: 31 },
    { name: 'a lower bound', pointer: 'Parameters/properties/steps/minimum', line: 75 },
    { name: 'an upper bound', pointer: 'Parameters/properties/steps/maximum', line: 75 },
    { name: 'an interval of ratios', pointer: 'Parameters/properties/aspect_ratio/x-range', line: 68 },
    { name: 'options', pointer: 'Parameters/properties/output_format/enum', line: 94 },
    { name: 'a default', pointer: 'Parameters/properties/prompt_upsampling/default', line: 103 },
    { name: 'the required prompt', pointer: 'Parameters/required/1', line: 34 },
  ]
  for (const { name, pointer, line } of facts) {
    test(`knows the line of ${name}`, () => {
      expect(evidenceAt(document, `/components/schemas/${pointer}`)).toMatchObject({ line })
    })
  }

  test('requires the model and the prompt', () => {
    expect(pointed(document.tree, '/components/schemas/Parameters/required')).toEqual(['model', 'prompt'])
  })

  test('takes neither the button of the page nor the id of the model for a title', () => {
    expect(pointed(document.tree, '/info/title')).toBe('FLUX.1 Kontext [max]')
  })

  test('gives the scheme that its usage line shows', () => {
    expect(pointed(document.tree, '/components/securitySchemes')).toEqual({
      bearer: { type: 'http', scheme: 'bearer' },
    })
    expect(evidenceAt(document, '/components/securitySchemes/bearer/scheme')).toMatchObject({ line: 23 })
  })

  test('says that the page names no path, no method and no status, the last where its answer begins', () => {
    expect(document.tree['paths']).toEqual({})
    expect(
      document.diagnostics
        .filter(({ severity }) => severity === 'warning')
        .map(({ rule, file, line }) => [rule, file, line]),
    ).toEqual([
      ['no-path', documentFile('004').path, 1],
      ['no-method', documentFile('004').path, 1],
      ['no-status-names', documentFile('004').path, 123],
    ])
  })

  test('tells every line that it leaves over', () => {
    expect(document.diagnostics.filter(({ rule }) => rule === 'unused-line').map(({ line }) => line)).toEqual(
      [15, 17, 19, 21, 117, 119, 173],
    )
  })
})

describe('glued tokens', () => {
  const head = 'Title\nMethod: POSTEndpoint: /x\nBody Parameters application/json\n'
  const cases = [
    {
      name: 'a method and an endpoint come apart',
      given: `${head}a\nstring\nRequired\nb\nstring\nOptional\n`,
      pointer: '/paths/~1x/post/requestBody/content/application~1json/schema/required',
      want: ['a'],
    },
    {
      name: 'a default and the next heading come apart',
      given:
        'Title\nMethod: POSTEndpoint: /x\nHeader Parameters\nAuthorization\nstring\nOptional\nDefault Value:\nBearer {{KEY}}Body Parameters application/json\na\nstring\nRequired\n',
      pointer: '/paths/~1x/post/parameters/0/example',
      want: 'Bearer {{KEY}}',
    },
    {
      name: 'a bracket and the next heading come apart',
      given: `${head}a\nstring\nRequired\nb\nstring\nOptional\nExample\n{\n"a"\n:\n"x"\n}Example Request\ncurl x\n`,
      pointer: '/paths/~1x/post/requestBody/content/application~1json/example',
      want: { a: 'x' },
    },
    {
      name: 'a quote and the answer come apart',
      given: `${head}a\nstring\nRequired\nb\nstring\nOptional\nExample Request\ncurl\n}'Response\n🟢 201 Created\nResponse Schema\nid\nstring\nRequired\n`,
      pointer: '/paths/~1x/post/responses/201/content/application~1json/schema/required',
      want: ['id'],
    },
    {
      name: 'a flag and the example behind it come apart',
      given: `${head}a\nstring\nRequired\nb\nstring\nOptional\nResponse\n200 OK\nResponse Schema\nid\nstring\nRequiredExample\njson\n{\n"id": "1"\n}`,
      pointer: '/paths/~1x/post/responses/200/content/application~1json/example',
      want: { id: '1' },
    },
    {
      name: 'a word that a space parts from a heading stays where it is',
      given: `${head}a\nstring\nRequired\nExample:\nAn Example\nb\nstring\nOptional\n`,
      pointer: '/paths/~1x/post/requestBody/content/application~1json/schema/properties/a/examples',
      want: ['An Example'],
    },
  ]
  for (const { name, given, pointer, want } of cases) {
    test(name, () => {
      const { value, diagnostics } = page(given)
      expect(pointed(value.tree, pointer)).toEqual(want)
      expect(diagnostics.filter(({ rule }) => rule !== 'no-status-names')).toEqual([])
    })
  }
})

describe('a line that nobody understands', () => {
  const cases: { name: string; number: DocumentNumber; line: number; given: string; want: number }[] = [
    { name: 'in place of a flag', number: '002', line: 20, given: 'Perhaps', want: 20 },
    { name: 'in place of a bound', number: '002', line: 44, given: 'at least one', want: 44 },
    { name: 'in place of a default that is no number', number: '002', line: 33, given: 'three', want: 33 },
    { name: 'in place of a default that is no boolean', number: '002', line: 39, given: 'off', want: 39 },
    { name: 'with a type that is none', number: '002', line: 25, given: 'bigint', want: 24 },
    { name: 'in an example', number: '002', line: 87, given: '=', want: 81 },
    { name: 'in place of a range', number: '004', line: 75, given: 'Range: few - many', want: 75 },
    { name: 'in place of an interval', number: '004', line: 82, given: 'Range: up to 10', want: 82 },
    { name: 'in place of a default', number: '004', line: 103, given: 'Default: Off', want: 103 },
    { name: 'with a word of its own', number: '004', line: 112, given: 'Preset: 2', want: 112 },
    { name: 'with a type that is none', number: '004', line: 71, given: 'steps bigint', want: 71 },
  ]
  for (const { name, number, line, given, want } of cases) {
    test(`is told with its line: ${name} (${number}:${String(line)})`, () => {
      const lines = documentFile(number).text.split('\n')
      lines[line - 1] = given
      const { diagnostics } = page(lines.join('\n'))
      expect(
        diagnostics.filter(({ rule }) => /^(not-understood|unused-line|broken-)/.test(rule)),
      ).toContainEqual(expect.objectContaining({ file: 'page.txt', line: want }))
    })
  }

  // Between the values of an enumeration of strings any line is a value.
  const places: { number: DocumentNumber; first: number; last: number; except: readonly number[] }[] = [
    { number: '002', first: 17, last: 79, except: [52, 53, 54, 55, 56, 57, 58, 65, 66, 67] },
    { number: '004', first: 27, last: 112, except: [] },
    { number: '004', first: 123, last: 168, except: [] },
  ]
  for (const { number, first, last, except } of places) {
    test(`is told wherever it stands in ${number} from line ${String(first)} to ${String(last)}`, () => {
      const lines = documentFile(number).text.split('\n')
      const before = page(lines.join('\n')).diagnostics.length
      for (let line = first; line <= last; line += 1) {
        if (except.includes(line)) continue
        const text = lines.toSpliced(line, 0, 'Nobody can say: what this is').join('\n')
        const { diagnostics } = page(text)
        expect(diagnostics.length, `after line ${String(line)}`).toBeGreaterThan(before)
      }
    })
  }
})

describe('what a page does not say', () => {
  test('no field in a section is a warning', () => {
    const { diagnostics } = page(
      'Title\nMethod: POSTEndpoint: /x\nHeader Parameters\na\nstring\nRequired\nb\nstring\nOptional\n',
    )
    expect(diagnostics).toMatchObject([{ severity: 'warning', rule: 'no-parameters', line: 1 }])
  })

  test('a page in no known layout is an error that says what was expected', () => {
    const [problem] = refusal(() => page('404\n\nThis page has moved.\n'))
    expect(problem).toMatchObject({ severity: 'error', rule: 'no-layout', file: 'page.txt', line: 1 })
    expect(problem?.message).toMatch(/neither an OpenAPI description nor page text in a layout that is known/)
    expect(problem?.message).toMatch(/Check that the whole page was saved\./)
  })

  test('an empty page is the same error', () => {
    expect(refusal(() => page(''))).toMatchObject([{ rule: 'no-layout' }])
  })
})

test('a page under other headings, with fields marked optional, is read the same', () => {
  const page = [
    'Acme',
    '',
    'Request Body',
    '',
    'prompt string Required',
    '',
    'strength number optional',
    '',
    'Range: 0 - 1',
  ]
  const { value } = pageText(
    'x.txt',
    page.map((text, index) => ({ number: index + 1, text })),
  )
  expect(value.tree).toMatchObject({
    components: {
      schemas: {
        Parameters: {
          required: ['prompt'],
          properties: { prompt: { type: 'string' }, strength: { type: 'number', minimum: 0, maximum: 1 } },
        },
      },
    },
  })
})

test('a field under no heading that is known is a warning, and takes its facts with it', () => {
  const page = [
    'Acme',
    '',
    'Parameters',
    '',
    'prompt string required',
    '',
    'Polling',
    '',
    'strength number',
    '',
    'Range: 0 - 1',
  ]
  const { value, diagnostics } = pageText(
    'x.txt',
    page.map((text, index) => ({ number: index + 1, text })),
  )
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ severity: 'warning', rule: 'lost-field', line: 9 }),
  )
  expect(value.tree).toMatchObject({
    components: { schemas: { Parameters: { properties: { prompt: { type: 'string' } } } } },
  })
  expect(JSON.stringify(value.tree)).not.toContain('maximum')
})
