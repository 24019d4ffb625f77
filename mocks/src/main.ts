// The command: kontext-mocks --port 4010
import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { scenarios, type ScenarioName } from './scenarios.ts'
import { startMockServer } from './start-mock-server.ts'

interface Flags {
  readonly port: number
  readonly scenario: ScenarioName
  readonly list?: true
  readonly quiet?: true
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const command = new Command('kontext-mocks')
  .description(
    'Mock server for every FLUX.1 Kontext provider: contracts checked by Prism, jobs that move, images that are real.',
  )
  .version(version)
  .addOption(
    new Option('-p, --port <number>', 'TCP port on 127.0.0.1; 0 takes a free one')
      .default(4010)
      .argParser(readPort),
  )
  .addOption(
    new Option('-s, --scenario <name>', 'course of jobs whose request chooses none')
      .choices(Object.keys(scenarios))
      .default('completes'),
  )
  .option('-l, --list', 'list the scenarios and stop')
  .option('-q, --quiet', 'do not print a line per request')
  .addHelpText(
    'after',
    `
Every provider is under its id: point a client at
http://127.0.0.1:4010/<provider>. A request chooses its scenario with the header
x-kontext-scenario, a client with the key "mock:<scenario>".

Examples:
  $ kontext-mocks --port 4010
  $ kontext edit photo.png "Put a donut next to the flour." \\
      --provider chainhub --base-url http://127.0.0.1:4010/chainhub`,
  )
  .action(run)

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}

async function run({ port, scenario, list, quiet }: Flags): Promise<void> {
  if (list === true) {
    for (const { name, about } of Object.values(scenarios)) console.log(`${name.padEnd(14)} ${about}`)
    return
  }
  const server = await startMockServer({
    port,
    scenario,
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
  console.log('Any key will do. Stop with Ctrl+C.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.close()
    })
  }
}

try {
  await command.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
