import type { Preference } from '../engines/contract-engine.ts'

const words = ['code', 'example', 'dynamic', 'seed'] as const
type Word = (typeof words)[number]

/** What a request prefers, or what is wrong with how it says so. */
export type ReadPreference =
  | { readonly kind: 'none' }
  | { readonly kind: 'preference'; readonly preference: Preference }
  | { readonly kind: 'wrong'; readonly message: string }

/**
 * Reads which answer of the contract a request prefers, in the words of Prism's users: the header
 * `Prefer: code=422, example=failed`, which wins, or the query `?__code=422&__example=failed`.
 */
export function readPreference(
  headers: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): ReadPreference {
  const said = new Map([...inQuery(query), ...inHeader(headers['prefer'] ?? '')])
  if (said.size === 0) return { kind: 'none' }
  const [code, example, dynamic, seed] = words.map((word) => said.get(word))
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) return wrong('code', code, 'a status from 100 to 599')
  if (dynamic !== undefined && dynamic !== 'true' && dynamic !== 'false')
    return wrong('dynamic', dynamic, 'true or false')
  return {
    kind: 'preference',
    preference: {
      ...(code === undefined ? {} : { code: Number(code) }),
      ...(example === undefined ? {} : { example }),
      ...(dynamic === undefined ? {} : { dynamic: dynamic === 'true' }),
      ...(seed === undefined ? {} : { seed }),
    },
  }
}

/** Other preferences are no business of a mock. (RFC 7240) */
function inHeader(text: string): [Word, string][] {
  return text.split(/[,;]/).flatMap((part): [Word, string][] => {
    const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*"?([^"]*?)"?\s*$/.exec(part) ?? []
    const word = words.find((one) => one === name)
    return word === undefined ? [] : [[word, value]]
  })
}

function inQuery(query: Readonly<Record<string, string>>): [Word, string][] {
  return words.flatMap((word): [Word, string][] => {
    const value = query[`__${word}`]
    return value === undefined ? [] : [[word, value]]
  })
}

function wrong(word: Word, value: string, wanted: string): ReadPreference {
  return {
    kind: 'wrong',
    message: `The preference ${word}=${JSON.stringify(value)} is not ${wanted}. Correct it, or leave it out.`,
  }
}
