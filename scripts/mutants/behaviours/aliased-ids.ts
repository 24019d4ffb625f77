import type { ProviderDescriptor } from 'kontext-sdk'
import { bytesOf, recordOf, textOf } from '../json-reply.ts'
import type { Changes, MutantRequest } from '../mutant.ts'

/** The jobs of some submits are told of under other ids than those the mock has for them. */
export function aliasedIds(
  { dialect }: Pick<ProviderDescriptor, 'dialect'>,
  isMeant: (submit: MutantRequest) => boolean,
): Changes {
  const field = dialect === 'task' ? 'id' : 'request_id'
  const aliases = new Map<string, string>()
  const told = (text: string): string =>
    [...aliases].reduce((before, [id, alias]) => before.replaceAll(id, alias), text)
  const meant = (text: string): string =>
    [...aliases].reduce((before, [id, alias]) => before.replaceAll(alias, id), text)
  return {
    request: ({ request }) => {
      const url = meant(request.url)
      return url === request.url ? undefined : { ...request, url }
    },
    reply: (reply, { operation, request }) => {
      if (operation === undefined || operation === 'image') return undefined
      const { [field]: id } = recordOf(reply)
      if (operation === 'submit' && typeof id === 'string' && isMeant(request))
        aliases.set(id, `R_${id.replaceAll('-', '')}`)
      const text = textOf(reply)
      const other = told(text)
      return other === text ? undefined : { ...reply, body: bytesOf(other) }
    },
  }
}
