import type { EvidenceFile, Origin } from 'kontext-sdk/contracts'

/** Lines of a document that the source of a statement names. */
export interface Citation {
  readonly file: string
  readonly first: number
  readonly end: number
}

/** `003 lines 41 and 72; 000 line 50` as places: overlays name documents by the number their file begins with. */
export function cited({ source = '' }: Origin, { statements }: EvidenceFile): Citation[] {
  return [
    ...source.matchAll(/\b(\d{3}) lines? (\d+(?:-\d+)?(?:(?:, | and )\d+(?:-\d+)?(?![\d ]*line))*)/g),
  ].flatMap(([, number = '', lines = '']) => {
    const file = documentNamed(number, statements)
    if (file === undefined) return []
    return lines.split(/, | and /).map((range) => {
      const [first = 0, end = first] = range.split('-').map(Number)
      return { file, first, end }
    })
  })
}

function documentNamed(number: string, statements: EvidenceFile['statements']): string | undefined {
  for (const { at, was, witnesses = [] } of Object.values(statements)) {
    for (const place of [at, was?.at ?? '', ...witnesses]) {
      const file = /^(.*?):/.exec(place)?.[1] ?? ''
      if (file.includes(`/documents/${number}_`)) return file
    }
  }
  return undefined
}
