import { Command, Option } from 'commander'
import type { Severity } from 'kontext-sdk/diff'
import type { DiffFlags } from '../diff/run-diff.ts'

const severities: readonly Severity[] = ['major', 'minor', 'patch']

/** `kontext diff fal vtrix`, `kontext diff fal@HEAD~1`: what differs between two providers or two versions. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('say what differs between two providers, or between two versions of a contract')
    .argument('<before>', 'a provider, one at a git ref (fal@HEAD~1), or a YAML file')
    .argument('[after]', 'the same; without it the contract of that provider as it is now')
    .addOption(new Option('--json', 'print everything as JSON').conflicts('markdown'))
    .option('--markdown', 'print tables for GitHub')
    .addOption(new Option('--wire', 'rate only for those who speak HTTP by hand').conflicts('types'))
    .option('--types', 'rate only for those who compile against the types')
    .addOption(new Option('--min <severity>', 'show no less than this').choices(severities))
    .option('--evidence', 'show both places of each difference, and where they come from')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when something is as severe').choices(severities),
    )
    .addHelpText('after', help)
    .action(async (first: string, second: string | undefined, flags: DiffFlags) => {
      // Loaded here: the other commands need no reader of contracts.
      const { runDiff } = await import('../diff/run-diff.ts')
      await runDiff(first, second, flags)
    })
}

const help = `
Each difference is rated twice, as in semantic versioning: "wire" for those who
speak HTTP by hand, "types" for those who compile against the generated types.
"--min" is minor for two providers, else patch; with --json always patch.
The JSON has "format": 1, "before" and "after", the "summary", the "findings"
(each with "rule", "wire", "types", "message", "operation", and "before" and
"after" with "pointer", "value", "place", "evidence") and, of two providers,
"portable": "path", "rule", "effect", "message", a "witness", and both places.
Exit status: 0 compared, 1 something is as severe as --fail-on says, 2 wrong
use: no such provider, ref or file.

Examples:
  $ kontext diff fal vtrix
  $ kontext diff fal@v0.1.0
  $ kontext diff fal@main fal@my-branch --types --min major
  $ kontext diff fal@origin/main --markdown --fail-on major
  $ kontext diff fal ./their-contract.yaml --json`
