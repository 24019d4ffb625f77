/** The flag of an option of the SDK: `aspectRatio` is `--aspect-ratio`. */
export function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** A message of the SDK, which names options as code does, in the words of the command. */
export function inFlags(message: string): string {
  return message
    .replace(/option "([a-z][A-Za-z]*)"/g, (_whole, name: string) => flagOf(name))
    .replace(/\bbaseUrl\b/g, flagOf('baseUrl'))
}
