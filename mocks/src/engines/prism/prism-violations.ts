import type { Violation } from 'kontext-sdk/contracts'

/** What Prism says about a request or an answer. */
export interface PrismDiagnostic {
  readonly path?: readonly string[]
  readonly code?: number | string
  readonly message: string
  /** 0 is an error, 1 a warning. */
  readonly severity: number
}

/** What Prism found in a request. Its warnings, such as a deprecated parameter, break nothing. */
export function requestViolations(found: readonly PrismDiagnostic[]): readonly Violation[] {
  return found.filter(({ severity }) => severity === 0).map(toViolation)
}

/** What Prism found in an answer. A status the contract does not list is a warning to Prism; here it is a mistake. */
export function answerViolations(found: readonly PrismDiagnostic[]): readonly Violation[] {
  return found.map((diagnostic) => {
    if (diagnostic.message.startsWith('Unable to match the returned status'))
      return { location: ['status'], keyword: 'status', message: 'must be one the contract lists' }
    if (diagnostic.message.startsWith('The received media type'))
      return wrongType('must be a type the contract lists')
    return toViolation(diagnostic)
  })
}

function toViolation({ path = ['body'], code, message }: PrismDiagnostic): Violation {
  if (code === 415) return wrongType(message)
  // Prism locates a missing field at its parent; the field itself is what the caller must look at.
  const missing = code === 'required' ? /required property '(.*)'/.exec(message)?.[1] : undefined
  // Its paths are split JSON Pointers, still escaped.
  const location = path.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return {
    location: missing === undefined ? location : [...location, missing],
    keyword: String(code ?? 'unknown'),
    message: message.replace(
      /^(Request|Response) (body|query|header|path)( parameter| property)? ?\S* (?=must)/i,
      '',
    ),
  }
}

function wrongType(message: string): Violation {
  return { location: ['header', 'content-type'], keyword: 'content-type', message }
}
