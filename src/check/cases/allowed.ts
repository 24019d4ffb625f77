import type { JsonPath } from '../../contracts/json-tree.ts'
import type { Case } from '../case.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { broken, overlaps } from './batches.ts'
import { constraintsOf, requiredLeaves, withValue } from './constraints.ts'
import { gathered, heard, judging, shown } from './judging.ts'
import { namesField } from './names-field.ts'
import { smallestBody } from './probe-body.ts'
import { emptySubmit, probe } from './probe-request.ts'
import { isRefusal } from './refusal.ts'

/** One value of a field that the contract allows. */
interface Allowed {
  readonly at: JsonPath
  readonly value: unknown
  readonly pointer: string
}

/**
 * Values that the contract allows, in submits that lack what is required: the refusal names what is missing, and none of
 * them. A server that takes less than its contract says is found without paying for an edit of each value.
 */
export function allowedCase(subject: Subject): Case {
  const all = allowedOf(subject).flat()
  return {
    ...{ id: 'validation.allowed', group: 'validation', severity: 'major', edits: [] },
    title: 'Every listed value and both ends of every range are allowed: no refusal names them.',
    pointers: [...new Set(all.map(({ pointer }) => pointer))],
    ...(all.length === 0 ? { inapplicable: 'its contract lists no values and no ranges' } : {}),
    run: (run) => gathered(tryAllowed(run)),
  }
}

async function* tryAllowed(run: Run): AsyncGenerator<readonly Deviation[]> {
  const said = heard(await emptySubmit(run))
  for (const round of allowedOf(run.subject)) {
    // What is named without having been sent is missing, or part of the text of every refusal.
    const tried = round.filter(({ at }) => said === undefined || !namesField(said, at))
    const about = `submit with ${tried.map(told).join(', ')}, and without what is required`
    const exchange = await run.send(probe(run.subject, { about, body: bodyWith(tried, run.subject) }))
    let named: readonly Allowed[] = []
    yield judging(exchange, (answer) => {
      if (isRefusal(answer, run.subject)) named = tried.filter(({ at }) => namesField(answer, at))
      return []
    })
    // One value may be refused for another beside it.
    for (const one of named) yield await tryAlone(run, one)
  }
}

async function tryAlone(run: Run, one: Allowed): Promise<readonly Deviation[]> {
  const about = `submit with ${told(one)} alone, and without what is required`
  const exchange = await run.send(probe(run.subject, { about, body: bodyWith([one], run.subject) }))
  return judging(exchange, (answer) => {
    if (!isRefusal(answer, run.subject) || !namesField(answer, one.at)) return []
    const message = `${told(one)} is refused, and the contract allows it.`
    return [{ message, want: 'a refusal of what is missing', got: shown(answer), pointer: one.pointer }]
  })
}

function bodyWith(tried: readonly Allowed[], subject: Subject): Readonly<Record<string, unknown>> {
  const emptied = broken(smallestBody(subject, subject.model), [], requiredLeaves(subject))
  return tried.reduce((body, { at, value }) => withValue(body, at, value), emptied)
}

/** Allowed values in as few rounds as there are values of one field; what must be missing is left out. */
function allowedOf(subject: Subject): readonly (readonly Allowed[])[] {
  const leaves = requiredLeaves(subject)
  const byField = new Map<string, Allowed[]>()
  for (const { at, allowed = [], pointer } of constraintsOf(subject)) {
    if (leaves.some((leaf) => overlaps(leaf, at))) continue
    const known = byField.get(at.join('.')) ?? []
    byField.set(at.join('.'), [...known, ...allowed.map((value) => ({ at, value, pointer }))])
  }
  const fields = [...byField.values()].filter((values) => values.length > 0)
  const rounds = Math.max(0, ...fields.map((values) => values.length))
  return Array.from({ length: rounds }, (_empty, round) =>
    fields.flatMap((values) => values[round] ?? values.slice(0, 1)),
  )
}

function told({ at, value }: Allowed): string {
  return `${String(at.at(-1))} ${JSON.stringify(value)}`
}
