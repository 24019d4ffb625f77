import type { CheckRequest } from './exchange.ts'
import { keyHeader, type Scheme } from './key-header.ts'

/** What a request carries. */
export interface Carried {
  readonly headers: Readonly<Record<string, string>>
  readonly text?: string
}

/** The headers and the text of a request; `key` is missing where a proxy adds it, and for downloads. */
export function carriedBy(
  { body, operation, headers, key: kind = 'right' }: CheckRequest,
  {
    scheme,
    key,
    isDownload,
  }: { readonly scheme: Scheme; readonly key: string | undefined; readonly isDownload: boolean },
): Carried {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  return {
    headers: {
      accept: acceptOf(operation),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(isDownload ? {} : keyHeader(scheme, key, kind)),
    },
    ...(text === undefined ? {} : { text }),
  }
}

function acceptOf(operation: string | undefined): string {
  if (operation === 'image') return 'image/*'
  return operation === 'stream' ? 'text/event-stream' : 'application/json'
}
