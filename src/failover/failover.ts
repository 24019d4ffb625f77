import { capabilitiesOfAll, type CapabilitiesOfAll } from './capabilities.ts'
import { refuseOption } from '../option-table.ts'
import { isProvider } from '../is-provider.ts'
import type { Provider, ProviderDescriptor } from '../provider.ts'
import type { Route } from '../submit.ts'

/** At least two providers. */
type Members = readonly [Provider, Provider, ...Provider[]]

/** What `failover` makes: a provider that can what all of its members can. */
export type FailoverProvider<M extends Members> = Provider<DescriptorOf<M>, NativeOf<M>> & {
  readonly members: M
}

type DescriptorOf<M extends readonly Provider[]> = CapabilitiesOfAll<{
  readonly [I in keyof M]: M[I] extends Provider<infer D> ? D : ProviderDescriptor
}>

// What all members understand alike: a field only one has is no field of a failover.
type NativeOf<M extends readonly Provider[]> = M extends readonly [
  Provider<ProviderDescriptor, infer One>,
  ...infer Rest extends readonly Provider[],
]
  ? Rest extends readonly []
    ? One
    : Shared<One, NativeOf<Rest>>
  : object

// `object` is what a provider chosen at run time says, and takes anything.
type Shared<A, B> = [keyof A] extends [never]
  ? A
  : [keyof B] extends [never]
    ? B
    : string extends keyof A | keyof B
      ? Nothing
      : [SharedField<A, B>] extends [never]
        ? Nothing
        : Pick<A, SharedField<A, B>>

type SharedField<A, B> = { [Field in keyof A & keyof B]: A[Field] extends B[Field] ? Field : never }[keyof A &
  keyof B]

type Nothing = Readonly<Record<string, never>>

/**
 * Several providers as one: an edit goes to the first, and to the next when the one before is sure not to have taken
 * it: no or a refused key, a locked or empty account, no connection, a rate limit, a 503 with Retry-After, a model that
 * is not there. Only the last is tried more than once. Never after an answer that leaves a doubt, moderation, a refusal
 * of the input, or once a job exists.
 * ```ts
 * const kontext = createKontext(failover(fal(), chainhub()))
 * const { provider } = await kontext.edit({ prompt: 'Put a donut next to the flour.', image: url })
 * ```
 * It takes what all of them take: an option one does not have is a compile error, and an input is checked against
 * each before any network. A handle is resumed by the provider it names. When all refused, `FailoverError`.
 * @throws InputError when two have the same id and base URL: a handle could not tell them apart; and when there are
 * fewer than two, or one is no provider or a failover itself
 */
export function failover<const M extends Members>(...members: M): FailoverProvider<M> {
  const stranger = members.findIndex((member) => !isProvider(member))
  if (stranger !== -1) {
    const message = `Failed to set up a failover: argument ${stranger + 1} is no provider. Pass each as one, as in failover(fal(), chainhub()).`
    refuseOption('unknown', `members[${stranger}]`, message)
  }
  const id = members.map((member) => member.id).join('+')
  const places = new Set(members.map(({ id: own, baseUrl }) => `${own} ${baseUrl}`))
  if (members.length < 2 || places.size < members.length || members.some((member) => 'members' in member)) {
    const which = members.length === 0 ? '' : ` of ${members.map((member) => member.id).join(', ')}`
    const fact = 'it takes two or more providers that differ in id or base URL, and none that is a failover.'
    const remedy = members.length < 2 ? 'Add another.' : 'Leave the others out.'
    refuseOption(id || 'unknown', 'members', `Failed to set up a failover${which}: ${fact} ${remedy}`)
  }
  const capabilities = capabilitiesOfAll(members.map((member) => member.capabilities))
  const { baseUrl } = members[0]
  const route: Route = async (...given) => (await import('./route-edit.ts')).routeEdit(...given)
  const value = { id, capabilities, baseUrl, apiKey: undefined, members, route }
  // The table is computed as its type is: see capabilities.ts and test/types/failover.ts.
  return value as unknown as FailoverProvider<M>
}
