import { ContractDocument, type Contract } from 'kontext-sdk/contracts'
import { diffContracts, type Finding, type RuleId } from 'kontext-sdk/diff'

/** A contract of any tree; JSON is YAML. */
function contractOf(tree: object, id = 'given'): Contract {
  return { id, document: new ContractDocument(`${id}.yaml`, JSON.stringify(tree, null, 2)) }
}

/** A schema, as tests write it. */
export type Schema = Readonly<Record<string, unknown>>

/** Where a schema is put. */
export interface Placed {
  readonly request?: Schema
  readonly answer?: Schema
  readonly schemas?: Readonly<Record<string, Schema>>
}

/** A contract with one operation, whose request and answer have one field. */
export function treeOf({ request = {}, answer = {}, schemas }: Placed): Schema {
  const content = (field: Schema): Schema => ({
    'application/json': { schema: { type: 'object', required: ['field'], properties: { field } } },
  })
  return {
    openapi: '3.1.0',
    info: { title: 'Given', version: '1.0.0' },
    paths: {
      '/jobs/{id}': {
        post: {
          operationId: 'submit',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: { required: true, content: content(request) },
          responses: { '200': { description: 'Taken', content: content(answer) } },
        },
      },
    },
    ...(schemas === undefined ? {} : { components: { schemas } }),
  }
}

/** The differences of two trees. */
export function findingsOf(before: object, after: object): readonly Finding[] {
  return diffContracts(contractOf(before, 'before'), contractOf(after, 'after'))
}

/** The rules of the differences of two trees. */
export function rulesOf(before: object, after: object): readonly RuleId[] {
  return findingsOf(before, after).map(({ rule }) => rule)
}
