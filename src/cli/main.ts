// The command: kontext edit | resume | providers
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { KontextError, type ErrorCode } from 'kontext-sdk'
import { editCommand } from './commands/edit.ts'
import { providersCommand } from './commands/providers.ts'
import { resumeCommand } from './commands/resume.ts'
import { exitCodeFor } from './exit-code.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const program = new Command('kontext')
  .description('Edit images with FLUX.1 Kontext at any provider that sells it.')
  .version(version)
  .addCommand(editCommand())
  .addCommand(resumeCommand())
  .addCommand(providersCommand())
  .addHelpText(
    'after',
    `
The key of a provider is read from the environment: FAL_KEY, CHAINHUB_API_KEY,
VTRIX_API_KEY, FAL_RELAY_API_KEY. A mock on loopback needs none.
Progress goes to stderr, results to stdout.
Exit status: 0 done, 1 the edit failed, 2 wrong use, 3 provider not reached.

Examples:
  $ kontext edit photo.png "Put a donut next to the flour." --provider fal
  $ kontext edit photo.png "Warmer light" --provider chainhub \\
      --base-url http://127.0.0.1:4010/chainhub -o out.jpg`,
  )
for (const command of [program, ...program.commands])
  command.exitOverride().showHelpAfterError('(--help says what can be given)')

// A job that ended badly is not worth resuming.
const ended: ReadonlySet<string> = new Set<ErrorCode>([
  'job-failed',
  'moderated',
  'canceled',
  'result-expired',
])

try {
  await program.parseAsync()
} catch (error) {
  // Commander has already said what is wrong; help and version end with status 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    console.error(`kontext: ${error instanceof Error ? error.message : String(error)}`)
    if (KontextError.is(error) && error.handle !== undefined && !ended.has(error.code)) {
      console.error(
        `The job is not lost. Save this line to a file and run "kontext resume <file>":\n${JSON.stringify(error.handle)}`,
      )
    }
    process.exitCode ??= exitCodeFor(error)
  }
}
