import { describe, expect, test } from 'vitest'
import { at, isObject, type Json, type JsonObject } from '../../scripts/lib/json.ts'
import { overlay } from '../../scripts/stages/overlay.ts'
import { pending, suggest, suggestionsYaml } from '../../scripts/stages/suggest.ts'
import { readProse, type Field } from '../../scripts/stages/suggest/prose.ts'
import { contract, normalizedDocument, traced, type DocumentNumber } from './support.ts'

const ratios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']
const field = (type: string, name = 'x', values: Json[] = []): Field => ({ name, type, values })

describe('prose that states a constraint', () => {
  const cases: [prose: string, field: Field, want: object][] = [
    // Ranges.
    ['范围1-20', field('number'), { minimum: 1, maximum: 20 }],
    ['范围：1～20', field('integer'), { minimum: 1, maximum: 20 }],
    ['取值范围为 0.5 到 2.5', field('number'), { minimum: 0.5, maximum: 2.5 }],
    ['取值范围 [1, 20]', field('integer'), { minimum: 1, maximum: 20 }],
    ['生成图片数量，取值1-4', field('integer'), { minimum: 1, maximum: 4 }],
    ['介于 1 和 20 之间', field('number'), { minimum: 1, maximum: 20 }],
    ['Range value: 1-20', field('number'), { minimum: 1, maximum: 20 }],
    ['Output image count, range: 1-4', field('integer'), { minimum: 1, maximum: 4 }],
    ['Range: 1 - 50', field('integer'), { minimum: 1, maximum: 50 }],
    ['Value range from 0.1 to 2.', field('number'), { minimum: 0.1, maximum: 2 }],
    ['In the range [1, 20].', field('integer'), { minimum: 1, maximum: 20 }],
    ['range: -10–10', field('integer'), { minimum: -10, maximum: 10 }],
    ['How many, between 1 and 4', field('integer'), { minimum: 1, maximum: 4 }],
    ['Strength, from 1 (weak) to 10 (strong).', field('integer'), { minimum: 1, maximum: 10 }],
    // Scales with named ends.
    ['1最严格，6最宽松', field('integer'), { minimum: 1, maximum: 6 }],
    ['安全容忍等级，1最严格，6最宽松', field('string'), { enum: ['1', '2', '3', '4', '5', '6'] }],
    ['0 means strictest, 6 means least strict', field('integer'), { minimum: 0, maximum: 6 }],
    ['1 (strictest) to 3 (most permissive)', field('string'), { enum: ['1', '2', '3'] }],
    // Lists.
    [`可选如：${ratios.join(', ')}`, field('string'), { enum: ratios }],
    [`Image aspect ratios, enumerated values: ${ratios.join(', ')}`, field('string'), { enum: ratios }],
    ['可选值：low、medium、high。', field('string'), { enum: ['low', 'medium', 'high'] }],
    ['可选值为：1、2、4，默认 1', field('integer'), { enum: [1, 2, 4], default: 1 }],
    ['Image output formats: "jpeg", "png"', field('string', 'output_format'), { enum: ['jpeg', 'png'] }],
    ['输出格式：jpeg 或 png', field('string', 'format'), { enum: ['jpeg', 'png'] }],
    ['Must be one of "fast" or "slow".', field('string'), { enum: ['fast', 'slow'] }],
    ['Options: jpeg (smaller), png. More later.', field('string'), { enum: ['jpeg', 'png'] }],
    ['Allowed values: jpeg, png, default jpeg', field('string'), { enum: ['jpeg', 'png'], default: 'jpeg' }],
    // Defaults.
    ['默认 3.5，可选', field('number'), { default: 3.5 }],
    ['默认值3.5（可选）', field('number'), { default: 3.5 }],
    ['生成图片数量，默认为1（可选）', field('integer'), { default: 1 }],
    ['默认 false', field('boolean'), { default: false }],
    ['默认2（API专有）', field('string', 'x', ['1', '2']), { default: '2' }],
    ['默认 1:1（可选）', field('string', 'x', ratios), { default: '1:1' }],
    ['Guidance, default 2', field('number'), { default: 2 }],
    ['Defaults to True.', field('boolean'), { default: true }],
    ['Default value: jpeg.', field('string', 'x', ['jpeg', 'png']), { default: 'jpeg' }],
    ['The default is "auto"', field('string'), { default: 'auto' }],
    ['Makes 2 images? No: 1 by default.', field('integer'), { default: 1 }],
    // Together.
    [
      'CFG 值，控制模型对prompt的遵循度，默认 3.5，可选，范围1-20。',
      field('number'),
      { minimum: 1, maximum: 20, default: 3.5 },
    ],
    ['安全容忍等级，1最严格，3最宽松，默认2', field('string'), { enum: ['1', '2', '3'], default: '2' }],
  ]
  test.each(cases)('%s', (prose, given, want) => {
    expect(readProse(prose, given)).toEqual(want)
  })
})

