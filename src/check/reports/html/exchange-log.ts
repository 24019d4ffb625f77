import type { CheckReport, LoggedExchange } from '../../report.ts'
import { plural } from '../summary.ts'
import { html, type Markup } from './markup.ts'
import { said } from './said.ts'

/** Every request of a run, folded. */
export function exchangeLog({ provider, exchanges, cases }: CheckReport): Markup | undefined {
  if (exchanges.length === 0) return undefined
  const cited = new Set(cases.flatMap(({ deviations }) => deviations.map(({ exchange }) => exchange)))
  return html`<details class="case log">
    <summary>
      <h3 class="id">${provider.id}</h3>
      <span class="small muted">${plural(exchanges.length, 'request')}</span>
    </summary>
    <table>
      <caption class="unseen">
        Requests to ${provider.id}
      </caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">For</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">ms</th>
        </tr>
      </thead>
      <tbody>
        ${runsOf(exchanges, cited).map((run) => row(run, cited.has(run.first.number) ? provider.id : undefined))}
      </tbody>
    </table>
  </details> `
}

interface Repeated {
  readonly first: LoggedExchange
  readonly last: LoggedExchange
  readonly longestMs: number
}

/** Requests one after the other that differ in nothing are one row; what a deviation cites is one of its own. */
function runsOf(
  exchanges: readonly LoggedExchange[],
  cited: ReadonlySet<number | undefined>,
): readonly Repeated[] {
  const runs: Repeated[] = []
  for (const exchange of exchanges) {
    const before = runs.at(-1)
    const apart = before === undefined || cited.has(before.first.number) || cited.has(exchange.number)
    if (apart || nameOf(before.first) !== nameOf(exchange))
      runs.push({ first: exchange, last: exchange, longestMs: exchange.ms })
    else
      runs[runs.length - 1] = {
        ...before,
        last: exchange,
        longestMs: Math.max(before.longestMs, exchange.ms),
      }
  }
  return runs
}

function nameOf({ about, method, path, status, edit }: LoggedExchange): string {
  return JSON.stringify([method, path, status, edit, about])
}

/** A row; those that a deviation cites can be linked to. */
function row({ first, last, longestMs }: Repeated, linked: string | undefined): Markup {
  const { number, about, method, path, status, edit } = first
  const id = linked === undefined ? undefined : html` id="${linked}.request.${number}"`
  const numbers = number === last.number ? number : `${number}–${last.number}`
  const paid = edit === undefined ? '' : ` (edit: ${edit})`
  const answer = status === 0 ? 'none' : status
  // In one line: there are hundreds of them.
  return html`<tr${id}><th scope="row">${numbers}</th><td>${said(about)}${paid}</td><td><code>${method} ${said(path)}</code></td><td>${answer}</td><td>${longestMs}</td></tr>
`
}
