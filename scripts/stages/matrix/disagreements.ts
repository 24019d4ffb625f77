import type { Json } from '../../lib/json.ts'
import { compare, type Said } from '../combine/statements.ts'
import type { Settlement } from '../settle.ts'
import type { MatrixEntry } from './entry.ts'

/** A field of which the documents of one provider say different things, and what settles it. */
export interface Settled {
  readonly field: string
  /** Without a value: nothing is said there. */
  readonly says: readonly { readonly value?: Json; readonly at: string }[]
  /** The overlay action that decides, as `file:line`. */
  readonly settledBy: string
  readonly reason: string
}

/** A field of which documents of different providers say different things. Each can be right of itself. */
export interface Difference {
  readonly field: string
  readonly says: readonly {
    readonly value?: Json
    readonly by: readonly { readonly provider: string; readonly model: string; readonly at: string }[]
  }[]
}

export function settled({ says, settledBy, reason }: Settlement): Settled {
  return {
    field: fieldOf(says[0]?.pointer ?? ''),
    says: says.map((said) => ({ ...valueOf(said), at: `${said.file}:${said.line}` })),
    settledBy,
    reason,
  }
}

/** What documents of different providers say differently of one field. Nobody settles that. */
export function differences(
  entries: readonly (Pick<MatrixEntry, 'sides'> & { readonly descriptor: { readonly id: string } })[],
): Difference[] {
  const sides = entries.flatMap(({ descriptor, sides: own }) =>
    own.map(({ model, side }) => ({ provider: descriptor.id, model, side })),
  )
  return [...compare(sides.map(({ side }) => side))]
    .flatMap(([name, says]): Difference[] => {
      const given = sides.flatMap(({ provider, model }, index) => {
        const said = says[index]
        return said === undefined ? [] : [{ provider, model, said, key: JSON.stringify(said.value) }]
      })
      const apart = given.some((one) =>
        given.some(({ provider, key }) => provider !== one.provider && key !== one.key),
      )
      if (!apart) return []
      const told = [...new Set(given.map(({ key }) => key))].map((key) => {
        const who = given.filter((one) => one.key === key)
        const by = who.map(({ provider, model, said }) => ({
          provider,
          model,
          at: `${said.file}:${said.line}`,
        }))
        return { ...(who[0] === undefined ? {} : valueOf(who[0].said)), by }
      })
      return [{ field: fieldOf(name), says: told }]
    })
    .sort((a, b) => (a.field < b.field ? -1 : 1))
}

function valueOf({ value }: Said): { value?: Json } {
  return value === undefined ? {} : { value }
}

/** `…/properties/seed/maximum` as `seed.maximum`. */
function fieldOf(pointer: string): string {
  return pointer
    .replace(/^\/components\/schemas\/[^/]+/, '')
    .replaceAll('/properties', '')
    .slice(1)
    .replaceAll('/', '.')
}
