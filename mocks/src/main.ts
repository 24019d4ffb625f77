// The command: kontext-mocks --port 4010
import { readFileSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import type { MockTime } from 'kontext-sdk/testing'
import { contractOptions, withContractFlags, type ContractFlags } from './commands/contract-flags.ts'
import { collect, portOption, readMilliseconds, wrongUse } from './commands/flags.ts'
import { keepMemorySteady } from './commands/steady-memory.ts'
import { judgeCommand } from './commands/judge.ts'
import { recordCommand } from './commands/record.ts'
import { replayCommand } from './commands/replay.ts'
import { listAsJson, listAsMarkdown, listAsText } from './fault-list.ts'
import { startMockServer } from './start-mock-server.ts'

interface Flags extends ContractFlags {
  readonly port: number
  readonly scenario: string
  readonly time: MockTime
  readonly medianMs?: number
  readonly seed?: string
  readonly list?: true
  readonly json?: true
  readonly markdown?: true
  readonly quiet?: true
  readonly host: string
  readonly allowRemote?: true
  readonly allowHost?: readonly string[]
  readonly corsOrigin?: readonly string[]
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const command = new Command('kontext-mocks')
  .description(
    'Mock server for every FLUX.1 Kontext provider: contracts checked by Prism, jobs that move, images that are real.',
  )
  .version(version)
  // What stands behind the name of a command is for that command.
  .enablePositionalOptions()
  .addOption(portOption(4010))
  .addOption(
    new Option(
      '-s, --scenario <names>',
      'for requests that choose none: scenarios and faults, such as sparse+submit-503-bare',
    ).default('completes'),
  )
  .addOption(
    new Option(
      '--time <kind>',
      'what moves jobs: looks at them, real time, or a clock that only control moves',
    )
      .choices(['polls', 'real', 'clock'])
      .default('polls'),
  )
  .option('--median-ms <number>', 'half of all jobs take less, where time moves them', readMilliseconds)
  .option('--seed <text>', 'what ids, durations and pixels follow from')
  .option('-l, --list', 'list scenarios and faults, and what a correct client does')
  .option('--json', 'with --list: as JSON')
  .option('--markdown', 'with --list: as a page')
  .option('-q, --quiet', 'do not print a line per request')
  .option('--host <address>', 'address to listen at', '127.0.0.1')
  .option('--allow-remote', 'let other machines reach an address that is not loopback')
  .option('--allow-host <name>', 'a further name under which the mock answers; may be repeated', collect)
  .option(
    '--cors-origin <origin>',
    'a page that may read answers, such as http://localhost:5173; may be repeated',
    collect,
  )
  .addCommand(judgeCommand())
  .addCommand(recordCommand())
  .addCommand(replayCommand())
  .addHelpText(
    'after',
    `
Every provider is under its id: point a client at
http://127.0.0.1:4010/<provider>. A request chooses scenarios and faults with
the header x-kontext-scenario, a client with the key "mock:<names>".
Exit status: 0 stopped, 2 it could not start with what it was given.

Examples:
  $ kontext-mocks --port 4010
  $ kontext edit photo.png "Put a donut next to the flour." \\
      --provider chainhub --base-url http://127.0.0.1:4010/chainhub`,
  )
  .action(run)
withContractFlags(command)

async function run(flags: Flags): Promise<void> {
  const { port, scenario, time, medianMs, seed, list, json, markdown, quiet } = flags
  const { host, allowRemote, allowHost, corsOrigin } = flags
  // In the environment, so that no list of processes shows it.
  const controlToken = process.env['KONTEXT_MOCKS_TOKEN']
  if (list === true) {
    process.stdout.write(json === true ? listAsJson() : markdown === true ? listAsMarkdown() : listAsText())
    return
  }
  const server = await startMockServer({
    port,
    scenario,
    time,
    host,
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(seed === undefined ? {} : { seed }),
    ...contractOptions(flags),
    ...(allowRemote === undefined ? {} : { allowRemote }),
    ...(allowHost === undefined ? {} : { allowHosts: allowHost }),
    ...(corsOrigin === undefined ? {} : { corsOrigins: corsOrigin }),
    ...(controlToken === undefined || controlToken === '' ? {} : { controlToken }),
    ...(quiet === true
      ? {}
      : {
          onRequest: ({ method, path, status }) => {
            console.log(`${status === 0 ? '---' : String(status)} ${method.padEnd(4)} ${path}`)
          },
        }),
  })
  console.log(`kontext-mocks ${version} on ${server.url}`)
  for (const id of server.providers) console.log(`  ${id.padEnd(10)} ${server.baseUrl(id)}`)
  console.log(`Control: ${server.url}/__kontext/, with Authorization: Bearer ${server.token}`)
  console.log('Any key will do. Stop with Ctrl+C.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close()
    })
  }
}

for (const one of [command, ...command.commands]) one.exitOverride()
keepMemorySteady()
try {
  await command.parseAsync()
} catch (error) {
  // Commander has already said what is wrong; help and version end with status 0.
  const said = error instanceof CommanderError
  if (!said) console.error(error instanceof Error ? error.message : error)
  process.exitCode = said && error.exitCode === 0 ? 0 : wrongUse
}
