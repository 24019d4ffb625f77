/**
 * A variant of FLUX.1 Kontext. `pro` is the cheaper one, `max` the one every provider sells.
 */
export type Model = 'pro' | 'max'

/** The nine ratios the model was published with. Some providers accept more; their types say so. */
export type AspectRatio = '21:9' | '16:9' | '4:3' | '3:2' | '1:1' | '2:3' | '3:4' | '9:16' | '9:21'

/** Inputs that mean the same at every provider that has them. Ranges and defaults are per provider. */
export interface PortableOptions {
  /** Width to height of the result. Without it an edit keeps about the ratio of its input image. */
  aspectRatio?: AspectRatio | `${number}:${number}` | undefined
  /** How many images to make; each one is billed. */
  count?: number | undefined
  /** File type of the result images. */
  format?: 'jpeg' | 'png' | undefined
  /** How closely the result follows the prompt (classifier-free guidance). */
  guidance?: number | undefined
  /** How much the moderation lets pass: the higher, the more. The scales of two providers may differ. */
  safetyTolerance?: number | undefined
  /** Same input, same seed, same image. */
  seed?: number | undefined
  /** Let the provider rewrite the prompt before it is used. */
  upsamplePrompt?: boolean | undefined
}

/** Name of a portable option. */
export type OptionName = keyof PortableOptions

/** Where a job stands, in our words. `unknown` is a status its contract does not name; it waits like `queued`. */
export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'canceled' | 'unknown'
