import type { DialectId } from '../provider.ts'
import type { Dialect } from './dialect.ts'
import { falQueue } from './fal-queue.ts'
import { task } from './task.ts'

const dialects = { 'fal-queue': falQueue, task } as const satisfies Record<DialectId, Dialect>

/** The dialect a provider speaks. */
export function dialectOf(id: DialectId): Dialect {
  return dialects[id]
}
