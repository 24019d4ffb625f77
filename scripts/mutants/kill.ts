import type { ProviderDescriptor } from 'kontext-sdk'
import { checkMock, type CheckedMock } from './check-mock.ts'
import type { Harmless, Mutant } from './mutant.ts'

/** What became of a mutant. Plain data, so that threads can hand it over. */
export interface Kill extends Pick<Mutant, 'about' | 'caughtBy' | 'family' | 'name' | 'provider'> {
  /** The named case deviated. */
  readonly killed: boolean
  /** Whether it changed anything at all. */
  readonly struck: boolean
  /** Ids of the cases that deviated, in the order of the report. */
  readonly deviated: readonly string[]
  /** What came of the named case instead, and why; empty where it deviated. */
  readonly instead: string
}

/** Runs the suite against a mutant. */
export async function kill(mutant: Mutant, descriptor: ProviderDescriptor): Promise<Kill> {
  const { about, caughtBy, family, name, provider } = mutant
  const checked = await play(mutant, descriptor)
  const deviated = deviatedIn(checked)
  const named = checked.report.cases.find(({ id }) => id === caughtBy)
  const killed = named?.status === 'deviates'
  const instead = killed ? '' : `${named?.status ?? 'no such case'} ${named?.reason ?? ''}`.trim()
  return {
    ...{ about, caughtBy, family, name, provider },
    ...{ deviated, killed, instead, struck: hasStruck(mutant, checked) },
  }
}

/** What became of a difference that the contract leaves free. Plain data too. */
export interface Tolerance extends Pick<Harmless, 'about' | 'name' | 'provider'> {
  readonly struck: boolean
  /** What the suite found wrong: the case and its words. */
  readonly found: readonly string[]
}

/** Runs the suite against a mock with a difference that must not matter. */
export async function tolerate(harmless: Harmless, descriptor: ProviderDescriptor): Promise<Tolerance> {
  const { about, name, provider } = harmless
  const checked = await play(harmless, descriptor)
  const found = checked.report.cases.flatMap(({ id, status, deviations }) =>
    status === 'deviates' ? deviations.map(({ message }) => `${id}: ${message}`) : [],
  )
  return { about, name, provider, found, struck: hasStruck(harmless, checked) }
}

function play({ start, scenario }: Harmless, descriptor: ProviderDescriptor): Promise<CheckedMock> {
  return checkMock(descriptor, {
    ...(start === undefined ? {} : { changes: start() }),
    ...(scenario === undefined ? {} : { scenario }),
  })
}

/** Ids of the cases that deviated, in the order of the report. */
export function deviatedIn({ report }: CheckedMock): readonly string[] {
  return report.cases.filter(({ status }) => status === 'deviates').map(({ id }) => id)
}

/** A scenario plays for each edit that the mock takes. */
function hasStruck({ start, scenario }: Harmless, { strikes, accepted }: CheckedMock): boolean {
  return (start === undefined || strikes > 0) && (scenario === undefined || accepted > 0)
}
