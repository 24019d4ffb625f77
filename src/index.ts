export { createKontext } from './kontext.ts'
export type { CallOptions, Kontext, KontextOptions, SubmitOptions } from './kontext.ts'
export { failover } from './failover/failover.ts'
export type { FailoverProvider } from './failover/failover.ts'
export { FailoverError } from './failover/failover-error.ts'
export { logging } from './http/logging.ts'
export type { LogFields, Logger, LoggingOptions, LogLevel } from './http/logging.ts'
export type { Exchange, Middleware } from './http/middleware.ts'
export type { Limits } from './limits/next-turn.ts'
export * from '../generated/providers.ts'
export { defineProvider } from './provider.ts'
export type {
  DialectId,
  ImageForm,
  ImageRule,
  ModelRule,
  NativeRule,
  OperationRule,
  OptionRule,
  Price,
  Provider,
  ProviderDescriptor,
  ProviderFactory,
  ProviderOptions,
  RelayOptions,
  Retention,
  ValueRule,
} from './provider.ts'
export type { EditInput } from './edit-input.ts'
export type { EditResult } from './edit-result.ts'
export type { Warning, WarningCode } from './warning.ts'
export type { ImageInput } from './images/image-source.ts'
export type { ImageType } from './images/image-type.ts'
export type { ImageOptions, ImageResult } from './images/image-result.ts'
export type { CancelOptions, Job } from './job.ts'
export type { JobEvent, JobStatus } from './events.ts'
export type { CancelOutcome } from './cancel.ts'
export type { JobHandle } from './handle.ts'
export type { JobPaths } from './ticket-url.ts'
export type { AspectRatio, JobState, Model, OptionName, PortableOptions } from './vocabulary.ts'
export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export {
  AmbiguousSubmitError,
  AuthError,
  CanceledError,
  ContractError,
  HttpError,
  InputError,
  JobFailedError,
  KontextError,
  ModeratedError,
  NetworkError,
  RateLimitError,
  RejectedError,
  ResultExpiredError,
  TimeoutError,
} from './errors/errors.ts'
export type { Billed, ErrorCode, ErrorDetails, InputIssue } from './errors/errors.ts'
export type { IssueRule } from './input/issue-rule.ts'
