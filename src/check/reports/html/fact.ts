import { html, type Content, type Markup } from './markup.ts'

/** A line of a list of facts; nothing where there is no value. */
export function fact(name: string, value: Content): Markup | undefined {
  if (value === undefined) return undefined
  return html`<div class="fact">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}
