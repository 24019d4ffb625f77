import { asNumber, asRecord, asText } from '../narrow.ts'
import type { ImageReference } from './dialect.ts'

/** Images by shape: objects with a `url`, or plain URLs. Whatever else is in the list is left out. */
export function readImageList(list: readonly unknown[]): readonly ImageReference[] {
  return list.flatMap((item): ImageReference[] => {
    const record = asRecord(item)
    const url = asText(item) ?? asText(record?.['url'])
    if (url === undefined || url === '') return []
    const contentType = asText(record?.['content_type'])
    const width = asNumber(record?.['width'])
    const height = asNumber(record?.['height'])
    return [
      {
        url,
        ...(contentType === undefined ? {} : { contentType }),
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
      },
    ]
  })
}

/** A seed that is a number or digits: those beyond 2^53 come as a text. */
export function readSeed(value: unknown): { seed?: number | string } {
  if (typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,40}$/.test(value)))
    return { seed: value }
  return {}
}
