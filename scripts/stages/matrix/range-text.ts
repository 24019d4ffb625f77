/** `1 to 20`, `from 1`, `up to 20`; undefined where there is no limit. */
export function rangeText({
  min,
  max,
}: {
  readonly min?: number | undefined
  readonly max?: number | undefined
}): string | undefined {
  if (min === undefined) return max === undefined ? undefined : `up to ${max}`
  return max === undefined ? `from ${min}` : `${min} to ${max}`
}
