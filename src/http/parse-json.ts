/** How deep an answer may nest: those of providers have about six levels. */
const deepest = 64

/** How much of a broken text is taken. */
export interface JsonOptions {
  /**
   * Takes what stands unambiguously before the first fault: members that are complete, keys said once. For the
   * answer to a submit, whose request id is paid for.
   * @default false
   */
  readonly salvage?: boolean
}

/**
 * Parses an answer in one pass. As `JSON.parse`, but integers a number cannot hold, seeds above all, come as a text
 * of their digits, a byte order mark is passed over, and three things are refused: a key `__proto__`, a key said
 * twice with different values, and nesting beyond 64 levels.
 * @throws SyntaxError, without a piece of the text
 */
export function parseJson(text: string, { salvage = false }: JsonOptions = {}): unknown {
  return new Reader(text, salvage).read()
}

const space = /[ \t\n\r]*/y
const word = /true|false|null/y
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

class Reader {
  readonly #text: string
  readonly #salvage: boolean
  #at = 0
  /** What has been read of the outermost value. */
  #root: unknown

  constructor(text: string, salvage: boolean) {
    this.#text = text
    this.#salvage = salvage
  }

  read(): unknown {
    if (this.#text.startsWith('\ufeff')) this.#at++
    try {
      this.#root = this.#value(0, (root) => (this.#root = root))
      if (this.#peek() !== undefined) throw broken()
    } catch (fault) {
      if (!this.#salvage || this.#root === undefined) throw fault
    }
    return this.#root
  }

  /** `attach` gets a container before it is filled, so that a fault inside leaves what came before. */
  #value(depth: number, attach: (container: object) => void): unknown {
    const first = this.#peek()
    if (first === '{' || first === '[') {
      if (depth >= deepest) throw new SyntaxError('the JSON nests too deep')
      this.#at++
      return first === '{' ? this.#object(depth + 1, attach) : this.#array(depth + 1, attach)
    }
    if (first === '"') return this.#string()
    const said = /[tfn]/.test(first ?? '') ? this.#match(word) : undefined
    if (said !== undefined) return words[said]
    const digits = this.#match(number)
    // Where the text ends, more digits may have been cut off.
    if (digits === undefined || (depth > 0 && this.#at === this.#text.length)) throw broken()
    const value = Number(digits)
    return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? digits : value
  }

  #object(depth: number, attach: (container: object) => void): object {
    const object: Record<string, unknown> = {}
    attach(object)
    if (this.#skip('}')) return object
    do {
      if (this.#peek() !== '"') throw broken()
      const key = this.#string()
      if (key === '__proto__') throw new SyntaxError('a key is __proto__')
      if (!this.#skip(':')) throw broken()
      const again = Object.hasOwn(object, key)
      const value = this.#value(depth, (container) => {
        if (!again) object[key] = container
      })
      if (!again) object[key] = value
      else if (JSON.stringify(value) !== JSON.stringify(object[key])) this.#conflict(object, key)
    } while (this.#skip(','))
    if (!this.#skip('}')) throw broken()
    return object
  }

  // Nobody knows which of two values was meant.
  #conflict(object: Record<string, unknown>, key: string): void {
    if (!this.#salvage) throw new SyntaxError('a key is said twice with different values')
    object[key] = undefined
  }

  #array(depth: number, attach: (container: object) => void): unknown[] {
    const array: unknown[] = []
    attach(array)
    if (this.#skip(']')) return array
    do {
      const at = array.length
      array[at] = this.#value(depth, (container) => (array[at] = container))
    } while (this.#skip(','))
    if (!this.#skip(']')) throw broken()
    return array
  }

  #string(): string {
    const start = this.#at
    let end = start
    do {
      end = this.#text.indexOf('"', end + 1)
      if (end === -1) throw broken()
    } while (this.#isEscaped(end))
    this.#at = end + 1
    const inside = this.#text.slice(start + 1, end)
    // eslint-disable-next-line no-control-regex -- JSON allows none of them inside a text
    if (!/[\\\0-\x1f]/.test(inside)) return inside
    try {
      return String(JSON.parse(`"${inside}"`))
    } catch {
      throw broken()
    }
  }

  #isEscaped(at: number): boolean {
    let start = at
    while (this.#text[start - 1] === '\\') start--
    return (at - start) % 2 === 1
  }

  #peek(): string | undefined {
    if (this.#text.charCodeAt(this.#at) <= 0x20) this.#match(space)
    return this.#text[this.#at]
  }

  #skip(char: string): boolean {
    const found = this.#peek() === char
    if (found) this.#at++
    return found
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    this.#at += found?.length ?? 0
    return found
  }
}

function broken(): SyntaxError {
  return new SyntaxError('the text is not JSON')
}
