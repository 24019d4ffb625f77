import type { JsonPath, Parameter } from '../../contracts/index.ts'
import { found, spot, type Comparison } from '../compare/comparison.ts'
import { compareCounterparts } from './compare-counterparts.ts'

/** What has headers, and where it stands. */
export interface Headed {
  readonly headers: readonly Parameter[]
  readonly path: JsonPath
}

/** Reports the differences of headers that a client receives: with an answer, or with a request of a provider. */
export function compareHeaders(
  comparison: Comparison,
  holder: string,
  [before, after]: readonly [Headed, Headed],
): void {
  for (const header of before.headers) {
    const where = `${nounOf(header)} ${holder}`
    const other = sameIn(after, header)
    if (other !== undefined) compareCounterparts(comparison, { where, direction: 'answer' }, [header, other])
    else {
      const at = { before: spot(comparison.before, header.path), after: { path: after.path } }
      found(comparison, { rule: 'answer-header-removed', where, ...at })
    }
  }
  for (const header of after.headers) {
    if (sameIn(before, header) !== undefined) continue
    const at = { before: { path: before.path }, after: spot(comparison.after, header.path) }
    found(comparison, { rule: 'answer-header-added', where: `${nounOf(header)} ${holder}`, ...at })
  }
}

function nounOf({ side, name }: Parameter): string {
  return side === 'header' ? `header ${name}` : `${side} parameter ${name}`
}

/** Header names have no case. */
function sameIn({ headers }: Headed, { name, side }: Parameter): Parameter | undefined {
  const word = (text: string): string => (side === 'header' ? text.toLowerCase() : text)
  return headers.find((other) => other.side === side && word(other.name) === word(name))
}
