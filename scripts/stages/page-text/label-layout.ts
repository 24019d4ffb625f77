import type { Json } from '../../lib/json.ts'
import {
  emptyPage,
  isFieldType,
  literal,
  type FactName,
  type Field,
  type FieldType,
  type Page,
  type PageLine,
} from './page.ts'

/**
 * Labels that the export glued to the end of the line before, as in `Method: POSTEndpoint: /path` or
 * `RequiredExample`.
 */
const glued = /^(.*\S)(Endpoint: .*|Body Parameters.*|Example Request|Response|Example)$/u
/** What a page's code boxes leave behind: the name of their language. */
const stray = new Set(['text', 'json', 'bash', 'Shell'])
const name = /^[A-Za-z_][\w-]*$/

type Section = 'answer' | 'answer-example' | 'body' | 'body-example' | 'head' | 'headers' | 'sample'

/** Whether the page lists `Required` or `Optional` on lines of their own. */
export function isLabelLayout(lines: readonly PageLine[]): boolean {
  return lines.filter(({ text }) => /^(Required|Optional)$/.test(text.trim())).length >= 2
}

/** Reads a page that gives a field's name, type, `Required`/`Optional` and facts on lines of their own. */
export function readLabelLayout(file: string, given: readonly PageLine[]): Page {
  const page = emptyPage()
  const lines = given
    .flatMap(unglue)
    .filter(
      ({ text }) =>
        text !== '' && !stray.has(text) && !text.startsWith('// provider-specific example normalized'),
    )
  let section: Section = 'head'
  let json: PageLine[] = []
  const warn = (line: PageLine, rule: string, severity: 'info' | 'warning', message: string): void => {
    page.diagnostics.push({ severity, rule, file, line: line.number, message })
  }
  const endExample = (): void => {
    const [first] = json
    if (first !== undefined) {
      const value = joinJson(json)
      if (value === undefined) warn(first, 'broken-example', 'warning', 'the example is not JSON')
      else {
        const example = { value, line: first.number, keyLines: keyLines(json) }
        if (section === 'body-example') page.bodyExample = example
        else page.answerExample = example
      }
    }
    json = []
  }
  for (let index = 0; index < lines.length;) {
    const line = lines[index]
    if (line === undefined) break
    const next = sectionAfter(section, line, page)
    if (next !== undefined) {
      endExample()
      section = next
      index += 1
      continue
    }
    if (section === 'body-example' || section === 'answer-example') json.push(line)
    else if (section === 'headers' || section === 'body' || section === 'answer') {
      const field = readField(lines.slice(index))
      if (field !== undefined) {
        for (const odd of field.notUnderstood) warn(odd, 'not-understood', 'warning', puzzled(odd))
        page[section].push(field.field)
        index += field.length
        continue
      }
      warn(line, 'not-understood', 'warning', puzzled(line))
    } else if (section === 'head') readHead(page, line, warn)
    index += 1
  }
  endExample()
  return page
}

/** The line of each key of a JSON object; page text has a key and its colon on lines of their own. */
function keyLines(json: readonly PageLine[]): Map<string, number> {
  const lines = new Map<string, number>()
  for (const [index, { text, number }] of json.entries()) {
    const key = /^"([^"]+)"\s*(:?)/.exec(text)
    const colon = key?.[2] === ':' || json[index + 1]?.text.startsWith(':') === true
    if (key?.[1] !== undefined && colon && !lines.has(key[1])) lines.set(key[1], number)
  }
  return lines
}

function unglue(line: PageLine): PageLine[] {
  const text = line.text.trim()
  const match = glued.exec(text)
  if (match === null || /\s$/.test(match[1] ?? '')) return [{ number: line.number, text }]
  const [, before = '', label = ''] = match
  return before.endsWith(' ')
    ? [{ number: line.number, text }]
    : [...unglue({ number: line.number, text: before }), { number: line.number, text: label }]
}

