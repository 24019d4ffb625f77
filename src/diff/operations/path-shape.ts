/** A path without the names of its parameters: `/requests/{id}` and `/requests/{request_id}` are one on the wire. */
export function shapeOf(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}')
}

/** The names of the parameters of a path, in order. */
export function namesIn(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}
