import { Option, type Command } from 'commander'
import { engineNames, type EngineName } from '../engines/engines.ts'
import type { MockServerOptions } from '../start-mock-server.ts'
import type { ContractChange } from '../watch-contracts.ts'

/** The flags about contracts and what checks them. */
export interface ContractFlags {
  readonly engine: EngineName
  readonly contracts?: string
  readonly watch?: true
}

/** Adds the flags about contracts to a command. */
export function withContractFlags(command: Command): Command {
  return command
    .addOption(
      new Option('-e, --engine <name>', 'what checks requests and answers; fast starts and answers quicker')
        .choices(engineNames)
        .default('prism'),
    )
    .option('--contracts <folder>', "contracts to serve, laid out as kontext-sdk's generated/")
    .option('-w, --watch', 'read contracts again when their files change; a broken one is not taken')
}

/** The server's options that these flags mean. */
export function contractOptions({ engine, contracts, watch }: ContractFlags): MockServerOptions {
  return {
    engine,
    ...(contracts === undefined ? {} : { contracts }),
    ...(watch === undefined ? {} : { onContractChange: tell }),
  }
}

function tell(change: ContractChange): void {
  if (change.kind === 'replaced') console.log(`${change.file} changed and is served from now on.`)
  else console.error(`${change.error.message}\nThe last good contract keeps serving.`)
}
