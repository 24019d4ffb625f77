import { constants } from 'node:fs'
import { access, stat, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { CheckReport } from 'kontext-sdk/check'
import { CommandError } from '../command-error.ts'
import type { ReportFormat } from './format-names.ts'
import { formatOfEnding, render } from './report-format.ts'

/** A file that a report goes to. */
export interface ReportFile {
  readonly path: string
  readonly format: ReportFormat
}

/** Makes sure that the reports can be written, before anything is paid for. */
export async function checkReportFiles(paths: readonly string[]): Promise<readonly ReportFile[]> {
  return Promise.all(paths.map(checkReportFile))
}

async function checkReportFile(path: string): Promise<ReportFile> {
  const refuse = (fact: string): never => {
    throw new CommandError(`Failed to use ${JSON.stringify(path)} as report: ${fact}`, 2)
  }
  const format = formatOfEnding[extname(path).toLowerCase()]
  if (format === undefined)
    return refuse('its name says no format. Let it end in .html, .xml (JUnit), .json, .md or .txt.')
  const present = await stat(path).catch(() => undefined)
  if (present?.isDirectory() === true) return refuse('it is a directory. Give the name of a file.')
  await access(present === undefined ? dirname(path) : path, constants.W_OK).catch(() =>
    refuse(
      present === undefined
        ? 'its directory is not there or cannot be written to. Make it, or give another.'
        : 'it cannot be written to. Give another.',
    ),
  )
  return { path, format }
}

/** Writes every report; says at the end which could not be written. */
export async function writeReportFiles(
  reports: readonly CheckReport[],
  files: readonly ReportFile[],
): Promise<void> {
  const written = await Promise.allSettled(
    files.map(({ path, format }) => writeFile(path, render(reports, format))),
  )
  const lost = written.flatMap((one, index) =>
    one.status === 'rejected' ? [`${files[index]?.path ?? ''} (${String(one.reason)})`] : [],
  )
  if (lost.length > 0)
    throw new CommandError(`Failed to write ${lost.join(', ')}. The other reports are complete.`, 1)
}
