// Lays out the folder of a further provider. Usage: npm run new:provider -- <id> --dialect <dialect>
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import { isObject, type Json, type JsonObject } from './lib/json.ts'
import { identifier } from './lib/typescript-source.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

// An id becomes the name of an exported function; these names are taken.
const taken = new Set(
  'await break case catch class const continue debugger default delete dialects do else enum export extends false finally for function if implements import in interface let new null package private protected providers public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
)

/** Lays out `specs/<id>/`, or says why not. */
function newProvider(id: string | undefined, dialect: string | undefined): string {
  const dialects = names('specs/dialects').flatMap((name) => /^(.+)\.yaml$/.exec(name)?.[1] ?? [])
  const known = `Known: ${dialects.join(', ')}.`
  if (id === undefined || dialect === undefined)
    throw new Refusal(
      `give an id and a dialect. ${known} Usage: npm run new:provider -- acme --dialect ${dialects[0] ?? ''}`,
    )
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Refusal(
      `${JSON.stringify(id)} is no id. Use lower-case letters, digits and single dashes, and begin with a letter.`,
    )
  if (taken.has(id)) throw new Refusal(`${id} cannot be the name of a function. Choose another id.`)
  const same = names('specs').find((name) => identifier(name) === identifier(id))
  if (same !== undefined)
    throw new Refusal(`specs/${same}/ is there already. Choose another id, or change its files.`)
  if (!dialects.includes(dialect))
    throw new Refusal(
      `there is no dialect ${JSON.stringify(dialect)}. ${known} A new one is specs/dialects/<dialect>.yaml, see CONTRIBUTING.md.`,
    )
  const directory = join(root, 'specs', id)
  for (const folder of ['documents', 'overlays']) mkdirSync(join(directory, folder), { recursive: true })
  writeFileSync(join(directory, 'provider.yaml'), providerYaml(id, dialect))
  writeFileSync(join(directory, 'overlays/10-corrections.overlay.yaml.example'), overlayYaml(id))
  return `Made specs/${id}/. Next:
1. Correct specs/${id}/provider.yaml: every line of it is explained there.
2. Put the provider's document, byte for byte, into specs/${id}/documents/ and run: npm run generate -- --accept
The way from there to a tested provider: specs/README.md, "A further provider".`
}

class Refusal extends Error {}

function names(path: string): string[] {
  return existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : []
}

/** What another provider of the dialect says is the best guess for this one. */
function relative(dialect: string): Record<string, Json> {
  for (const name of names('specs')) {
    const path = join(root, 'specs', name, 'provider.yaml')
    const said: unknown = existsSync(path) ? parse(readFileSync(path, 'utf8')) : undefined
    if (isObject(said) && said['dialect'] === dialect) return withoutEvidence(said)
  }
  return {}
}

/** The words of another provider are a guess here; how they are known there says nothing. */
function withoutEvidence(said: JsonObject): JsonObject {
  const { images } = said
  if (!isObject(images) || !isObject(images['accepts'])) return said
  return { ...said, images: { ...images, accepts: Object.keys(images['accepts']) } }
}

function providerYaml(id: string, dialect: string): string {
  const other = relative(dialect)
  const title = id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
  const block = (key: string, comment: string): string =>
    other[key] === undefined ? '' : `${comment}\n${stringify({ [key]: other[key] }, { lineWidth: 0 })}`
  return [
    `# What we say about ${title} beside its documents. A mistake in here is an error with its line.\n`,
    `id: ${id}\n`,
    `title: ${title}\n`,
    '# How a request carries the key (Bearer or Key), and the variable it is read from.\n',
    `auth: { scheme: Bearer, env: ${id.toUpperCase().replaceAll('-', '_')}_API_KEY }\n`,
    `dialect: ${dialect}\n`,
    '# What backs the dialect where the documents leave it out, by operation (status, result, cancel) or for all of\n',
    '# them (default). kind: document, public or inferred; source: the page, file or reason.\n',
    'evidence:\n',
    "  default: { kind: inferred, source: 'say why you take it to speak the dialect' }\n",
    '# All below is what another provider of this dialect says. Hold it against the document.\n',
    block('models', '# Models it sells (pro, max), and the path each is submitted to.'),
    '# Operations the dialect marks x-optional, because not every provider has them: those this one is known to have.\n',
    'operations: []\n',
    '# Where it has them: the query parameter of a submit that takes the URL of a webhook, and the failures it does not\n',
    '# charge for, in its own words or as 5xx. Leave both out where no document says so.\n',
    '# webhook: fal_webhook\n',
    "# unbilled: { 5xx: { kind: public, source: 'the page that says so' } }\n",
    block('parameters', '# The schema that holds the options, where the body nests them.'),
    block(
      'options',
      '# Ours: theirs. Types, ranges and defaults come from the contract; leave out what it does not have.',
    ),
    block(
      'images',
      '# Fields that take images, the forms they take (url, data-uri, base64) and how each is known, and how many are required.',
    ),
    '# What it does not have, or does not say, and how that is known: cancel, price, retention, stream, unbilled, webhook.\n',
    '# absent:\n',
    "#   price: { kind: inferred, source: 'the document names no price' }\n",
  ].join('')
}

function overlayYaml(id: string): string {
  return `# An example. Make it yours and drop ".example" from its name: then it is read, and an action that matches nothing
# or changes nothing fails the build. "npm run generate -- --suggest" prints actions to begin with.
overlay: 1.1.0
info: { title: What the documents of ${id} get wrong or leave out, version: 1.0.0 }
actions:
  # Where, as RFC 9535 JSONPath; why; how that is known (document, public or inferred); then update, or remove: true.
  - target: $.components.schemas.MaxInput.properties
    description: The range stands in prose only.
    x-evidence: { kind: document, source: line 28 }
    update:
      guidance_scale: { minimum: 1, maximum: 20 }
`
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { dialect: { type: 'string' } },
})
try {
  console.log(newProvider(positionals[0], values.dialect))
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`Failed to make a provider: ${error.message}`)
  process.exitCode = 1
}
