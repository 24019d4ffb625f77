import { Command, InvalidArgumentError, Option } from 'commander'
import type { CheckFlags } from '../check/check-flags.ts'
import { formatNames } from '../check/format-names.ts'
import { number, secondsAsMs } from '../option-parsers.ts'

/** `kontext check fal --base-url http://127.0.0.1:4010/fal --report out.html`: does a server keep its contract? */
export function checkCommand(): Command {
  return (
    new Command('check')
      .description(
        'hold a server against its contract: free requests first, then at most --budget paid edits',
      )
      .argument('[provider...]', 'one or several; see "kontext providers"')
      .option('--all', 'every provider there is')
      .option(
        '--base-url <url>',
        "address of the API; several providers: id=URL each, or a mock's root",
        collect,
      )
      .option('--budget <edits>', 'edits that may be paid, per provider; 0 sends none', number, 2)
      .addOption(new Option('--model <name>', 'the model to edit with').choices(['pro', 'max']))
      .option('--image <file>', 'a file or URL to edit instead of a small picture of ours')
      .option('--only <ids>', 'cases or groups to run, separated by commas; --list names them', words)
      .option('--skip <ids>', 'cases or groups to leave out, separated by commas', words)
      .option('--later <seconds>', 'wait before looking whether a result is still there', secondsAsMs)
      .option('--timeout <seconds>', 'the longest a run may take, --later aside (default: 3600)', secondsAsMs)
      .option('--dry-run', 'print what would be sent and what it could cost; send nothing')
      .option('--list', 'print every case; send nothing')
      .option('--deviations <file>', 'known deviations (default: kontext-deviations.yaml, if there)')
      .option('--report <file>', 'write .html, .xml (JUnit), .json, .md or .txt; may be repeated', collect)
      .addOption(
        new Option('--format <name>', 'of the report on stdout').choices(formatNames).default('terminal'),
      )
      .addOption(
        new Option('--fail-on <severity>', 'the least that ends with status 1')
          .choices(['minor', 'major', 'critical'])
          .default('minor'),
      )
      .option('--webhook-url <url>', 'address that leads to --webhook-port on this machine')
      .option('--webhook-port <port>', 'port on loopback to wait for webhooks at', port)
      .option('-q, --quiet', 'no progress on stderr')
      .addHelpText('after', help)
      // The suite brings a YAML parser and a validator: other commands start without them.
      .action(async (names: readonly string[], flags: CheckFlags) =>
        (await import('../check/run-check.ts')).runCheck(names, flags),
      )
  )
}

const help = `
The key is read from the environment, as with "kontext edit". No submit is sent
twice; what was spent is said at the end, also after Ctrl+C. The server is asked
to cancel jobs that still run then, or do not end in time; the report says what
came of it, and how "kontext resume" fetches what may be billed all the same.
Known deviations: a YAML list of { provider, case, reason, until, match? }.
"until" is the last day they do not count, such as 2027-01-31, at most a year
ahead.
A server that takes a submit it must refuse, or does not answer one, gets no
further one of that kind. A job is waited for 5 minutes.
Exit status: 0 conforms, 1 deviates, 2 wrong use, 3 not reached, no such API at
the address, or not looked at to the end within --timeout, 130 interrupted.

Examples:
  $ kontext check fal --dry-run
  $ kontext check fal-relay --base-url https://relay.example --report out.html
  $ kontext check --all --base-url http://127.0.0.1:4010 --budget 8
  $ kontext check fal --budget 0 --report junit.xml --fail-on major`

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

function words(text: string, before: readonly string[] = []): readonly string[] {
  const found = text.split(',').map((word) => word.trim())
  return [...before, ...found.filter((word) => word !== '')]
}

function port(text: string): number {
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value < 1 || value > 65_535)
    throw new InvalidArgumentError('Give a port from 1 to 65535.')
  return value
}
