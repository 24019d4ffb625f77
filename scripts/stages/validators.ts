import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { operationsOf } from '../lib/contract-operations.ts'
import { at, isObject, objectAt, stringAt, type JsonObject } from '../lib/json.ts'
import { parsePointer } from '../lib/json-pointer.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { bundleSchema } from '../lib/schema-bundle.ts'

/** The schema of a model's submit body. */
export function submitSchema(contract: JsonObject, path: string): JsonObject {
  const operation = operationsOf(contract).find(
    (candidate) => candidate.path === path && candidate.method === 'post',
  )?.operation
  const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema')
  return isObject(schema) ? schema : {}
}

/** The schema that holds the options of a model, and its name. */
export function inputSchema(
  contract: JsonObject,
  path: string,
  { parameters }: Pick<ProviderConfig, 'parameters'>,
): { name: string; schema: JsonObject } {
  const name = parameters ?? stringAt(submitSchema(contract, path), '$ref')?.split('/').at(-1) ?? ''
  return { name, schema: objectAt(contract, 'components', 'schemas', name) }
}

// Ajv's standalone code asks for its own length function, by require() even in an ES module.
const ucs2length = /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;?/g

// Nobody reads this of an error: `instancePath`, `keyword`, `params` and `message` say it all.
const unread = /schemaPath:"(?:[^"\\]|\\.)*",/g

// A body that is a reference only would be a function that calls another.
function resolved(contract: JsonObject, schema: JsonObject): JsonObject {
  const pointer = stringAt(schema, '$ref')
  const found = pointer === undefined ? undefined : at(contract, ...parsePointer(pointer))
  return isObject(found) ? found : schema
}

/**
 * Validators of every model's submit body as plain ECMAScript: no require, no code generation at run time. They
 * refuse fields the contract does not list, though a provider may ignore them: a misspelt field would be paid for.
 */
export function validators(contract: JsonObject, config: ProviderConfig): string {
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
    // Lint has held it against the schema of schemas.
    validateSchema: false,
    code: { source: true, esm: true, lines: true },
  })
  const names: Record<string, string> = {}
  for (const { model, path } of modelEntries(config)) {
    ajv.addSchema(
      bundleSchema(contract, resolved(contract, submitSchema(contract, path)), { closed: true }),
      model,
    )
    names[model] = model
  }
  // The default export of a CommonJS module is its `exports` object under Node's ECMAScript loader.
  const generate = 'default' in standalone ? standalone.default : standalone
  const code = generate(ajv, names)
    .replace(ucs2length, 'const $1 = (text) => [...text].length;')
    .replace(unread, '')
    .replace(/^"use strict";\s*/, '')
  const required = /require\([^)]*\)/.exec(code)?.[0]
  if (required !== undefined) {
    throw new Error(
      `Failed to generate validators of ${config.id}: Ajv's code holds ${required}. Keep the schema to keywords that need no runtime, or replace this one here.`,
    )
  }
  return `// @ts-nocheck\n${code}`
}
