import { toBase64 } from '../../images/base64.ts'
import type { MockJob } from './job.ts'
import type { Painter, PaintedImage } from '../images/painter.ts'
import type { MockImage } from '../voices/voice.ts'

/** The result images of a job, ready to be named in an answer. */
export async function imagesOf(job: MockJob, origin: string, painter: Painter): Promise<MockImage[]> {
  const {
    edit,
    provider,
    id,
    size: [width, height],
  } = job
  const [contentType, extension] = edit.format === 'png' ? ['image/png', 'png'] : ['image/jpeg', 'jpg']
  return Promise.all(
    Array.from({ length: edit.count }, async (_none, index) => {
      const fileName = `${index}.${extension}`
      const painted = edit.inline ? await paintOf(job, index, painter) : undefined
      const url =
        painted === undefined
          ? `${origin}/images/${provider}/${id}/${fileName}`
          : `data:${contentType};base64,${toBase64(painted.bytes)}`
      return {
        url,
        contentType,
        fileName,
        width,
        height,
        ...(painted === undefined ? {} : { fileSize: painted.bytes.length }),
      }
    }),
  )
}

/** One of them as bytes. */
export async function paintOf(job: MockJob, index: number, painter: Painter): Promise<PaintedImage> {
  const { model, prompt, seed, format, source } = job.edit
  const [width, height] = job.size
  return painter.paint({
    provider: job.provider,
    model,
    prompt,
    seed,
    index,
    format,
    width,
    height,
    ...(source === undefined ? {} : { source }),
    ...(job.scenario.flagged === true ? { black: true } : {}),
  })
}
