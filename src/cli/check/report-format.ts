import { renderHtml, renderJson, renderJunit, renderMarkdown, renderTerminal } from 'kontext-sdk/check'
import type { CheckReport, TerminalOptions } from 'kontext-sdk/check'
import type { ReportFormat } from './format-names.ts'

/** The form that goes with the end of a file's name. */
export const formatOfEnding: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.xml': 'junit',
  '.json': 'json',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'terminal',
}

/** Reports in one of their forms. */
export function render(
  reports: readonly CheckReport[],
  format: ReportFormat,
  screen: TerminalOptions = {},
): string {
  switch (format) {
    case 'terminal':
      return renderTerminal(reports, screen)
    case 'json':
      return renderJson(reports)
    case 'junit':
      return renderJunit(reports)
    case 'markdown':
      return renderMarkdown(reports)
    case 'html':
      return renderHtml(reports)
    default:
      return format satisfies never
  }
}
