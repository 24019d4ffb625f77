import type { EncodingIssue } from '../input/encode.ts'
import { show } from '../input/option-value.ts'
import { asRecord } from '../narrow.ts'
import { allowedAt } from './allowed.ts'
import type { Difference, Treatment } from './difference.ts'
import { allOf, askMembers, type View } from './view.ts'

/** What one of the two refuses and the other takes. */
export function refusals(a: View, b: View, given: Readonly<Record<string, unknown>>): readonly Difference[] {
  const paths = new Set([...issuesOf(a), ...issuesOf(b)].map(({ path }) => path))
  return [...paths].flatMap((path): readonly Difference[] => {
    const [atA, atB] = [issueAt(a, path), issueAt(b, path)]
    const issue = atA ?? atB
    if (issue === undefined || (atA !== undefined && atB !== undefined)) return []
    const sides = { a: treatment(a, issue, atA), b: treatment(b, issue, atB) }
    const [taking, refusing] = atA === undefined ? [sides.a, sides.b] : [sides.b, sides.a]
    const message =
      `${subject(issue, given)} is valid at ${taking.provider} (${taking.holds}), ` +
      `refused by ${refusing.provider} (${refusing.holds})`
    return [{ path, rule: issue.rule, effect: 'refused', message, ...sides }]
  })
}

/** Why a side refuses what stands at a path; undefined when all of it takes that. */
export function issueAt(view: View, path: string): EncodingIssue | undefined {
  return issuesOf(view).find((issue) => issue.path === path)
}

function issuesOf({ members }: View): readonly EncodingIssue[] {
  return members.flatMap(({ encoded }) => encoded.issues)
}

function treatment(view: View, { path, rule }: EncodingIssue, refused: EncodingIssue | undefined): Treatment {
  const answers = askMembers(view, ({ descriptor, encoded: { model } }) =>
    allowedAt(descriptor, { path, rule, model }),
  )
  const holds = allOf(answers)
  const provider = view.side.id
  return refused === undefined
    ? { provider, verdict: 'taken', holds }
    : { provider, verdict: 'refused', holds, issue: refused.message }
}

function subject({ path, rule }: EncodingIssue, given: Readonly<Record<string, unknown>>): string {
  if (rule === 'image-missing' || rule === 'image-count') return imagesOf(given['image'])
  if (rule === 'image-form') return path
  if (rule === 'required') return `an edit without ${path}`
  const field = path.startsWith('native.') ? path.slice('native.'.length) : undefined
  const value = field === undefined ? given[path] : asRecord(given['native'])?.[field]
  return `${path} ${show(value)}`
}

function imagesOf(image: unknown): string {
  const count = Array.isArray(image) ? image.length : Number(image !== undefined)
  if (count === 0) return 'an edit without an image'
  return count === 1 ? 'an edit of 1 image' : `an edit of ${count} images`
}
