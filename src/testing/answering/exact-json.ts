/** The digits of the last `seed` in a JSON text, where it is a whole number; it may have more than a double holds. */
export function exactSeed(text: string): string | undefined {
  // Quotes inside JSON texts are escaped, so `"seed":` can only be a key. A text may hold megabytes of image.
  for (
    let at = text.lastIndexOf('"seed"');
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf('"seed"', at - 1)
  ) {
    const digits = /^"seed"\s*:\s*(-?\d+)\s*[,}]/.exec(text.slice(at, at + 200))?.[1]
    if (digits !== undefined) return digits
  }
  return undefined
}

/** A body as JSON whose `seed` has exactly these digits: `JSON.stringify` would round it to a double. */
export function exactJson(body: unknown, seed: string | undefined): string {
  if (seed === undefined || Number.isSafeInteger(Number(seed))) return JSON.stringify(body)
  const place = 'kontext:seed'
  const marked = JSON.stringify(body, (key, value: unknown) =>
    key === 'seed' && typeof value === 'number' ? place : value,
  )
  return marked.replaceAll(`"seed":"${place}"`, `"seed":${seed}`)
}
