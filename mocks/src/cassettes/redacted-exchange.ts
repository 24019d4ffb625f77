import type { RecordedExchange, RecordedHeaders } from './cassette.ts'
import type { RawExchange } from './cassette-check.ts'
import { redactedBody, redactedHeaders, redactedPath, secretsOf } from './cassette-redaction.ts'

/** An exchange as a cassette keeps it: without what is secret, and with what of the contract it breaks. */
export function redactedExchange(
  raw: RawExchange,
  violations: RecordedExchange['violations'],
): RecordedExchange {
  const { method, path, requestHeaders, requestBody, status, responseHeaders, responseBody } = raw
  const secrets = [...new Set([...secretsOf(requestHeaders), ...secretsOf(responseHeaders)])]
  const asked = redactedBody(requestBody, { secrets, encoding: encodingOf(requestHeaders) })
  const said = redactedBody(responseBody, { secrets, encoding: encodingOf(responseHeaders) })
  const headersOf = (headers: RecordedHeaders, decoded: boolean): RecordedHeaders =>
    redactedHeaders(headers, secrets).filter(([name]) => !decoded || !/^content-encoding$/i.test(name))
  return {
    request: {
      method,
      path: redactedPath(path, secrets),
      headers: headersOf(requestHeaders, asked.decoded),
      body: asked.body,
    },
    response: { status, headers: headersOf(responseHeaders, said.decoded), body: said.body },
    violations,
  }
}

function encodingOf(headers: RecordedHeaders): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1]
}
