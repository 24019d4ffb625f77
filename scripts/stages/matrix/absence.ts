import type { Facility } from '../../lib/provider-config.ts'
import { cell, type Cell } from './cell.ts'
import type { MatrixEntry } from './entry.ts'

/** A cell that says no, and on what ground: what `absent` in `provider.yaml` says, else that nobody says anything. */
export function absence({ config }: MatrixEntry, facility: Facility, text: string): Cell {
  const { file, absent, places } = config
  const said = absent?.[facility]
  const line = places?.get(said === undefined ? 'id' : `absent.${facility}`)?.line ?? 1
  return cell(null, [
    {
      text,
      evidence: [
        {
          kind: said?.kind ?? 'inferred',
          at: `${file}:${line}`,
          source: said?.source ?? 'nothing that is known of this provider says that it has one',
        },
      ],
    },
  ])
}
