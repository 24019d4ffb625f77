import { StageError, type Diagnostic, type Staged } from '../lib/diagnostic.ts'
import { EvidenceTable, type Evidence, type Traced } from '../lib/evidence.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { isInlineLayout, readInlineLayout } from './page-text/inline-layout.ts'
import { isLabelLayout, readLabelLayout } from './page-text/label-layout.ts'
import type { Field, Page, PageLine, Said } from './page-text/page.ts'

/** Writes values whose evidence is a line of one page. */
class PageWriter {
  readonly evidence = new EvidenceTable()
  readonly file: string

  constructor(file: string) {
    this.file = file
  }

  put(container: JsonObject, key: string, said: Said<Json> | undefined): void {
    if (said === undefined) return
    const at = (line: number): Evidence => ({
      kind: 'document',
      file: this.file,
      line,
      column: 1,
      rule: 'page-text',
    })
    this.evidence.write(container, key, said.value, at(said.line))
    const written = container[key]
    if (!isObject(written)) return
    for (const [name, line] of said.keyLines ?? []) {
      if (written[name] !== undefined) this.evidence.write(written, name, written[name], at(line))
    }
  }

  /** A container whose content was already written with lines of its own. */
  hold(container: JsonObject, key: string, content: JsonObject | Json[], line: number): void {
    container[key] = content
    this.evidence.set(container, key, {
      kind: 'document',
      file: this.file,
      line,
      column: 1,
      rule: 'page-text',
    })
  }
}

/**
 * Turns page text into an OpenAPI tree, line by line. What the page does not say (a path, a method, status names)
 * is a diagnostic and stays out; a page without a path yields the schemas `Parameters` and `Answer`.
 */
export function pageText(file: string, lines: readonly PageLine[]): Staged<Traced> {
  const page = readPage(file, lines)
  const write = new PageWriter(file)
  const tree: JsonObject = { openapi: '3.0.1', info: {}, paths: {} }
  const diagnostics: Diagnostic[] = [...page.diagnostics]
  const missing = (rule: string, message: string, line = 1): void => {
    diagnostics.push({ severity: 'warning', rule, file, line, message })
  }
  const info: JsonObject = {}
  write.put(info, 'title', page.title)
  write.put(info, 'description', page.description)
  tree['info'] = info
  if (page.path === undefined) missing('no-path', 'the page names no path; overlays and the dialect must')
  if (page.method === undefined)
    missing('no-method', 'the page names no method; overlays and the dialect must')
  const [answered] = page.answer
  if (answered !== undefined && !page.answer.some(({ name }) => name === 'status'))
    missing(
      'no-status-names',
      'no status of the answer is named; overlays and the dialect must',
      answered.line,
    )
  if (page.body.length === 0) missing('no-parameters', 'no parameter was recognized')
  if (page.path !== undefined && page.method !== undefined) {
    const item: JsonObject = {}
    const paths: JsonObject = {}
    write.hold(item, page.method.value.toLowerCase(), operation(page, write), page.method.line)
    write.hold(paths, page.path.value, item, page.path.line)
    tree['paths'] = paths
  } else {
    const schemas: JsonObject = {}
    const first = (fields: readonly Field[]): number => fields[0]?.line ?? 1
    if (page.body.length > 0)
      write.hold(schemas, 'Parameters', objectSchema(page.body, write), first(page.body))
    if (page.answer.length > 0)
      write.hold(schemas, 'Answer', objectSchema(page.answer, write), first(page.answer))
    tree['components'] = { schemas, ...bearer(page, write) }
  }
  return { value: { tree, evidence: write.evidence }, diagnostics }
}

function readPage(file: string, lines: readonly PageLine[]): Page {
  if (isLabelLayout(lines)) return readLabelLayout(file, lines)
  if (isInlineLayout(lines)) return readInlineLayout(file, lines)
  throw new StageError({
    severity: 'error',
    rule: 'no-layout',
    file,
    line: 1,
    message:
      'neither an OpenAPI description nor page text in a layout that is known (fields as "name", type, "Required" on lines of their own, or as "name type required"). Check that the whole page was saved.',
  })
}

/** A page without an operation has no header parameters to hang its authentication on. */
function bearer(page: Page, write: PageWriter): JsonObject {
  const said = page.headers
    .map(({ facts }) => facts.get('examples'))
    .find((example) => JSON.stringify(example?.value ?? null).includes('Bearer '))
  if (said === undefined) return {}
  const scheme: JsonObject = {}
  write.put(scheme, 'type', { value: 'http', line: said.line })
  write.put(scheme, 'scheme', { value: 'bearer', line: said.line })
  return { securitySchemes: { bearer: scheme } }
}

function operation(page: Page, write: PageWriter): JsonObject {
  const made: JsonObject = {}
  write.put(made, 'summary', page.title)
  if (page.headers.length > 0) {
    made['parameters'] = page.headers.map((field) => {
      const parameter: JsonObject = { in: 'header' }
      write.put(parameter, 'name', { value: field.name, line: field.line })
      write.put(parameter, 'required', field.required)
      const example = field.facts.get('examples') ?? field.facts.get('default')
      if (example !== undefined)
        write.put(parameter, 'example', { value: [example.value].flat()[0] ?? null, line: example.line })
      parameter['schema'] = { type: field.type }
      return parameter
    })
  }
  if (page.body.length > 0) {
    const media: JsonObject = {}
    write.hold(media, 'schema', objectSchema(page.body, write), page.body[0]?.line ?? 1)
    write.put(media, 'example', page.bodyExample)
    made['requestBody'] = { content: { 'application/json': media } }
  }
  const media: JsonObject = {}
  if (page.answer.length > 0)
    write.hold(media, 'schema', objectSchema(page.answer, write), page.answer[0]?.line ?? 1)
  write.put(media, 'example', page.answerExample)
  const status = page.status ?? { value: '200', line: 1 }
  const responses: JsonObject = {}
  write.hold(
    responses,
    status.value,
    { description: '', content: { 'application/json': media } },
    status.line,
  )
  made['responses'] = responses
  return made
}

function objectSchema(fields: readonly Field[], write: PageWriter): JsonObject {
  const schema: JsonObject = {}
  const properties: JsonObject = {}
  const required: Json[] = []
  write.put(schema, 'type', { value: 'object', line: fields[0]?.line ?? 1 })
  for (const field of fields) {
    write.hold(properties, field.name, fieldSchema(field, write), field.line)
    if (field.required?.value === true) {
      write.evidence.set(required, required.length, {
        kind: 'document',
        file: write.file,
        line: field.required.line,
        column: 1,
        rule: 'page-text',
      })
      required.push(field.name)
    }
  }
  schema['properties'] = properties
  if (required.length > 0) schema['required'] = required
  return schema
}

function fieldSchema(field: Field, write: PageWriter): JsonObject {
  const schema: JsonObject = {}
  write.put(schema, 'type', { value: field.type, line: field.line })
  for (const [fact, said] of field.facts) write.put(schema, fact, said)
  if (field.children.length > 0) {
    const inner = objectSchema(field.children, write)
    if (field.type === 'array') write.hold(schema, 'items', inner, field.line)
    else if (inner['properties'] !== undefined) schema['properties'] = inner['properties']
  }
  return schema
}
