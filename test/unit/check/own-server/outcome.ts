import { flawsOf, isRecord } from './flaws.ts'
import type { Job } from './job.ts'
import { isLoadable, picture } from './pictures.ts'
import { detail, json, type World } from './world.ts'

/** What came of a job that has ended. */
export function outcomeOf(job: Job, world: World): Response {
  if (job.canceledMs !== undefined)
    return detail(499, 'Request was cancelled', { error_type: 'client_cancelled' })
  const { input } = job
  const flaws = flawsOf(input)
  if (flaws.length > 0 || !isRecord(input)) return detail(422, flaws)
  const { image_url: source } = input
  const msg = 'Failed to load the image.'
  if (!isLoadable(source))
    return detail(422, [
      { type: 'image_load_error', loc: ['body', 'image_url'], msg, input: source, ctx: null },
    ])
  return images(job, input, world)
}

function images(job: Job, input: Readonly<Record<string, unknown>>, { media, files }: World): Response {
  const { output_format: asked, num_images: count = 1, sync_mode: sync, aspect_ratio: ratio } = input
  const format = asked === 'png' ? 'png' : 'jpeg'
  const type = `image/${format}`
  const made = Array.from({ length: Number(count) }, (_none, nth) => {
    const words = `${String(input['prompt'])} ${job.seed}`
    const { bytes, width, height } = picture(words, { ratio, format, nth })
    const name = `${job.id}-${nth}.${format}`
    const about = { content_type: type, file_name: name, file_size: bytes.length, width, height }
    if (sync === true)
      return { url: `data:${type};base64,${Buffer.from(bytes).toString('base64')}`, ...about }
    files.set(`/files/${name}`, { bytes, type })
    return { url: `${media}/files/${name}`, ...about }
  })
  const flags = made.map(() => false)
  const body = { images: made, timings: {}, seed: 0, has_nsfw_concepts: flags, prompt: input['prompt'] }
  return json(200, JSON.stringify(body).replace('"seed":0', `"seed":${job.seed}`))
}
