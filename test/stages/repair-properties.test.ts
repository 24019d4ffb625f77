import fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { isScalar, parseDocument, stringify } from 'yaml'
import type { Diagnostic } from '../../scripts/lib/diagnostic.ts'
import type { Json, JsonObject } from '../../scripts/lib/json.ts'
import { repair } from '../../scripts/stages/repair.ts'
import { textKeys } from '../../scripts/stages/repair/places.ts'
import { refusal, traced } from './support.ts'

// What people write into a description, and everything in it that YAML could take for its own.
const words = fc.constantFrom(
  ...['Range', 'value', 'images', 'a', 'b1', '1-20', '16:9', '图像', '输出格式', '，', '：', '（可选）'],
  ...[
    ': ',
    ':',
    ', ',
    ',',
    ' - ',
    '-',
    '- ',
    ' ',
    '; ',
    '? ',
    '?',
    '…',
    '=',
    '/',
    '~ ',
    'x: y',
    'https://x.y/z',
  ],
  ...['"jpeg"', "'png'", '"', "'", "it's", "'tis ", '"a" or "b"', '“quoted”'],
  ...[' # ', '#', ' #1', '# '],
  ...['[', ']', '{', '}', '[beta] ', '{id}', '{{', '}}', '{{API_KEY}}', '{{ BASE URL }}', '${x}'],
  ...['*', '**bold** ', '* ', '&', '& ', '&a ', '!', '! ', '!note ', '%', '% ', '@', '@all ', '`', '`code` '],
  ...['|', '| ', '>', '> ', '>= ', '|2 ', '<', '\t', '\\', '\\n'],
)
const description = fc
  .array(words, { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join('').trim())
  .filter((text) => /\p{L}/u.test(text) && !isQuoted(text))

/** A text in quotes from end to end is what it says to YAML: nobody can tell that the quotes were meant, too. */
function isQuoted(text: string): boolean {
  const document = parseDocument(text)
  return (
    document.errors.length === 0 &&
    isScalar(document.contents) &&
    ['QUOTE_DOUBLE', 'QUOTE_SINGLE'].includes(document.contents.type ?? '')
  )
}

const places = ['info', 'operation', 'property', 'tag', 'enum', 'required', 'unknown list'] as const
type Place = (typeof places)[number]

/** A description with one text in it, and what it says. */
function write(place: Place, text: string): { yaml: string; tree: JsonObject; line: number } {
  const at = (here: Place): string => (here === place ? text : 'plain')
  const yaml = `openapi: 3.0.1
info:
  title: x
  description: ${at('info')}
  version: '1'
paths:
  /x:
    post:
      tags:
        - ${at('tag')}
        - second
      description: ${at('operation')}
      deprecated: false
components:
  schemas:
    A:
      type: object
      required:
      - first
      - ${at('required')}
      properties:
        kind:
          description: ${at('property')}
          type: string
          enum:
            - ${at('enum')}
            - other
        last:
          type: integer
      x-order:
        - ${at('unknown list')}
        - last
`
  const kind = { description: at('property'), type: 'string', enum: [at('enum'), 'other'] }
  const tree: JsonObject = {
    openapi: '3.0.1',
    info: { title: 'x', description: at('info'), version: '1' },
    paths: {
      '/x': {
        post: { tags: [at('tag'), 'second'], description: at('operation'), deprecated: false },
      },
    },
    components: {
      schemas: {
        A: {
          type: 'object',
          required: ['first', at('required')],
          properties: { kind, last: { type: 'integer' } },
          'x-order': [at('unknown list'), 'last'],
        },
      },
    },
  }
  return { yaml, tree, line: yaml.slice(0, yaml.indexOf(text)).split('\n').length }
}

/** Sets the value of the place aside, so that everything else can be compared. */
function without(tree: Json, written: Json): Json {
  if (written === mark) return mark
  if (Array.isArray(tree) && Array.isArray(written) && tree.length === written.length)
    return tree.map((item, index) => without(item, written[index] ?? null))
  if (isPlain(tree) && isPlain(written))
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [key, without(value, written[key] ?? null)]),
    )
  return tree
}

const mark = 'the text under test'
const isPlain = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

test('an unquoted text comes back exactly, or is refused or warned of at its line; no other key changes', () => {
  const count = { restored: 0, refused: 0, warned: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...places), description, (place, text) => {
      const { yaml, tree, line } = write(place, text)
      const { value, diagnostics } = repair({ file: 'doc.txt', text: yaml, firstLine: 1 })
      const refused: readonly Diagnostic[] = [
        ...diagnostics.filter(({ severity }) => severity === 'error'),
        ...refusal(() => traced(value.text)),
      ]
      if (refused.length > 0) {
        count.refused += 1
        expect(refused.map((problem) => problem.line)).toSatisfy((at: number[]) => at.every((n) => n >= line))
        expect(refused.every(({ column }) => column !== undefined)).toBe(true)
        return
      }
      const warned = diagnostics.filter((item) => item.severity === 'warning' && item.line === line)
      const found = traced(value.text).tree
      if (warned.length > 0) {
        count.warned += 1
        const { tree: other } = write(place, mark)
        expect(without(found, other)).toEqual(without(tree, other))
        return
      }
      count.restored += 1
      expect(found).toEqual(tree)
    }),
    { numRuns: 1000, seed: 20_261_121 },
  )
  expect(count.restored).toBeGreaterThan(700)
  expect(count.warned).toBeGreaterThan(0)
})

describe('whatever a document says', () => {
  // Under a key of OpenAPI that can hold nothing but text, a list is no list: fast-check knows the word "name" too.
  const lists = new Set([...textKeys, 'enum', 'required', 'tags'])
  const name = fc.string({ maxLength: 8 }).filter((key) => !lists.has(key))
  const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null))
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
    ),
  }))

  test('valid YAML passes byte for byte, and nothing is wrong with it', () => {
    fc.assert(
      fc.property(fc.dictionary(name, tree, { maxKeys: 6 }), (value) => {
        const text = stringify(value)
        const { value: passed, diagnostics } = repair({ file: 'doc.txt', text, firstLine: 1 })
        expect(passed).toEqual({ text, repairs: [], parserRuns: 1 })
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      }),
    )
  })

  const word = fc.constantFrom(
    ...[
      'a',
      'Range',
      '图像',
      ' ',
      ': ',
      ' # ',
      '"',
      "'",
      '- ',
      '{{X}}',
      '[',
      ']',
      '*',
      '&',
      '!',
      '%',
      '@',
      '`',
    ],
    ...['\n', '\n  ', '\t', '|', '>', '? ', 'True', 'None'],
  )
  const prose = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(''))
  const operation = fc.record({
    summary: prose,
    description: prose,
    tags: fc.array(prose, { maxLength: 3 }),
    schema: fc.record({
      type: fc.constant('string'),
      description: prose,
      default: prose,
      enum: fc.array(prose, { maxLength: 3 }),
      required: fc.array(prose, { maxLength: 3 }),
      example: tree,
    }),
  })
  const style = fc.record({
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL'),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(20, 80),
    indent: fc.constantFrom(2, 4),
  })

  test('a description passes byte for byte in whatever style it is written', () => {
    fc.assert(
      fc.property(operation, style, (get, options) => {
        const text = stringify({ openapi: '3.0.1', paths: { '/x': { get } } }, options)
        const { value: passed, diagnostics } = repair({ file: 'doc.txt', text, firstLine: 1 })
        expect(passed).toEqual({ text, repairs: [], parserRuns: 1 })
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})
