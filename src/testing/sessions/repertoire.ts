import type { Fault } from '../faults/fault.ts'
import { nearest } from '../../nearest.ts'
import { isScenarioName, scenarios, type Scenario } from '../jobs/scenarios.ts'

/** What a request is answered with: the course of its job, and what goes wrong. */
export interface Plan {
  readonly scenario: Scenario
  readonly faults: readonly Fault[]
  readonly names: readonly string[]
}

/** The names a mock knows: scenarios and faults share one space of names. */
export interface Repertoire {
  /** The course of all scenarios among the names, and all faults; a text says which name there is not. */
  plan(names: readonly string[]): Plan | string
  /** Throws a RangeError when a name is not known. */
  check(name: string): void
  fault(name: string): Fault | undefined
}

/** Header by which one request chooses names: `sparse+submit-reset-after-acceptance`. */
export const scenarioHeader = 'x-kontext-scenario'

/** The names of a key of the form `mock:name+name/label`, by which a client chooses for everything it does. */
export function namesOfKey(key: string | undefined): readonly string[] {
  return splitNames(/^mock:([^/]*)/.exec(key ?? '')?.[1])
}

/** Several names in one text. */
export function splitNames(text: string | undefined): readonly string[] {
  return (text ?? '').split('+').filter((name) => name !== '')
}

/** Makes the repertoire of a mock; `deliveries` are the names of faults that strike webhooks. */
export function createRepertoire(faults: readonly Fault[], deliveries: readonly string[]): Repertoire {
  const byName = new Map(faults.map((fault) => [fault.name, fault]))
  const later = new Set(deliveries)
  const unknown = (name: string): string => {
    const near = nearest(name.slice(0, 80), [...Object.keys(scenarios), ...byName.keys(), ...later])
    const question = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`
    return `There is no scenario and no fault ${JSON.stringify(name.slice(0, 80))}.${question} All names: kontext-mocks --list`
  }
  return {
    fault: (name) => byName.get(name),
    check: (name) => {
      if (!isScenarioName(name) && !byName.has(name) && !later.has(name)) throw new RangeError(unknown(name))
    },
    plan: (names) => {
      let scenario: Scenario = scenarios.completes
      const chosen: Fault[] = []
      for (const name of names) {
        const fault = byName.get(name)
        if (fault !== undefined) chosen.push(fault)
        else if (isScenarioName(name)) scenario = joined(scenario, scenarios[name])
        else if (!later.has(name)) return unknown(name)
      }
      return { scenario, faults: chosen, names }
    },
  }
}

/** Both courses: what one of them says that the usual course does not, counts. */
function joined(one: Scenario, other: Scenario): Scenario {
  const usual: Scenario = scenarios.completes
  if (one === usual || other === usual) return one === usual ? other : one
  return {
    ...one,
    ...other,
    name: `${one.name}+${other.name}`,
    about: `${one.about} ${other.about}`,
    looks: other.looks === usual.looks ? one.looks : other.looks,
    ending: other.ending === usual.ending ? one.ending : other.ending,
  }
}
