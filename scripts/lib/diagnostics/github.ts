import type { Diagnostic } from '../diagnostic.ts'

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const

/** For a workflow: one command a diagnostic, which GitHub shows at the line of the file. */
export function githubReport(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, rule, file, line, column, message }) => {
      const properties = Object.entries({ file, line, col: column, title: rule })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
      return `::${commands[severity]} ${properties.join(',')}::${escapeData(message)}\n`
    })
    .join('')
}

// As the runner's own toolkit does it: actions/toolkit, packages/core/src/command.ts
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
