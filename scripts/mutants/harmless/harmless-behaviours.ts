import { fits, type Behaviour, type Facts } from '../behaviours/behaviour.ts'
import type { Harmless } from '../mutant.ts'
import { forms } from './forms.ts'
import { words } from './words.ts'

/** A difference at every provider that has the thing at all. */
export type HarmlessBehaviours = Readonly<Record<string, Omit<Behaviour, 'caughtBy'>>>

const all: HarmlessBehaviours = { ...forms, ...words }

/** The differences written by hand that make sense at a provider. */
export function harmlessBehaviours(facts: Facts): readonly Harmless[] {
  const { descriptor } = facts
  return Object.entries(all)
    .filter(([, behaviour]) => fits(behaviour, facts))
    .map(([name, { about, scenario, start }]) => ({
      name: `${descriptor.id}.${name}`,
      provider: descriptor.id,
      about,
      ...(scenario === undefined ? {} : { scenario }),
      ...(start === undefined ? {} : { start: () => start(facts) }),
    }))
}
