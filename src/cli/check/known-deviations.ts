import { readFile } from 'node:fs/promises'
import { providers } from 'kontext-sdk'
import { listCases, readDeviations, type KnownDeviation } from 'kontext-sdk/check'
import { CommandError } from '../command-error.ts'

const usualFile = 'kontext-deviations.yaml'

/** The known deviations of `--deviations`, else of the file in the working directory, else none. */
export async function loadDeviations(given: string | undefined): Promise<readonly KnownDeviation[]> {
  const file = given ?? usualFile
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing && given === undefined) return undefined
    const fact = missing ? 'there is no such file' : 'it cannot be read'
    throw new CommandError(`Failed to read known deviations: ${JSON.stringify(file)}: ${fact}.`, 2)
  })
  if (text === undefined) return []
  const cases = Object.entries(providers).map(([id, make]) => {
    const known = listCases(make({ baseUrl: 'https://relay.invalid', apiKey: 'none' }))
    return [id, known.map((one) => one.id)] as const
  })
  return readDeviations(text, { file, cases: Object.fromEntries(cases) })
}
