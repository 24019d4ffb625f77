import type { OptionRule, ProviderDescriptor } from '../../src/provider.ts'
import { textOf } from '../lib/json.ts'
import { compare, type Said, type Side } from './combine/statements.ts'
import type { Dropped } from './normalize.ts'
import type { Correction } from './overlay.ts'
import type { Repair } from './repair.ts'
import type { Settlement } from './settle.ts'

/** What the page about the providers is made of. */
export interface MatrixEntry {
  readonly descriptor: ProviderDescriptor
  readonly documents: readonly { readonly path: string; readonly repairs: readonly Repair[] }[]
  readonly disagreements: readonly Settlement[]
  /** What the documents say of each model's input, before overlays. None where there are no documents. */
  readonly sides: readonly { readonly model: string; readonly side: Side }[]
  readonly corrections: readonly Correction[]
  readonly dropped: readonly Dropped[]
  /** How many leaves of the contract each kind of evidence stands behind. */
  readonly evidence: Readonly<Record<string, number>>
}

/** `generated/PROVIDERS.md`: what each provider can do, where its documents disagree, and what we correct and why. */
export function matrix(entries: readonly MatrixEntry[]): string {
  const ids = entries.map(({ descriptor }) => `\`${descriptor.id}\``)
  const row = (name: string, cell: (entry: MatrixEntry) => string): string =>
    `| ${[name, ...entries.map(cell)].join(' | ')} |`
  const options = [...new Set(entries.flatMap(({ descriptor }) => Object.keys(descriptor.options)))].sort()
  return `<!-- Generated from the contracts. Do not edit: change specs/ and run "npm run generate". -->

# Providers

What each provider can do, as its contract says. Every statement is traced in \`<id>/evidence.json\`.

| | ${ids.join(' | ')} |
| --- | ${ids.map(() => '---').join(' | ')} |
${[
  row('title', ({ descriptor }) => descriptor.title),
  row('server', ({ descriptor }) => descriptor.servers[0] ?? "the user's"),
  row('dialect', ({ descriptor }) => descriptor.dialect),
  row(
    'authentication',
    ({ descriptor }) => `\`Authorization: ${descriptor.auth.scheme} …\`, \`${descriptor.auth.env}\``,
  ),
  row('models', ({ descriptor }) => Object.keys(descriptor.models).join(', ')),
  row(
    'input images',
    ({ descriptor: { images } }) =>
      `${String(images.min)} to ${String(images.max)}; ${images.accepts.join(', ')}`,
  ),
  ...options.map((option) =>
    row(option, ({ descriptor }) =>
      optionCell(Object.entries(descriptor.options).find(([name]) => name === option)?.[1]),
    ),
  ),
  row('status stream', ({ descriptor }) => (descriptor.operations.stream === undefined ? 'no' : 'yes')),
  row('cancel', ({ descriptor }) => (descriptor.operations.cancel === undefined ? 'no' : 'yes')),
  row('webhooks', ({ descriptor }) => (descriptor.webhook === undefined ? 'no' : 'yes')),
  row('statuses', ({ descriptor }) =>
    Object.entries(descriptor.states)
      .map(([word, state]) => `${word} (${state})`)
      .join(', '),
  ),
  row('evidence', ({ evidence }) =>
    Object.entries(evidence)
      .map(([kind, count]) => `${String(count)} ${kind}`)
      .join(', '),
  ),
].join('\n')}

${between(entries)}
${entries.map(section).join('\n')}`
}

function optionCell(rule: OptionRule | undefined): string {
  if (rule === undefined) return '–'
  const limits = [
    rule.values === undefined ? undefined : rule.values.join(' '),
    rule.ratio === undefined ? undefined : `any from ${rule.ratio.join(' to ')}`,
    rule.min === undefined && rule.max === undefined
      ? undefined
      : `${String(rule.min)} to ${String(rule.max)}`,
  ].filter((limit) => limit !== undefined)
  const what = limits.length > 0 ? limits.join('; ') : rule.type
  const preset = rule.default === undefined ? '' : `, default ${String(rule.default)}`
  return `${what}${preset}${rule.required === true ? ', always sent' : ''} (\`${rule.field}\`)`
}

