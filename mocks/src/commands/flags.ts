import { InvalidArgumentError, Option } from 'commander'
import { mockedProviders } from 'kontext-sdk/testing'

/** Exit status of a command that could not do what it was asked for: wrong flags, files that cannot be used. */
export const wrongUse = 2

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

/** Reads a flag that is a number of milliseconds, more than none. */
export function readMilliseconds(text: string): number {
  const ms = Number(text)
  if (!(ms > 0) || !Number.isFinite(ms)) throw new InvalidArgumentError('It is a number of milliseconds.')
  return ms
}

/** `-p, --port`, with its default. */
export function portOption(preset: number): Option {
  return new Option('-p, --port <number>', 'TCP port; 0 takes a free one').default(preset).argParser(readPort)
}

/** `--provider`, one of those there is a contract for. */
export function providerOption(): Option {
  return new Option('--provider <id>', 'whose contract it is held against').choices(
    mockedProviders().map(({ id }) => id),
  )
}

/** Adds one more to what a repeated option has given so far. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

/** Resolves when the user wants to stop. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
