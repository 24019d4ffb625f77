import { asRecord } from './narrow.ts'

/** Whether a value is a provider: not its name as a text, nor its function where that was not called. */
export function isProvider(value: unknown): boolean {
  return asRecord(value)?.['capabilities'] !== undefined
}
