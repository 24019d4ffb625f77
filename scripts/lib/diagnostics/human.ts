import { styleText } from 'node:util'
import { formatDiagnostic, type Diagnostic } from '../diagnostic.ts'
import { codeFrame } from './frame.ts'

const colors = { error: 'red', warning: 'yellow', info: 'cyan' } as const

/**
 * For a person: one line a diagnostic, and the lines of the file it is about. Coloured where `stream` is a terminal
 * and the user wants colours: `NO_COLOR`, `FORCE_COLOR`.
 */
export function humanReport(
  diagnostics: readonly Diagnostic[],
  {
    source,
    stream,
  }: {
    readonly source: (file: string) => string | undefined
    readonly stream: NodeJS.WritableStream | undefined
  },
): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    stream === undefined ? text : styleText(style, text, { stream })
  return diagnostics
    .map((diagnostic) => {
      const { file, severity, rule } = diagnostic
      const mark = ` ${severity} ${rule}: `
      const line = formatDiagnostic(diagnostic).replace(mark, () => paint(colors[severity], mark))
      const text = diagnostic.line === undefined ? undefined : source(file)
      const frame = text === undefined ? [] : codeFrame(text, diagnostic)
      return [
        line,
        ...frame.map((shown) => (shown.startsWith('>') ? shown : paint('dim', shown))),
        ...(frame.length > 0 ? [''] : []),
      ]
        .map((shown) => `${shown}\n`)
        .join('')
    })
    .join('')
}
