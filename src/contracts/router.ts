/** A method and a path with templates, and what it leads to. */
export interface Route<T> {
  readonly method: string
  readonly template: string
  readonly target: T
}

/** Where a request leads. */
export interface Found<T> {
  readonly target: T
  /** What stands in the places of the templates, decoded. */
  readonly values: Readonly<Record<string, string>>
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>
  /** Segments with a template in them, those with most fixed text first: `{name}.png` before `{name}`. */
  readonly open: { readonly pattern: RegExp; readonly names: readonly string[]; readonly node: Node<T> }[]
  readonly targets: Map<string, T>
}

/**
 * Finds the target of a request in a tree of path segments, so that eight hundred operations cost what four do.
 * A fixed segment wins over a template, as OpenAPI says.
 */
export class Router<T> {
  readonly #root: Node<T> = makeNode()

  constructor(routes: Iterable<Route<T>>) {
    for (const { method, template, target } of routes) {
      let node = this.#root
      for (const segment of segmentsOf(template)) node = childFor(node, segment)
      node.targets.set(method.toLowerCase(), target)
    }
  }

  find(method: string, path: string): Found<T> | undefined {
    if (!path.startsWith('/')) return undefined
    const values: Record<string, string> = {}
    const target = search(this.#root, { segments: segmentsOf(path), method: method.toLowerCase(), values }, 0)
    return target === undefined ? undefined : { target: target.found, values }
  }
}

interface Search {
  readonly segments: readonly string[]
  readonly method: string
  readonly values: Record<string, string>
}

function search<T>(node: Node<T>, wanted: Search, depth: number): { readonly found: T } | undefined {
  const segment = wanted.segments[depth]
  if (segment === undefined) {
    const found = node.targets.get(wanted.method)
    return found === undefined ? undefined : { found }
  }
  const fixed = node.fixed.get(segment)
  const straight = fixed === undefined ? undefined : search(fixed, wanted, depth + 1)
  if (straight !== undefined) return straight
  for (const { pattern, names, node: next } of node.open) {
    const match = pattern.exec(segment)
    const found = match === null ? undefined : search(next, wanted, depth + 1)
    if (match === null || found === undefined) continue
    names.forEach((name, index) => {
      wanted.values[name] = match[index + 1] ?? ''
    })
    return found
  }
  return undefined
}

function childFor<T>(node: Node<T>, segment: string): Node<T> {
  const names = [...segment.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
  if (names.length === 0) {
    const known = node.fixed.get(segment) ?? makeNode<T>()
    node.fixed.set(segment, known)
    return known
  }
  const texts = segment.split(/\{[^}]+\}/).map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  const pattern = new RegExp(`^${texts.join('(.*)')}$`, 's')
  const known = node.open.find(
    (open) => open.pattern.source === pattern.source && open.names.join() === names.join(),
  )
  if (known !== undefined) return known.node
  const made = { pattern, names, node: makeNode<T>() }
  node.open.push(made)
  node.open.sort((a, b) => b.pattern.source.length - a.pattern.source.length)
  return made.node
}

function makeNode<T>(): Node<T> {
  return { fixed: new Map(), open: [], targets: new Map() }
}

function segmentsOf(path: string): string[] {
  return path.includes('%') ? path.slice(1).split('/').map(decode) : path.slice(1).split('/')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
