import type { Contract } from '../contracts/contract.ts'
import type { ContractChecks } from '../contracts/contract-checks.ts'
import type { ImageInput } from '../images/image-source.ts'
import type { Provider, ProviderDescriptor } from '../provider.ts'
import type { Model } from '../vocabulary.ts'
import type { WebhookReceiver } from './edits/webhook-receiver.ts'

/** What the user of the suite chose, as far as edits need it. */
export interface RunSettings {
  /** The image to edit. */
  readonly image: ImageInput
  /** Milliseconds until the result of an edit is asked for again. */
  readonly laterMs: number
  /** Missing: nobody can be told of an end. */
  readonly webhook?: WebhookReceiver
  /** No key is sent: a proxy of the user's adds it. */
  readonly keyless?: boolean
}

/** What a run is held against. */
export interface Subject {
  readonly provider: Provider
  readonly descriptor: ProviderDescriptor
  readonly contract: Contract
  readonly checks: ContractChecks
  /** The model whose submit is tried. */
  readonly model: Model
  readonly settings: RunSettings
}
