import type { Change, Refactor } from '../change.ts'
import { answerValues } from './answer-values.ts'
import { answers } from './answers.ts'
import { impliedRefactors } from './implied-refactors.ts'
import { movedRefactors } from './moved-refactors.ts'
import { operations } from './operations.ts'
import { parameters } from './parameters.ts'
import { requestValues } from './request-values.ts'
import { rareKeywords } from './rare-keywords.ts'
import { rewordedRefactors } from './reworded-refactors.ts'
import { requests } from './requests.ts'
import { texts } from './texts.ts'

/** Every change of the catalog, under the headings of the oracle's table. */
export const catalog: readonly { readonly title: string; readonly changes: readonly Change[] }[] = [
  { title: 'Bodies of requests', changes: requests },
  { title: 'Values in requests', changes: requestValues },
  { title: 'Parameters', changes: parameters },
  { title: 'Rare keywords, there and back', changes: rareKeywords },
  { title: 'Bodies of answers', changes: answers },
  { title: 'Values in answers', changes: answerValues },
  { title: 'Operations, status codes, headers, hosts, keys', changes: operations },
  { title: 'Words for people', changes: texts },
  { title: 'The same wire, moved', changes: asChanges(movedRefactors) },
  { title: 'The same wire, reworded', changes: asChanges(rewordedRefactors) },
  { title: 'The same wire, said or unsaid', changes: asChanges(impliedRefactors) },
]

function asChanges(refactors: readonly Refactor[]): readonly Change[] {
  return refactors.map((refactor) => ({ ...refactor, wire: 'same' }))
}
