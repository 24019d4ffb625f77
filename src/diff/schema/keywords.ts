// JSON Schema 2020-12 with what OpenAPI adds, and those of older drafts that documents still have.
const keywords = new Set([
  ...[
    '$anchor',
    '$comment',
    '$defs',
    '$dynamicAnchor',
    '$dynamicRef',
    '$id',
    '$recursiveAnchor',
    '$recursiveRef',
  ],
  ...['$ref', '$schema', '$vocabulary', 'additionalItems', 'additionalProperties', 'allOf', 'anyOf', 'const'],
  ...[
    'contains',
    'contentEncoding',
    'contentMediaType',
    'contentSchema',
    'default',
    'definitions',
    'dependencies',
  ],
  ...['dependentRequired', 'dependentSchemas', 'deprecated', 'description', 'discriminator', 'else', 'enum'],
  ...['example', 'examples', 'exclusiveMaximum', 'exclusiveMinimum', 'externalDocs', 'format', 'if', 'items'],
  ...[
    'maxContains',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minContains',
    'minItems',
    'minLength',
  ],
  ...['minProperties', 'minimum', 'multipleOf', 'not', 'nullable', 'oneOf', 'pattern', 'patternProperties'],
  ...['prefixItems', 'properties', 'propertyNames', 'readOnly', 'required', 'then', 'title', 'type'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'uniqueItems', 'writeOnly', 'xml'],
])

/** Whether a word of a schema has a meaning that is known. JSON Schema takes all others for notes. */
export function isKeyword(word: string): boolean {
  return keywords.has(word)
}
