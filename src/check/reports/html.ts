import type { CaseStatus, CheckReport } from '../report.ts'
import { caseSection } from './html/case-section.ts'
import { comparedCases, type ComparedCase } from './html/compared-cases.ts'
import { exchangeLog } from './html/exchange-log.ts'
import { html, Markup } from './html/markup.ts'
import { matrix } from './html/matrix.ts'
import { remarkList } from './html/remark-list.ts'
import { runSummary } from './html/run-summary.ts'
import { style } from './html/style.ts'
import { countCases, plural, verdictWords } from './summary.ts'

/**
 * Reports as one HTML page that needs nothing beside it: a matrix of cases and providers, then each case with what was
 * wanted and what came. No script, nothing from elsewhere; light and dark, for phones and for paper.
 */
export function renderHtml(reports: readonly CheckReport[]): string {
  // A table of cases nobody looked at says nothing.
  const reached = reports.some(({ verdict }) => verdict !== 'unreachable')
  const cases = reached ? comparedCases(reports) : []
  const title = titleOf(reports)
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title} – kontext check</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <header>
          <p class="eyebrow">kontext check</p>
          <h1>${title}</h1>
          ${reports.length > 1 ? html`<p class="lead">${dayOf(reports)}</p>` : undefined}
        </header>
        <main>
          <div class="runs">
            ${reports.map((report) => runSummary(report, { alone: reports.length === 1 }))}
          </div>
          ${remarkList(reports)}
          ${
            cases.length === 0
              ? undefined
              : html`<h2>${reports.length === 1 ? 'Cases' : 'Cases by provider'}</h2>
                  ${matrix(cases, reports)}`
          }
          ${sections(cases, reports)}
          ${
            reports.every(({ exchanges }) => exchanges.length === 0)
              ? undefined
              : html`<h2>Requests</h2>
                  ${reports.map(exchangeLog)}`
          }
        </main>
        <footer>
          <p>
            Each statement of a contract tells where it comes from:
            <code>kontext explain &lt;provider&gt; &lt;pointer&gt;</code>. Evidence is <em>document</em> where
            the provider’s own document says it, <em>public</em> where another page or source does,
            <em>inferred</em> where nobody does.
          </p>
        </footer>
      </body>
    </html> `
  return page.toString()
}

function titleOf(reports: readonly CheckReport[]): string {
  const [only] = reports
  if (only !== undefined && reports.length === 1) {
    const { deviates } = countCases(only)
    const where = deviates === 0 ? '' : ` in ${plural(deviates, 'case')}`
    return `${only.provider.title} ${verdictWords[only.verdict]}${only.verdict === 'deviates' ? where : ''}`
  }
  const conforming = reports.filter(({ verdict }) => verdict === 'conforms').length
  return `${conforming} of ${plural(reports.length, 'provider')} ${conforming === 1 ? 'conforms' : 'conform'}`
}

/** The day, or the days, on which the runs began. */
function dayOf(reports: readonly CheckReport[]): string {
  const days = reports.map(({ startedAt }) => startedAt.slice(0, 10)).toSorted()
  const [first = '', last = first] = [days[0], days.at(-1)]
  return first === last ? first : `${first} to ${last}`
}

function sections(cases: readonly ComparedCase[], reports: readonly CheckReport[]): Markup {
  const has = ({ results }: ComparedCase, status: CaseStatus): boolean =>
    results.some((result) => result?.status === status)
  const deviating = cases.filter((compared) => has(compared, 'deviates'))
  const known = cases.filter((compared) => !has(compared, 'deviates') && has(compared, 'known'))
  const rest = cases.filter((compared) => !deviating.includes(compared) && !known.includes(compared))
  const parts = [
    ['What deviates', deviating],
    ['Known deviations', known],
    [deviating.length + known.length === 0 ? 'All cases' : 'All other cases', rest],
  ] as const
  return html`${parts.map(([heading, found]) =>
    found.length === 0
      ? undefined
      : html`<h2>${heading}</h2>
          ${found.map((compared) => caseSection(compared, reports))}`,
  )}`
}
