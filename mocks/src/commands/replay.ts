import { Command } from 'commander'
import { loadCassette } from '../cassettes/cassette.ts'
import type { Drift } from '../cassettes/cassette-player.ts'
import { contractFiles, loadContracts } from '../contracts.ts'
import { createEngine } from '../engines/engines.ts'
import { startReplay } from '../cassettes/start-replay.ts'
import { interrupted, portOption } from './flags.ts'
import { violationLines } from './violation-lines.ts'

/** `kontext-mocks replay`: plays a cassette, and says what no longer goes with it. */
export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Play a cassette. Ends with status 1 when something did not go with it, 2 when it cannot be played.',
    )
    .argument('<cassette>', 'file that record has written')
    .addOption(portOption(4010))
    .action(replay)
}

async function replay(path: string, { port }: { readonly port: number }): Promise<void> {
  const cassette = loadCassette(path)
  const engine = createEngine('fast', loadContracts(contractFiles()))
  const playing = await startReplay({ cassette, engine, port, onDrift: print })
  console.log(`Playing ${path}. Give your client as base URL:\n  ${playing.baseUrl}`)
  await interrupted()
  await playing.close()
  if (playing.drift().length > 0) process.exitCode = 1
}

function print({ method, path, violations }: Drift): void {
  console.log(`drift ${method} ${path}`)
  for (const line of violationLines('here', violations)) console.log(line)
}
