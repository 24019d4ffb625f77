import type { MockOperation } from 'kontext-sdk/testing'

/** What kind of thing a mutant does wrong. Systematic ones follow from the contract, `behaviour` is written by hand. */
export const mutantFamilies = [
  'field-dropped',
  'wrong-type',
  'null',
  'enum-renamed',
  'enum-added',
  'number-out-of-range',
  'constraint-unchecked',
  'status-changed',
  'content-type-changed',
  'header-missing',
  'body-broken',
  'behaviour',
] as const

export type MutantFamily = (typeof mutantFamilies)[number]

/** A request on its way to the mock. */
export interface MutantRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty where there is none. */
  readonly body: string
}

/** An answer on its way back. */
export interface MutantReply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A request, and what it asks the provider for. */
export interface Asked {
  readonly request: MutantRequest
  /** Missing where the provider has no such request. */
  readonly operation?: MockOperation
  /** The contract's path, whatever form was used. */
  readonly path: string
  /** The job it is about. */
  readonly jobId?: string
}

/** What a mutant changes in one run. Each returns undefined where it leaves things as they are. */
export interface Changes {
  readonly request?: (asked: Asked) => MutantRequest | undefined
  /** Answers in place of the mock. */
  readonly instead?: (asked: Asked) => MutantReply | undefined | Promise<MutantReply | undefined>
  readonly reply?: (
    reply: MutantReply,
    asked: Asked,
  ) => MutantReply | undefined | Promise<MutantReply | undefined>
}

/** One way in which a server could do other than the contract says. */
export interface Mutant {
  /** Stable; begins with the provider: `fal.status.202.queue_position.dropped`. */
  readonly name: string
  readonly provider: string
  readonly family: MutantFamily
  /** What it does, as a sentence. */
  readonly about: string
  /** Id of the case that must deviate. */
  readonly caughtBy: string
  /** Scenarios or faults that the mock plays for every edit. */
  readonly scenario?: string
  /** Made for each run: what it remembers is of that run. */
  readonly start?: () => Changes
}

/** A difference that the contract leaves free: no case may deviate. */
export type Harmless = Omit<Mutant, 'caughtBy' | 'family'>
