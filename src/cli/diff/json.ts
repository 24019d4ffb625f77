import { summaryOf } from 'kontext-sdk/diff'
import type { Compared } from './compared.ts'
import { atLeast, type Outcome, type View } from './outcome.ts'

/** The comparison for programs. The shape of `format` 1 only grows. */
export function toJson({ before, after, portable, findings }: Outcome, { least, audience }: View): object {
  return {
    format: 1,
    before: sideOf(before),
    after: sideOf(after),
    summary: summaryOf(findings),
    ...(portable === undefined ? {} : { portable }),
    findings: atLeast(findings, least, audience),
  }
}

function sideOf({ contract: { id, document } }: Compared): object {
  return { contract: id, file: document.file, hash: document.hash }
}
