import type { Provider } from 'kontext-sdk'
import { rehearse, type PlannedRequest, type Rehearsal, type SuiteOptions } from 'kontext-sdk/check'
import { folded } from '../folded.ts'

/** What a run would send and could cost, for every provider: as JSON and for people. */
export async function planOf(
  targets: readonly Provider[],
  options: SuiteOptions,
): Promise<{ readonly json: string; readonly terminal: string }> {
  const plans: Rehearsal[] = []
  for (const provider of targets) plans.push(await rehearse(provider, options))
  return {
    json: `${JSON.stringify({ format: 1, plans }, null, 2)}\n`,
    terminal: `${plans.map((plan) => textOf(plan).join('\n')).join('\n\n')}\n`,
  }
}

function textOf(plan: Rehearsal): string[] {
  const { provider, baseUrl, model, requests, cases, most, ifProbeIsTaken } = plan
  const runs = cases.filter(({ status }) => status === 'runs').length
  const left = reasonsOf(cases)
  return [
    `${provider.title} (${provider.id}), model ${model}, at ${baseUrl}`,
    'This is what would be sent; nothing has been.',
    '',
    ...requests.flatMap(requestLines),
    '',
    `${runs} of ${cases.length} cases would be looked at.`,
    ...left.flatMap(([reason, count]) => folded(`${count} not: ${reason}.`, 80)),
    '',
    `Paid: at most ${costText(most)}.`,
    `A server that takes what it must refuse costs ${costText(ifProbeIsTaken)} more;`,
    'nothing of that kind is sent to it then.',
  ]
}

/** Why cases would not be looked at, and how many each. */
function reasonsOf(cases: Rehearsal['cases']): readonly (readonly [reason: string, count: number])[] {
  const reasons = cases.flatMap(({ reason }) => reason ?? [])
  return [...new Set(reasons)].map((reason) => [reason, reasons.filter((one) => one === reason).length])
}

function requestLines({ about, method, path, key, body, times, until, pays }: PlannedRequest): string[] {
  const often = until === undefined ? (times > 1 ? `, ${times} times` : '') : `, ${untilText(until)}`
  const cost = pays === undefined ? 'free' : `PAID: ${costText({ edits: 1, ...pays })}`
  return [
    `${method} ${path}`,
    ...folded(`${about}${often}`).map((line) => `    ${line}`),
    `    ${keyWords[key]}, ${cost}`,
    ...folded(body ?? '').flatMap((line) => (line === '' ? [] : [`    ${line}`])),
  ]
}

const keyWords = {
  none: 'no key',
  right: 'your key',
  wrong: 'a wrong key',
  'wrong-scheme': 'your key under another scheme',
} as const satisfies Record<PlannedRequest['key'], string>

function untilText({ times, ms }: NonNullable<PlannedRequest['until']>): string {
  return `until the job ends, at most ${times} times in ${Math.round(ms / 1000)} s`
}

function costText({ edits, images, usd }: Rehearsal['most']): string {
  if (edits === 0) return 'nothing'
  const price = usd === undefined ? '' : `, $${usd.toFixed(2)}`
  return `${edits} edit${edits === 1 ? '' : 's'}, ${images} image${images === 1 ? '' : 's'}${price}`
}
