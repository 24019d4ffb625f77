import type { ProviderDescriptor } from '../../src/provider.ts'
import type { Facility, ProviderConfig } from '../lib/provider-config.ts'

/** What is said to be absent has to be: a line that is wrong since a document was read would be believed. */
export function checkAbsent(
  made: ProviderDescriptor,
  { absent = {} }: ProviderConfig,
  fail: (path: string, message: string) => never,
): void {
  const { operations, retention, unbilled, webhook } = made
  const present: Record<Facility, unknown> = {
    cancel: operations.cancel,
    price: Object.values(made.models).find(({ price }) => price !== undefined),
    retention,
    stream: operations.stream,
    unbilled,
    webhook,
  }
  for (const [name, there] of Object.entries(present))
    if (there !== undefined && Object.hasOwn(absent, name))
      fail(`absent.${name}`, 'the contract has it. Remove this line.')
}
