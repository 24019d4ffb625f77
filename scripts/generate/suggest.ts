import type { Reporter } from '../lib/diagnostics/reporter.ts'
import { readInputs } from '../lib/inputs.ts'
import { runPipeline } from '../pipeline.ts'

/**
 * Prints, for each provider, the overlay that its documents' prose suggests; writes nothing. What a person reads is
 * YAML to the last line, so that it can be redirected into a file.
 */
export async function printSuggestions(root: string, { reporter }: { reporter: Reporter }): Promise<void> {
  const { suggestions, diagnostics } = await runPipeline(await readInputs(root))
  reporter.add(...diagnostics.filter(({ rule }) => rule === 'prose-differs'))
  reporter.note(
    suggestions.length === 0
      ? '# nothing to suggest: what the documents say in prose stands in the contracts'
      : suggestions.join('---\n').trimEnd(),
  )
}
