import { textOf, type Json } from '../../lib/json.ts'
import { joined, type Lines } from './place.ts'

/** A document, as lines. */
export interface Document {
  readonly path: string
  readonly lines: readonly string[]
}

const citation = /(?:\b(\d{3}) )?\blines? (\d+(?:-\d+)?(?:(?:, | and )\d+(?:-\d+)?(?![\d ]*line))*)/g

/**
 * The lines that the source of a statement names: `003 lines 41 and 72; 000 line 50`. Documents go by the number their
 * file begins with; without a number the provider's only document is meant. Of lines that are many, those that hold
 * what is said.
 */
export function citedLines(source: string, says: Json, documents: readonly Document[]): Lines[] {
  const all = [...source.matchAll(citation)].flatMap(([, number, ranges = '']) => {
    const document =
      number === undefined
        ? documents.length === 1
          ? documents[0]
          : undefined
        : documents.find(({ path }) => path.split('/').at(-1)?.startsWith(`${number}_`))
    if (document === undefined) return []
    return ranges.split(/, | and /).flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number)
      return document.lines.slice(first - 1, last).map((text, index) => ({
        text,
        lines: { path: document.path, first: first + index, last: first + index },
      }))
    })
  })
  const holding = all.filter(({ text }) => holds(text, says))
  return joined((holding.length > 0 ? holding : all).map(({ lines }) => lines))
}

/** Whether a text holds a value, or one of a list: numbers as words, texts whatever their case and punctuation. */
export function holds(text: string, says: Json): boolean {
  if (Array.isArray(says)) return says.some((item) => holds(text, item))
  if (typeof says === 'number')
    return [...text.matchAll(/\d+(?:\.\d+)?/g)].some(([number]) => number === String(says))
  const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
  const wanted = plain(textOf(says)).trim()
  return ` ${plain(text)} `.includes(wanted.length < 3 ? ` ${wanted} ` : wanted)
}
