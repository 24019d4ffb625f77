import type { ClientVerdict } from './judge-client.ts'
import { mistakeKinds, type Mistake, type MistakeKind } from './mistake.ts'
import { wrapped } from '../wrap-text.ts'

const faultWidth = 34
const shortened = 33

/** One verdict as the line of a table, at most 80 characters wide where it has one mistake. */
export function verdictLine(verdict: ClientVerdict): string {
  const { fault, exitCode, submits, accepted, durationMs } = verdict
  const name = fault.length > shortened ? `${fault.slice(0, shortened - 1)}…` : fault
  const cells = [
    name.padEnd(faultWidth),
    String(exitCode ?? '-').padStart(4),
    String(submits).padStart(5),
    String(accepted).padStart(6),
    `${(durationMs / 1000).toFixed(1)}s`.padStart(7),
  ]
  return wrapped(wordFor(verdict), `${cells.join('')}  `, ' '.repeat(58))
}

/** What stands above the lines. */
export const verdictHead = `${'fault'.padEnd(faultWidth)}exit sends  takes   time  verdict`

/** What was wrong, mistake by mistake, and how many runs were right. */
export function verdictSummary(verdicts: readonly ClientVerdict[]): string {
  const kinds = (Object.keys(mistakeKinds) as readonly MistakeKind[]).flatMap((kind) => {
    const of = verdicts.flatMap(({ fault, client, mistakes }) =>
      mistakes.filter((mistake) => mistake.kind === kind).map((mistake) => ({ fault, client, mistake })),
    )
    return of.length === 0
      ? []
      : [[wrapped(`${kind}: ${mistakeKinds[kind]}`, '', '  '), ...of.map(shown)].join('\n')]
  })
  return [...kinds, total(verdicts)].join('\n\n')
}

/** Everything, for programs. */
export function verdictsAsJson(verdicts: readonly ClientVerdict[]): string {
  return `${JSON.stringify({ ok: isFaultless(verdicts), verdicts }, undefined, 2)}\n`
}

/** Whether a client did nothing wrong. */
export function isFaultless(verdicts: readonly ClientVerdict[]): boolean {
  return verdicts.every(({ mistakes }) => mistakes.length === 0)
}

function shown({ fault, client, mistake }: { fault: string; client: string; mistake: Mistake }): string {
  return [`  ${fault}`, wrapped(mistake.message, '    ', '    '), wrapped(client, '    → ', '      ')].join(
    '\n',
  )
}

function total(verdicts: readonly ClientVerdict[]): string {
  const faulty = verdicts.filter(({ mistakes }) => mistakes.length > 0).length
  const unmet = verdicts.filter((verdict) => wordFor(verdict) === 'not met').length
  const right = verdicts.length - faulty - unmet
  return `${verdicts.length} runs: ${right} right, ${faulty} with mistakes, ${unmet} that did not meet their fault.`
}

function wordFor({ met, mistakes }: ClientVerdict): string {
  if (mistakes.length > 0) return mistakes.map(({ kind }) => kind).join(' ')
  return met ? 'ok' : 'not met'
}
