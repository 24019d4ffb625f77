import type { CheckReport } from '../../report.ts'
import { countsText, plural, spentText, verdictWords } from '../summary.ts'
import { fact } from './fact.ts'
import { html, type Markup } from './markup.ts'
import { said } from './said.ts'

/** What was held against what, what came of it, and what it cost. */
export function runSummary(report: CheckReport, { alone }: { readonly alone: boolean }): Markup {
  const { provider, verdict, failure } = report
  const colour = verdict === 'conforms' ? 'passed' : 'deviates'
  const came = verdict === 'unreachable' ? said(failure ?? 'no request was answered') : countsText(report)
  const paid = fact('Paid', spentText(report))
  // Side by side there is no room for what is the same in most of them.
  const facts = alone
    ? html`<dl class="facts">${moreFacts(report)}${paid}</dl>`
    : html`<dl class="facts">${paid}</dl>
        <details class="more">
          <summary>Server, model, run, contract</summary>
          <dl class="facts">${moreFacts(report)}</dl>
        </details>`
  return html`<section class="run ${colour}${alone ? ' alone' : ''}" aria-labelledby="run.${provider.id}">
    <h2 id="run.${provider.id}">${provider.title} <span class="id muted">${provider.id}</span></h2>
    <p class="verdict ${colour}">${capital(verdictWords[verdict])}: <span class="counts">${came}</span></p>
    ${deviatingCases(report)} ${facts}
  </section>`
}

/** The cases that deviate, each leading to what is known of it. */
function deviatingCases({ provider, cases }: CheckReport): Markup | undefined {
  const found = cases.filter(({ status }) => status === 'deviates')
  if (found.length === 0) return undefined
  return html`<ul class="found" aria-label="Cases that deviate at ${provider.id}">
    ${found.map(({ id }) => html`<li><a class="id" href="#${provider.id}.${id}">${id}</a></li>`)}
  </ul>`
}

function moreFacts(report: CheckReport): readonly (Markup | undefined)[] {
  const { baseUrl, model, startedAt, contractHash, sdkVersion } = report
  return [
    fact('Server', html`<code>${said(baseUrl)}</code>`),
    fact('Model', html`<code>${model}</code>`),
    fact('Run', html`<time datetime="${startedAt}">${dayOf(report)}</time>, ${tookText(report)}`),
    fact(
      'Contract',
      html`<code title="SHA-256 ${contractHash}">${contractHash.slice(0, 12)}</code> of kontext-sdk
        ${sdkVersion}`,
    ),
  ]
}

function dayOf({ startedAt }: CheckReport): string {
  return `${startedAt.slice(0, 16).replace('T', ' ')} UTC`
}

function tookText({ durationMs, exchanges }: CheckReport): string {
  return `${(durationMs / 1000).toFixed(1)} s, ${plural(exchanges.length, 'request')}`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
