import type { ProviderDescriptor } from '../provider.ts'
import type { Model } from '../vocabulary.ts'
import { candidateValues } from './candidate-values.ts'
import type { PortableInput } from './portable-input.ts'

const prompt = 'Put a donut next to the flour.'
const url = 'https://example.com/flour.png'
// A PNG of one pixel.
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=='

/** Edits that show in what providers differ, the plainest first. Plain data. */
export function candidates(descriptors: readonly ProviderDescriptor[]): readonly PortableInput[] {
  const needed = Math.max(1, ...descriptors.map(({ images: { min } }) => min))
  const base = { prompt, image: repeated(url, needed) }
  return [
    base,
    ...(['max', 'pro'] as const).map((model) => ({ ...base, model })),
    { prompt },
    ...imageLists(descriptors).map((image) => ({ ...base, image })),
    ...optionCandidates(descriptors).map((option) => ({ ...base, ...option })),
    ...nativeCandidates(descriptors).map((native) => ({ ...base, ...native })),
  ]
}

function imageLists(descriptors: readonly ProviderDescriptor[]): readonly (string | readonly string[])[] {
  const most = Math.max(...descriptors.map(({ images: { max } }) => max))
  const counts = Array.from({ length: most }, (_, index) => index + 1)
  return counts.flatMap((count) => [repeated(url, count), repeated(pixel, count)])
}

function repeated(image: string, count: number): string | readonly string[] {
  return count === 1 ? image : Array.from({ length: count }, () => image)
}

function optionCandidates(descriptors: readonly ProviderDescriptor[]): readonly object[] {
  const names = new Set(descriptors.flatMap(({ options }) => Object.keys(options)))
  return [...names].flatMap((name) => {
    const rules = descriptors.flatMap(({ options }) => new Map(Object.entries(options)).get(name) ?? [])
    return candidateValues(rules).map((value) => ({ [name]: value }))
  })
}

// A field may be of one model only.
function nativeCandidates(descriptors: readonly ProviderDescriptor[]): readonly object[] {
  const names = new Set(descriptors.flatMap(({ native }) => Object.keys(native)))
  const models: readonly (Model | undefined)[] = [undefined, 'max', 'pro']
  return [...names].flatMap((name) => {
    const rules = descriptors.flatMap(({ native }) => new Map(Object.entries(native)).get(name) ?? [])
    return candidateValues(rules).flatMap((value) =>
      models.map((model) => ({ ...(model && { model }), native: { [name]: value } })),
    )
  })
}
