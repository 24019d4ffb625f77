/**
 * A module of Node, put together at run time and hidden from bundlers: those for browsers fail on its name.
 * @throws what `import` throws where there is none
 */
export async function nodeModule<T>(name: string): Promise<T> {
  // The caller names the module, so it knows its type.
  return (await import(/* webpackIgnore: true */ /* @vite-ignore */ `node:${name}`)) as T
}
