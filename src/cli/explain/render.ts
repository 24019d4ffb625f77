import type { ProviderDescriptor } from 'kontext-sdk'
import { cited } from './cited.ts'
import type { EvidenceFile, Origin, Removal, Statement } from 'kontext-sdk/contracts'
import type { PackageFiles } from './package-files.ts'
import {
  findStatements,
  operations,
  optionFields,
  requestFields,
  type Findings,
  type Found,
} from './find-statements.ts'
import type { Page } from './page.ts'

/** One provider, its evidence, and the files that points at. */
export interface Subject {
  readonly provider: ProviderDescriptor
  readonly evidence: EvidenceFile
  readonly files: PackageFiles
}

/** How many statements each kind of evidence stands behind. */
export interface Counts {
  readonly document: number
  readonly public: number
  readonly inferred: number
}

function countKinds(statements: readonly Pick<Statement, 'kind'>[]): Counts {
  const counts = { document: 0, public: 0, inferred: 0 }
  for (const { kind } of statements) counts[kind] += 1
  return counts
}

/** What is known about a provider, field by field and operation by operation. */
export function overview({ provider, evidence }: Subject): {
  readonly counts: Counts
  readonly fields: readonly { field: string; option: string | undefined; counts: Counts }[]
  readonly operations: readonly { id: string; request: string; counts: Counts }[]
} {
  const options = new Map(optionFields(provider).map(({ option, field }) => [field, option]))
  const within = (what: string): Counts =>
    countKinds(findStatements(evidence, provider, what).statements.map(({ statement }) => statement))
  return {
    counts: countKinds(Object.values(evidence.statements)),
    fields: requestFields(evidence, provider).map((field) => ({
      field,
      option: options.get(field),
      counts: within(field),
    })),
    operations: operations(evidence.statements).map(({ id, at }) => {
      const [, path = '', method = ''] = /^\/paths\/(.*)\/(\w+)$/.exec(at) ?? []
      return { id, request: `${method.toUpperCase()} ${path.replaceAll('~1', '/')}`, counts: within(at) }
    }),
  }
}

/** The overview for people. */
export function renderOverview(subject: Subject, page: Page): void {
  const { provider, evidence } = subject
  const { counts, fields, operations: known } = overview(subject)
  page.heading(`${provider.title} (${provider.id})`)
  const all = Object.keys(evidence.statements).length
  page.text(`${all} statements, every one answered for: ${countText(counts)}.`)
  page.text(
    `${evidence.repairs.length} lines repaired, ${evidence.removed.length} statements taken out by overlays.`,
  )
  page.blank()
  const cells = ({ document, public: published, inferred }: Counts): number[] => [
    document,
    published,
    inferred,
  ]
  page.table(
    ['field', 'option', 'document', 'public', 'inferred'],
    fields.map(({ field, option, counts: own }) => [field, option ?? '-', ...cells(own)]),
  )
  page.blank()
  page.table(
    ['operation', 'method', 'document', 'public', 'inferred'],
    known.map(({ id, request, counts: own }) => [id, request.split(' ')[0] ?? '', ...cells(own)]),
  )
  page.blank()
  page.text(`status words: ${Object.keys(provider.states).join(', ')}`)
  page.text(`"kontext explain ${provider.id} <name>" says where each statement comes from.`)
}

/** Every statement about one thing, for people. */
export function renderFindings(subject: Subject, what: string, found: Findings, page: Page): void {
  const means = found.means.length === 0 ? '' : `, ${found.means.join(', ')}`
  page.heading(`${what} at ${subject.provider.title}${means}`)
  const counts = countKinds(found.statements.map(({ statement }) => statement))
  page.text(`${plural(found.statements.length, 'statement')}: ${countText(counts)}.`)
  for (const group of groups(found.statements)) {
    page.blank()
    renderGroup(group, subject, page)
  }
  for (const removal of found.removed) {
    page.blank()
    renderRemoval(removal, subject.files, page)
  }
}

interface Group {
  readonly pointer: string
  readonly statements: readonly [Statement, ...Statement[]]
}

