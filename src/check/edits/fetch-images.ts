import type { ImageReference, ResultReading } from '../../dialects/dialect.ts'
import { fromBase64 } from '../../images/base64.ts'
import { isWholeImage, readImageSize } from '../../images/image-size.ts'
import { sniffImageType } from '../../images/image-type.ts'
import { imageUrlFault } from '../../images/url-policy.ts'
import { isLoopback } from '../../provider.ts'
import type { CheckExchange } from '../wire/exchange.ts'
import type { SeenImage } from './course.ts'
import { pictureHash } from './picture-hash.ts'
import { pause, type JobWatch } from './job-watch.ts'

const maxImages = 8
const maxRedirects = 3
const tries = 3
const timeoutMs = 60_000

/** Fetches the images of a result, without a key, one after the other. */
export async function fetchImages(
  job: JobWatch,
  { images }: ResultReading,
  about: string,
): Promise<readonly SeenImage[]> {
  const seen: SeenImage[] = []
  for (const [index, image] of images.slice(0, maxImages).entries())
    seen.push(await fetchImage(job, image, { index, about }))
  return seen
}

async function fetchImage(
  job: JobWatch,
  { url, ...declared }: ImageReference,
  { index, about }: { readonly index: number; readonly about: string },
): Promise<SeenImage> {
  const named = { index, url, declared }
  if (/^data:/i.test(url)) {
    const bytes = bytesOfDataUri(url)
    return bytes === undefined
      ? { ...named, unfetched: 'is a data URI without base64' }
      : inspect(named, bytes)
  }
  const { exchange, unfetched } = await downloadWhole(job, url, `${job.plan.name}: ${about}`)

  const more = {
    ...named,
    ...(exchange === undefined ? {} : { exchange }),
    ...(unfetched === undefined ? {} : { unfetched }),
  }
  return exchange?.answer?.status === 200 ? inspect(more, exchange.answer.bytes) : more
}

interface Download {
  readonly exchange?: CheckExchange
  readonly unfetched?: string
}

/** Downloads are free: what may be an accident on the way is tried again. */
async function downloadWhole(job: JobWatch, url: string, about: string): Promise<Download> {
  for (let number = 1; ; number += 1) {
    const got = await download(job, url, about)
    if (number === tries || got.unfetched !== undefined || !isAccident(got.exchange)) return got
    await pause(job, 1_000)
  }
}

function isAccident(exchange: CheckExchange | undefined): boolean {
  const { status = 0, bytes = new Uint8Array() } = exchange?.answer ?? {}
  if (status !== 200) return status === 0 || status >= 500 || [404, 408, 425, 429].includes(status)
  const type = sniffImageType(bytes)
  return type !== undefined && !isWholeImage(bytes, type)
}

/** Follows redirects by hand: none may lead into the network of this machine. */
async function download({ run }: JobWatch, from: string, about: string): Promise<Download> {
  const loopback = isLoopback(new URL(run.subject.provider.baseUrl).hostname)
  let url = from
  let exchange: CheckExchange | undefined
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const fault = imageUrlFault(url, { loopback })
    if (fault !== undefined)
      return {
        unfetched: hop === 0 ? fault : `redirects to a URL that ${fault}`,
        ...(exchange && { exchange }),
      }
    exchange = await run.send({ about, operation: 'image', method: 'GET', path: url, key: 'none', timeoutMs })
    const { status = 0, headers = {} } = exchange.answer ?? {}
    const location = headers['location']
    if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, url))
      return { exchange }
    url = new URL(location, url).href
  }
  return { unfetched: 'redirects without end', ...(exchange && { exchange }) }
}

function bytesOfDataUri(url: string): Uint8Array | undefined {
  const [, base64] = /^data:[^,]*;base64,(.*)$/is.exec(url) ?? []
  try {
    return base64 === undefined ? undefined : fromBase64(base64)
  } catch {
    return undefined
  }
}

function inspect(named: SeenImage, bytes: Uint8Array): SeenImage {
  const type = sniffImageType(bytes)
  const size = type && readImageSize(bytes, type)
  return {
    ...named,
    byteLength: bytes.length,
    hash: pictureHash(bytes, type),
    ...(type === undefined ? {} : { type, whole: isWholeImage(bytes, type) }),
    ...(size === undefined ? {} : { width: size.width, height: size.height }),
  }
}
