import type { Provider } from 'kontext-sdk'
import { checkProvider, listCases, type CheckOptions, type CheckReport } from 'kontext-sdk/check'
import { isLocal } from '../kontext-for.ts'
import { startCaseProgress } from './case-progress.ts'
import { openReceiver, type LocalReceiver } from './local-receiver.ts'

/** How the targets are checked. */
export interface RunOptions {
  readonly options: CheckOptions
  readonly quiet: boolean
  /** Where webhooks are told, for a server that is not on this machine. */
  readonly webhook?: { readonly url: string; readonly port: number }
}

/** Checks every provider, all at once: each is a server of its own. */
export async function runTargets(
  targets: readonly Provider[],
  { options, quiet, webhook }: RunOptions,
): Promise<readonly CheckReport[]> {
  // Options that one of them refuses must not be found out while another is being paid for.
  const counted = targets.map((provider) => ({ provider, cases: listCases(provider, options).length }))
  const receivers = await Promise.all(targets.map((provider) => receiverOf(provider, webhook)))
  const progress = startCaseProgress(counted, { quiet })
  // What stops the run is told below its last line.
  options.signal?.addEventListener('abort', () => progress.end(), { once: true })
  try {
    return await Promise.all(
      targets.map((provider, index) => {
        const receiver = receivers[index]
        return checkProvider(provider, {
          ...options,
          ...(receiver === undefined ? {} : { webhook: receiver }),
          onCase: (result) => progress.done(provider.id, result),
          onJob: (job) => progress.taken(provider.id, job),
        })
      }),
    )
  } finally {
    progress.end()
    for (const receiver of receivers) receiver?.close()
  }
}

async function receiverOf(
  { baseUrl, capabilities }: Provider,
  webhook: RunOptions['webhook'],
): Promise<LocalReceiver | undefined> {
  if (capabilities.webhook === undefined) return undefined
  if (webhook !== undefined) return openReceiver(webhook)
  if (!isLocal(baseUrl)) return undefined
  // A mock signs with keys of its own and publishes them as fal does.
  return openReceiver({ port: 0, keysUrl: `${baseUrl}/.well-known/jwks.json` })
}
