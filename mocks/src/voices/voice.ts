import type { ContractAnswer, MatchedOperation, Violation } from '../contract-engine.ts'
import type { EditRequest, MockJob } from '../job.ts'

/** A result image, ready to be fetched or inlined. */
export interface MockImage {
  readonly url: string
  readonly contentType: string
  readonly fileName: string
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
}

/** How one dialect says things: requests in, answers of the contract with this job's facts in them out. */
export interface Voice {
  /** The contract's path for a path a client may use, which can have several forms. */
  canonicalPath(path: string, models: readonly string[]): string
  /** The id of the job a path is about. */
  jobId(path: string): string | undefined
  /** What a valid submit body asks for; a seed is made up where none is given. */
  readEdit(body: unknown, model: string): EditRequest
  ticket(operation: MatchedOperation, situation: Situation): ContractAnswer
  status(operation: MatchedOperation, situation: Situation): ContractAnswer
  result(operation: MatchedOperation, situation: Situation): ContractAnswer
  /** `before` is the job as it stood when it was asked to stop. */
  canceled(operation: MatchedOperation, before: MockJob): ContractAnswer
  unknownJob(operation: MatchedOperation): ContractAnswer
  invalid(operation: MatchedOperation, violations: readonly Violation[]): ContractAnswer
}
