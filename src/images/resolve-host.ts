import type * as Dns from 'node:dns/promises'
import { nodeModule } from '../http/node-module.ts'
import { isPrivateAddress } from './private-address.ts'

/**
 * Whether a name leads to a private address. Asked of the resolver of Node; elsewhere, and where the resolver does
 * not know the name, which then is a proxy's to resolve, the answer is no.
 */
export async function leadsToPrivate(hostname: string): Promise<boolean> {
  // Neither `process` nor its `versions` is there in every browser and edge runtime.
  const { process } = globalThis as { process?: { versions?: { node?: string } } }
  if (process?.versions?.node === undefined || hostname.startsWith('[')) return false
  try {
    const { lookup } = await nodeModule<typeof Dns>('dns/promises')
    const found = await lookup(hostname, { all: true })
    return found.some(({ address, family }) =>
      isPrivateAddress(family === 6 ? new URL(`http://[${address.replace(/%.*/, '')}]`).hostname : address),
    )
  } catch {
    return false
  }
}
