import { shellWord } from '../curl/shell-word.ts'
import type { CheckReport, Remark } from '../report.ts'
import { plainText } from './plain-text.ts'

/** How somebody gets the image of a job that a run has left. */
export interface Resuming {
  /** The file to save the handle in. */
  readonly file: string
  /** The handle, on one line. */
  readonly handle: string
  readonly command: string
}

// A handle has 1 kB.
const longest = 1_100

/** What to save and to run to resume the job of a remark; undefined where there is none to resume. */
export function resumingOf({ provider, baseUrl }: CheckReport, { job }: Remark): Resuming | undefined {
  if (job?.handle === undefined) return undefined
  const file = `${provider.id}-${job.edit}.json`
  const address = plainText(baseUrl, longest)
  return {
    file,
    handle: plainText(JSON.stringify(job.handle), longest),
    command: `kontext resume ${file} --base-url ${shellWord(address)}`,
  }
}
