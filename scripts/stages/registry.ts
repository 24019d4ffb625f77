import type { ProviderDescriptor } from '../../src/provider.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { identifier } from '../lib/typescript-source.ts'

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
export const descriptor = ${JSON.stringify(descriptor)} as const satisfies ProviderDescriptor

/** Wire fields of ${descriptor.title} that no portable option stands for. */
export type Native = Omit<components['schemas']['${schema}'], ${mapped.map((field) => `'${field}'`).join(' | ')}>
`
}

/** `generated/providers.ts`: one function per provider, and all of them by id. */
export function registry(descriptors: readonly ProviderDescriptor[]): string {
  const lines = descriptors.map((descriptor) => {
    const { id, title, auth, servers } = descriptor
    const name = identifier(id)
    const server = servers[0] === undefined ? 'the base URL is yours to give' : servers[0]
    return `
/** ${title}: ${server}. The key is read from ${auth.env} unless given. */
export const ${name}: ProviderFactory<typeof ${name}Descriptor, ${upper(name)}Native> = defineProvider(${name}Descriptor, ${name}Validators)`
  })
  const imports = descriptors.flatMap(({ id }) => {
    const name = identifier(id)
    return [
      `import { descriptor as ${name}Descriptor, type Native as ${upper(name)}Native } from './${id}/provider.ts'`,
      `import * as ${name}Validators from './${id}/validators.ts'`,
    ]
  })
  return `
import { defineProvider, type ProviderFactory } from '../src/provider.ts'
${imports.join('\n')}
${lines.join('\n')}

/** Every provider there is a contract for, by id. */
export const providers = { ${descriptors.map(({ id }) => `'${id}': ${identifier(id)}`).join(', ')} } as const
`
}

function upper(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
