import { extname } from 'node:path'
import { Command, Option } from 'commander'
import type { EditInput, EditResult, JobEvent, Model } from 'kontext-sdk'
import { withAddress } from '../address-hint.ts'
import { cancelAtInterrupt, leaveAtInterrupt, submitOrInterrupt } from '../interrupt.ts'
import { kontextFor, type ProviderFlags } from '../kontext-for.ts'
import { loadImage } from '../load-image.ts'
import { startProgress } from '../progress.ts'
import { number, timeoutOption } from '../option-parsers.ts'
import { checkOutput, saveImages, type OutputFlags } from '../save-images.ts'

interface EditFlags extends ProviderFlags, OutputFlags {
  readonly model?: Model
  readonly aspectRatio?: `${number}:${number}`
  readonly count?: number
  readonly format?: 'jpeg' | 'png'
  readonly guidance?: number
  readonly safetyTolerance?: number
  readonly seed?: number
  readonly upsamplePrompt?: true
  readonly timeout: number
}

/** `kontext edit photo.png "Put a donut next to the flour." --provider fal -o out.jpg`. */
export function editCommand(): Command {
  return new Command('edit')
    .description('edit one image and save the result')
    .argument('<image>', 'a file, or the URL of an image')
    .argument('<prompt>', 'what to change')
    .requiredOption('--provider <id>', 'where to edit; see "kontext providers"')
    .option('--base-url <url>', "address of the API: a relay's, or a mock's")
    .addOption(
      new Option('--model <name>', 'without it max, which costs more than pro').choices(['pro', 'max']),
    )
    .option('-o, --output <file>', 'where to save the result; several are numbered', 'edited.jpg')
    .option('--aspect-ratio <w:h>', 'such as 16:9; without it about that of the image')
    .option('--count <n>', 'how many images to make; each is billed', number)
    .addOption(
      new Option('--format <type>', 'file type; without it that of --output').choices(['jpeg', 'png']),
    )
    .option('--guidance <n>', 'how closely to follow the prompt', number)
    .option('--safety-tolerance <n>', 'how much the moderation lets pass', number)
    .option('--seed <n>', 'same input, same seed, same image', number)
    .option('--upsample-prompt', 'let the provider rewrite the prompt')
    .addOption(timeoutOption('give up waiting; the job goes on and can be resumed'))
    .option('--json', 'print the result, or what went wrong, as JSON on stdout')
    .option('-q, --quiet', 'no progress on stderr')
    .addHelpText(
      'after',
      `
What a provider takes, and the variable its key is read from, is in "kontext
providers <id>". A submit is sent once; Ctrl+C asks to cancel the job.
The JSON has "provider", "model", "requestId", "seed", "requests", the "handle"
and "images", each with "file", "url", "type" and "bytes". Of an edit that fails
it has "error" with "code", "message", "billed" (no, yes, maybe), "retryable",
"provider", "requestId" and "status" where there are any, and the "handle" where
the job goes on.
Exit status: 0 done, 1 the edit failed, 2 wrong use or a key that is not taken,
3 provider not reached, 130 interrupted.

Examples:
  $ kontext edit photo.png "Warmer light" --provider fal -o warm.jpg
  $ kontext edit photo.png "Warmer light" --provider fal-relay \\
      --base-url https://relay.example --model pro --seed 7 --json`,
    )
    .action(edit)
}

async function edit(image: string, prompt: string, flags: EditFlags): Promise<void> {
  await checkOutput(flags.output, flags.format)
  const kontext = kontextFor(flags)
  const input: EditInput = { prompt, image: await loadImage(image, kontext.provider), ...optionsOf(flags) }
  const { id } = kontext.provider
  const progress = startProgress(`Editing at ${id}`, { quiet: flags.quiet === true })
  const wait = async (): Promise<EditResult> => {
    const options = { timeoutMs: flags.timeout, onEvent: (event: JobEvent) => progress.event(event) }
    const job = await submitOrInterrupt(kontext.submit(input, options))
    return cancelAtInterrupt(job, job.result())
  }
  const result = await wait().catch((error: unknown) => {
    progress.failed()
    throw withAddress(error, kontext.provider.baseUrl)
  })
  progress.done(`Edited at ${id}`)
  await leaveAtInterrupt(result.handle, saveImages(result, flags))
}

/** Only what was said goes out: everything else is the provider's default. */
function optionsOf(flags: EditFlags): Omit<EditInput, 'image' | 'prompt'> {
  const { model, aspectRatio, count, guidance, safetyTolerance, seed, upsamplePrompt } = flags
  const ending = extname(flags.output).toLowerCase()
  const format = flags.format ?? (ending === '.png' ? 'png' : undefined)
  return {
    ...(model === undefined ? {} : { model }),
    ...(aspectRatio === undefined ? {} : { aspectRatio }),
    ...(count === undefined ? {} : { count }),
    ...(format === undefined ? {} : { format }),
    ...(guidance === undefined ? {} : { guidance }),
    ...(safetyTolerance === undefined ? {} : { safetyTolerance }),
    ...(seed === undefined ? {} : { seed }),
    ...(upsamplePrompt === undefined ? {} : { upsamplePrompt }),
  }
}
