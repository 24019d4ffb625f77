import { asRecord } from '../narrow.ts'
import type { Difference, DifferenceEffect } from './difference.ts'
import { editQuestions } from './edit-questions.ts'
import { optionQuestions } from './option-questions.ts'
import type { PortableInput } from './portable-input.ts'
import { differentAnswers } from './question.ts'
import { issueAt, refusals } from './refusals.ts'
import { sideOf, type Comparable, type Side } from './side.ts'
import { viewOf, type View } from './view.ts'

/**
 * How two providers treat the same edit differently: what one of them refuses, what means something else, what
 * travels in another way, and what can be done with its job. Empty when there is nothing. At once, without network.
 * In the order of `effect` (`refused`, `result`, `request`, `job`), then of `path`.
 * ```ts
 * const [first] = explainDifferences({ prompt, image, guidance: 15 }, fal(), vtrix())
 * first?.message // 'guidance 15 is valid at fal (1 to 20), refused by vtrix (1 to 10)'
 * ```
 * A failover refuses what one of its members refuses.
 * @throws InputError when `a` or `b` is no provider
 */
export function explainDifferences(
  input: PortableInput,
  a: Comparable,
  b: Comparable,
): readonly Difference[] {
  return differencesOf(input, sideOf(a, 'a'), sideOf(b, 'b'))
}

export function differencesOf(input: unknown, sideA: Side, sideB: Side): readonly Difference[] {
  const given = asRecord(input) ?? {}
  const [a, b] = [viewOf(sideA, input), viewOf(sideB, input)]
  const questions = [
    ...optionNames(a)
      .filter((name) => issueAt(a, name) === undefined && issueAt(b, name) === undefined)
      .flatMap((name) => optionQuestions(name, given[name])),
    ...editQuestions(given),
  ]
  const answers = questions.flatMap((question) => differentAnswers(a, b, question) ?? [])
  return [...refusals(a, b, given), ...answers].toSorted(inOrder)
}

// Where only one of two has an option, there is nothing to compare.
function optionNames({ members }: View): readonly string[] {
  return [...new Set(members.flatMap(({ descriptor }) => Object.keys(descriptor.options)))]
}

const rank: Readonly<Record<DifferenceEffect, number>> = { refused: 0, result: 1, request: 2, job: 3 }

export function inOrder(one: Difference, other: Difference): number {
  return (
    rank[one.effect] - rank[other.effect] ||
    compareText(one.path, other.path) ||
    compareText(one.rule, other.rule)
  )
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
