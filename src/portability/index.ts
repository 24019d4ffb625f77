export { compareCapabilities } from './compare-capabilities.ts'
export { explainDifferences } from './explain-differences.ts'
export { isPortable } from './is-portable.ts'
export type {
  Difference,
  DifferenceEffect,
  DifferenceRule,
  PortableDifference,
  Treatment,
} from './difference.ts'
export type { PortableInput } from './portable-input.ts'
export type { Comparable } from './side.ts'
