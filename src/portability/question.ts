import type { Difference } from './difference.ts'
import { anyOf, askMembers, distinct, type MemberView, type View } from './view.ts'

/** Something two providers may answer differently about an edit both take. */
export interface Question extends Pick<Difference, 'path' | 'rule' | 'effect'> {
  /** What the sentence begins with: `guidance left out is`. */
  readonly about: string
  /** How it goes on, before `at fal`: `3.5`. Undefined where there is no answer at this provider. */
  readonly answer: (member: MemberView) => string | undefined
}

/** The difference between what two sides answer. Where one has no answer, there is nothing to compare. */
export function differentAnswers(
  a: View,
  b: View,
  { about, answer, ...question }: Question,
): Difference | undefined {
  const [ofA, ofB] = [askMembers(a, answer), askMembers(b, answer)]
  if (ofA.length === 0 || ofB.length === 0) return undefined
  if (JSON.stringify(distinct(ofA)) === JSON.stringify(distinct(ofB))) return undefined
  const [holdsA, holdsB] = [anyOf(ofA), anyOf(ofB)]
  return {
    ...question,
    message: `${about} ${holdsA} at ${a.side.id}, ${holdsB} at ${b.side.id}`,
    a: { provider: a.side.id, verdict: 'taken', holds: holdsA },
    b: { provider: b.side.id, verdict: 'taken', holds: holdsB },
  }
}
