/** The flag of an option of the SDK: `aspectRatio` is `--aspect-ratio`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
