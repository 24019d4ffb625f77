// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import { defineProvider, type Provider, type ProviderFactory, type ProviderOptions } from '../src/provider.ts'
import { descriptor as chainhubDescriptor, type Native as NativeChainhub } from './chainhub/provider.ts'
import { descriptor as falRelayDescriptor, type Native as NativeFalRelay } from './fal-relay/provider.ts'
import { descriptor as falDescriptor, type Native as NativeFal } from './fal/provider.ts'
import { descriptor as vtrixDescriptor, type Native as NativeVtrix } from './vtrix/provider.ts'

/** What ChainHub takes and where: the type of `chainhub().capabilities`. */
export interface ChainhubDescriptor extends Readonly<typeof chainhubDescriptor> {}

/** Fields only ChainHub has, by their names on the wire: the type of `native`. */
export interface ChainhubNative extends NativeChainhub {}

const makeChainhub = /* @__PURE__ */ defineProvider<ChainhubDescriptor, ChainhubNative>(chainhubDescriptor)

/** ChainHub: https://api.chainhub.tech. The key is read from CHAINHUB_API_KEY unless given. */
export const chainhub: ProviderFactory<ChainhubDescriptor, ChainhubNative> = makeChainhub

/** What fal-compatible relay takes and where: the type of `falRelay().capabilities`. */
export interface FalRelayDescriptor extends Readonly<typeof falRelayDescriptor> {}

/** Fields only fal-compatible relay has, by their names on the wire: the type of `native`. */
export interface FalRelayNative extends NativeFalRelay {}

const makeFalRelay = /* @__PURE__ */ defineProvider<FalRelayDescriptor, FalRelayNative>(falRelayDescriptor)

/** fal-compatible relay: the base URL is yours to give. The key is read from FAL_RELAY_API_KEY unless given. */
export const falRelay: ProviderFactory<FalRelayDescriptor, FalRelayNative> = makeFalRelay

/** What fal.ai takes and where: the type of `fal().capabilities`. */
export interface FalDescriptor extends Readonly<typeof falDescriptor> {}

/** Fields only fal.ai has, by their names on the wire: the type of `native`. */
export interface FalNative extends NativeFal {}

const makeFal = /* @__PURE__ */ defineProvider<FalDescriptor, FalNative>(falDescriptor)

/** fal.ai: https://queue.fal.run. The key is read from FAL_KEY unless given. */
export const fal: ProviderFactory<FalDescriptor, FalNative> = makeFal

/** What Vtrix takes and where: the type of `vtrix().capabilities`. */
export interface VtrixDescriptor extends Readonly<typeof vtrixDescriptor> {}

/** Fields only Vtrix has, by their names on the wire: the type of `native`. */
export interface VtrixNative extends NativeVtrix {}

const makeVtrix = /* @__PURE__ */ defineProvider<VtrixDescriptor, VtrixNative>(vtrixDescriptor)

/** Vtrix: https://cloud.vtrix.ai. The key is read from VTRIX_API_KEY unless given. */
export const vtrix: ProviderFactory<VtrixDescriptor, VtrixNative> = makeVtrix

/** Id of a provider there is a contract for. */
export type ProviderId = 'chainhub' | 'fal-relay' | 'fal' | 'vtrix'

/**
 * Every provider there is a contract for, by id: for choosing one at run time. The functions named after the
 * providers know more of their types.
 */
export const providers: Readonly<Record<ProviderId, (options?: ProviderOptions) => Provider>> = { 'chainhub': makeChainhub, 'fal-relay': makeFalRelay, 'fal': makeFal, 'vtrix': makeVtrix }
