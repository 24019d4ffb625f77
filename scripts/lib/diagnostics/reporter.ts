import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../diagnostic.ts'
import { githubReport } from './github.ts'
import { humanReport } from './human.ts'
import { jsonReport } from './json.ts'
import { sarifReport } from './sarif.ts'

/** The forms a report can have. */
export const reportFormats = ['human', 'json', 'sarif', 'github'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** How a run tells what it has to say. */
export interface ReporterOptions {
  /** The folder in which the files of the diagnostics lie. */
  readonly root: string
  readonly format: ReportFormat
  /** Whether a person is told more than errors and warnings; a report for a program always holds everything. */
  readonly verbose: boolean
  /** A file for the report. @default the standard error for a person, the standard output for a program */
  readonly output?: string | undefined
  readonly stdout?: NodeJS.WritableStream
  readonly stderr?: NodeJS.WritableStream
}

/** Collects what a run has to say and writes it once, at the end: `json` and `sarif` have the standard output alone. */
export class Reporter {
  readonly #options: ReporterOptions
  readonly #stdout: NodeJS.WritableStream
  readonly #stderr: NodeJS.WritableStream
  readonly #diagnostics: Diagnostic[] = []
  readonly #plain: Diagnostic[] = []

  constructor(options: ReporterOptions) {
    this.#options = options
    this.#stdout = options.stdout ?? process.stdout
    this.#stderr = options.stderr ?? process.stderr
  }

  /** Takes what the stages say. */
  add(...diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics)
  }

  /** Takes what is wrong with a file as a whole; a person reads it as one sentence. */
  complain(rule: string, file: string, message: string): void {
    this.#plain.push({ severity: 'error', rule, file, message: `${file} ${message}` })
  }

  /** A line about how the run goes, which is no part of the report. */
  note(line: string): void {
    const { format, output } = this.#options
    const apart = output === undefined && (format === 'json' || format === 'sarif')
    const stream = apart ? this.#stderr : this.#stdout
    stream.write(`${line}\n`)
  }

  /** Writes the report. */
  finish(): void {
    const { format, output, root, verbose } = this.#options
    const told = this.#diagnostics.filter(({ severity }) => verbose || severity !== 'info')
    const stream = format === 'human' ? this.#stderr : this.#stdout
    const all = [...this.#diagnostics, ...this.#plain]
    let report: string
    switch (format) {
      case 'human': {
        const source = (file: string): string | undefined => readSource(join(root, file))
        const plain = this.#plain.map(({ message }) => `${message}\n`).join('')
        report = humanReport(told, { source, stream: output === undefined ? stream : undefined }) + plain
        break
      }
      case 'json':
        report = jsonReport(all)
        break
      case 'sarif':
        report = sarifReport(all)
        break
      case 'github':
        report = githubReport([...told, ...this.#plain])
        break
      default:
        format satisfies never
        return
    }
    if (output === undefined) stream.write(report)
    else writeFileSync(output, report)
  }
}

function readSource(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
