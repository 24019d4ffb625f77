import { InputError } from './errors/errors.ts'

/** Refuses what is no time to wait. @throws InputError */
export function checkDuration(provider: string, path: string, ms: unknown): void {
  if (typeof ms === 'number' && ms > 0) return
  const message = `Failed to use ${path}: it is no number above 0. Give milliseconds.`
  throw new InputError(message, { provider, issues: [{ path, message }] })
}
