// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

import { fixtures as chainhubFixtures } from './chainhub/fixtures.ts'
import * as chainhubValidators from './chainhub/validators.ts'
import { fixtures as falRelayFixtures } from './fal-relay/fixtures.ts'
import * as falRelayValidators from './fal-relay/validators.ts'
import { fixtures as falFixtures } from './fal/fixtures.ts'
import * as falValidators from './fal/validators.ts'
import { fixtures as vtrixFixtures } from './vtrix/fixtures.ts'
import * as vtrixValidators from './vtrix/validators.ts'

/** Every contract, by provider: its operations, its examples of answers, its validators of submit bodies by model. */
export const contracts = {
  'chainhub': {
    operations: [
      {
        id: 'submitMax',
        method: 'POST',
        path: '/fal-ai/flux-pro/kontext/max',
        query: {},
      },
      {
        id: 'result',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}',
        query: {},
      },
      {
        id: 'cancel',
        method: 'PUT',
        path: '/fal-ai/flux-pro/requests/{request_id}/cancel',
        query: {},
      },
      {
        id: 'status',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}/status',
        query: { logs: ['0', '1', 'true', 'false'] },
      },
    ],
    answers: chainhubFixtures.answers,
    validators: chainhubValidators,
  },
  'fal-relay': {
    operations: [
      { id: 'submitPro', method: 'POST', path: '/fal-ai/flux-pro/kontext', query: {} },
      {
        id: 'submitMax',
        method: 'POST',
        path: '/fal-ai/flux-pro/kontext/max',
        query: {},
      },
      {
        id: 'result',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}',
        query: {},
      },
      {
        id: 'cancel',
        method: 'PUT',
        path: '/fal-ai/flux-pro/requests/{request_id}/cancel',
        query: {},
      },
      {
        id: 'status',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}/status',
        query: { logs: ['0', '1', 'true', 'false'] },
      },
    ],
    answers: falRelayFixtures.answers,
    validators: falRelayValidators,
  },
  'fal': {
    operations: [
      {
        id: 'submitPro',
        method: 'POST',
        path: '/fal-ai/flux-pro/kontext',
        query: { fal_webhook: [] },
      },
      {
        id: 'submitMax',
        method: 'POST',
        path: '/fal-ai/flux-pro/kontext/max',
        query: { fal_webhook: [] },
      },
      {
        id: 'result',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}',
        query: {},
      },
      {
        id: 'cancel',
        method: 'PUT',
        path: '/fal-ai/flux-pro/requests/{request_id}/cancel',
        query: {},
      },
      {
        id: 'status',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}/status',
        query: { logs: ['0', '1', 'true', 'false'] },
      },
      {
        id: 'stream',
        method: 'GET',
        path: '/fal-ai/flux-pro/requests/{request_id}/status/stream',
        query: { logs: ['0', '1', 'true', 'false'] },
      },
    ],
    answers: falFixtures.answers,
    validators: falValidators,
  },
  'vtrix': {
    operations: [
      { id: 'submitMax', method: 'POST', path: '/model/v1/generation', query: {} },
      {
        id: 'status',
        method: 'GET',
        path: '/model/v1/generation/task/{request_id}',
        query: {},
      },
    ],
    answers: vtrixFixtures.answers,
    validators: vtrixValidators,
  },
} as const
