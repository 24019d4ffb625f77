import type { CaseResult, CheckReport, Deviation } from '../report.ts'
import { againLines, eachAskedOnce } from './ask-again.ts'
import { plainText } from './plain-text.ts'
import { resumingOf } from './resuming.ts'
import {
  countCases,
  countsText,
  explainCommand,
  placesOf,
  plural,
  spentText,
  verdictWords,
} from './summary.ts'

// A comment on GitHub holds 65,536 characters.
const longest = 60_000
const shownDeviations = 5

/** Reports as Markdown, short enough for a comment: a table, then what deviates. */
export function renderMarkdown(reports: readonly CheckReport[]): string {
  const parts = [
    heading(reports),
    ...reports.flatMap(unreached),
    table(reports),
    // Before all that may be cut off: they may tell of jobs that are still to be paid.
    ...remarks(reports),
    ...reports.flatMap((report) => [...deviating(report, reports.length > 1), ...known(report)]),
  ]
  let text = ''
  for (const [index, part] of parts.entries()) {
    if (text.length + part.length > longest)
      return `${text}\n${plural(parts.length - index, 'part')} left out: the whole report is longer than a comment may be.\n`
    text += index === 0 ? `${part}\n` : `\n${part}\n`
  }
  return text
}

function heading(reports: readonly CheckReport[]): string {
  const [only] = reports
  if (only !== undefined && reports.length === 1)
    return `### kontext check: ${only.provider.id} ${verdictWords[only.verdict]}`
  const conforming = reports.filter(({ verdict }) => verdict === 'conforms')
  return `### kontext check: ${conforming.length} of ${plural(reports.length, 'provider')} ${conforming.length === 1 ? 'conforms' : 'conform'}`
}

function table(reports: readonly CheckReport[]): string {
  const rows = reports.map((report) => {
    const { passed, deviates, known, skipped, inapplicable } = countCases(report)
    const verdict = report.verdict === 'conforms' ? 'conforms' : `**${verdictWords[report.verdict]}**`
    const cells = [
      report.provider.id,
      verdict,
      passed,
      deviates,
      known,
      skipped,
      inapplicable,
      spentText(report),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| provider | verdict | passed | deviates | known | skipped | not applicable | paid |',
    '| --- | --- | --: | --: | --: | --: | --: | --- |',
    ...rows,
  ].join('\n')
}

/** What all else hangs on: where nothing was reached, and why. */
function unreached({ provider, baseUrl, verdict, failure }: CheckReport): string[] {
  if (verdict !== 'unreachable') return []
  return [`${provider.id} at ${code(baseUrl)}: ${code(failure ?? 'no request was answered')}`]
}

function deviating(report: CheckReport, several: boolean): string[] {
  if (report.verdict === 'unreachable') return []
  const cases = report.cases.filter(({ status }) => status === 'deviates')
  if (cases.length === 0) return []
  const head = several ? [`#### ${report.provider.id}: ${countsText(report)}`] : []
  return [...head, ...cases.map((result) => onCase(result, report))]
}

function onCase(result: CaseResult, report: CheckReport): string {
  const { id, severity, title, deviations } = result
  const [first] = deviations.flatMap((deviation) => placesOf(result, deviation))
  const more = deviations.length - shownDeviations
  return [
    `**${code(id)}** (${severity}): ${title}`,
    '',
    ...deviations.slice(0, shownDeviations).map(onDeviation),
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(first === undefined
      ? []
      : ['', `Contract: ${code(explainCommand(report.provider.id, first.pointer))}${kindOf(first)}`]),
    ...askAgain(deviations),
  ].join('\n')
}

/** Commands as code that can be copied, of the deviations that are shown. */
function askAgain(deviations: readonly Deviation[]): string[] {
  const commands = eachAskedOnce(deviations.slice(0, shownDeviations)).flatMap((deviation) => {
    const lines = againLines(deviation)
    return lines.length === 0 ? [] : [lines.join('\n')]
  })
  if (commands.length === 0) return []
  const text = commands.join('\n\n')
  const runs = (text.match(/`+/g) ?? []).map(({ length }) => length)
  const fence = '`'.repeat(Math.max(2, ...runs) + 1)
  return ['', 'How to ask again:', '', `${fence}sh`, text, fence]
}

function kindOf({ kind, at }: { readonly kind?: string; readonly at?: string }): string {
  return kind === undefined ? '' : `, ${kind}: ${code(at ?? '')}`
}

function onDeviation({ message, want, got, known }: Deviation): string {
  const until = known === undefined ? '' : ` (known until ${known.until})`
  return `- ${code(plainText(message, 200))}: want ${code(plainText(want, 120))}, got ${code(plainText(got, 120))}${until}`
}

function known(report: CheckReport): string[] {
  const cases = report.cases.filter(({ status }) => status === 'known')
  if (cases.length === 0) return []
  const lines = cases.map(
    ({ id, until = '', reason = '' }) => `- ${code(id)} until ${until}: ${code(plainText(reason, 200))}`,
  )
  return [
    [
      `<details><summary>Known at ${report.provider.id}: ${cases.length}</summary>`,
      '',
      ...lines,
      '',
      '</details>',
    ].join('\n'),
  ]
}

function remarks(reports: readonly CheckReport[]): string[] {
  const lines = reports.flatMap((report) =>
    report.remarks.flatMap((remark) => {
      const resuming = resumingOf(report, remark)
      const line = `- ${report.provider.id}: ${code(plainText(remark.message))}`
      if (resuming === undefined) return [line]
      const { file, handle, command } = resuming
      return [line, `  - Save as ${code(file)}: ${code(handle)}`, `  - Then: ${code(command)}`]
    }),
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}

/** A text as code, where nothing in it is Markdown, HTML, a name that is notified, or a link. */
function code(text: string): string {
  const plain = plainText(text)
  const runs = (plain.match(/`+/g) ?? []).map(({ length }) => length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const pad = /^[` ]|[` ]$/.test(plain) || plain === '' ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}
