/** A piece of HTML. Everything else that is put into one is escaped. */
export class Markup {
  readonly #html: string

  constructor(html: string) {
    this.#html = html
  }

  toString(): string {
    return this.#html
  }
}

/** What can stand in a piece of HTML. */
export type Content = Markup | string | number | undefined | readonly Content[]

/** ``html`<p>${text}</p>` ``: texts are escaped, lists joined, `undefined` is nothing; indents of the source go. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    strings.map((text, index) => text.replace(/\n\s+/g, '\n') + written(values[index])).join(''),
  )
}

function written(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.toString()
  if (typeof content === 'object') return content.map(written).join('')
  return String(content).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
