import type { Severity } from 'kontext-sdk/diff'
import { CommandError } from '../command-error.ts'
import { Page } from '../explain/page.ts'
import { readCompared, readCurrent, type Compared } from './compared.ts'
import { renderHuman } from './human.ts'
import { toJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import { atLeast, compare, type Audience, type Outcome, type View } from './outcome.ts'

/** What `kontext diff` was told beside what to compare. */
export interface DiffFlags {
  readonly json?: true
  readonly markdown?: true
  readonly wire?: true
  readonly types?: true
  readonly min?: Severity
  readonly failOn?: Severity
  readonly evidence?: true
}

/** Compares two contracts, or one with what it is now, and prints what differs. */
export async function runDiff(first: string, second: string | undefined, flags: DiffFlags): Promise<void> {
  const before = await readCompared(first)
  const after = second === undefined ? await currentOf(before) : await readCompared(second)
  const outcome = compare(before, after)
  const audience: Audience = flags.wire === true ? 'wire' : flags.types === true ? 'types' : 'both'
  const usual = outcome.portable === undefined || flags.json === true ? 'patch' : 'minor'
  const view = { least: flags.min ?? usual, audience, evidence: flags.evidence === true }
  process.stdout.write(textOf(outcome, view, flags))
  if (flags.failOn !== undefined && atLeast(outcome.findings, flags.failOn, audience).length > 0)
    process.exitCode = 1
}

function currentOf(before: Compared): Promise<Compared> {
  if (before.contract.id.includes('@') && !before.linked) return readCurrent(before)
  throw new CommandError(
    `Failed to compare ${before.contract.id}: there is nothing to compare it with. Give a second one, or a git ref: "kontext diff fal@HEAD~1".`,
    2,
  )
}

function textOf(outcome: Outcome, view: View, { json, markdown }: DiffFlags): string {
  if (json === true) return `${JSON.stringify(toJson(outcome, view), null, 2)}\n`
  if (markdown === true) return renderMarkdown(outcome, view)
  const { stdout } = process
  const page = new Page({
    width: stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 100)) : 80,
    colour: stdout.isTTY && stdout.hasColors(),
  })
  renderHuman(outcome, view, page)
  return page.toString()
}
