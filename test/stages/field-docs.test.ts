import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { arrayAt, objectAt, textOf } from '../../scripts/lib/json.ts'
import { fieldDocs } from '../../scripts/stages/field-docs.ts'
import { config, contract, fileText, property, providerIds, schema, type ProviderId } from './support.ts'

const inputs: readonly { id: ProviderId; name: string }[] = [
  { id: 'chainhub', name: 'MaxInput' },
  { id: 'fal', name: 'MaxInput' },
  { id: 'fal', name: 'ProInput' },
  { id: 'fal-relay', name: 'MaxInput' },
  { id: 'fal-relay', name: 'ProInput' },
  { id: 'vtrix', name: 'MaxInput' },
  { id: 'vtrix', name: 'Parameters' },
]

/** What an editor shows of each field of a schema: the comment's text on one line, and its tags by name. */
function comments(id: ProviderId, name: string): Map<string, { text: string; tags: Map<string, string> }> {
  const source = ts.createSourceFile(
    'types.ts',
    fileText(`generated/${id}/types.ts`),
    ts.ScriptTarget.Latest,
    true,
  )
  const member = (node: ts.Node | undefined, key: string): ts.Node | undefined =>
    node === undefined || !(ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))
      ? undefined
      : node.members.filter(ts.isPropertySignature).find((item) => item.name.getText() === key)?.type
  const components = source.statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components',
  )
  const type = member(member(components, 'schemas'), name)
  const found = new Map<string, { text: string; tags: Map<string, string> }>()
  if (type === undefined || !ts.isTypeLiteralNode(type)) return found
  for (const field of type.members) {
    const tags = new Map(
      ts
        .getJSDocTags(field)
        .map((tag) => [tag.tagName.text, (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/\s+/g, ' ')]),
    )
    found.set(field.name?.getText() ?? '', { text: tags.get('description') ?? '', tags })
  }
  return found
}

describe.each(inputs)('the types of $id: $name', ({ id, name }) => {
  const docs = comments(id, name)
  const fields = Object.keys(objectAt(schema(id, name), 'properties'))

  test('say of every field where it comes from', () => {
    expect([...docs.keys()].toSorted()).toEqual(fields.toSorted())
    for (const field of fields)
      expect(docs.get(field)?.text, field).toMatch(/ \((document \d{3} |(public|inferred): .+; ).*line \d+/)
  })

  test('say of every field what limits it', () => {
    for (const field of fields) {
      const { minimum, maximum } = property(id, name, field)
      const values = arrayAt(property(id, name, field), 'enum').map(textOf)
      if (minimum !== undefined && maximum !== undefined)
        expect(docs.get(field)?.text).toContain(`${textOf(minimum)} to ${textOf(maximum)} (`)
      if (values.length > 0) expect(docs.get(field)?.text).toContain(`${values.slice(0, -1).join(', ')} or `)
    }
  })

  test('give a default once, as a tag, and its origin in the text', () => {
    for (const field of fields) {
      const preset = property(id, name, field)['default']
      expect(docs.get(field)?.tags.get('default'), field).toBe(
        preset === undefined ? undefined : textOf(preset),
      )
      expect(/ Default \((document|public|inferred)/.test(docs.get(field)?.text ?? ''), field).toBe(
        preset !== undefined,
      )
    }
  })

  test('say which fields are required, and who says so', () => {
    const required = arrayAt(schema(id, name), 'required')
    for (const field of fields)
      expect(docs.get(field)?.text.includes(' Required ('), field).toBe(required.includes(field))
  })
})

const samples = [
  {
    id: 'fal-relay',
    name: 'MaxInput',
    field: 'guidance_scale',
    want: '1 to 20 (document 000 line 50; ',
  },
  { id: 'vtrix', name: 'Parameters', field: 'guidance_scale', want: '1 to 10 (document 004 line 82).' },
  {
    id: 'vtrix',
    name: 'Parameters',
    field: 'aspect_ratio',
    want: 'From 21:9 to 9:21 (document 004 line 68).',
  },
  { id: 'chainhub', name: 'MaxInput', field: 'seed', want: 'Any integer (document 003 line 30).' },
  {
    id: 'chainhub',
    name: 'MaxInput',
    field: 'prompt',
    want: 'At least 1 character (inferred: the document gives no length; overlay ',
  },
  { id: 'fal', name: 'MaxInput', field: 'num_images', want: '1 to 4 (public: ' },
] as const
test.each(samples)('the comment of $field at $id says "$want"', ({ id, name, field, want }) => {
  expect(comments(id, name).get(field)?.text).toContain(want)
})

test.each(providerIds)('the contract of %s keeps its descriptions', (id) => {
  const given = contract(id)
  const before = structuredClone(given)
  fieldDocs(given, config(id), {})
  expect(given).toEqual(before)
})
