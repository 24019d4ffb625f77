import type { Session } from './session.ts'

/**
 * What a warning is about: `fewer-images` and `more-images` than asked for, an image that is `nsfw` by the provider,
 * of an `other-type` than asked for or said, a seed too big for a number (`big-seed`), an `unknown-status` on the
 * way.
 */
export type WarningCode =
  'fewer-images' | 'more-images' | 'nsfw' | 'other-type' | 'big-seed' | 'unknown-status'

/** Something about a result that is no error and may still matter. */
export interface Warning {
  readonly code: WarningCode
  readonly message: string
}

/** Adds a warning to the result of a session, once. */
export function warn({ warnings }: Pick<Session, 'warnings'>, code: WarningCode, message: string): void {
  if (!warnings.some((warning) => warning.code === code)) warnings.push({ code, message })
}
