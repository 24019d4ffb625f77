import type { CaseResult, CaseStatus, CheckReport, Deviation } from '../report.ts'
import { againLines, eachAskedOnce } from './ask-again.ts'
import { plainText } from './plain-text.ts'
import { resumingOf } from './resuming.ts'
import {
  byGroup,
  countCases,
  countsText,
  exchangeOf,
  explainCommand,
  placesOf,
  plural,
  spentText,
  statusMarks,
  statusWords,
  verdictWords,
} from './summary.ts'
import { wrap } from './wrap.ts'

/** How a report for a terminal looks. */
export interface TerminalOptions {
  /** Columns. @default 80 */
  readonly width?: number
  /** Escape codes for colour and weight. @default false */
  readonly colour?: boolean
}

/** A report for people at a terminal; of several providers, one after the other and a table at the end. */
export function renderTerminal(reports: readonly CheckReport[], options: TerminalOptions = {}): string {
  const screen = { width: options.width ?? 80, style: options.colour === true ? coloured : plain }
  const all = reports.map((report) => onReport(report, screen).join('\n'))
  if (reports.length > 1) all.push(table(reports).join('\n'))
  return `${all.join('\n\n')}\n`
}

interface Screen {
  readonly width: number
  readonly style: (text: string, weight: Weight) => string
}

type Weight = 'bold' | 'dim' | CaseStatus

const codes = { bold: 1, dim: 2, passed: 32, deviates: 31, known: 33, inapplicable: 2, skipped: 2 } as const
const plain: Screen['style'] = (text) => text
const coloured: Screen['style'] = (text, weight) => `\u001b[${codes[weight]}m${text}\u001b[0m`

function onReport(report: CheckReport, screen: Screen): string[] {
  if (report.verdict === 'unreachable')
    return [...headLines(report, screen), '', ...remarkLines(report, screen), ...lastLines(report, screen)]
  return [
    ...headLines(report, screen),
    ...byGroup(report.cases).flatMap(({ group, cases }) => [
      '',
      screen.style(group, 'bold'),
      ...(['passed', 'deviates', 'known', 'skipped', 'inapplicable'] as const).flatMap((status) =>
        withStatus(
          cases.filter((result) => result.status === status),
          { status, report, screen },
        ),
      ),
    ]),
    '',
    ...remarkLines(report, screen),
    ...lastLines(report, screen),
  ]
}

function remarkLines(report: CheckReport, { width }: Screen): string[] {
  const lines = report.remarks.flatMap((remark) => {
    const resuming = resumingOf(report, remark)
    return [
      ...wrap(plainText(remark.message), { width, first: '! ' }),
      // In one piece each, so that they can be copied.
      ...(resuming === undefined
        ? []
        : [
            `    Save this line as ${resuming.file}:`,
            `      ${resuming.handle}`,
            `      $ ${resuming.command}`,
          ]),
    ]
  })
  return lines.length === 0 ? [] : [...lines, '']
}

function headLines(report: CheckReport, { width, style }: Screen): string[] {
  const { provider, baseUrl, model, contractHash, sdkVersion, startedAt, durationMs, exchanges } = report
  const seconds = (durationMs / 1000).toFixed(1)
  const facts = [
    ['server', plainText(baseUrl)],
    ['model', model],
    ['contract', `${contractHash.slice(0, 12)} of kontext-sdk ${sdkVersion}`],
    [
      'run',
      `${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${seconds} s, ${plural(exchanges.length, 'request')}`,
    ],
  ] as const
  return [
    style(`${provider.title} (${provider.id}) ${verdictWords[report.verdict]}`, 'bold'),
    ...facts.flatMap(([name, text]) => labelled(name, text, { width, style })),
  ]
}

interface Group {
  readonly status: CaseStatus
  readonly report: CheckReport
  readonly screen: Screen
}

function withStatus(cases: readonly CaseResult[], { status, report, screen }: Group): string[] {
  switch (status) {
    case 'passed':
      return cases.length === 0 ? [] : marked(status, cases.map(({ id }) => id).join(', '), screen)
    case 'deviates':
    case 'known':
      return cases.flatMap((result) => onCase(result, { status, report, screen }))
    case 'skipped':
    case 'inapplicable': {
      const reasons = new Set(cases.map(({ reason = '' }) => reason))
      return [...reasons].flatMap((reason) => {
        const ids = cases.filter((result) => (result.reason ?? '') === reason).map(({ id }) => id)
        const why = reason === '' ? '' : `: ${plainText(reason)}`
        return marked(status, `${ids.join(', ')} ${statusWords[status]}${why}`, screen)
      })
    }
    default:
      return status satisfies never
  }
}