describe('prose that states none', () => {
  const cases: [prose: string, field: Field][] = [
    // Times, dates, versions and other numbers.
    ['The image is ready in 3-5 seconds', field('integer')],
    ['Answer time, range: 3-5 seconds', field('integer')],
    ['通常需要 3-5 秒', field('integer')],
    ['耗时范围 3-5 秒', field('integer')],
    ['Takes between 3 and 5 seconds', field('number')],
    ['Trained on pictures between 2020 and 2024', field('integer')],
    ['Since 2024-01-05', field('integer')],
    ['Date range: 2024-01-05', field('integer')],
    ['Date range: 1-2-2026', field('integer')],
    ['From version 1.0-2.0.1 on', field('number')],
    ['Range: 1.0.1-2.0.1', field('number')],
    ['Range: 21:9 - 9:21', field('number')],
    ['Orange: 1-4', field('integer')],
    ['See pages 3-5', field('integer')],
    ['Range: 20-1', field('integer')],
    ['Range: 1-1000', field('string')],
    ['Range: 0.5-1.5', field('integer')],
    ['Range: 1-4', field('boolean')],
    // Lists that are open, or of something else.
    ['Image aspect ratio, format such as 16:9', field('string')],
    ['Options: jpeg, png, and so on', field('string')],
    ['可选如：jpeg, png 等', field('string')],
    ['Supported values: a, b, …', field('string')],
    ['Options: jpeg', field('string')],
    ['Allowed values: any text, any number', field('string')],
    ['First input image, supports Base64 encoding or URL format', field('string', 'input_image')],
    ['Input formats: jpeg, png', field('string', 'image_url')],
    ['Options: URL, Base64', field('string', 'input_image')],
    ['Allowed values: one, two', field('integer')],
    ['随机种子，可选', field('integer')],
    // Defaults of something else.
    ['The default settings are kept', field('string')],
    ['By default the ratio of the input image', field('string')],
    ['Default: the model decides', field('number')],
    ['默认使用原图比例', field('string')],
    ['默认 auto', field('string')],
    ['Default 2.5', field('integer')],
    ['Default 2.0.1', field('number')],
    ['默认值见文档', field('number')],
    ['', field('string')],
  ]
  test.each(cases)('%s', (prose, given) => {
    expect(readProse(prose, given)).toEqual({})
  })
})

describe('a document', () => {
  const document = `
components:
  schemas:
    Input:
      properties:
        guidance: { type: number, description: 'Range: 1-20', maximum: 20 }
        count: { type: [integer, 'null'], description: 'default 2', default: 3 }
        done: { type: integer, description: 'range: 1-4', minimum: 1, maximum: 4 }
        steps: { type: integer, description: 'range: 1-4', enum: [1, 2, 4] }
        deep:
          type: object
          properties:
            'odd name': { type: integer, description: 'range: 1-4' }
        list: { type: array, items: { type: object, properties: { a: { type: boolean, description: default true } } } }
        example: { type: integer, description: 'range: 1-4' }
      description: 'range: 1-4'
      example: { properties: { x: { type: integer, description: 'range: 1-4' } } }
`
  const { value, diagnostics } = suggest(traced(document, { file: 'specs/x/documents/007_abc.txt' }))

  test('is asked for what its fields say in prose and their schemas do not', () => {
    expect(value.map(({ target, update, line }) => [target, update, line])).toEqual([
      ['$.components.schemas.Input.properties.guidance', { minimum: 1 }, 6],
      ["$.components.schemas.Input.properties.deep.properties['odd name']", { minimum: 1, maximum: 4 }, 13],
      ['$.components.schemas.Input.properties.list.items.properties.a', { default: true }, 14],
      ['$.components.schemas.Input.properties.example', { minimum: 1, maximum: 4 }, 15],
    ])
  })

  test('that contradicts its own prose is warned of', () => {
    expect(diagnostics).toEqual([
      {
        severity: 'warning',
        rule: 'prose-differs',
        file: 'specs/x/documents/007_abc.txt',
        line: 7,
        message: '"default 2" says default 2, its schema says 3',
      },
    ])
  })

  test('is not changed by a suggestion', () => {
    const given = traced(document)
    suggest(given)
    expect(given.tree).toEqual(traced(document).tree)
  })
})

