import type { Retention } from '../../provider.ts'

/** How long the mock keeps what it made, in milliseconds from the end of a job. */
export interface KeptMs {
  readonly result: number
  /** Of a result of at least `largeBytes`, such as one that carries its images. */
  readonly largeResult: number
  readonly largeBytes: number
  readonly image: number
}

// Of a provider that says nothing. (fal.ai/docs/inference-api/queue/result)
const asFal = {
  resultSeconds: 60 * 60,
  largeResultSeconds: 6 * 60,
  largeResultBytes: 10_000,
  imageSeconds: 7 * 24 * 60 * 60,
} as const satisfies Retention

/** What a provider says of how long it keeps things; where it says nothing, as fal does. */
export function keptMs(said: Retention = asFal): KeptMs {
  const { resultSeconds = asFal.resultSeconds, imageSeconds = asFal.imageSeconds } = said
  // Where no large result is spoken of, there is none.
  const { largeResultSeconds = resultSeconds, largeResultBytes = Infinity } = said
  return {
    result: resultSeconds * 1_000,
    largeResult: largeResultSeconds * 1_000,
    largeBytes: largeResultBytes,
    image: imageSeconds * 1_000,
  }
}

/** Whether a result is gone that has so many bytes, so long after the end of its job. */
export function resultIsGone(
  agedMs: number,
  { kept, bytes }: { readonly kept: KeptMs; readonly bytes: () => number },
): boolean {
  const { result, largeResult, largeBytes } = kept
  if (agedMs < Math.min(result, largeResult)) return false
  return agedMs >= (bytes() >= largeBytes ? largeResult : result)
}
