import { emptyPage, isFieldType, literal, type Field, type Page, type PageLine } from './page.ts'

const fieldLine = /^([A-Za-z_]\w*) (array|boolean|integer|number|object|string)(?: (required|optional))?$/i
const sections: Readonly<Record<string, Section>> = {
  authentication: 'headers',
  authorization: 'headers',
  headers: 'headers',
  parameters: 'body',
  'request parameters': 'body',
  'body parameters': 'body',
  'request body': 'body',
  body: 'body',
  'response format': 'answer',
  response: 'answer',
  'response body': 'answer',
  polling: 'prose',
  'error codes': 'prose',
  errors: 'prose',
}

type Section = 'answer' | 'body' | 'head' | 'headers' | 'prose'

/** Whether the page lists fields as `name type required` on one line. */
export function isInlineLayout(lines: readonly PageLine[]): boolean {
  return lines.filter(({ text }) => fieldLine.test(text.trim())).length >= 2
}

/**
 * Reads a page that gives a field as `name type required`, then prose, `Range:`, `Options:`, `Default:` and
 * `Value:` lines. The page's indentation is lost: two blank lines end a top-level field, and inside such a group
 * a field that follows an `object` or `array` lies in it.
 */
export function readInlineLayout(file: string, lines: readonly PageLine[]): Page {
  const page = emptyPage()
  let section: Section = 'head'
  let blank = 0
  let group: Field[] = []
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '') {
      blank += 1
      if (blank >= 2) group = []
      continue
    }
    blank = 0
    const next = Object.hasOwn(sections, text.toLowerCase()) ? sections[text.toLowerCase()] : undefined
    if (next !== undefined) {
      section = next
      group = []
      continue
    }
    const field = section === 'head' || section === 'prose' ? undefined : readField(line.number, text)
    if (field !== undefined && (section === 'headers' || section === 'body' || section === 'answer')) {
      const parent =
        section === 'answer' ? group.findLast(({ type }) => type === 'object' || type === 'array') : undefined
      ;(parent?.children ?? page[section]).push(field)
      group.push(field)
      continue
    }
    if (field === undefined && fieldLine.test(text)) {
      // A field that stands where none is expected is lost, and what follows is not about the field before it.
      group = []
      page.diagnostics.push({
        severity: 'warning',
        rule: 'lost-field',
        file,
        line: line.number,
        message: `this looks like a field, but stands under no heading that is known: ${JSON.stringify(text)}. Known: ${Object.keys(sections).join(', ')}.`,
      })
      continue
    }
    const current = group.at(-1)
    if (section === 'head') readHead(page, line.number, text)
    else if (current === undefined || !readFact(current, line.number, text)) {
      page.diagnostics.push({
        severity: 'info',
        rule: 'unused-line',
        file,
        line: line.number,
        message: `nothing in a description of the API says this: ${JSON.stringify(text)}`,
      })
    }
  }
  return page
}

function readHead(page: Page, line: number, text: string): void {
  // A lone symbol is a button of the page, such as "⌘K"; a lone identifier is the model's id, which `Value:` repeats.
  if (/^\P{ASCII}\w?$/u.test(text) || /^[a-z]\w*$/.test(text)) return
  if (page.title === undefined) page.title = { value: text, line }
  else page.description ??= { value: text, line }
}

function readField(line: number, text: string): Field | undefined {
  const [, name, word, required] = fieldLine.exec(text) ?? []
  const type = word?.toLowerCase()
  if (name === undefined || !isFieldType(type)) return undefined
  return {
    name,
    type,
    line,
    required: { value: required?.toLowerCase() === 'required', line },
    facts: new Map(),
    children: [],
  }
}

function readFact(field: Field, line: number, text: string): boolean {
  const { facts, type } = field
  const [, word, said = ''] = /^(Range|Options|Default|Value|Authorization): (.+)$/.exec(text) ?? []
  switch (word) {
    case 'Range': {
      const [low = '', high = ''] = said.split(' - ')
      const bounds = [literal(low, type), literal(high, type)]
      const [minimum, maximum] = bounds
      if (minimum === undefined || maximum === undefined) return false
      if (type === 'string') facts.set('x-range', { value: [minimum, maximum], line })
      else {
        facts.set('minimum', { value: minimum, line })
        facts.set('maximum', { value: maximum, line })
      }
      return true
    }
    case 'Options':
      facts.set('enum', { value: said.split(', '), line })
      return true
    case 'Default':
    case 'Value': {
      const value = literal(said, type)
      if (value !== undefined) facts.set(word === 'Default' ? 'default' : 'const', { value, line })
      return value !== undefined
    }
    case 'Authorization':
      facts.set('examples', { value: [said], line })
      return true
    default:
      if (facts.has('description')) return false
      facts.set('description', { value: text, line })
      return true
  }
}
