import { toPointer, type JsonPath } from '../../contracts/json-tree.ts'
import { readErrorBody } from '../../dialects/error-body.ts'
import type { Case, Severity } from '../case.ts'
import type { CheckAnswer } from '../wire/exchange.ts'
import type { Deviation } from '../report.ts'
import type { Run } from '../run/run.ts'
import type { Subject } from '../subject.ts'
import { Skipped } from '../run/skipped.ts'
import { submitOf } from '../wire/operations.ts'
import { allowedCase } from './allowed.ts'
import { batchesOf, broken, overlaps } from './batches.ts'
import {
  constraintKinds,
  constraintsOf,
  optionalType,
  requiredLeaves,
  type Constraint,
  type ConstraintKind,
} from './constraints.ts'
import { gathered, heard, judging, shown, type AnswerDeviation } from './judging.ts'
import { namesField } from './names-field.ts'
import { smallestBody } from './probe-body.ts'
import { emptySubmit, probe } from './probe-request.ts'
import { isRefusal, refusalsOf } from './refusal.ts'
import { unreadableCases } from './unreadable.ts'

const titles: Readonly<Record<ConstraintKind, string>> = {
  required:
    'A submit without a required field is refused, at once or in its result, and the error names the field.',
  type: 'A value of a wrong type is refused, at once or in its result, and the error names the field.',
  enum: 'A value that is none of those listed is refused, at once or in its result, and the error names the field.',
  minimum: 'A number below its minimum is refused, at once or in its result, and the error names the field.',
  maximum: 'A number above its maximum is refused, at once or in its result, and the error names the field.',
  minLength: 'A text that is too short is refused, at once or in its result, and the error names the field.',
  maxLength: 'A text that is too long is refused, at once or in its result, and the error names the field.',
  pattern: 'A text of another form is refused, at once or in its result, and the error names the field.',
  items: 'A list of too few or too many items is refused, at once or in its result, and the error names it.',
}

const mostNamed = 3

/** Located validation errors: one case for each kind of constraint, made from the schema of the submit's body. */
export function validationCases(subject: Subject): readonly Case[] {
  const all = constraintsOf(subject)
  const byKind = constraintKinds.map((kind): Case => {
    const constraints = all.filter((constraint) => constraint.kind === kind && constraint.at.length > 0)
    const severity: Severity = kind === 'required' ? 'major' : 'minor'
    return {
      ...{ id: idOf(kind), group: 'validation', severity, title: titles[kind], edits: [] },
      pointers: constraints.map(({ pointer }) => pointer),
      ...(constraints.length === 0
        ? { inapplicable: `its contract has no such constraint on edits of the model ${subject.model}` }
        : {}),
      run: (run) =>
        gathered(kind === 'required' ? breakRequired(run, constraints) : breakAll(run, constraints)),
    }
  })
  return [...byKind, allowedCase(subject), ...unreadableCases(subject)]
}

