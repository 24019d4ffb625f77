import { inspectInput, type InspectedInput } from '../input/inspect-input.ts'
import type { ProviderDescriptor } from '../provider.ts'
import type { Side } from './side.ts'

/** An input as one side sees it. */
export interface View {
  readonly side: Side
  readonly members: readonly MemberView[]
}

/** An input as one provider sees it. */
export interface MemberView extends InspectedInput {
  readonly descriptor: ProviderDescriptor
}

export function viewOf(side: Side, input: unknown): View {
  const members = side.members.map((descriptor) => ({ descriptor, ...inspectInput(descriptor, input) }))
  return { side, members }
}

/** What each member of a side says, in words; those with nothing to say are left out. */
export type Answers = readonly { readonly id: string; readonly words: string }[]

export function askMembers({ members }: View, say: (member: MemberView) => string | undefined): Answers {
  return members.flatMap((member) => {
    const words = say(member)
    return words === undefined ? [] : [{ id: member.descriptor.id, words }]
  })
}

/** What several say, each thing once. */
export function distinct(answers: Answers): readonly string[] {
  return [...new Set(answers.map(({ words }) => words))].toSorted()
}

/** What a side says as one: `3.5`, or, where its members differ, `3.5 (fal) or not documented (vtrix)`. */
export function anyOf(answers: Answers): string {
  const [one, ...others] = distinct(answers)
  if (others.length === 0) return one ?? ''
  return answers.map(({ id, words }) => `${words} (${id})`).join(' or ')
}

/** What all of a side say: `1 to 20`, or, where its members differ, `fal 1 to 20, vtrix 1 to 10`. */
export function allOf(answers: Answers): string {
  const [one, ...others] = distinct(answers)
  if (others.length === 0) return one ?? ''
  return answers.map(({ id, words }) => `${id} ${words}`).join(', ')
}