function marked(status: CaseStatus, text: string, { width, style }: Screen): string[] {
  const [first = '', ...rest] = wrap(text, { width, first: '  ' + statusMarks[status] + ' ' })
  const mark = `  ${style(statusMarks[status], status)}`
  return [mark + first.slice(3), ...rest]
}

function onCase(result: CaseResult, { status, report, screen }: Group): string[] {
  const { width, style } = screen
  const about =
    status === 'known'
      ? `known until ${result.until ?? ''}: ${plainText(result.reason ?? '')}`
      : result.severity
  return [
    ...marked(status, `${result.id}  ${about}`, screen),
    ...wrap(result.title, { width, first: '    ' }).map((line) => style(line, 'dim')),
    ...eachAskedOnce(result.deviations).flatMap((deviation) =>
      onDeviation(deviation, { result, report, screen }),
    ),
  ]
}

function onDeviation(
  deviation: Deviation,
  { result, report, screen }: { result: CaseResult; report: CheckReport; screen: Screen },
): string[] {
  const lines = wrap(plainText(deviation.message), { width: screen.width, first: '    - ' })
  // Who knows it needs no more.
  if (result.status === 'known') return lines
  const places = placesOf(result, deviation)
  const exchange = exchangeOf(report, deviation)
  const entries: (readonly [string, string])[] = [
    ['want', plainText(deviation.want)],
    ['got', plainText(deviation.got)],
    ...places.flatMap(({ pointer, kind, at }) => [
      ['contract', pointer] as const,
      ...(kind === undefined ? [] : [['evidence', `${kind}, ${at ?? ''}`] as const]),
    ]),
  ]
  if (exchange !== undefined) {
    const { number, method, path, status, ms } = exchange
    const answer = status === 0 ? 'no answer' : String(status)
    entries.push(['request', `${number}: ${method} ${plainText(path)} ${answer} in ${ms} ms`])
  }
  if (deviation.known !== undefined)
    entries.push(['known', `until ${deviation.known.until}: ${plainText(deviation.known.reason)}`])
  const [place] = places
  return [
    ...lines,
    ...entries.flatMap(([name, text]) => labelled(name, text, { ...screen, indent: 6 })),
    // In one piece each, so that they can be copied.
    ...againLines(deviation).map((line) => `      ${line.startsWith('curl ') ? '$ ' : ''}${line}`),
    ...(place === undefined ? [] : [`      $ ${explainCommand(report.provider.id, place.pointer)}`]),
  ]
}

function labelled(
  name: string,
  text: string,
  { width, style, indent = 2 }: Screen & { readonly indent?: number },
): string[] {
  const label = ' '.repeat(indent) + name.padEnd(10)
  const [first = '', ...rest] = wrap(text, { width, first: label })
  return [style(label, 'dim') + first.slice(label.length), ...rest]
}

function lastLines(report: CheckReport, { width, style }: Screen): string[] {
  const { provider, verdict, failure, budget } = report
  const paid = budget.spent === 0 ? '' : `. Paid: ${spentText(report)}.`
  const line =
    verdict === 'unreachable'
      ? `${provider.id} was not reached: ${plainText(failure ?? 'no request was answered')}${paid}`
      : `${provider.id} ${verdictWords[verdict]}: ${countsText(report)}. Paid: ${spentText(report)}.`
  const weight = verdict === 'conforms' ? 'passed' : 'deviates'
  return wrap(line, { width, rest: '' }).map((text) => style(text, weight))
}

function table(reports: readonly CheckReport[]): string[] {
  const head = ['provider', 'verdict', 'passed', 'deviates', 'known', 'skipped', 'n/a', 'edits']
  const rows = reports.map((report) => {
    const { passed, deviates, known, skipped, inapplicable } = countCases(report)
    const { spent, edits } = report.budget
    const verdict = report.verdict === 'unreachable' ? 'not reached' : report.verdict
    return [report.provider.id, verdict, passed, deviates, known, skipped, inapplicable, `${spent}/${edits}`]
  })
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  )
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column < 2 ? String(cell).padEnd(width) : String(cell).padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
}
