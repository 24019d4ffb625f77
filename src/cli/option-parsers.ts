import { InvalidArgumentError } from 'commander'

/** The number an option was given. */
export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('Give a number.')
  return value
}

/** Seconds on the command line, milliseconds in the SDK. */
export function secondsAsMs(text: string): number {
  const seconds = number(text)
  if (seconds <= 0) throw new InvalidArgumentError('Give a number of seconds above 0.')
  return seconds * 1000
}
