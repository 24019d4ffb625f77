import { Command } from 'commander'
import { flagOf } from '../flag-of.ts'
import { providers, type ProviderDescriptor } from 'kontext-sdk'

/** `kontext providers`: what each provider can do. */
export function providersCommand(): Command {
  return new Command('providers')
    .description('list the providers: models, options with their ranges, environment variable of the key')
    .option('--json', 'print the descriptors as JSON')
    .action(({ json }: { json?: true }) => {
      const all = Object.values(providers).map(
        (make) => make({ baseUrl: 'https://relay.invalid' }).capabilities,
      )
      process.stdout.write(json === true ? `${JSON.stringify(all, null, 2)}\n` : all.map(describe).join('\n'))
    })
}

function describe({ id, title, servers, auth, models, options, images }: ProviderDescriptor): string {
  const lines = [
    `${id} (${title})`,
    `  server   ${servers[0] ?? 'yours: --base-url'}`,
    `  key      ${auth.env}, sent as "Authorization: ${auth.scheme} …"`,
    `  models   ${Object.keys(models).join(', ')}`,
    `  images   ${images.min === images.max ? String(images.max) : `${String(images.min)} to ${String(images.max)}`}, as ${images.accepts.join(' or ')}`,
    ...Object.entries(options).map(([name, { values, ratio, min, max, type, default: preset }]) => {
      const range =
        values?.join(' ') ??
        (ratio === undefined
          ? min === undefined
            ? type
            : `${String(min)} to ${String(max)}`
          : ratio.join(' to '))
      return `  ${flagOf(name).padEnd(20)} ${range}${preset === undefined ? '' : ` (default ${String(preset)})`}`
    }),
  ]
  return `${lines.join('\n')}\n`
}
