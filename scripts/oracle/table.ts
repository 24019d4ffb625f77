import { isUnderRated, type Judged } from './judge.ts'

/** The rows under one heading of the oracle's table. */
export interface Section {
  readonly title: string
  readonly rows: readonly Judged[]
}

/** What the compiler and the diff say of every change, as Markdown. */
export function oracleTable(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows)
  const count = (matches: (row: Judged) => boolean): number => rows.filter(matches).length
  const breaking = count(({ complaint }) => complaint !== undefined)
  const same = count(({ change }) => change.wire === 'same')
  return [
    '# Findings of `kontext diff` against the TypeScript compiler',
    '',
    `${rows.length} single changes of a contract. ${breaking} break a strict consumer of its types: ${count(isUnderRated)} of them rated below major.`,
    `${same} say the same in another way: ${count(isFalse)} of them with findings.`,
    `${count(isOverRated)} are major for types though the consumer compiles; each says why.`,
    ...sections.flatMap(sectionLines),
    '',
  ].join('\n')
}

function isFalse({ change, wire }: Judged): boolean {
  return change.wire === 'same' && wire !== undefined
}

function isOverRated({ complaint, types }: Judged): boolean {
  return complaint === undefined && types === 'major'
}

function sectionLines({ title, rows }: Section): readonly string[] {
  return [
    '',
    `## ${title}`,
    '',
    '| change | contract | compiles | wire | types | rules |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
  ]
}

function line({ change, complaint, wire, types, rules, wrong }: Judged): string {
  const notes = [
    ...(change.why === undefined ? [] : [`major because ${change.why}`]),
    ...wrong.map((fact) => `WRONG: ${fact}`),
  ]
  const found = [rules.map((rule) => `\`${rule}\``).join(', '), ...notes]
    .filter((text) => text !== '')
    .join('; ')
  return `| ${change.name} | ${change.provider} | ${complaint === undefined ? 'yes' : 'no'} | ${wire ?? ''} | ${types ?? ''} | ${found} |`
}

/** What became of every change of a sweep, as Markdown; of each only what is wrong is shown. */
export function sweepTable(rows: readonly Judged[]): string {
  const breaking = rows.filter(({ complaint }) => complaint !== undefined)
  const under = rows.filter(isUnderRated)
  return [
    `${rows.length} changes, each mutation at every place it fits. ${breaking.length} break the consumer: ${under.length} of them rated below major.`,
    ...(under.length === 0 ? [] : sectionLines({ title: 'Rated below major', rows: under })),
    '',
  ].join('\n')
}