describe('a suggestion, held against the contract,', () => {
  const document = (text: string, file = 'a.txt'): ReturnType<typeof suggest>['value'] =>
    suggest(traced(`s: { properties: { a: { type: number, description: '${text}' } } }\n`, { file })).value
  const finished = (schema: JsonObject): JsonObject => ({ s: { properties: { a: schema } } })
  const cases = [
    {
      name: 'stays where the contract says nothing',
      given: {},
      want: [{ minimum: 1, maximum: 20 }],
      warns: [],
    },
    {
      name: 'shrinks to what the contract leaves out',
      given: { maximum: 20 },
      want: [{ minimum: 1 }],
      warns: [],
    },
    { name: 'goes where the contract says it all', given: { minimum: 1, maximum: 20 }, want: [], warns: [] },
    { name: 'goes where the contract lists the values', given: { enum: [1, 2] }, want: [], warns: [] },
    {
      name: 'becomes a warning where the contract says something else',
      given: { minimum: 1, maximum: 10 },
      want: [],
      warns: ['"Range: 1-20" says maximum 20, the contract says 10'],
    },
  ]
  for (const { name, given, want, warns } of cases) {
    test(name, () => {
      const left = pending(document('Range: 1-20'), finished(given))
      expect(left.value.map(({ update }) => update)).toEqual(want)
      expect(left.diagnostics).toEqual(
        warns.map((message) => ({
          severity: 'warning',
          rule: 'prose-differs',
          file: 'a.txt',
          line: 1,
          message,
        })),
      )
    })
  }

  test('goes where an overlay has taken the field away', () => {
    expect(pending(document('Range: 1-20'), {})).toEqual({ value: [], diagnostics: [] })
  })

  test('is made once where two documents say the same, twice where they do not', () => {
    const both = (second: string): unknown =>
      pending([...document('Range: 1-20'), ...document(second, 'b.txt')], finished({})).value.map(
        ({ file, update }) => [file, update],
      )
    expect(both('范围1-20')).toEqual([['a.txt', { minimum: 1, maximum: 20 }]])
    expect(both('范围1-10')).toEqual([
      ['a.txt', { minimum: 1, maximum: 20 }],
      ['b.txt', { maximum: 10 }],
    ])
  })
})

describe('the suggestions of the five documents', () => {
  const cases: { number: DocumentNumber; want: Record<string, JsonObject> }[] = [
    { number: '000', want: { guidance_scale: { minimum: 1, maximum: 20 }, aspect_ratio: { enum: ratios } } },
    { number: '001', want: {} },
    { number: '002', want: {} },
    {
      number: '003',
      want: {
        guidance_scale: { minimum: 1, maximum: 20 },
        num_images: { minimum: 1, maximum: 4 },
        output_format: { enum: ['jpeg', 'png'] },
        aspect_ratio: { enum: ratios },
      },
    },
    { number: '004', want: {} },
  ]
  for (const { number, want } of cases) {
    test(`${number}: as printed, they are an overlay that applies and gives the constraints`, () => {
      const document = normalizedDocument(number)
      const { value, diagnostics } = suggest(document)
      expect(Object.fromEntries(value.map(({ path, update }) => [path.at(-1), update]))).toEqual(want)
      expect(diagnostics).toEqual([])
      if (value.length === 0) return
      const printed = traced(suggestionsYaml(value, number), { file: 'new.overlay.yaml', kind: 'inferred' })
      const applied = overlay(document, printed, 'new.overlay.yaml')
      for (const [name, constraints] of Object.entries(want)) {
        const schema = at(applied.value.tree, 'components', 'schemas', 'MaxInput', 'properties', name)
        expect(isObject(schema) ? schema : {}).toMatchObject(constraints)
      }
      expect(applied.corrections.map(({ kind, source }) => [kind, source])).toEqual(
        value.map(({ line }) => ['document', `${number} line ${line}`]),
      )
    })
  }

  test('cite the line and the words', () => {
    const printed = suggestionsYaml(suggest(normalizedDocument('003')).value.slice(0, 1), 'ChainHub')
    expect(printed).toBe(`overlay: 1.1.0
info:
  title: What the documents of ChainHub say in prose only
  version: 1.0.0
actions:
  - target: $.components.schemas.MaxInput.properties.guidance_scale
    description: 'The document says so in prose only: Range value: 1-20'
    x-evidence:
      kind: document
      source: 003 line 33
    x-matches: 1
    update:
      minimum: 1
      maximum: 20
`)
  })

  const homes = { '000': 'fal-relay', '001': 'fal-relay', '003': 'chainhub', '004': 'vtrix' } as const
  for (const number of ['000', '001', '003', '004'] as const) {
    test(`${number}: stand in the contract by now; nothing is left, and nothing differs`, () => {
      const { value } = suggest(normalizedDocument(number))
      expect(pending(value, contract(homes[number]))).toEqual({ value: [], diagnostics: [] })
    })
  }
})
