import type { ProviderDescriptor } from '../../src/provider.ts'
import { operationsOf } from '../lib/contract-operations.ts'
import { arrayAt, at, stringAt, type JsonObject } from '../lib/json.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { identifier, literal } from '../lib/typescript-source.ts'

/** `generated/<id>/provider.ts`: the descriptor, and the type of the fields only this provider has. */
export function providerModule(descriptor: ProviderDescriptor, config: ProviderConfig): string {
  const [first] = modelEntries(config)
  const schema =
    config.parameters ??
    `${(first?.model ?? '').slice(0, 1).toUpperCase()}${(first?.model ?? '').slice(1)}Input`
  const mapped = [
    'prompt',
    ...descriptor.images.fields,
    ...Object.values(descriptor.options).map(({ field }) => field),
  ]
  return `
import type { ProviderDescriptor } from '../../src/provider.ts'
import type { components } from './types.ts'

/** What ${descriptor.title} is, as data. */
export const descriptor = ${literal(descriptor)} as const satisfies ProviderDescriptor

/** Wire fields of ${descriptor.title} that no portable option stands for. */
export type Native = Omit<components['schemas']['${schema}'], ${mapped.map((field) => `'${field}'`).join(' | ')}>
`
}

/**
 * `generated/providers.ts`: one function per provider, and all of them by id. What a provider is has a name of its own,
 * an interface: editors and the compiler would print an alias, or no name, field by field.
 */
export function registry(descriptors: readonly ProviderDescriptor[]): string {
  const imports = descriptors.map(({ id }) => {
    const name = identifier(id)
    return `import { descriptor as ${name}Descriptor, type Native as Native${upper(name)} } from './${id}/provider.ts'`
  })
  const functions = descriptors.map(({ id, title, auth, servers }) => {
    const name = identifier(id)
    const types = `${upper(name)}Descriptor, ${upper(name)}Native`
    return `
/** What ${title} takes and where: the type of \`${name}().capabilities\`. */
export interface ${upper(name)}Descriptor extends Readonly<typeof ${name}Descriptor> {}

/** Fields only ${title} has, by their names on the wire: the type of \`native\`. */
export interface ${upper(name)}Native extends Native${upper(name)} {}

const make${upper(name)} = /* @__PURE__ */ defineProvider<${types}>(${name}Descriptor)

/** ${title}: ${servers[0] ?? 'the base URL is yours to give'}. The key is read from ${auth.env} unless given. */
export const ${name}: ProviderFactory<${types}> = make${upper(name)}
`
  })
  return `
import { defineProvider, type Provider, type ProviderFactory, type ProviderOptions } from '../src/provider.ts'
${imports.join('\n')}
${functions.join('')}
/** Id of a provider there is a contract for. */
export type ProviderId = ${descriptors.map(({ id }) => `'${id}'`).join(' | ')}

/**
 * Every provider there is a contract for, by id: for choosing one at run time. The functions named after the
 * providers know more of their types.
 */
export const providers: Readonly<Record<ProviderId, (options?: ProviderOptions) => Provider>> = { ${descriptors.map(({ id }) => `'${id}': make${upper(identifier(id))}`).join(', ')} }
`
}

/** `generated/contracts.ts`: what the mock that needs no server knows of every contract. */
export function contractsModule(contracts: readonly { id: string; contract: JsonObject }[]): string {
  const imports = contracts.map(
    ({ id }) => `import { fixtures as ${identifier(id)}Fixtures } from './${id}/fixtures.ts'
import * as ${identifier(id)}Validators from './${id}/validators.ts'`,
  )
  const entries = contracts.map(({ id, contract }) => {
    const operations = operationsOf(contract).map(({ id: name, method, path, operation }) => ({
      id: name,
      method: method.toUpperCase(),
      path,
      query: queryOf(operation),
    }))
    return `
  '${id}': {
    operations: ${literal(operations, '    ')},
    answers: ${identifier(id)}Fixtures.answers,
    validators: ${identifier(id)}Validators,
  },`
  })
  return `
${imports.join('\n')}

/** Every contract, by provider: its operations, its examples of answers, its validators of submit bodies by model. */
export const contracts = {${entries.join('')}
} as const
`
}

/** The values a contract allows of query parameters. */
function queryOf(operation: JsonObject): JsonObject {
  const parameters = arrayAt(operation, 'parameters').filter(
    (parameter) => stringAt(parameter, 'in') === 'query',
  )
  return Object.fromEntries(
    parameters.map((parameter) => [
      stringAt(parameter, 'name') ?? '',
      arrayAt(at(parameter, 'schema'), 'enum'),
    ]),
  )
}

function upper(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