// The words of JSON Schema are camelCase, the ids of cases kebab-case.
function idOf(kind: ConstraintKind): string {
  return `validation.${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** What is required and holds nothing that is: all of it is missing in one submit, which several cases look at. */
async function* breakRequired(run: Run, all: readonly Constraint[]): AsyncGenerator<readonly Deviation[]> {
  const { subject } = run
  const leaves = requiredLeaves(subject)
  const isLeaf = ({ at }: Constraint): boolean =>
    leaves.some((leaf) => overlaps(leaf, at) && leaf.length === at.length)
  const constraints = all.filter(isLeaf)
  const exchange = await emptySubmit(run)
  const said = heard(exchange)
  const named = said && constraints.filter(({ at }) => namesField(said, at)).length
  const isPartly =
    said !== undefined && isRefusal(said, subject) && named !== 0 && named !== constraints.length
  const lists = isPartly && (await listsMistakes(run))
  yield judging(exchange, (answer) => {
    if (!isRefusal(answer, subject))
      return [notRefused(answer, { about: 'submit without anything required', subject })]
    const unnamed = constraints.filter(({ at }) => !namesField(answer, at))
    if (!lists && unnamed.length > 0 && unnamed.length < constraints.length) throw new Skipped(onlyTheFirst)
    return unnamed.map((constraint) => notNamed(answer, { constraint, subject }))
  })
  const rest = all.filter((constraint) => !isLeaf(constraint))
  yield* breakAll(run, rest)
}

/** Breaks all constraints of one kind in few requests, and those that go unnamed once more by themselves. */
async function* breakAll(run: Run, constraints: readonly Constraint[]): AsyncGenerator<readonly Deviation[]> {
  const { subject } = run
  const given = { body: smallestBody(subject, subject.model), leaves: requiredLeaves(subject) }
  for (const batch of batchesOf(constraints, given)) {
    const about = `submit that breaks ${listed(batch.constraints)}`
    const exchange = await run.send(probe(subject, { about, body: batch.body }))
    let unnamed: readonly Constraint[] = []
    yield judging(exchange, (answer) => {
      if (!isRefusal(answer, subject)) return [notRefused(answer, { about, subject })]
      unnamed = batch.constraints.filter(({ at }) => !namesField(answer, at))
      return []
    })
    for (const constraint of unnamed) yield await breakAlone(run, constraint)
  }
}

async function breakAlone(run: Run, constraint: Constraint): Promise<readonly Deviation[]> {
  const { subject } = run
  const { kind, at, pointer } = constraint
  const body = broken(smallestBody(subject, subject.model), [constraint], requiredLeaves(subject))
  const about = `submit that breaks ${kind} of ${nameOf(at)} alone`
  const exchange = await run.send(probe(subject, { about, body }))
  const lists = await listsMistakes(run)
  return judging(exchange, (answer) => {
    if (!isRefusal(answer, subject)) return [{ ...notRefused(answer, { about, subject }), pointer }]
    if (namesField(answer, at)) return []
    if (!lists) throw new Skipped(onlyTheFirst)
    return [notNamed(answer, { constraint, subject })]
  })
}

const onlyTheFirst =
  'the server names only the first mistake of a body, and one without a second might be taken and billed'

const listing = new WeakMap<Run, Promise<boolean>>()

/** Whether a server names more than one mistake of a body. Asked once, and only where something went unnamed. */
function listsMistakes(run: Run): Promise<boolean> {
  const known = listing.get(run) ?? askForSeveral(run)
  listing.set(run, known)
  return known
}

async function askForSeveral(run: Run): Promise<boolean> {
  const { subject } = run
  const leaves = requiredLeaves(subject)
  const wrong = optionalType(subject)
  const body = broken(smallestBody(subject, subject.model), wrong, leaves)
  const answer = heard(await run.send(probe(subject, { about: 'submit with several mistakes', body })))
  if (answer === undefined) return false
  if (new Set(readErrorBody(answer.body, answer.text).fields.map(({ field }) => field)).size > 1) return true
  return [...leaves, ...wrong.map(({ at }) => at)].filter((at) => namesField(answer, at)).length > 1
}

function notNamed(
  answer: CheckAnswer,
  {
    constraint: { at, wants, pointer },
    subject,
  }: { readonly constraint: Constraint; readonly subject: Subject },
): AnswerDeviation {
  const message = `${nameOf(at)} ${wants}; the answer to a submit that breaks this does not name it.`
  return { message, want: `${refusalsOf(subject)} that names ${nameOf(at)}`, got: shown(answer), pointer }
}

function notRefused(
  answer: CheckAnswer,
  { about, subject }: { readonly about: string; readonly subject: Subject },
): AnswerDeviation {
  const operation = submitOf(subject, subject.model)?.operation
  return {
    message: `A ${about} was not refused for what is wrong with it.`,
    want: refusalsOf(subject),
    got: shown(answer),
    ...(operation === undefined ? {} : { pointer: toPointer([...operation.path, 'responses']) }),
  }
}

/** `enum of format, ratio and 2 more`: what few constraints of one kind are about. */
function listed(constraints: readonly Constraint[]): string {
  const names = constraints.slice(0, mostNamed).map(({ at }) => nameOf(at))
  const rest = constraints.length - names.length
  return `${constraints[0]?.kind ?? ''} of ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** A place of a body as people write it: `input[0].params.prompt`. */
function nameOf(at: JsonPath): string {
  return at
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}
