import type { EditName } from '../case.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import type { Remark } from '../report.ts'
import type { SubmitOutcome } from '../run/submit-outcome.ts'

/** The remark on an edit whose submit was on its way when the run was stopped. */
export function editLeft(name: EditName): Remark {
  const message = `The run was stopped while the edit "${name}" was being submitted; it may have been billed.`
  return { rule: 'edit-lost', message }
}

/** The remark on an edit whose submit gave no job. */
export function lostEdit(
  { answer }: CheckExchange,
  { name, outcome }: { readonly name: EditName; readonly outcome: SubmitOutcome },
): Remark {
  const isUnclear = outcome === 'unclear'
  const fact =
    answer !== undefined
      ? `was answered with ${answer.status} and no job; it may have been billed`
      : isUnclear
        ? 'was not answered; it may have been billed'
        : 'could not be sent'
  const rest = isUnclear ? 'It is not sent again, and no further edit is.' : 'It is not sent again.'
  return { rule: 'edit-lost', message: `The submit of the edit "${name}" ${fact}. ${rest}` }
}
