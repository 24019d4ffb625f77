// The command: kontext edit | resume | providers | explain | check | diff
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { KontextError, type ErrorCode } from 'kontext-sdk'
import { checkCommand } from './commands/check.ts'
import { diffCommand } from './commands/diff.ts'
import { editCommand } from './commands/edit.ts'
import { explainCommand } from './commands/explain.ts'
import { providersCommand } from './commands/providers.ts'
import { resumeCommand } from './commands/resume.ts'
import { CommandError } from './command-error.ts'
import { errorJson, wantsJson } from './error-json.ts'
import { exitCodeFor } from './exit-code.ts'
import { inFlags } from './flag-of.ts'
import { howToResume } from './how-to-resume.ts'

// The package, from src/cli/main.ts as well as from dist/cli/main.js.
const root = new URL('../../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }

const program = new Command('kontext')
  .description('Edit images with FLUX.1 Kontext at any provider that sells it.')
  .version(version)
  .addCommand(editCommand())
  .addCommand(resumeCommand())
  .addCommand(providersCommand(root))
  .addCommand(explainCommand(root))
  .addCommand(checkCommand())
  .addCommand(diffCommand())
  .addHelpText(
    'after',
    `
The key of a provider is read from the environment; "kontext providers" names
the variables. A mock on loopback needs none.
Progress goes to stderr, results to stdout.
Exit status: 0 done, 1 the edit failed, 2 wrong use, 3 provider not reached.

Examples:
  $ kontext edit photo.png "Put a donut next to the flour." --provider fal
  $ kontext edit photo.png "Warmer light" --provider chainhub \\
      --base-url http://127.0.0.1:4010/chainhub -o out.jpg
  $ kontext explain chainhub safety_tolerance
  $ kontext check fal --base-url http://127.0.0.1:4010/fal --report out.html
  $ kontext diff fal vtrix`,
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

// Who reads only the first lines, such as "head", closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const asJson = wantsJson(process.argv.slice(2))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) refuse(error)
  else await fail(error)
}

// Commander has already said what is wrong; help and version end with status 0.
function refuse(error: CommanderError): void {
  process.exitCode = error.exitCode === 0 ? 0 : 2
  if (error.exitCode !== 0 && asJson)
    process.stdout.write(
      errorJson(error, { message: error.message.replace(/^error: /, ''), handle: undefined }),
    )
}

async function fail(error: unknown): Promise<void> {
  const known = error instanceof CommandError || KontextError.is(error)
  const handle = known && !('code' in error && ended.has(error.code)) ? error.handle : undefined
  const message = inFlags(error instanceof Error ? error.message : String(error))
  const lines = [`kontext: ${message}`, ...(handle === undefined ? [] : howToResume(handle))]
  // Written before the end: requests that nobody waits for any more must not keep the command.
  await new Promise((resolve) => process.stderr.write(`${lines.join('\n')}\n`, resolve))
  if (asJson)
    await new Promise((resolve) => process.stdout.write(errorJson(error, { message, handle }), resolve))
  process.exit(error instanceof CommandError ? error.exitCode : exitCodeFor(error))
}
