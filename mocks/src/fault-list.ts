import { faultGroups, scenarios, type Fault, type FaultGroup, type WebhookFault } from 'kontext-sdk/testing'
import { wrapped } from './wrap-text.ts'

/** One name of the list, as data. */
interface Listed {
  readonly name: string
  /** What happens. */
  readonly about: string
  /** What a correct client does. */
  readonly client?: string
  /** Dialects it is played in; all, where left out. */
  readonly dialects?: readonly string[]
  /** Jobs a real provider bills for one edit of a correct client. */
  readonly billed?: number
  /** What a correct client shows: `completes`, or the code of an error. */
  readonly expect?: readonly string[]
}

interface ListedGroup {
  readonly title: string
  readonly names: readonly Listed[]
}

const nameWidth = 36

/** Every scenario and fault, for people. */
export function listAsText(): string {
  return `${groups().map(asBlock).join('\n\n')}\n`
}

/** Every scenario and fault, for programs. */
export function listAsJson(): string {
  return `${JSON.stringify(groups(), undefined, 2)}\n`
}

/** Every scenario and fault, as the page `FAULTS.md`. */
export function listAsMarkdown(): string {
  const total = faultGroups.reduce((sum, { faults }) => sum + faults.length, 0)
  const tables = groups().map(({ title, names }) => {
    const rows = names.map(({ name, about, client, billed, expect }) =>
      client === undefined
        ? `| \`${name}\` | ${about} |`
        : `| \`${name}\` | ${about} | ${client} | ${(expect ?? []).map((word) => `\`${word}\``).join(' ')} | ${billed ?? ''} |`,
    )
    const head =
      names[0]?.client === undefined
        ? '| name | what happens |\n| --- | --- |'
        : '| name | what happens | what a correct client does | shows | billed |\n| --- | --- | --- | --- | --- |'
    return `## ${title}\n\n${head}\n${rows.join('\n')}\n`
  })
  return `<!-- Written by: kontext-mocks --list --markdown -->

# Scenarios and faults

${Object.keys(scenarios).length} courses of jobs and ${total} faults. Choose one by the header \`x-kontext-scenario: name\`, by the key
\`mock:name\`, or several at once: \`mock:sparse+submit-429-seconds\`. "shows" is what a correct client shows for it, an
error by its code; "billed" is how many jobs a real provider bills for one edit of such a client.

${tables.join('\n')}`
}

function groups(): readonly ListedGroup[] {
  const courses = Object.values(scenarios).map(({ name, about }) => ({ name, about }))
  return [{ title: 'Courses of jobs', names: courses }, ...faultGroups.map(listed)]
}

function listed({ title, faults }: FaultGroup): ListedGroup {
  return { title, names: faults.map(listedFault) }
}

function listedFault(fault: Fault | WebhookFault): Listed {
  const { name, about, client } = fault
  if ('plan' in fault) return { name, about, client, expect: fault.verdicts }
  const { expect, billed, dialects } = fault
  return {
    name,
    about,
    client,
    billed,
    expect: typeof expect === 'string' ? [expect] : expect,
    ...(dialects === undefined ? {} : { dialects }),
  }
}

// What most faults of a group ask of a client stands under its title, the rest beside the fault.
function asBlock({ title, names }: ListedGroup): string {
  const usual = mostOf(names.flatMap(({ client }) => client ?? []))
  const head = usual === undefined ? [title] : [title, wrapped(usual, '  → ', '    ')]
  return [...head, ...names.map((one) => asLines(one, usual))].join('\n')
}

function asLines({ name, about, client }: Listed, usual: string | undefined): string {
  const column = ' '.repeat(nameWidth)
  const said = wrapped(about, `  ${name}`.padEnd(nameWidth), column)
  return client === undefined || client === usual
    ? said
    : `${said}\n${wrapped(client, `${column}→ `, `${column}  `)}`
}

function mostOf(texts: readonly string[]): string | undefined {
  const count = (text: string): number => texts.filter((other) => other === text).length
  return [...texts].sort((a, b) => count(b) - count(a))[0]
}
