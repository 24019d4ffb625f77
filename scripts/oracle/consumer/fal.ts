// A user of fal's generated types who takes them at their word: every request is built from literals, every
// answer read to its end. It names operations, paths, codes and fields, never a schema under `components`: how
// schemas are called is not part of the wire. A change of the contract that it does not compile with is a major one.
import createClient from 'openapi-fetch'
import type { operations, paths } from '../../../generated/fal/types.ts'

type MaxBody = operations['submitMax']['requestBody']['content']['application/json']
type ProBody = paths['/fal-ai/flux-pro/kontext']['post']['requestBody']['content']['application/json']
type Ticket = operations['submitMax' | 'submitPro']['responses'][200]['content']['application/json']
type Ended = operations['status']['responses'][200]['content']['application/json']
type Waiting = operations['status']['responses'][202]['content']['application/json']
type Result = operations['result']['responses'][200]['content']['application/json']
type Cancel = paths['/fal-ai/flux-pro/requests/{request_id}/cancel']['put']
type CancelAnswer = Cancel['responses'][202 | 400 | 404]['content']['application/json']
type Query<Id extends 'status' | 'stream'> = NonNullable<operations[Id]['parameters']['query']>
type Stream = paths['/fal-ai/flux-pro/requests/{request_id}/status/stream']['get']
type Events = Stream['responses'][200]['content']['text/event-stream']
type Limited = operations['submitMax']['responses'][429]
type ErrorBody = operations['submitMax']['responses'][422]['content']['application/json']

const prompt = 'Put a donut next to the flour.'
const image_url = 'https://example.com/flour.jpg'
const client = createClient<paths>({ baseUrl: 'https://queue.fal.run' })

export const requests = {
  least: { prompt, image_url } satisfies MaxBody,
  leastPro: { prompt, image_url } satisfies ProBody,
  full: {
    prompt,
    image_url,
    aspect_ratio: '16:9',
    enhance_prompt: true,
    guidance_scale: 7.5,
    num_images: 2,
    output_format: 'png',
    safety_tolerance: '2',
    seed: 42,
    sync_mode: false,
  } satisfies MaxBody,
  fullPro: {
    prompt,
    image_url,
    aspect_ratio: '9:16',
    enhance_prompt: false,
    guidance_scale: 3.5,
    num_images: 1,
    output_format: 'jpeg',
    safety_tolerance: '6',
    seed: 7,
    sync_mode: true,
  } satisfies ProBody,
  ratios: [
    '21:9',
    '16:9',
    '4:3',
    '3:2',
    '1:1',
    '2:3',
    '3:4',
    '9:16',
    '9:21',
  ] satisfies MaxBody['aspect_ratio'][],
  formats: ['jpeg', 'png'] satisfies MaxBody['output_format'][],
  tolerances: ['1', '2', '3', '4', '5', '6'] satisfies MaxBody['safety_tolerance'][],
}

/** Requests made of whatever texts and numbers a program has. */
export function request(words: string, url: string, amount: number, flag: boolean): MaxBody & ProBody {
  return {
    prompt: words,
    image_url: url,
    guidance_scale: amount,
    num_images: amount,
    seed: amount,
    enhance_prompt: flag,
    sync_mode: flag,
  }
}

/** What is sent without a body. */
export const bodies = {
  status: undefined satisfies operations['status']['requestBody'],
  result: undefined satisfies operations['result']['requestBody'],
  cancel: undefined satisfies Cancel['requestBody'],
  stream: undefined satisfies Stream['requestBody'],
}

export const parameters = {
  submit: {} satisfies operations['submitMax']['parameters'],
  submitPro: {} satisfies operations['submitPro']['parameters'],
  toldPro: {
    query: { fal_webhook: 'https://example.com/hook' },
  } satisfies operations['submitPro']['parameters'],
  told: {
    query: { fal_webhook: 'https://example.com/hook' },
  } satisfies operations['submitMax']['parameters'],
  status: { path: { request_id: 'a' } } satisfies operations['status']['parameters'],
  logs: ['0', '1', 'true', 'false'] satisfies Query<'status'>['logs'][],
  streamLogs: ['0', '1', 'true', 'false'] satisfies Query<'stream'>['logs'][],
  withLogs: { path: { request_id: 'a' }, query: { logs: '1' } } satisfies operations['status']['parameters'],
  logsInWords: {
    path: { request_id: 'a' },
    query: { logs: 'true' },
  } satisfies operations['stream']['parameters'],
  result: { path: { request_id: 'a' } } satisfies operations['result']['parameters'],
  cancel: { path: { request_id: 'a' } } satisfies operations['cancel']['parameters'],
}

export async function submit(): Promise<string> {
  const { data, error, response } = await client.POST('/fal-ai/flux-pro/kontext/max', {
    params: { query: { fal_webhook: 'https://example.com/hook' } },
    body: requests.full,
  })
  if (data !== undefined) return ticketText(data)
  return `${String(response.status)} ${errorText(error)}`
}

