/** How long a provider keeps what it made. (fal.ai/docs/inference-api/queue/result) */
export const retainedMs = {
  result: 60 * 60 * 1000,
  /** Results from this size on, such as those that carry their images. */
  largeFromBytes: 10_000,
  largeResult: 6 * 60 * 1000,
  image: 7 * 24 * 60 * 60 * 1000,
} as const
