// A user of Vtrix's generated types, as strict as the one in fal.ts: a nested body, one answer for every state.
import createClient from 'openapi-fetch'
import type { operations, paths } from '../../../generated/vtrix/types.ts'

type Body = operations['submitMax']['requestBody']['content']['application/json']
type Parameters = Body['input'][number]['params']
type Ticket = operations['submitMax']['responses'][200]['content']['application/json']
type Task = operations['status']['responses'][200]['content']['application/json']
type ErrorBody = operations['submitMax']['responses'][400]['content']['application/json']
type Reason = ErrorBody['error']
type Limited = operations['submitMax']['responses'][429]

const prompt = 'Put a donut next to the flour.'
const client = createClient<paths>({ baseUrl: 'https://cloud.vtrix.ai' })

export const requests = {
  least: { model: 'flux_kontext_max', input: [{ params: { prompt } }] } satisfies Body,
  full: {
    model: 'flux_kontext_max',
    input: [
      {
        params: {
          prompt,
          aspect_ratio: '16:9',
          guidance_scale: 3.5,
          input_image: 'https://example.com/a.jpg',
          input_image_2: 'https://example.com/b.jpg',
          input_image_3: 'https://example.com/c.jpg',
          input_image_4: 'https://example.com/d.jpg',
          negative_prompt: 'crumbs',
          output_format: 'png',
          prompt_upsampling: false,
          safety_tolerance: 2,
          seed: 42,
          steps: 30,
        },
      },
    ],
  } satisfies Body,
  formats: ['jpeg', 'png'] satisfies Parameters['output_format'][],
}

/** A request made of whatever texts and numbers a program has. */
export function request(words: string, amount: number, flag: boolean): Body {
  return {
    model: 'flux_kontext_max',
    input: [
      {
        params: {
          prompt: words,
          aspect_ratio: words,
          guidance_scale: amount,
          input_image: words,
          input_image_2: words,
          input_image_3: words,
          input_image_4: words,
          negative_prompt: words,
          prompt_upsampling: flag,
          safety_tolerance: amount,
          seed: amount,
          steps: amount,
        },
      },
    ],
  }
}

export const parameters = {
  submit: {} satisfies operations['submitMax']['parameters'],
  status: { path: { request_id: 'a' } } satisfies operations['status']['parameters'],
}

export async function submit(): Promise<string> {
  const { data, error } = await client.POST('/model/v1/generation', { body: requests.full })
  return data === undefined ? errorText(error) : ticketText(data)
}

export async function look(request_id: string): Promise<string> {
  const { data, error } = await client.GET('/model/v1/generation/task/{request_id}', {
    params: { path: { request_id } },
  })
  return data === undefined ? errorText(error) : taskText(data)
}

/** A text that may be missing and is never null. */
function text(value: string | undefined): string {
  return value ?? ''
}

/** A number that may be missing and is never null. */
function digits(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed()
}

export function ticketText({ id, created_at, error, model, status }: Ticket): string {
  const reason = error === undefined ? '' : reasonText(error)
  return [text(id), digits(created_at), reason, text(model), text(status)].join()
}

export function taskText(task: Task): string {
  const shared = [task.id.trim(), digits(task.created_at), text(task.model), digits(task.progress)].join()
  switch (task.status) {
    case 'pending':
    case 'queued':
      return `${shared} waits`
    case 'processing':
    case 'in_progress':
      return `${shared} runs`
    case 'completed':
    case 'done':
      return imagesText(task) + usageText(task)
    case 'failed':
      return task.error === undefined ? '' : reasonText(task.error)
    default:
      return task satisfies never
  }
}

function imagesText({ output, metadata }: Task): string {
  const contents = (output ?? []).flatMap(({ content }) => content ?? [])
  return contents.map(({ url, type }) => `${text(url)} ${text(type)}`).join() + String(metadata?.['a'])
}

function usageText({ usage }: Task): string {
  if (usage === undefined) return ''
  const { cost, discount, quantity, unit_price } = usage
  return [text(cost), digits(discount), digits(quantity), text(unit_price)].join()
}

export function errorText({ error }: ErrorBody): string {
  return reasonText(error)
}

function reasonText(reason: Reason): string {
  if (typeof reason === 'string') return reason.trim()
  const { code, message, error_message } = reason
  const known = typeof code === 'number' ? code.toFixed() : text(code)
  return [known, text(message), text(error_message)].join()
}

export function waitSeconds({ headers }: Limited): number {
  const after: string | undefined = headers['Retry-After']
  return Number(after ?? 1)
}

/** Texts for status codes: any server may answer with others too, so nobody can be complete. */
type Meanings<Id extends keyof operations> = Partial<Record<keyof operations[Id]['responses'], string>>

export const meanings = [
  {
    200: 'made',
    400: 'wrong',
    401: 'key',
    403: 'not allowed',
    429: 'wait',
    500: 'broken',
  } satisfies Meanings<'submitMax'>,
  { 200: 'task', 401: 'key', 404: 'unknown', 500: 'broken' } satisfies Meanings<'status'>,
]
