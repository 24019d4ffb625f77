import { inspectInput } from '../input/inspect-input.ts'
import type { PortableInput } from './portable-input.ts'
import { sidesOf, type Comparable } from './side.ts'

/**
 * Whether every one of the providers takes an edit, by the rules their clients check it with: an `edit` of it is no
 * `InputError`. At once, without network; what only reading a stream or a file would tell is not known here. An input
 * of wrong types is not portable.
 * ```ts
 * const provider = [vtrix(), fal()].find((one) => isPortable({ prompt, image, guidance: 15 }, [one]))
 * ```
 * @throws InputError when `providers` is empty or holds something else
 */
export function isPortable(input: PortableInput, providers: readonly Comparable[]): boolean {
  return sidesOf(providers).every(({ members }) =>
    members.every((member) => inspectInput(member, input).encoded.issues.length === 0),
  )
}
