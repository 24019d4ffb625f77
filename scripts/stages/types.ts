import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { JsonObject } from '../lib/json.ts'

/** TypeScript types of a contract, with its descriptions as JSDoc. */
export async function types(contract: JsonObject): Promise<string> {
  // openapi-typescript wants its own OpenAPI type; lint has checked the contract.
  // With defaults non-nullable, every field of a request that has a default would become required.
  const nodes = await openapiTS(contract as unknown as OpenAPI3, { defaultNonNullable: false, silent: true })
  return astToString(nodes)
}
