import type { CaseStatus, CheckReport } from '../../report.ts'
import { byGroup, plural, statusMarks, statusWords } from '../summary.ts'
import type { ComparedCase } from './compared-cases.ts'
import { html, type Markup } from './markup.ts'

// With more columns than this the table scrolls in a frame of its own.
const mostColumns = 6

/** The cases by rows, the providers by columns; every cell leads to what is known of it. */
export function matrix(cases: readonly ComparedCase[], reports: readonly CheckReport[]): Markup {
  const frame =
    reports.length > mostColumns
      ? html`class="frame" role="region" tabindex="0" aria-label="Cases by provider"`
      : html`class="whole"`
  return html`<div ${frame}>
      <table class="matrix">
        <caption class="unseen">
          Cases by provider: ${plural(cases.length, 'case')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col" class="title">What a server must do</th>
            <th scope="col" class="severity">Severity</th>
            ${reports.map(({ provider }) => html`<th scope="col" class="provider">${provider.id}</th>`)}
          </tr>
        </thead>
        ${byGroup(cases).map(
          ({ group, cases: found }) =>
            html`<tbody>
              <tr class="group">
                <th scope="rowgroup" colspan="${reports.length + 3}">${group.replaceAll('-', ' ')}</th>
              </tr>
              ${found.map((compared) => row(compared, reports))}
            </tbody> `,
        )}
      </table>
    </div>
    <ul class="legend" aria-label="Marks">
      ${(Object.keys(statusMarks) as CaseStatus[]).map(
        (status) => html`<li class="${status}">${mark(status)} ${statusWords[status]}</li>`,
      )}
    </ul>`
}

function row({ id, title, severity, results }: ComparedCase, reports: readonly CheckReport[]): Markup {
  return html`<tr>
    <th scope="row">
      ${id.split(/(?<=\.)/).map((part, index) => html`${index === 0 ? undefined : html`<wbr />`}${part}`)}
    </th>
    <td class="title">${title}</td>
    <td class="severity">${severity}</td>
    ${reports.map(({ provider }, column) => {
      const status = results[column]?.status
      if (status === undefined) return html`<td class="unrun">not run</td>`
      const word = statusWords[status]
      return html`<td class="${status}">
        <a href="#${provider.id}.${id}" aria-label="${id} at ${provider.id}: ${word}"
          ><b>${statusMarks[status]}</b> <span>${status === 'inapplicable' ? 'n/a' : word}</span></a
        >
      </td>`
    })}
  </tr> `
}

/** The mark of a status, silent for those who listen to the page. */
export function mark(status: CaseStatus): Markup {
  return html`<b aria-hidden="true">${statusMarks[status]}</b>`
}
