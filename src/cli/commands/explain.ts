import { Command } from 'commander'
import { InputError, providers, type ProviderDescriptor } from 'kontext-sdk'
import type { Origin } from 'kontext-sdk/contracts'
import { columns } from '../columns.ts'
import { PackageFiles } from '../explain/package-files.ts'
import { findRow, rowNames } from '../explain/find-row.ts'
import { explainable, findStatements, type Findings } from '../explain/find-statements.ts'
import { Page } from '../explain/page.ts'
import { overview, renderFindings, renderOverview, type Subject } from '../explain/render.ts'
import { didYouMean } from '../../nearest.ts'

/** `kontext explain chainhub safety_tolerance`: what a contract says, and where every statement comes from. */
export function explainCommand(root: URL): Command {
  return (
    new Command('explain')
      .description('say where every statement of a contract comes from: document, page, overlay or inference')
      .argument('<provider>', 'whose contract; see "kontext providers"')
      .argument(
        '[what]',
        'a field, an option, an operation, a schema, a status word, a line of "kontext providers" or a JSON pointer',
      )
      .option('--json', 'print what is known as JSON')
      // "kontext providers" names options as flags: --guidance is a thing to explain.
      .allowUnknownOption()
      .addHelpText(
        'after',
        `
Kinds of evidence: "document", the provider's own document says it; "public",
another page or source file does; "inferred", nobody does and we conclude it.
Exit status: 0 explained, 2 there is no such provider or nothing of that name.

Examples:
  $ kontext explain chainhub
  $ kontext explain chainhub safety_tolerance
  $ kontext explain fal-relay guidance
  $ kontext explain vtrix in_progress
  $ kontext explain fal "not billed"
  $ kontext explain fal /components/schemas/MaxInput/required --json`,
      )
      .action((id: string, what: string | undefined, { json }: { json?: true }) => {
        const provider = descriptorOf(id)
        const files = new PackageFiles(root)
        const subject = { provider, evidence: files.evidence(provider.id), files }
        process.stdout.write(
          json === true ? `${JSON.stringify(data(subject, what), null, 2)}\n` : text(subject, what),
        )
      })
  )
}

function descriptorOf(id: string): ProviderDescriptor {
  const factory = Object.entries(providers).find(([name]) => name === id)?.[1]
  if (factory !== undefined) return factory({ baseUrl: 'https://relay.invalid' }).capabilities
  const known = Object.keys(providers)
  const guess = didYouMean(id, known)
  const message = `Failed to find provider ${JSON.stringify(id)}: there is no contract for it.${guess} Known: ${known.join(', ')}.`
  throw new InputError(message, { provider: id, issues: [{ path: 'provider', message }] })
}

function text(subject: Subject, what: string | undefined): string {
  const { stdout } = process
  const page = new Page({
    width: columns(),
    colour: stdout.isTTY && stdout.hasColors(),
  })
  if (what === undefined) renderOverview(subject, page)
  else renderFindings(subject, what, findings(subject, what), page)
  return page.toString()
}

function data(subject: Subject, what: string | undefined): object {
  const { provider, evidence, files } = subject
  const head = { provider: provider.id, title: provider.title }
  if (what === undefined) return { ...head, ...overview(subject), states: provider.states }
  const quoted = (origin: Origin): object => ({
    ...origin,
    quote: files.quote(origin.at).lines.join('\n').trim(),
    ...(origin.repair === undefined
      ? {}
      : { repair: evidence.repairs.find(({ file, line }) => origin.at.startsWith(`${file}:${line}:`)) }),
    ...(origin.was === undefined ? {} : { was: quoted(origin.was) }),
  })
  const { statements, ...rest } = findings(subject, what)
  return {
    ...head,
    what,
    ...rest,
    statements: statements.map(({ pointer, statement }) => ({ pointer, ...quoted(statement) })),
  }
}

function findings({ provider, evidence, files }: Subject, what: string): Findings {
  const found = findStatements(evidence, provider, what)
  if (found.statements.length + found.removed.length > 0) return found
  const matrix = files.matrix()
  const row = findRow(matrix, { provider: provider.id, what }, evidence)
  if (row !== undefined) return row
  const guess = didYouMean(what, [...explainable(evidence, provider), ...rowNames(matrix), '--json'])
  const remedy = `"kontext explain ${provider.id}" lists what there is.`
  const message = `Failed to explain ${JSON.stringify(what)} at ${provider.id}: its contract does not mention it.${guess} ${remedy}`
  throw new InputError(message, { provider: provider.id, issues: [{ path: 'what', message }] })
}
