/** What a client can do wrong, and what each means. */
export const mistakeKinds = {
  'paid-twice': 'One edit was taken, and would be billed, more than once.',
  'sent-again': 'The edit was sent again though nobody had said that it was not taken.',
  'after-end': 'A job was asked for again after its end was told.',
  'retry-after': 'A request came back sooner than the answer before had asked.',
  'key-abroad': 'The key went to another host.',
  'input-abroad': 'Prompt and image went to another host.',
  'bad-address': 'Something was asked from an address that only a body or a redirect had named.',
  'unknown-path': 'A path was asked for that no contract has.',
  'breaks-contract': 'The edit that was sent breaks the contract.',
  'too-fast': 'Looks at the status of one job came faster than a provider likes.',
  'never-fetched': 'The job was said to have ended well, and nobody asked for its result.',
  'gave-up': 'The client failed where another try would have brought the images.',
  'false-success': 'The client ended with status 0 where there was no image to show.',
  hung: 'The client was still running when its time was over.',
  crashed: 'The client was ended by a signal.',
} as const satisfies Record<string, string>

/** Name of a mistake. */
export type MistakeKind = keyof typeof mistakeKinds

/** One thing a client did wrong. */
export interface Mistake {
  readonly kind: MistakeKind
  readonly message: string
}

/** Narrows a word to a mistake. */
export function isMistakeKind(word: string): word is MistakeKind {
  return Object.hasOwn(mistakeKinds, word)
}
