import { InputError } from './errors/errors.ts'
import { isLoopback, type Provider } from './provider.ts'

/**
 * The path of a submit that asks for a delivery.
 * @throws InputError when the provider has no webhooks, or the URL could not be one
 */
export function withWebhook(path: string, url: string, { id, capabilities: { webhook } }: Provider): string {
  const refuse = (fact: string): never => {
    const message = `webhookUrl ${fact}`
    throw new InputError(`Failed to submit to ${id}: ${message}`, {
      provider: id,
      issues: [{ path: 'webhookUrl', message }],
    })
  }
  if (webhook === undefined)
    return refuse('is of no use: its contract has no webhooks. Leave it out, and wait for the result.')
  if (!URL.canParse(url)) return refuse('is not a URL. Pass one such as "https://example.com/hooks/fal".')
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
    return refuse('would send the images unencrypted. Use https:, or http: on loopback only.')
  return `${path}?${new URLSearchParams({ [webhook.query]: url })}`
}
