import { fromFragment, isRecord, valueAt } from '../../contracts/index.ts'

const notes = new Set(['description', 'title', 'example', 'examples', 'externalDocs', '$comment'])

/** A part of a contract with every reference replaced by what it refers to, and without what is for people only. */
export function resolved(root: unknown, value: unknown, inside: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(root, item, inside))
  if (!isRecord(value)) return value
  const { $ref, ...rest } = value
  const kept = Object.entries(rest).filter(([word]) => !notes.has(word) && !word.startsWith('x-evidence'))
  const own = Object.fromEntries(kept.map(([word, part]) => [word, resolved(root, part, inside)]))
  if (typeof $ref !== 'string') return own
  // A circle ends at its name.
  if (!$ref.startsWith('#') || inside.includes($ref)) return { ...own, $ref }
  const target = resolved(root, valueAt(root, fromFragment($ref)), [...inside, $ref])
  return isRecord(target) ? { ...target, ...own } : target
}
