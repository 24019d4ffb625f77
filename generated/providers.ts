// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import { defineProvider, type Provider, type ProviderFactory, type ProviderOptions } from '../src/provider.ts'
import { descriptor as chainhubDescriptor, type Native as ChainhubNative } from './chainhub/provider.ts'
import { descriptor as falRelayDescriptor, type Native as FalRelayNative } from './fal-relay/provider.ts'
import { descriptor as falDescriptor, type Native as FalNative } from './fal/provider.ts'
import { descriptor as vtrixDescriptor, type Native as VtrixNative } from './vtrix/provider.ts'

const makeChainhub = /* @__PURE__ */ defineProvider<typeof chainhubDescriptor, ChainhubNative>(chainhubDescriptor)

/** ChainHub: https://api.chainhub.tech. The key is read from CHAINHUB_API_KEY unless given. */
export const chainhub: ProviderFactory<typeof chainhubDescriptor, ChainhubNative> = makeChainhub

const makeFalRelay = /* @__PURE__ */ defineProvider<typeof falRelayDescriptor, FalRelayNative>(falRelayDescriptor)

/** fal-compatible relay: the base URL is yours to give. The key is read from FAL_RELAY_API_KEY unless given. */
export const falRelay: ProviderFactory<typeof falRelayDescriptor, FalRelayNative> = makeFalRelay

const makeFal = /* @__PURE__ */ defineProvider<typeof falDescriptor, FalNative>(falDescriptor)

/** fal.ai: https://queue.fal.run. The key is read from FAL_KEY unless given. */
export const fal: ProviderFactory<typeof falDescriptor, FalNative> = makeFal

const makeVtrix = /* @__PURE__ */ defineProvider<typeof vtrixDescriptor, VtrixNative>(vtrixDescriptor)

/** Vtrix: https://cloud.vtrix.ai. The key is read from VTRIX_API_KEY unless given. */
export const vtrix: ProviderFactory<typeof vtrixDescriptor, VtrixNative> = makeVtrix

/** Id of a provider there is a contract for. */
export type ProviderId = 'chainhub' | 'fal-relay' | 'fal' | 'vtrix'

/**
 * Every provider there is a contract for, by id: for choosing one at run time. The functions named after the
 * providers know more of their types.
 */
export const providers: Readonly<Record<ProviderId, (options?: ProviderOptions) => Provider>> = { 'chainhub': makeChainhub, 'fal-relay': makeFalRelay, 'fal': makeFal, 'vtrix': makeVtrix }
