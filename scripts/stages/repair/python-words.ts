import { isMap, isPair, isScalar, isSeq, visit, type Document, type YAMLMap } from 'yaml'
import { speaksOpenApi } from './places.ts'

const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' }

/** A text that is a word of Python, and what the document means by it. */
export interface PythonWord {
  readonly offset: number
  readonly before: string
  readonly after: string
}

/**
 * `default: "False"` beside `type: boolean`: only a boolean can be meant. YAML reads an unquoted `False` as one
 * already; `None` it reads as text. Beside `type: string` each of them may be the text itself.
 */
export function pythonWords(document: Document, text: string): PythonWord[] {
  const found: PythonWord[] = []
  visit(document, {
    Map(_key, node, ancestors) {
      const path = [...ancestors, node].flatMap((step, index, all) => {
        if (isPair(step)) return [isScalar(step.key) ? String(step.key.value) : '']
        return isSeq(all[index - 1]) ? [undefined] : []
      })
      const types = typesOf(node)
      if (types.length === 0 || types.includes('string') || !speaksOpenApi(path)) return
      for (const { key, value } of node.items) {
        if (!isScalar(key) || !['const', 'default', 'example'].includes(String(key.value))) continue
        if (!isScalar(value) || typeof value.value !== 'string' || value.range == null) continue
        const after = words[value.value]
        if (after === undefined || (after !== 'null' && !types.includes('boolean'))) continue
        const [offset, end] = value.range
        found.push({ offset, before: text.slice(offset, end), after })
      }
    },
  })
  return found.sort((a, b) => a.offset - b.offset)
}

function typesOf(node: YAMLMap): unknown[] {
  const type: unknown = node.get('type')
  if (isSeq(type)) return type.items.map((item) => (isScalar(item) ? item.value : undefined))
  return type === undefined || isMap(type) ? [] : [type]
}
