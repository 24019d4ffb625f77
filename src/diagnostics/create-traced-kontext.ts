import type { EditInput } from '../edit-input.ts'
import { checkOptions, type OptionsOf } from '../option-table.ts'
import { clientOptions, createKontext, type Kontext, type KontextOptions } from '../kontext.ts'
import type { Middleware } from '../http/middleware.ts'
import { asRecord, asText } from '../narrow.ts'
import type { Provider } from '../provider.ts'
import { redactCause } from '../errors/redact.ts'
import { editChannel, exchangeChannel, submitChannel, type EditTrace } from './channels.ts'

/** Options of a client whose doings are published. */
export interface TracedOptions extends KontextOptions {
  /**
   * Whether the texts of prompts are published.
   * @default false
   */
  includePrompts?: boolean | undefined
}

const tracedOptions: OptionsOf<TracedOptions> = { ...clientOptions, includePrompts: 'true or false' }

/**
 * Makes a client that publishes what it does to `node:diagnostics_channel`: edits, submits and HTTP requests, each as a
 * tracing channel with a start, an end and an error, one inside the other. Subscribe to make spans of them:
 * ```ts
 * exchangeChannel.subscribe({ asyncEnd: ({ operation, result }) => console.log(operation, result?.status) })
 * const kontext = createTracedKontext(fal())
 * ```
 * No key, image or URL of an image is published, and no prompt unless asked for.
 * @throws InputError when an option is out of range, of another type or none of those above
 */
export function createTracedKontext<P extends Provider>(
  provider: P,
  options: TracedOptions = {},
): Kontext<P> {
  const id = asText(asRecord(provider)?.['id']) ?? 'unknown'
  const own = checkOptions(options, { of: 'createTracedKontext', takes: tracedOptions, provider: id })
  const { includePrompts = false, middleware = [], ...plain } = own
  const inner = createKontext(provider, { ...plain, middleware: [...middleware, traceExchange] })
  const contextOf = (input: EditInput<P>): EditTrace => {
    const { model, prompt } = asRecord(input) ?? {}
    const word = asText(model)?.slice(0, 40)
    const text = includePrompts ? asText(prompt) : undefined
    return {
      provider: provider.id,
      ...(word === undefined ? {} : { model: word }),
      ...(text === undefined ? {} : { prompt: text }),
    }
  }
  const submit: Kontext<P>['submit'] = (input, call) =>
    keep(submitChannel, contextOf(input), async () => {
      const job = await inner.submit(input, call)
      const { requestId, provider: by } = job.handle
      return { value: job, told: { requestId, provider: by } }
    })
  return {
    ...inner,
    submit,
    edit: (input, call) =>
      keep(editChannel, contextOf(input), async () => {
        const result = await (await submit(input, call)).result()
        const { requestId, provider: by, images, requests } = result
        return { value: result, told: { requestId, provider: by, images: images.length, requests } }
      }),
  }
}

// The channel publishes what its function resolves with: never the value itself, which has the URLs of images.
async function keep<T>(
  channel: typeof editChannel,
  context: EditTrace,
  run: () => Promise<{ readonly value: T; readonly told: NonNullable<EditTrace['result']> }>,
): Promise<T> {
  const kept: T[] = []
  await channel.tracePromise(async () => {
    const { value, told } = await run()
    kept.push(value)
    return told
  }, context)
  const [value] = kept
  if (value === undefined) throw new TypeError('the channel did not run its function')
  return value
}

const traceExchange: Middleware = async (exchange, next) => {
  const { operation, provider, attempt, requestId, method, url } = exchange
  const kept: Response[] = []
  const failures: unknown[] = []
  const context = { operation, provider, attempt, requestId, method, host: new URL(url).host }
  const traced = exchangeChannel.tracePromise(async () => {
    try {
      const response = await next(exchange)
      kept.push(response)
      return { status: response.status }
    } catch (error) {
      failures.push(error)
      // Whatever a `fetch` throws may repeat the URL: its name and code are told.
      const { name, message } = redactCause(error, [])
      throw Object.assign(new Error(message.replace(/\bhttps?:\S+/g, '[url]')), { name })
    }
  }, context)
  await traced.catch(() => undefined)
  const [response] = kept
  if (response === undefined) throw failures[0]
  return response
}
