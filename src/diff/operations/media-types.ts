import type { Content } from '../../contracts/index.ts'

/** Bodies by their media types, without parameters and case. */
export function byMediaType(contents: readonly Content[]): ReadonlyMap<string, Content> {
  return new Map(
    contents.map((content) => [content.mediaType.replace(/;.*$/s, '').trim().toLowerCase(), content]),
  )
}
