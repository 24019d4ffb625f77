import type { CheckReport, Remark } from '../../report.ts'
import { resumingOf } from '../resuming.ts'
import { html, type Markup } from './markup.ts'
import { said } from './said.ts'

/** What is to be said of the runs themselves. */
export function remarkList(reports: readonly CheckReport[]): Markup | undefined {
  const all = reports.flatMap((report) => report.remarks.map((remark) => ({ report, remark })))
  if (all.length === 0) return undefined
  return html`<h2>Remarks</h2>
    <ul class="remarks">
      ${all.map(
        ({ report, remark }) =>
          html`<li>
            <span class="id muted">${report.provider.id}</span> ${said(remark.message)}
            ${resume(report, remark)}
          </li>`,
      )}
    </ul> `
}

function resume(report: CheckReport, remark: Remark): Markup | undefined {
  const resuming = resumingOf(report, remark)
  if (resuming === undefined) return undefined
  const { file, handle, command } = resuming
  return html`Save this line as <code>${file}</code>, and run the command below it:
    <code class="command">${handle}</code>
    <code class="command">${command}</code>`
}
