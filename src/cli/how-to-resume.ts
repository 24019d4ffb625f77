import { providers, type JobHandle } from 'kontext-sdk'

/** Lines that say how a job goes on: the command, with the address the provider's contract does not name, and the handle. */
export function howToResume(handle: JobHandle): string[] {
  const { origin, provider } = handle
  const make = Object.entries(providers).find(([id]) => id === provider)?.[1]
  const servers = make?.({ baseUrl: 'https://relay.invalid' }).capabilities.servers ?? []
  const address = servers.some((server) => server === origin) ? '' : ` --base-url ${origin}`
  return [
    'The job is not lost. Save this line to a file and run',
    `  kontext resume <file>${address}`,
    JSON.stringify(handle),
  ]
}
