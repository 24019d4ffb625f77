import type { Slot } from './outline.ts'

/** Keys whose value is text wherever OpenAPI has them. */
export const textKeys: ReadonlySet<string> = new Set([
  '$ref',
  'contentMediaType',
  'description',
  'email',
  'externalValue',
  'format',
  'in',
  'name',
  'openapi',
  'operationId',
  'operationRef',
  'pattern',
  'propertyName',
  'summary',
  'termsOfService',
  'title',
  'url',
])
/** Keys below which the keys are names that someone chose. */
const nameKeys = new Set([
  '$defs',
  'callbacks',
  'content',
  'definitions',
  'dependentSchemas',
  'encoding',
  'headers',
  'links',
  'mapping',
  'parameters',
  'pathItems',
  'paths',
  'patternProperties',
  'properties',
  'requestBodies',
  'responses',
  'schemas',
  'scopes',
  'securitySchemes',
  'variables',
  'webhooks',
])
/** Keys below which there is data, in which no key means anything to OpenAPI. */
const dataKeys = new Set(['const', 'default', 'enum', 'example', 'examples', 'security'])

/** Whether the keys of an object at `path` are those of OpenAPI. A step through a list is `undefined`. */
export function speaksOpenApi(path: readonly (string | undefined)[]): boolean {
  let state: 'data' | 'names' | 'object' = 'object'
  for (const key of path) {
    if (state === 'data') return false
    if (state === 'names' || key === undefined) state = 'object'
    else if (dataKeys.has(key) || key.startsWith('x-')) state = 'data'
    else state = nameKeys.has(key) ? 'names' : 'object'
  }
  return state === 'object'
}

/** Whether what stands in a slot can be nothing but text. */
export function holdsText(slot: Slot, text: string): boolean {
  if (slot.kind === 'entry') {
    return textKeys.has(slot.key) && speaksOpenApi(pathOf(slot.parent))
  }
  const owner = slot.parent
  if (owner?.kind !== 'entry' || !speaksOpenApi(pathOf(owner.parent))) return false
  // The tags of an operation are names; those of the document are objects.
  if (owner.key === 'tags') return owner.parent !== undefined
  return owner.key === 'required' || (owner.key === 'enum' && isOfTypeString(owner, text))
}

function pathOf(slot: Slot | undefined): (string | undefined)[] {
  return slot === undefined ? [] : [...pathOf(slot.parent), slot.kind === 'item' ? undefined : slot.key]
}

function isOfTypeString(slot: Slot, text: string): boolean {
  return (
    slot.parent?.children.some(
      ({ key, start, end }) => key === 'type' && /^(["']?)string\1$/.test(text.slice(start, end)),
    ) ?? false
  )
}
