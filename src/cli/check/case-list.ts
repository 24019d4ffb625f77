import type { Provider } from 'kontext-sdk'
import { listCases, type CaseFacts, type SuiteOptions } from 'kontext-sdk/check'
import { folded } from '../folded.ts'

/** Every case: once, whoever it applies to. */
export function caseList(
  targets: readonly Provider[],
  options: SuiteOptions,
): { readonly json: string; readonly terminal: string } {
  const all = targets.flatMap((provider) =>
    listCases(provider, options).map((one) => ({ one, provider: provider.id })),
  )
  const ids = [...new Set(all.map(({ one }) => one.id))]
  const cases = ids.flatMap((id) => {
    const [first, ...others] = all.filter(({ one }) => one.id === id)
    return first === undefined ? [] : [entryOf(first.one, [first, ...others])]
  })
  const data = cases.map(({ id, group, severity, title, edits, inapplicable }) => ({
    ...{ id, group, severity, title, edits },
    ...(Object.keys(inapplicable).length === 0 ? {} : { inapplicable }),
  }))
  return {
    json: `${JSON.stringify(data, null, 2)}\n`,
    terminal: textOf(cases, { alone: targets.length === 1 }),
  }
}

interface Entry extends Pick<CaseFacts, 'edits' | 'group' | 'id' | 'severity' | 'title'> {
  /** Why it does not apply, by provider. */
  readonly inapplicable: Readonly<Record<string, string>>
}

function entryOf(
  { id, group, severity, title }: CaseFacts,
  all: readonly { readonly one: CaseFacts; readonly provider: string }[],
): Entry {
  const reasons = all.flatMap(({ one, provider }) =>
    one.inapplicable === undefined ? [] : [[provider, one.inapplicable] as const],
  )
  const edits = [...new Set(all.flatMap(({ one }) => one.edits))]
  return { id, group, severity, title, edits, inapplicable: Object.fromEntries(reasons) }
}

function textOf(cases: readonly Entry[], { alone }: { readonly alone: boolean }): string {
  const width = Math.max(...cases.map(({ id }) => id.length))
  const lines = cases.flatMap((one, index) => [
    ...(one.group === cases[index - 1]?.group ? [] : [...(index === 0 ? [] : ['']), one.group]),
    `  ${one.id.padEnd(width)}  ${one.severity.padEnd(8)}  ${one.edits.length === 0 ? 'free' : one.edits.join(', ')}`,
    ...folded(one.title).map((line) => `    ${line}`),
    ...notAt(one, alone).map((line) => `    ${line}`),
  ])
  return `${lines.join('\n')}\n`
}

function notAt({ inapplicable }: Entry, alone: boolean): readonly string[] {
  const [reason] = Object.values(inapplicable)
  if (reason === undefined) return []
  return folded(alone ? `Not applicable: ${reason}.` : `Not at ${Object.keys(inapplicable).join(', ')}.`)
}
