import { Command } from 'commander'
import { columns } from '../columns.ts'
import { readMatrix } from '../providers/matrix-file.ts'
import { overview } from '../providers/overview.ts'
import { restrictMatrix } from '../providers/restrict-matrix.ts'

/** `kontext providers fal vtrix`: what each provider can do, what it costs, and how that is known. */
export function providersCommand(root: URL): Command {
  return new Command('providers')
    .description('list what each provider can do, what it costs, and how that is known')
    .argument('[provider...]', 'only these')
    .option('--json', 'print the whole matrix as JSON: every value with its evidence')
    .addHelpText(
      'after',
      `
The JSON has "format": 1, the "rows" in order, "providers" with "cells" by row
and the "disagreements" of their documents. A cell has a "value" (null: none),
a "text", a "kind" (document, public or inferred: the weakest of its evidence)
and the "evidence" behind each piece of its text: "pointer" into the contract,
"kind", "at" (file:line in this package), "source". A provider also has the
"corrections" made to its documents, each with its reason.
Exit status: 0 listed, 2 there is no such provider.

Examples:
  $ kontext providers
  $ kontext providers fal vtrix
  $ kontext providers fal --json`,
    )
    .action((ids: string[], { json }: { json?: true }) => {
      const matrix = restrictMatrix(readMatrix(root), ids)
      process.stdout.write(
        json === true ? `${JSON.stringify(matrix, null, 2)}\n` : overview(matrix, { width: columns() }),
      )
    })
}