/** The items of one list from one place are one statement. */
function groups(found: readonly Found[]): Group[] {
  const all: { pointer: string; key: string; statements: [Statement, ...Statement[]] }[] = []
  for (const { pointer, statement } of found) {
    const list = /^(.*)\/\d+$/.exec(pointer)?.[1]
    const name = list === undefined || list.endsWith('/required') ? pointer : list
    const file = statement.at.split(':')[0]
    const key = JSON.stringify([name, file, { ...statement, says: undefined, at: undefined }])
    const last = all.at(-1)
    if (last?.key === key) last.statements.push(statement)
    else all.push({ pointer: name, key, statements: [statement] })
  }
  return all
}

function renderGroup({ pointer, statements }: Group, subject: Subject, page: Page): void {
  const [first] = statements
  page.heading(pointer)
  page.entry('says', statements.map(({ says }) => JSON.stringify(says)).join(', '))
  page.entry('evidence', kindText(first))
  const last = statements.at(-1) ?? first
  renderOrigin(first, { ...subject, last: lineOf(last.at) }, page)
}

interface Place extends Subject {
  /** The last line of a list. */
  readonly last?: number
}

function renderOrigin(origin: Origin, { last, ...subject }: Place, page: Page): void {
  const { at, rule, action, reason, repair, witnesses = [], replaced, was } = origin
  const { files, evidence } = subject
  const quote = files.quote(at, last)
  const upTo = quote.lines.length > 1 ? `-${quote.line + quote.lines.length - 1}` : ''
  page.entry(labelOf(quote.file), `${quote.file}:${quote.line}${upTo}`)
  page.quote(quote.lines)
  if (repair !== undefined) {
    const made = evidence.repairs.find(({ file, line }) => file === quote.file && line === quote.line)
    page.entry('repaired', `${repair}: read as ${made?.after ?? 'a text'}`)
  }
  if (rule !== undefined && rules[rule] !== undefined) page.entry('rule', `${rule}: ${rules[rule]}`)
  if (action !== undefined) page.entry('overlay', action)
  if (reason !== undefined) page.entry('because', reason)
  for (const { file, first, end } of cited(origin, evidence)) {
    page.entry('document', `${file}:${first}${end === first ? '' : `-${end}`}`)
    // What is more than a few lines is named only.
    if (end - first < 4) page.quote(files.quote(`${file}:${first}`, end).lines)
  }
  for (const witness of witnesses) {
    page.entry('also', witness)
    page.quote(files.quote(witness).lines)
  }
  if (replaced === undefined) return
  page.entry('instead of', JSON.stringify(replaced))
  if (was !== undefined) renderOrigin(was, subject, page)
}

function renderRemoval(
  { target, kind, source, reason, file, line }: Removal,
  files: PackageFiles,
  page: Page,
): void {
  page.heading(target)
  page.entry('says', 'nothing: taken out')
  page.entry('evidence', kindText({ kind, source }))
  page.entry('overlay', `${file}:${line}`)
  page.quote(files.quote(`${file}:${line}`).lines)
  page.entry('because', reason)
}

/** What the rules of the pipeline do, for those that change a statement or where it stands. */
const rules: Readonly<Record<string, string>> = {
  'double-spaces': 'two spaces became one',
  hoist: 'the schema got a name and is referred to',
  'openapi-3.1': 'OpenAPI 3.0 became 3.1',
  'overlay-copy': 'an overlay moved it here',
  'page-text': 'read from page text',
  'placeholder-path': 'a first segment that stands for the server was left out',
  'required-body': 'a body with required fields is required',
  'security-from-header': 'a header parameter became a security scheme',
}

function labelOf(file: string): string {
  const folder = /\/(documents|overlays)\//.exec(file)?.[1]
  if (folder !== undefined) return folder.slice(0, -1)
  return file.includes('/dialects/') ? 'dialect' : 'file'
}

function kindText({ kind, source }: Pick<Origin, 'kind' | 'source'>): string {
  return source === undefined ? kind : `${kind}: ${source}`
}

function countText({ document, public: published, inferred }: Counts): string {
  return `${document} document, ${published} public, ${inferred} inferred`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function lineOf(at: string): number {
  return Number(/:(\d+):\d+$/.exec(at)?.[1] ?? 1)
}
