import { readPlace } from './place.ts'

/** Where a line is to be read, seen from a file in `generated/`. */
export function urlOf(at: string): string {
  const { path, first, last } = readPlace(at)
  const file = path.startsWith('generated/') ? path.slice('generated/'.length) : `../${path}`
  // The file as a whole is meant, not its first line.
  if (path.endsWith('.json')) return file
  return `${file}#L${first}${last === first ? '' : `-L${last}`}`
}

/** `003:33` for a document with a number, `chainhub/10-corrections:15` for any other file. */
export function labelOf(at: string): string {
  const { path, first, last } = readPlace(at)
  const name = path.split('/').at(-1) ?? path
  const [, number] = /^(\d{3})_/.exec(name) ?? []
  const [, folder = ''] = /^(?:specs|generated)\/([^/]+)/.exec(path) ?? []
  const lines = `${first}${last === first ? '' : `-${last}`}`
  if (path.endsWith('.json')) return `${folder}/${name}`
  return `${number ?? `${folder}/${name.replace(/(?:\.(?:overlay|openapi))?\.ya?ml$/, '')}`}:${lines}`
}

/** A link where it stands. */
export function inlineLink(at: string, text: string = labelOf(at)): string {
  return `[${text}](${urlOf(at)})`
}

/** Links by label, with all targets at the end of the page: the text stays readable as text. */
export class LinkList {
  readonly #urls = new Map<string, string>()

  link(at: string, text: string): string {
    const url = urlOf(at)
    const known = this.#urls.get(labelOf(at))
    // Two documents whose names begin with one number.
    const label = known === undefined || known === url ? labelOf(at) : at
    this.#urls.set(label, url)
    return `[${text}][${label}]`
  }

  toString(): string {
    return [...this.#urls]
      .map(([label, url]) => `[${label}]: ${url}`)
      .sort()
      .join('\n')
  }
}
