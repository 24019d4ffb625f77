import type { Traced } from '../lib/evidence.ts'
import { arrayAt, isObject, objectAt, type JsonObject } from '../lib/json.ts'
import { modelEntries, type ProviderConfig } from '../lib/provider-config.ts'
import { inputSchema } from './validators.ts'

const unsaid = { kind: 'inferred', source: 'provider.yaml says so and names no source' } as const

/**
 * Makes part of the contract what `provider.yaml` says of the API itself and OpenAPI has no word for: `x-accepts`, the
 * forms an image field takes, and `x-unbilled`, the failures that cost nothing; each word with the line that says it.
 */
export function declare({ tree, evidence }: Traced, config: ProviderConfig): void {
  const { images, unbilled, file, known, places } = config
  const write = (target: JsonObject, key: string, words: readonly string[], place: string): void => {
    const said = words.map((word) => ({
      ...(known?.[`${place}.${word}`] ?? unsaid),
      ...{ file, line: 1, column: 1, rule: 'declare' },
      ...(places?.get(`${place}.${word}`) ?? places?.get(place)),
    }))
    const [first] = said
    if (first === undefined) return
    evidence.write(target, key, [...words], first)
    for (const [index, each] of said.entries()) evidence.set(arrayAt(target, key), index, each)
  }
  for (const { path } of modelEntries(config)) {
    const submit = objectAt(tree, 'paths', path, 'post')
    if (unbilled !== undefined) write(submit, 'x-unbilled', unbilled, 'unbilled')
    const { schema } = inputSchema(tree, path, config)
    for (const field of images.fields) {
      const property = objectAt(schema, 'properties')[field]
      if (isObject(property)) write(property, 'x-accepts', images.accepts, 'images.accepts')
    }
  }
}
