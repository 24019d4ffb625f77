import type { DialectId } from '../../provider.ts'
import { falQueue } from './fal-queue.ts'
import { task } from './task.ts'
import type { Voice } from './voice.ts'

/** How the mock speaks each dialect. */
export const voices: Readonly<Record<DialectId, Voice>> = { 'fal-queue': falQueue, task }
