import type { CaseResult, CheckReport, Deviation, Remark } from '../report.ts'
import { countCases, exchangeOf, explainCommand, placesOf, spentText } from './summary.ts'
import { againLines, eachAskedOnce } from './ask-again.ts'
import { plainText } from './plain-text.ts'
import { resumingOf } from './resuming.ts'

/**
 * Reports as JUnit's XML, as the viewers of GitHub, GitLab and Jenkins read it: a suite per provider, a test per case. What
 * is known, skipped or not applicable counts as skipped, with the reason; a server that was not reached is an error.
 */
export function renderJunit(reports: readonly CheckReport[]): string {
  const suites = reports.map(suite)
  const sums = sum(reports.map(totals))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'kontext check', ...sums }, suites.join('\n')),
    '',
  ].join('\n')
}

interface Totals {
  readonly tests: number
  readonly failures: number
  readonly errors: number
  readonly skipped: number
  /** Seconds. */
  readonly time: string
}

function totals(report: CheckReport): Totals {
  const { deviates, known, skipped, inapplicable } = countCases(report)
  const errors = report.verdict === 'unreachable' ? 1 : 0
  return {
    tests: report.cases.length + errors,
    failures: deviates,
    errors,
    skipped: known + skipped + inapplicable,
    time: seconds(report.durationMs),
  }
}

function sum(all: readonly Totals[]): Omit<Totals, 'skipped'> {
  const add = (name: 'errors' | 'failures' | 'tests'): number =>
    all.reduce((before, next) => before + next[name], 0)
  const time = all.reduce((before, next) => before + Number(next.time), 0)
  // The schema of Jenkins has no `skipped` here. (xunit-plugin, junit-10.xsd)
  return { tests: add('tests'), failures: add('failures'), errors: add('errors'), time: time.toFixed(3) }
}

function suite(report: CheckReport): string {
  const { provider, startedAt, baseUrl, model, contractHash, sdkVersion, verdict, remarks, failure } = report
  const properties = Object.entries({
    baseUrl,
    model,
    contractHash,
    sdkVersion,
    verdict,
    paid: spentText(report),
  })
  const unreached = element(
    'testcase',
    { classname: `kontext.${provider.id}`, name: 'reached', time: seconds(report.durationMs) },
    element('error', { message: failure ?? 'no request was answered', type: 'unreachable' }),
  )
  const content = [
    element(
      'properties',
      {},
      properties.map(([name, value]) => element('property', { name, value })).join('\n'),
    ),
    ...(verdict === 'unreachable' ? [unreached] : []),
    ...report.cases.map((result) => test(result, report)),
    ...(remarks.length === 0
      ? []
      : [
          element(
            'system-out',
            {},
            text(remarks.flatMap((remark) => remarkLines(remark, report)).join('\n')),
          ),
        ]),
  ]
  const attributes = { name: `kontext.${provider.id}`, ...totals(report), timestamp: startedAt.slice(0, 19) }
  return element('testsuite', attributes, content.join('\n'))
}

function remarkLines(remark: Remark, report: CheckReport): string[] {
  const resuming = resumingOf(report, remark)
  if (resuming === undefined) return [plainText(remark.message)]
  const { file, handle, command } = resuming
  return [plainText(remark.message), `  Save this line as ${file}:`, `  ${handle}`, `  $ ${command}`]
}

function test(result: CaseResult, report: CheckReport): string {
  const { id, group, ms } = result
  const attributes = { classname: `kontext.${report.provider.id}.${group}`, name: id, time: seconds(ms) }
  return element('testcase', attributes, outcome(result, report))
}

function outcome(result: CaseResult, report: CheckReport): string {
  const { status, severity, deviations, reason = '', until = '' } = result
  switch (status) {
    case 'passed':
      return ''
    case 'deviates': {
      const [first] = deviations
      const more = deviations.length > 1 ? ` (and ${deviations.length - 1} more)` : ''
      const message = `${plainText(first?.message ?? result.title)}${more}`
      const details = eachAskedOnce(deviations).map((deviation) => onDeviation(deviation, { result, report }))
      return element('failure', { message, type: severity }, text([result.title, ...details].join('\n\n')))
    }
    case 'known':
      return element('skipped', { message: `known until ${until}: ${reason}` })
    case 'inapplicable':
      return element('skipped', { message: `not applicable: ${reason}` })
    case 'skipped':
      return element('skipped', { message: reason })
    default:
      return status satisfies never
  }
}

function onDeviation(
  deviation: Deviation,
  { result, report }: { readonly result: CaseResult; readonly report: CheckReport },
): string {
  const places = placesOf(result, deviation)
  const exchange = exchangeOf(report, deviation)
  const known = deviation.known
  return [
    plainText(deviation.message),
    `  want: ${plainText(deviation.want)}`,
    `  got: ${plainText(deviation.got)}`,
    ...places.map(
      ({ pointer, kind, at }) =>
        `  contract: ${pointer}${kind === undefined ? '' : ` (${kind}, ${at ?? ''})`}`,
    ),
    ...(exchange === undefined
      ? []
      : [`  request: ${exchange.number}: ${exchange.method} ${plainText(exchange.path)} ${exchange.status}`]),
    ...(known === undefined ? [] : [`  known until ${known.until}: ${plainText(known.reason)}`]),
    ...againLines(deviation).map((line) => `  ${line}`),
    ...places.slice(0, 1).map(({ pointer }) => `  ${explainCommand(report.provider.id, pointer)}`),
  ].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function element(name: string, attributes: Readonly<Record<string, number | string>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`)
  const start = `<${name}${written.join('')}`
  if (content === '') return `${start}/>`
  return content.startsWith('<') ? `${start}>\n${content}\n</${name}>` : `${start}>${content}</${name}>`
}

function attribute(value: string): string {
  return text(plainText(value)).replaceAll('"', '&quot;')
}

/** XML 1.0 has no place for controls but these three, nor for half a character. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
