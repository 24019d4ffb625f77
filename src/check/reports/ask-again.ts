import type { Deviation } from '../report.ts'
import { plainText } from './plain-text.ts'

// A body has at most 1,200 characters, a URL 500.
const longestLine = 1_600

/** The lines of a command that asks again what a deviation was seen in; none where nothing was asked. */
export function againLines({ curl }: Pick<Deviation, 'curl'>): readonly string[] {
  return curl === undefined ? [] : curl.split('\n').map((line) => plainText(line, longestLine))
}

/** The deviations with each command once: what was seen in one request needs to be asked once. */
export function eachAskedOnce(deviations: readonly Deviation[]): readonly Deviation[] {
  return deviations.map((deviation, index) => {
    const { curl, ...rest } = deviation
    return deviations.findIndex((other) => other.curl === curl) === index ? deviation : rest
  })
}