export async function look(request_id: string): Promise<string> {
  const { data, error } = await client.GET('/fal-ai/flux-pro/requests/{request_id}/status', {
    params: { path: { request_id }, query: { logs: '1' } },
  })
  return data === undefined ? errorText(error) : standing(data)
}

export async function fetchResult(request_id: string): Promise<string> {
  const { data, error } = await client.GET('/fal-ai/flux-pro/requests/{request_id}', {
    params: { path: { request_id } },
  })
  return data === undefined ? errorText(error) : resultText(data)
}

/** A text that may be missing and is never null. */
function text(value: string | undefined): string {
  return value ?? ''
}

/** A number that may be missing and is never null. */
function digits(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed()
}

export function ticketText(ticket: Ticket): string {
  const { request_id, status, queue_position, status_url, response_url, cancel_url } = ticket
  const urls = [status_url, response_url, cancel_url].map(text)
  const place = digits(queue_position)
  const lines = ticket.logs?.map((line) => line.message.trim() + text(line.level) + text(line.source)) ?? []
  switch (status) {
    case 'IN_QUEUE':
      return `${request_id.trim()} waits ${place}`
    case 'IN_PROGRESS':
      return `runs ${lines.join()} ${urls.join()}`
    case 'COMPLETED':
      return (ticket.metrics?.inference_time ?? 0).toFixed()
    default:
      return status satisfies never
  }
}

export function standing(status: Ended | Waiting): string {
  switch (status.status) {
    case 'IN_QUEUE':
      return status.queue_position.toFixed()
    case 'IN_PROGRESS':
      return status.logs?.map(({ message, timestamp }) => message.trim() + text(timestamp)).join() ?? ''
    case 'COMPLETED':
      return [status.error?.trim(), status.error_type?.trim(), text(status.request_id)].join()
    default:
      return status satisfies never
  }
}

export function resultText({ images, seed, prompt: used, has_nsfw_concepts, timings }: Result): string {
  const flags: boolean[] = has_nsfw_concepts ?? []
  const spent = timings?.['inference']
  const seconds = typeof spent === 'number' ? spent.toFixed() : ''
  const sizes = images.map(
    ({ url, width, height, content_type, file_name, file_size }) =>
      `${url.trim()} ${(width ?? 0).toFixed()}x${(height ?? 0).toFixed()} ${content_type?.trim() ?? ''} ${file_name?.trim() ?? ''} ${(file_size ?? 0).toFixed()}`,
  )
  return [...sizes, digits(seed), text(used), ...flags.map(Number), seconds].join()
}

export function cancelText({ status }: CancelAnswer): string {
  switch (status) {
    case 'CANCELLATION_REQUESTED':
    case 'OK':
      return 'asked'
    case 'ALREADY_COMPLETED':
      return 'too late'
    case 'NOT_FOUND':
      return 'unknown'
    default:
      return status satisfies never
  }
}

export function errorText(body: ErrorBody): string {
  if ('status' in body) return body.status.trim()
  if (typeof body.detail === 'string') return body.detail.trim() + text(body.error_type)
  return body.detail
    .map(({ loc, msg, type, url, ctx, input }) => {
      const echo = typeof input === 'number' ? input.toFixed() : typeof input
      const steps = loc.map((part) => (typeof part === 'string' ? part.trim() : part.toFixed()))
      return [...steps, msg.trim(), type.trim(), text(url), ctx === null, echo].join()
    })
    .join()
}

export function events(stream: Events): string[] {
  return stream.split('\n\n').map((event) => event.trim())
}

export function waitSeconds({ headers }: Limited): number {
  const after: string | undefined = headers['Retry-After']
  return Number(after ?? 1)
}

/** Texts for status codes: any server may answer with others too, so nobody can be complete. */
type Meanings<Id extends keyof operations> = Partial<Record<keyof operations[Id]['responses'], string>>

export const meanings = [
  {
    200: 'taken',
    401: 'key',
    403: 'locked',
    422: 'wrong',
    429: 'wait',
    500: 'broken',
  } satisfies Meanings<'submitMax'>,
  {
    200: 'taken',
    401: 'key',
    403: 'locked',
    422: 'wrong',
    429: 'wait',
    500: 'broken',
  } satisfies Meanings<'submitPro'>,
  { 200: 'ended', 202: 'waits', 401: 'key', 404: 'unknown', 422: 'wrong' } satisfies Meanings<'status'>,
  {
    200: 'there',
    400: 'early',
    401: 'key',
    404: 'unknown',
    422: 'failed',
    499: 'canceled',
    500: 'broken',
  } satisfies Meanings<'result'>,
  { 202: 'asked', 400: 'late', 401: 'key', 404: 'unknown' } satisfies Meanings<'cancel'>,
  { 200: 'events', 401: 'key', 404: 'unknown', 405: 'early', 422: 'wrong' } satisfies Meanings<'stream'>,
]
