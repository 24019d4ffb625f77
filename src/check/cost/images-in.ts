import { asNumber, asRecord } from '../../narrow.ts'
import type { Subject } from '../subject.ts'

/** How many images a submit asks for. Dialects whose body is not flat have no count. */
export function imagesIn(body: unknown, { descriptor }: Subject): number {
  const field = descriptor.options.count?.field
  const count = field === undefined ? undefined : asNumber(asRecord(body)?.[field])
  return count !== undefined && Number.isInteger(count) && count > 0 ? count : 1
}
