// Documents in, contracts and everything made of them out. Usage: npm run generate -- [flags], see below.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { GenerateOptions } from './generate/check.ts'
import { StageError } from './lib/diagnostic.ts'
import { Reporter, reportFormats } from './lib/diagnostics/reporter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const options = {
  /** Compare with what is there, write nothing. */
  check: { type: 'boolean', default: false },
  /** Run every stage anew, whatever the hashes say. */
  full: { type: 'boolean', default: false },
  /** Take the documents as they are now into their locks first. */
  accept: { type: 'boolean', default: false },
  /** Go on at every change under specs/. */
  watch: { type: 'boolean', default: false },
  /** Print overlay actions that the documents' prose suggests, write nothing. */
  suggest: { type: 'boolean', default: false },
  /** Print what the stages have to say beside warnings. */
  verbose: { type: 'boolean', default: false },
  /** Form of the report: `human`, `json`, `sarif` or `github`. */
  format: { type: 'string', default: 'human' },
  /** A file for the report, which else goes to the terminal. */
  output: { type: 'string' },
} as const

// What a flag does not need is not loaded: a check that finds no change loads no library.
async function main(): Promise<number> {
  const values = readFlags()
  if (values === undefined) return 2
  const format = reportFormats.find((name) => name === values.format)
  if (format === undefined) {
    console.error(`Failed to run: ${values.format} is no format. Give one of ${reportFormats.join(', ')}.`)
    return 2
  }
  const { verbose, output } = values
  const reporter = new Reporter({ root, format, verbose, output })
  try {
    return await generateAs({ ...values, verbose: verbose || format !== 'human', reporter })
  } catch (error) {
    if (!(error instanceof StageError)) throw error
    reporter.add(...error.diagnostics)
    return 1
  } finally {
    reporter.finish()
  }
}

function readFlags(): ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] | undefined {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    console.error(
      `Failed to run: ${error instanceof Error ? error.message : String(error)}. Known: ${known.join(', ')}.`,
    )
    return undefined
  }
}

type Options = GenerateOptions & Readonly<Record<'accept' | 'check' | 'suggest' | 'watch', boolean>>

async function generateAs(values: Options): Promise<number> {
  if (values.accept) {
    const { acceptDocuments } = await import('./lib/accept.ts')
    for (const path of await acceptDocuments(root)) values.reporter.note(`accepted ${path}`)
  }
  if (values.check) {
    const { check } = await import('./generate/check.ts')
    return (await check(root, values)) ? 0 : 1
  }
  if (values.suggest) {
    const { printSuggestions } = await import('./generate/suggest.ts')
    await printSuggestions(root, values)
    return 0
  }
  if (values.watch) {
    const { watch } = await import('./generate/watch.ts')
    await watch(root, values)
    return 0
  }
  const { generate } = await import('./generate/generate.ts')
  await generate(root, values)
  return 0
}

process.exitCode = await main()
