import { caseGroups, editNames, type Case } from './case.ts'

/**
 * Cases as they are run: the free ones, then those of each paid edit in the order in which a budget is spent, last those
 * that look at every answer there was.
 */
export function runOrder(cases: readonly Case[]): readonly Case[] {
  return cases.toSorted((a, b) => turnOf(a) - turnOf(b) || groupOf(a) - groupOf(b))
}

/** Cases as they are reported: by group, within a group as they are declared. */
export function reportOrder(cases: readonly Case[]): readonly Case[] {
  return cases.toSorted((a, b) => groupOf(a) - groupOf(b))
}

function turnOf({ edits, group }: Case): number {
  if (group === 'answers') return editNames.length + 1
  return Math.max(0, ...edits.map((name) => editNames.indexOf(name) + 1))
}

function groupOf({ group }: Case): number {
  return caseGroups.indexOf(group)
}
