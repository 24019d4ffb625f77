import type { NativeRule } from '../../src/provider.ts'
import type { Model } from '../../src/vocabulary.ts'
import { parsePointer } from '../lib/json-pointer.ts'
import { arrayAt, at, isObject, objectAt, stringAt, type Json, type JsonObject } from '../lib/json.ts'
import type { ProviderConfig } from '../lib/provider-config.ts'

/** The submit body of one model. */
interface ModelSchema {
  readonly model: Model
  readonly schema: JsonObject
}

/** Rules for the fields that neither the prompt, nor an image, nor an option stands for. */
export function nativeRules(
  contract: JsonObject,
  schemas: readonly ModelSchema[],
  { images, options }: ProviderConfig,
  fail: (path: string, message: string) => never,
): Record<string, NativeRule> {
  const mapped = ['prompt', ...images.fields, ...Object.values(options).map(({ field }) => field)]
  const names = new Set(schemas.flatMap(({ schema }) => Object.keys(objectAt(schema, 'properties'))))
  const native = [...names].filter((name) => !mapped.includes(name)).sort()
  return Object.fromEntries(
    native.map((name) => {
      const having = schemas.flatMap(({ model, schema }) => {
        const property = objectAt(schema, 'properties')[name]
        const required = arrayAt(schema, 'required').includes(name)
        return property === undefined ? [] : [{ model, rule: nativeRule(contract, property, required) }]
      })
      const [rule, ...others] = new Map(having.map((one) => [JSON.stringify(one.rule), one.rule])).values()
      if (rule === undefined || others.length > 0)
        return fail('models', `they disagree on the field ${name}. Settle it with an overlay.`)
      const models = having.map(({ model }) => model)
      return [name, models.length === schemas.length ? rule : { ...rule, models }]
    }),
  )
}

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'] as const

/** What data can say of a schema: its type, its bounds, its values. The rest is for the provider to refuse. */
function nativeRule(contract: JsonObject, property: Json, required: boolean): NativeRule {
  const pointer = stringAt(property, '$ref')
  const schema = pointer === undefined ? property : at(contract, ...parsePointer(pointer))
  const { type, minimum, maximum, const: only, enum: listed } = isObject(schema) ? schema : {}
  const allowed = only === undefined ? (Array.isArray(listed) ? listed : []) : [only]
  const values = allowed.filter((item) => typeof item === 'string' || typeof item === 'number')
  return {
    type: types.find((word) => word === type) ?? 'any',
    ...(typeof minimum === 'number' ? { min: minimum } : {}),
    ...(typeof maximum === 'number' ? { max: maximum } : {}),
    ...(values.length > 0 && values.length === allowed.length ? { values } : {}),
    ...(required ? { required: true as const } : {}),
  }
}
