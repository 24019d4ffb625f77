import type { ContractAnswer, MatchedOperation, Violation } from '../../contracts/exchange.ts'
import type { EditRequest, MockJob } from '../jobs/job.ts'
import type { MockOperation } from '../sessions/journal.ts'

/** A result image, ready to be fetched or inlined. */
export interface MockImage {
  readonly url: string
  readonly contentType: string
  readonly fileName: string
  /** Bytes; known once the image was made. */
  readonly fileSize?: number
  readonly width: number
  readonly height: number
}

/** What a voice needs to know to speak of a job. */
export interface Situation {
  readonly job: MockJob
  /** Base URL under which the provider is reached; a scenario may put a foreign one here. */
  readonly baseUrl: string
  /** Path of the model the job was submitted to. */
  readonly modelPath: string
  readonly images: readonly MockImage[]
  /** The caller asked for the log lines of the run. */
  readonly logs: boolean
  /** A gateway stands in front of the provider. */
  readonly relay: boolean
}

/** What a submit body alone does not say. */
export interface SubmitContext {
  readonly model: string
  /** The body as it came, where a number may have more digits than a double holds. */
  readonly text: string
  /** Fingerprint of the body. */
  readonly bodyHash: string
  /** The answers will repeat the request. */
  readonly echo: boolean
}

/** How one dialect says things: requests in, answers of the contract with this job's facts in them out. */
export interface Voice {
  /** The contract's path for a path a client may use, which can have several forms. */
  canonicalPath(path: string, models: readonly string[]): string
  /** What a request asks for, by method and canonical path; undefined where the dialect has no such request. */
  operation(method: string, path: string): MockOperation | undefined
  /** The id of the job a path is about. */
  jobId(path: string): string | undefined
  /** The canonical path of an operation on a job, for those the mock asks itself. */
  pathOf(operation: 'result' | 'status', id: string, models: readonly string[]): string
  /** What a valid submit body asks for; a seed is made up where none is given. */
  readEdit(body: unknown, context: SubmitContext): EditRequest
  ticket(operation: MatchedOperation, situation: Situation): ContractAnswer
  status(operation: MatchedOperation, situation: Situation): ContractAnswer
  result(operation: MatchedOperation, situation: Situation): ContractAnswer
  /** `before` is the job as it stood when it was asked to stop. */
  canceled(operation: MatchedOperation, before: MockJob): ContractAnswer
  unknownJob(operation: MatchedOperation): ContractAnswer
  invalid(operation: MatchedOperation, violations: readonly Violation[]): ContractAnswer
}
