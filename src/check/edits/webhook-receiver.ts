/** A webhook as it came: nothing is read or checked yet. */
export interface ReceivedWebhook {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** As it came. */
  readonly body: Uint8Array
}

/** A place where a provider can tell that a job has ended. */
export interface WebhookReceiver {
  /** Where the provider is to tell: an address it can reach. */
  readonly url: string
  /** The next webhook that comes; rejects with the reason of the signal when it aborts. */
  next(signal: AbortSignal): Promise<ReceivedWebhook>
  /**
   * Where the keys are that webhooks are signed with.
   * @default where fal publishes its keys
   */
  readonly keysUrl?: string
}
