import type { Place } from 'kontext-sdk/contracts'

/** One reason not to serve a contract. */
export interface Finding extends Place {
  readonly rule: string
  /** What is wrong, without a full stop. */
  readonly message: string
  /** What to do about it, as a sentence. */
  readonly remedy: string
}

/** `generated/fal/contract.openapi.yaml:12:7 pattern: … . Write …` */
export function formatFinding({ file, line, column, rule, message, remedy }: Finding): string {
  return `${file}:${String(line)}:${String(column)} ${rule}: ${message}. ${remedy}`
}

/** Thrown when contracts cannot be served; `findings` says everything that is wrong with any of them. */
export class BrokenContractError extends Error {
  override readonly name = 'BrokenContractError'
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    const files = [...new Set(findings.map(({ file }) => file))]
    super(
      `Failed to load ${files.join(', ')}: ${findings.length === 1 ? 'a mistake' : `${String(findings.length)} mistakes`}.\n${findings.map(formatFinding).join('\n')}`,
    )
    this.findings = findings
  }
}
