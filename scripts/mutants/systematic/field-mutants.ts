import { valueAt, type SchemaCompiler } from 'kontext-sdk/contracts'
import { eventsOf, withEvents } from '../events.ts'
import { jsonOf, replacedAt, withJson } from '../json-reply.ts'
import type { Asked, Changes, Harmless, Mutant, MutantReply } from '../mutant.ts'
import { caseAgainstMeaning } from './against-meaning.ts'
import { caseFor } from './case-for.ts'
import { fieldChanges, type FieldChange } from './field-changes.ts'
import { fieldPlaces, placeName, type FieldPlace } from './field-places.ts'
import type { SeenAnswer } from './samples.ts'

/** One body of a run with one place changed: whether the contract allows it decides what becomes of it. */
interface Changed extends FieldChange, Pick<FieldPlace, 'holder' | 'path'> {
  readonly breaks: boolean
}

/** Mutants of the fields of an answer, and those differences of fields that the contract leaves free. */
export function fieldMutants(
  provider: string,
  compiler: SchemaCompiler,
  answer: SeenAnswer,
): { readonly mutants: readonly Mutant[]; readonly harmless: readonly Harmless[] } {
  const { schema } = answer
  if (schema === undefined) return { mutants: [], harmless: [] }
  const keeps = (body: unknown): boolean => compiler.compile(schema)(body)
  const mutants: Mutant[] = []
  const harmless: Harmless[] = []
  for (const [name, changed] of changesByName(compiler, answer, keeps)) {
    const described = {
      name: `${provider}.${name}`,
      provider,
      about: aboutOf(answer, changed),
      start: () => changesOf(answer, changed, keeps),
    }
    const { family, breaks } = changed
    const caughtBy = breaks ? caseFor(answer.operation, answer.status) : caseAgainstMeaning(name)
    if (caughtBy === undefined) harmless.push(described)
    else mutants.push({ ...described, family, caughtBy })
  }
  return { mutants, harmless }
}

/** Of changes of the same name the one that breaks a body counts. */
function changesByName(
  compiler: SchemaCompiler,
  answer: SeenAnswer,
  keeps: (body: unknown) => boolean,
): ReadonlyMap<string, Changed> {
  const all = new Map<string, Changed>()
  for (const body of answer.bodies) {
    for (const place of fieldPlaces(compiler, answer.schema ?? [], body)) {
      for (const change of fieldChanges(place)) {
        const changed = { ...change, path: place.path, ...holderOf(place) }
        const other = changedBody(body, changed)
        // What is already as it would be.
        if (JSON.stringify(other) === JSON.stringify(body)) continue
        const name = [prefixOf(answer), placeName(place.path) || 'body', change.kind].join('.')
        const breaks = !keeps(other)
        const before = all.get(name)
        if (before === undefined || (breaks && !before.breaks)) all.set(name, { ...changed, breaks })
      }
    }
  }
  return all
}

function holderOf({ holder }: FieldPlace): Pick<FieldPlace, 'holder'> {
  return holder === undefined ? {} : { holder }
}

function changedBody(body: unknown, { holder, path, value }: Omit<Changed, 'breaks'>): unknown {
  return replacedAt(holder === undefined ? body : replacedAt(body, holder.path, holder.value), path, value)
}

function prefixOf({ operation, status, isStream }: SeenAnswer): string {
  return isStream ? `${operation}.event` : `${operation}.${status}`
}

function aboutOf({ operation, status, isStream }: SeenAnswer, { path, does }: Changed): string {
  const where = isStream ? 'An event of the stream' : `The ${status} of ${operation}`
  return path.length === 0 ? `${where} ${does}.` : `${where}: \`${placeName(path)}\` ${does}.`
}

/** Every answer of the kind is changed whose body the change breaks, or keeps, as it did when the mutant was made. */
function changesOf(answer: SeenAnswer, changed: Changed, keeps: (body: unknown) => boolean): Changes {
  const { insteadOf, path } = changed
  const change = (body: unknown): unknown => {
    if (insteadOf !== undefined && valueAt(body, path) !== insteadOf) return body
    const other = changedBody(body, changed)
    return keeps(other) === changed.breaks || JSON.stringify(other) === JSON.stringify(body) ? body : other
  }
  return {
    reply: (reply: MutantReply, { operation }: Asked) => {
      if (operation !== answer.operation || reply.status !== answer.status) return undefined
      if (answer.isStream) {
        const events = eventsOf(reply)
        const others = events.map(change)
        return others.every((other, index) => other === events[index]) ? undefined : withEvents(reply, others)
      }
      const body = jsonOf(reply)
      const other = change(body)
      return other === body ? undefined : withJson(reply, other)
    },
  }
}
