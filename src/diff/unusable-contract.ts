/** Says which of the two contracts cannot be compared, where, and why. */
export class UnusableContract extends Error {
  override readonly name = 'UnusableContract'

  constructor(file: string, fact: string, remedy = 'Give an OpenAPI contract as YAML.') {
    super(`Failed to compare ${file}: ${fact}. ${remedy}`)
  }
}