function section(entry: MatrixEntry): string {
  const { descriptor, documents, disagreements, corrections, dropped } = entry
  const parts = [`## ${descriptor.title} (\`${descriptor.id}\`)\n`]
  for (const { path, repairs } of documents) {
    parts.push(`- [${path}](../${path})${repairs.length === 0 ? '' : `, ${String(repairs.length)} repairs:`}`)
    for (const { line, column, rule, before } of repairs)
      parts.push(`  - ${String(line)}:${String(column)} ${rule}: \`${before}\``)
  }
  if (disagreements.length > 0) {
    parts.push('\n### Where its documents disagree, and what settles it\n')
    for (const { says, settledBy, reason } of disagreements) {
      const [, file = settledBy, line = '1'] = /^(.*):(\d+)$/.exec(settledBy) ?? []
      parts.push(
        `- \`${fieldOf(says[0]?.pointer ?? '')}\`: ${says.map((said) => `${valueOf(said)} (${lineOf(said)})`).join(', ')}. [Settled](../${file}#L${line}): ${reason}`,
      )
    }
  }
  if (corrections.length > 0) {
    parts.push('\n### What we correct, and why\n')
    for (const { file, line, does, target, reason, kind, source } of corrections) {
      parts.push(
        `- ${does} \`${target}\` ([${file}:${String(line)}](../${file}#L${String(line)})): ${reason} *(${kind}: ${source})*`,
      )
    }
  }
  if (dropped.length > 0) {
    const rules = [...new Set(dropped.map(({ rule }) => rule))].sort()
    parts.push(`\n### What we leave out\n`)
    for (const rule of rules) {
      const lines = dropped
        .filter((item) => item.rule === rule)
        .map(({ file, line }) => `${file.split('/').at(-1)?.slice(0, 3) ?? file}:${String(line)}`)
      parts.push(`- ${rule}: ${lines.join(', ')}`)
    }
  }
  return parts.join('\n') + '\n'
}

/** What documents of different providers say differently of one field. Nobody settles that: each is right of itself. */
function between(entries: readonly MatrixEntry[]): string {
  const sides = entries.flatMap(({ descriptor, sides: own }) =>
    own.map(({ model, side }) => ({ id: descriptor.id, model, side })),
  )
  const lines = [...compare(sides.map(({ side }) => side))].flatMap(([name, says]) => {
    const given = sides.flatMap(({ id, model }, index) => {
      const said = says[index]
      return said === undefined ? [] : [{ id, model, said, value: valueOf(said) }]
    })
    const values = [...new Set(given.map(({ value }) => value))]
    const apart = given.some((one) => given.some(({ id, value }) => id !== one.id && value !== one.value))
    if (!apart) return []
    const told = values.map((value) => {
      const who = given.filter((one) => one.value === value)
      return `${value} at ${who.map(({ id, model, said }) => `${id} ${model} (${lineOf(said)})`).join(', ')}`
    })
    return [`- \`${fieldOf(name)}\`: ${told.join('; ')}`]
  })
  return `## Where providers' documents disagree

What the schemas in the documents say of the input of each model: before any correction of ours, and without what stands
in prose only. They are different providers, so each can be right of itself; the contracts keep them apart.

${lines.sort().join('\n')}
`
}

/** `…/properties/seed/maximum` as `seed.maximum`. */
function fieldOf(pointer: string): string {
  return pointer
    .replace(/^\/components\/schemas\/[^/]+/, '')
    .replaceAll('/properties', '')
    .slice(1)
    .replaceAll('/', '.')
}

function valueOf({ value }: Said): string {
  return value === undefined
    ? 'nothing'
    : `\`${Array.isArray(value) ? value.map(textOf).join(' ') : textOf(value)}\``
}

/** `000:61`, as a link. */
function lineOf({ file, line }: Said): string {
  const name = file.split('/').at(-1) ?? file
  return `[${/^\d{3}_/.test(name) ? name.slice(0, 3) : name}:${line}](../${file}#L${line})`
}
