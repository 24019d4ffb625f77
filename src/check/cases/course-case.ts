import type { Case, CaseGroup, EditName, Severity } from '../case.ts'
import type { Course } from '../edits/course.ts'
import { planEdit } from '../edits/edit-plan.ts'
import type { Deviation } from '../report.ts'
import type { Subject } from '../subject.ts'

/** What a case over courses says of itself. */
interface CourseCaseFacts {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  /** Places in the contract; those it does not have are left out. */
  readonly places: readonly (string | undefined)[]
  /** Why it does not apply, where that does not follow from its edits. */
  readonly missing?: string | undefined
}

/** A case that looks at one paid edit. */
export interface OneCourseCase extends CourseCaseFacts {
  readonly edit: EditName
  /** It judges an edit whose submit was not answered, too. */
  readonly judgesLoss?: true
  /** Pure. Throws `Skipped` where there is nothing to judge. */
  judge(course: Course, subject: Subject): readonly Deviation[]
}

/** A case that compares two paid edits. */
export interface TwoCoursesCase extends CourseCaseFacts {
  readonly edits: readonly [EditName, EditName]
  /** Pure. Throws `Skipped` where there is nothing to judge. */
  judge(first: Course, second: Course, subject: Subject): readonly Deviation[]
}

/** Makes a case that looks at one paid edit. */
export function courseCase(group: CaseGroup, subject: Subject, given: OneCourseCase): Case {
  return {
    ...factsOf(group, subject, given, [given.edit]),
    ...(given.judgesLoss === true ? { judgesLoss: true } : {}),
    run: async (run) => given.judge(await run.course(given.edit), subject),
  }
}

/** Makes a case that compares two paid edits. */
export function twoCoursesCase(group: CaseGroup, subject: Subject, given: TwoCoursesCase): Case {
  const [first, second] = given.edits
  return {
    ...factsOf(group, subject, given, given.edits),
    run: async (run) => {
      const before = await run.course(first)
      return given.judge(before, await run.course(second), subject)
    },
  }
}

function factsOf(
  group: CaseGroup,
  subject: Subject,
  { id, severity, title, places, missing }: CourseCaseFacts,
  edits: readonly EditName[],
): Omit<Case, 'run'> {
  const plans = edits.map((name) => planEdit(name, subject))
  const inapplicable = missing ?? plans.flatMap((plan) => ('missing' in plan ? [plan.missing] : []))[0]
  return {
    ...{ id, group, severity, title, edits },
    pointers: [...new Set(places.filter((place) => place !== undefined))],
    ...(inapplicable === undefined ? {} : { inapplicable }),
  }
}
