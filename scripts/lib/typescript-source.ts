import { transform } from 'esbuild'
import type { Json } from './json.ts'

const header = '// Generated from the contract. Do not edit: change specs/ and run "npm run generate".\n'
const width = 110

/** TypeScript whose first line says that it is generated. The code is laid out already: prettier would cost a second. */
export function typescriptSource(code: string): string {
  return `${header}\n${code.trim()}\n`
}

/** Code without types, as small as it gets; the comments it begins with stay. It is shipped as it is, so it counts. */
export async function ecmascriptSource(code: string): Promise<string> {
  const [comments = ''] = /^(?:\/\/.*\n)*/.exec(code) ?? []
  const { code: printed } = await transform(code, {
    charset: 'utf8',
    target: 'es2022',
    format: 'esm',
    minify: true,
    treeShaking: true,
  })
  return typescriptSource(comments + printed)
}

/** A JSON value as a TypeScript literal: on one line where it fits, else one line an entry. */
export function literal(value: Json | object, indent = ''): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const list = Array.isArray(value)
  const entries = Object.entries<Json | undefined>(value as Record<string, Json | undefined>)
  const parts = (deeper: string): string[] =>
    entries.flatMap(([key, item]) =>
      item === undefined ? [] : `${list ? '' : `${property(key)}: `}${literal(item, deeper)}`,
    )
  const [open, close, pad] = list ? ['[', ']', ''] : ['{', '}', ' ']
  if (entries.length === 0) return open + close
  const line = `${open}${pad}${parts(indent).join(', ')}${pad}${close}`
  // Room for the key in front of it and the comma behind.
  if (!line.includes('\n') && indent.length + line.length <= width - 24) return line
  return `${open}\n${parts(inner)
    .map((part) => `${inner}${part},\n`)
    .join('')}${indent}${close}`
}

function property(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)
}

/** In single quotes, unless that would take more escapes. */
function quoted(text: string): string {
  const double = JSON.stringify(text)
  return text.includes("'") ? double : `'${double.slice(1, -1).replaceAll('\\"', '"')}'`
}

/** The name of a provider's function: `fal-relay` becomes `falRelay`. */
export function identifier(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase())
}
