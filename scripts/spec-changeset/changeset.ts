import { createHash } from 'node:crypto'
import { severityOf, type Severity } from 'kontext-sdk/diff'
import type { ContractChange, Statement } from './contract-change.ts'

/** A file under `.changeset/`. */
export interface Changeset {
  readonly name: string
  readonly text: string
}

/** The package the changeset is for. */
export interface Package {
  readonly name: string
  readonly version: string
}

// A comment of the front matter: changesets reads over it, and no changelog shows it.
const marker =
  '# Written by "npm run spec:changeset". Do not edit: further words go into a changeset of their own.'

// Where the contracts stood that it tells of: what one told too late tells of, nobody has to tell again.
const stateMarker = '# The contracts it leads to: '

/** As many statements of one provider as anyone reads in a changelog. */
const mostStatements = 20

/** The one changeset for all changes of contracts; undefined when what changed is their form only. */
export function changesetFor(
  changes: readonly ContractChange[],
  { own, state }: { readonly own: Package; readonly state: string },
): Changeset | undefined {
  const told = changes.filter(({ statements }) => statements.length > 0)
  if (told.length === 0) return undefined
  const severity = highest(told.flatMap(({ statements }) => statements))
  return {
    name: `contract-${digest(told)}.md`,
    text: [
      ...[
        '---',
        marker,
        `${stateMarker}${state}`,
        `'${own.name}': ${bumpFor(severity, own.version)}`,
        '---',
        '',
      ],
      opening(told, severity, own.version),
      ...told.flatMap(section),
      '',
    ].join('\n'),
  }
}

/** The state of the contracts that a changeset leads to. */
export function stateIn(text: string): string | undefined {
  return text
    .split(/\r?\n/)
    .find((line) => line.startsWith(stateMarker))
    ?.slice(stateMarker.length)
}

/** Whether two say the same: contracts may have changed their form since the first was written. */
export function sayTheSame(one: Changeset, other: Changeset): boolean {
  const words = ({ text }: Changeset): string =>
    text
      .split('\n')
      .filter((line) => !line.startsWith(stateMarker))
      .join('\n')
  return one.name === other.name && words(one) === words(other)
}

/** Whether a file under `.changeset/` is one of these, whatever it is called. */
export function isWrittenHere(text: string): boolean {
  const [, front = ''] = /^---\r?\n([^]*?)\r?\n---/.exec(text) ?? []
  return front.split(/\r?\n/).some((line) => line.startsWith('#') && line.includes('npm run spec:changeset'))
}

/**
 * The part of the version that goes up. Below 1.0.0 a major change raises the minor part, as semantic versioning
 * leaves open and npm's `^0.1.0` expects; `major` would make it 1.0.0, which is for people to decide.
 */
function bumpFor(severity: Severity, version: string): Severity {
  return severity === 'major' && version.startsWith('0.') ? 'minor' : severity
}

function highest(statements: readonly Statement[]): Severity {
  return statements
    .map(({ severity }) => severity)
    .reduce((one, other) => severityOf({ wire: one, types: other }))
}

/** Named after what it tells: the same findings have the same name wherever and whenever they are found. */
function digest(changes: readonly ContractChange[]): string {
  const said = changes.map(({ provider, statements }) => [
    provider,
    statements.map(({ rule, wire, types, message }) => [rule, wire, types, message]),
  ])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8)
}

function opening(changes: readonly ContractChange[], severity: Severity, version: string): string {
  const providers = changes.map(({ provider }) => provider)
  const count = countText(changes.flatMap(({ statements }) => statements))
  const contracts = providers.length === 1 ? 'The contract of' : 'The contracts of'
  const note =
    bumpFor(severity, version) === severity ? '' : ' Below 1.0.0 a major change comes with a minor version.'
  return `${contracts} ${listText(providers)} changed: ${count}.${note}`
}

function section({ provider, statements }: ContractChange): readonly string[] {
  const shown = statements.slice(0, mostStatements)
  const rest = statements.slice(mostStatements)
  return [
    ...['', `**${provider}**`, ''],
    ...shown.map(line),
    ...(rest.length === 0 ? [] : [`- And ${rest.length} more: ${countText(rest)}.`]),
  ]
}

function line({ rule, wire, types, message, severity }: Statement): string {
  return `- ${severity}${detail(wire, types)}, \`${rule}\`: ${message}`
}

/** For whom it is less. */
function detail(wire: Severity, types: Severity): string {
  if (wire === types) return ''
  return severityOf({ wire, types }) === wire
    ? ` on the wire (${types} for types)`
    : ` for types (${wire} on the wire)`
}

/** `2 major, 1 patch`. */
export function countText(statements: readonly Statement[]): string {
  return (['major', 'minor', 'patch'] as const)
    .map((severity) => ({ severity, count: statements.filter((one) => one.severity === severity).length }))
    .flatMap(({ severity, count }) => (count === 0 ? [] : [`${count} ${severity}`]))
    .join(', ')
}

function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
