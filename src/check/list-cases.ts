import type { Provider } from '../provider.ts'
import type { CaseFacts } from './case.ts'
import type { SuiteOptions } from './options.ts'
import { openSuite } from './suite.ts'

/**
 * The cases a run would look at, in the order of reports. Nothing is sent.
 * @throws InputError when an option cannot be used
 */
export function listCases(provider: Provider, options: SuiteOptions = {}): readonly CaseFacts[] {
  return openSuite(provider, options).cases
}