function sectionAfter(section: Section, { text, number }: PageLine, page: Page): Section | undefined {
  if (text === 'Header Parameters') return 'headers'
  if (text.startsWith('Body Parameters')) return 'body'
  if (text === 'Example' && section === 'body') return 'body-example'
  if (text === 'Example' && section === 'answer') return 'answer-example'
  if (text === 'Example Request') return 'sample'
  if (text === 'Response' || text === 'Response Schema') return text === 'Response' ? 'head' : 'answer'
  const status = /^\P{ASCII}?\s*(\d{3})\s+\w+$/u.exec(text)
  if (status?.[1] !== undefined && section === 'head') {
    page.status = { value: status[1], line: number }
    return 'head'
  }
  return undefined
}

function readHead(
  page: Page,
  line: PageLine,
  warn: (line: PageLine, rule: string, severity: 'info' | 'warning', message: string) => void,
): void {
  const { text, number } = line
  const method = /^Method: (GET|POST|PUT|PATCH|DELETE)$/.exec(text)?.[1]
  const path = /^Endpoint: (\/\S*)$/.exec(text)?.[1]
  if (method !== undefined) page.method = { value: method, line: number }
  else if (path !== undefined) page.path = { value: path, line: number }
  else if (page.title === undefined) page.title = { value: text, line: number }
  else if (text !== 'Request Parameters' && !text.startsWith('Content Type:')) {
    warn(
      line,
      'unused-line',
      'info',
      `nothing in a description of the API says this: ${JSON.stringify(text)}`,
    )
  }
}

function startsField(lines: readonly PageLine[]): FieldType | undefined {
  if (!name.test(lines[0]?.text ?? '')) return undefined
  const word = lines[1]?.text ?? ''
  const type = /^enum<(\w+)>$/.exec(word)?.[1] ?? word
  return isFieldType(type) ? type : undefined
}

function puzzled({ text }: PageLine): string {
  return `cannot tell what this line says: ${JSON.stringify(text)}`
}

/** A field, how many lines it takes, and those of them that nobody understood. */
interface FieldRead {
  readonly field: Field
  readonly length: number
  readonly notUnderstood: readonly PageLine[]
}

function readField(lines: readonly PageLine[]): FieldRead | undefined {
  const type = startsField(lines)
  const [first] = lines
  if (type === undefined || first === undefined) return undefined
  const facts: Field['facts'] = new Map()
  let required: Field['required']
  let length = 2
  const values: { value: Json; line: number }[] = []
  const notUnderstood: PageLine[] = []
  let collecting = false
  for (; length < lines.length; length += 1) {
    const line = lines[length]
    if (line === undefined) break
    const { text, number } = line
    const say = (fact: FactName, value: Json | undefined, said = line): void => {
      if (value === undefined) notUnderstood.push(said)
      else facts.set(fact, { value, line: number })
    }
    const bound = /^(>=|<=) (-?[\d.]+)$/.exec(text)
    if (text === 'Required' || text === 'Optional') required = { value: text === 'Required', line: number }
    else if (bound !== null) say(bound[1] === '>=' ? 'minimum' : 'maximum', literal(bound[2] ?? '', 'number'))
    else if (text === 'Enum Values:') collecting = true
    else if (text === 'Default Value:' || text === 'Example:') {
      collecting = false
      length += 1
      const said = lines[length] ?? line
      const value = literal(said.text, type)
      if (text === 'Default Value:') say('default', value, said)
      else say('examples', value === undefined ? undefined : [value], said)
    } else if (
      startsField(lines.slice(length)) !== undefined ||
      /^(Example|Body Parameters|Response)/.test(text)
    )
      break
    else if (collecting) {
      const value = literal(text, type)
      if (value === undefined) notUnderstood.push(line)
      else values.push({ value, line: number })
    } else break
  }
  const [firstValue] = values
  if (firstValue !== undefined)
    facts.set('enum', { value: values.map(({ value }) => value), line: firstValue.line })
  const field = { name: first.text, type, line: first.number, facts, children: [] }
  return { field: required === undefined ? field : { ...field, required }, length, notUnderstood }
}

/** The export puts every token of an example on its own line. */
function joinJson(lines: readonly PageLine[]): Json | undefined {
  try {
    return JSON.parse(lines.map(({ text }) => text).join('\n')) as Json
  } catch {
    return undefined
  }
}
