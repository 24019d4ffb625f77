// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import { defineProvider, type ProviderFactory } from '../src/provider.ts'
import { descriptor as chainhubDescriptor, type Native as ChainhubNative } from './chainhub/provider.ts'
import * as chainhubValidators from './chainhub/validators.ts'
import { descriptor as falDescriptor, type Native as FalNative } from './fal/provider.ts'
import * as falValidators from './fal/validators.ts'
import { descriptor as falRelayDescriptor, type Native as FalRelayNative } from './fal-relay/provider.ts'
import * as falRelayValidators from './fal-relay/validators.ts'
import { descriptor as vtrixDescriptor, type Native as VtrixNative } from './vtrix/provider.ts'
import * as vtrixValidators from './vtrix/validators.ts'

/** ChainHub: https://api.chainhub.tech. The key is read from CHAINHUB_API_KEY unless given. */
export const chainhub: ProviderFactory<typeof chainhubDescriptor, ChainhubNative> = defineProvider(
  chainhubDescriptor,
  chainhubValidators,
)

/** fal.ai: https://queue.fal.run. The key is read from FAL_KEY unless given. */
export const fal: ProviderFactory<typeof falDescriptor, FalNative> = defineProvider(
  falDescriptor,
  falValidators,
)

/** fal-compatible relay: the base URL is yours to give. The key is read from FAL_RELAY_API_KEY unless given. */
export const falRelay: ProviderFactory<typeof falRelayDescriptor, FalRelayNative> = defineProvider(
  falRelayDescriptor,
  falRelayValidators,
)

/** Vtrix: https://cloud.vtrix.ai. The key is read from VTRIX_API_KEY unless given. */
export const vtrix: ProviderFactory<typeof vtrixDescriptor, VtrixNative> = defineProvider(
  vtrixDescriptor,
  vtrixValidators,
)

/** Every provider there is a contract for, by id. */
export const providers = { chainhub: chainhub, fal: fal, 'fal-relay': falRelay, vtrix: vtrix } as const
