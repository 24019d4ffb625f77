import { StageError, type Diagnostic } from './diagnostic.ts'

/** Takes a step; what it refuses is kept, so that steps that do not depend on it can be taken. */
export function attempt<T>(problems: Diagnostic[], step: () => T): T | undefined {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof StageError)) throw error
    problems.push(...error.diagnostics)
    return undefined
  }
}
