import { entriesOf, isRecord, type JsonRecord } from '../../contracts/index.ts'

/** How a key that others give out is got: `oauth2 token of https://example.com/token for read`. */
export function tokenText(scheme: JsonRecord, scopes: unknown): string {
  const names = Array.isArray(scopes) ? scopes.map(String).sort() : []
  const from = addressesOf(scheme)
  return [
    `${String(scheme['type'])} token`,
    ...(from.length === 0 ? [] : [`of ${from.join(', ')}`]),
    ...(names.length === 0 ? [] : [`for ${names.join(', ')}`]),
  ].join(' ')
}

/** Where a token comes from: of the flows of OAuth, or of OpenID Connect. */
function addressesOf({ flows, openIdConnectUrl }: JsonRecord): readonly string[] {
  const urls = entriesOf(flows).flatMap(([, flow]) =>
    isRecord(flow) ? [flow['tokenUrl'], flow['authorizationUrl']] : [],
  )
  return [...urls, openIdConnectUrl].filter((url) => typeof url === 'string').sort()
}
