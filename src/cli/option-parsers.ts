import { InvalidArgumentError, Option } from 'commander'

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

/** `--timeout`, in the seconds that are typed; its value is milliseconds. */
export function timeoutOption(description: string): Option {
  return new Option('--timeout <seconds>', description).argParser(secondsAsMs).default(600_000, '600')
}
