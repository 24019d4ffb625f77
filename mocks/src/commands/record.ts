import { Command } from 'commander'
import type { RecordedExchange } from '../cassettes/cassette.ts'
import { contractFiles, loadContracts } from '../contracts.ts'
import { createEngine } from '../engines/engines.ts'
import { startRecorder } from '../cassettes/recorder.ts'
import { interrupted, portOption, providerOption } from './flags.ts'
import { violationLines } from './violation-lines.ts'

interface Flags {
  readonly target: string
  readonly provider: string
  readonly out: string
  readonly port: number
  readonly images?: true
}

/** `kontext-mocks record`: a proxy to a real provider that keeps what passes. */
export function recordCommand(): Command {
  return new Command('record')
    .description('Pass requests on to a real provider, byte for byte, and keep them without credentials.')
    .requiredOption('--target <url>', 'base URL of the real provider')
    .addOption(providerOption().makeOptionMandatory())
    .requiredOption('-o, --out <file>', 'cassette to write')
    .option('--images', 'fetch the images that answers name, so that a replay has them')
    .addOption(portOption(4010))
    .action(record)
}

async function record({ target, provider, out, port, images }: Flags): Promise<void> {
  const engine = createEngine('fast', loadContracts(contractFiles()))
  const recorder = await startRecorder({
    ...{ target, provider, out, port, engine, onExchange: print },
    ...(images === undefined ? {} : { images }),
  })
  console.log(`Recording ${target} to ${out}. Give your client as base URL:\n  ${recorder.baseUrl}`)
  await interrupted()
  await recorder.close()
  console.log(`${recorder.cassette().exchanges.length} exchanges in ${out}.`)
}

function print({ request, response, violations }: RecordedExchange): void {
  console.log(`${response.status} ${request.method.padEnd(4)} ${request.path}`)
  for (const line of violationLines('request', violations.request)) console.log(line)
  for (const line of violationLines('answer', violations.response)) console.log(line)
}
