// One changeset for what changed in the contracts: npm run spec:changeset -- --since REF
import { parseArgs } from 'node:util'
import { specChangeset } from './spec-changeset/run.ts'

const usage = `Usage: npm run spec:changeset -- --since <commit> [--check]
  --since <commit>  compare generated/*/contract.openapi.yaml with what they
                    are there: HEAD for what is not committed yet, main for a
                    branch, the tag of the last release for all since then
  --check           write nothing; end with 1 where the changeset is missing or
                    stale. Compares with the parent of HEAD unless told
                    otherwise, and passes where there is none`

process.exitCode = await main()

async function main(): Promise<number> {
  const flags = readFlags()
  if (typeof flags === 'string') {
    console.error(`Failed to run: ${flags}.\n${usage}`)
    return 2
  }
  if (flags.help) {
    console.log(usage)
    return 0
  }
  const { since, check } = flags
  const root = process.cwd()
  const { code, lines } = await specChangeset({ root, check, ...(since === undefined ? {} : { since }) })
  for (const line of lines) (code === 0 ? console.log : console.error)(line)
  return code
}

interface Flags {
  readonly since?: string | undefined
  readonly check: boolean
  readonly help: boolean
}

/** What the command line asks for, or what is wrong with it. */
function readFlags(): Flags | string {
  try {
    const { values } = parseArgs({
      options: {
        since: { type: 'string' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values.since === undefined && !values.check && !values.help
      ? 'give the commit to compare with'
      : values
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
  }
}
