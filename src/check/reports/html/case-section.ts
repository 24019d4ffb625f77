import type { CaseResult, CheckReport, Deviation } from '../../report.ts'
import { exchangeOf, explainCommand, placesOf, statusWords, type CitedPlace } from '../summary.ts'
import type { ComparedCase } from './compared-cases.ts'
import { html, type Markup } from './markup.ts'
import { againLines, eachAskedOnce } from '../ask-again.ts'
import { mark } from './matrix.ts'
import { fact } from './fact.ts'
import { said } from './said.ts'

const mostPlaces = 4

/** All that is known of a case, provider by provider, folded unless something deviates. */
export function caseSection(
  { id, severity, title, results }: ComparedCase,
  reports: readonly CheckReport[],
): Markup {
  const pairs = reports.flatMap((report, column) => {
    const result = results[column]
    return result === undefined ? [] : [{ report, result }]
  })
  const open = pairs.some(({ result }) => result.status === 'deviates') ? html`open` : html``
  return html`<details class="case" ${open}>
    <summary>
      <h3 class="id">${id}</h3>
      <span class="small muted">${severity}</span>
      <span class="outcomes">${outcomes(pairs)}</span>
    </summary>
    <div class="body">
      <p class="title">${title}</p>
      ${alike(pairs).map((group) => atProviders(group, { alone: pairs.length === 1 }))}
    </div>
  </details> `
}

interface Pair {
  readonly report: CheckReport
  readonly result: CaseResult
}

/** What came of it where, each outcome once; who is meant goes without saying where it is all. */
function outcomes(pairs: readonly Pair[]): readonly Markup[] {
  const statuses = [...new Set(pairs.map(({ result }) => result.status))]
  return statuses.map((status) => {
    const ids = pairs.filter(({ result }) => result.status === status).map(({ report }) => report.provider.id)
    const who = statuses.length === 1 ? '' : ` ${ids.join(', ')}`
    const word = statuses.length === 1 ? '' : ' unseen'
    return html`<span class="${status}"
      >${mark(status)}${who} <span class="word${word}">${statusWords[status]}</span></span
    >`
  })
}

/** Providers of which the same is to be told together; what deviates is told of each. */
function alike(pairs: readonly Pair[]): readonly (readonly [Pair, ...Pair[]])[] {
  const groups = new Map<string, [Pair, ...Pair[]]>()
  for (const pair of pairs) {
    const { status, reason, deviations } = pair.result
    const key = JSON.stringify(deviations.length === 0 ? [status, reason] : pair.report.provider.id)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [pair])
    else group.push(pair)
  }
  return [...groups.values()]
}

function atProviders(pairs: readonly [Pair, ...Pair[]], { alone }: { readonly alone: boolean }): Markup {
  const [{ report, result }] = pairs
  const { id, status, reason, until } = result
  const days = until === undefined ? '' : ` until ${until}`
  const why = reason === undefined ? undefined : html`<p class="message">${said(reason)}</p>`
  const names = pairs.map(
    ({ report: { provider } }) => html`<span class="id" id="${provider.id}.${id}">${provider.id}</span> `,
  )
  return html`<div class="at ${status}">
    <h4>${names}<span class="${status}">${mark(status)} ${statusWords[status]}${days}</span></h4>
    ${why}${alone ? tested(result) : undefined}${deviationList({ report, result })}
  </div> `
}

/** Where the contract says what a case that passed has tested; the first place stands for all. */
function tested({ status, evidence: [first, ...others] }: CaseResult): Markup | undefined {
  if (status !== 'passed' || first === undefined) return undefined
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return html`<p class="places"><code>${breakable(first.pointer)}</code> ${first.kind}${more}</p>`
}

function deviationList({ report, result }: Pair): Markup | undefined {
  if (result.deviations.length === 0) return undefined
  return html`<ol class="deviations">
    ${eachAskedOnce(result.deviations).map((deviation) => html`<li>${onDeviation(deviation, { report, result })}</li>`)}
  </ol>`
}

function onDeviation(deviation: Deviation, { report, result }: Pair): Markup {
  const { message, want, got, known } = deviation
  const places = placesOf(result, deviation)
  const [place] = places
  return html`<p class="message">${said(message)}</p>
    <dl class="facts details">
      ${fact('Want', html`<code>${said(want)}</code>`)} ${fact('Got', html`<code>${said(got)}</code>`)}
      ${fact('Contract', placeList(places))} ${fact('Request', request(deviation, report))}
      ${fact('Known', known === undefined || result.status === 'known' ? undefined : html`until ${known.until}: ${said(known.reason)}`)}
    </dl>
    ${
      place === undefined
        ? undefined
        : html`<code class="command">${breakable(explainCommand(report.provider.id, place.pointer))}</code>`
    }${askAgain(deviation)}`
}

function askAgain(deviation: Deviation): Markup | undefined {
  const lines = againLines(deviation)
  if (lines.length === 0) return undefined
  return html`<p class="small muted again">How to ask again:</p>
    <pre class="command">${lines.join('\n')}</pre> `
}

function request(deviation: Deviation, report: CheckReport): Markup | undefined {
  const exchange = exchangeOf(report, deviation)
  if (exchange === undefined) return undefined
  const { number, method, path, status, ms } = exchange
  const answer = status === 0 ? 'no answer' : String(status)
  const anchor = `${report.provider.id}.request.${number}`
  return html`<a href="#${anchor}">${number}</a> <code>${method} ${said(path)}</code> ${answer} in ${ms} ms`
}

function placeList(places: readonly CitedPlace[]): Markup | undefined {
  if (places.length === 0) return undefined
  const more = places.length - mostPlaces
  return html`<ul class="places">
    ${places.slice(0, mostPlaces).map(onPlace)}${more > 0 ? html`<li class="muted">and ${more} more</li>` : undefined}
  </ul>`
}

function onPlace({ pointer, kind, at }: CitedPlace): Markup {
  const from = kind === undefined ? undefined : html` <span class="from">${kind}, <code>${at}</code></span>`
  return html`<li><code>${breakable(pointer)}</code>${from}</li>`
}

/** A path that may be broken before its slashes. */
function breakable(path: string): Markup {
  return html`${path.split(/(?=\/)/).map((part, index) => html`${index === 0 ? undefined : html`<wbr />`}${part}`)}`
}
