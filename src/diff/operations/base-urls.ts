import { entriesOf, isRecord } from '../../contracts/index.ts'

/** More combinations of variables than that are not told apart. */
const mostUrls = 64

/**
 * Every base URL a server stands for: its variables replaced by each value they may have. A variable without `enum` is
 * anything, so the URL keeps its name beside the one with its default.
 */
export function baseUrlsOf(server: unknown): readonly string[] {
  if (!isRecord(server)) return []
  const urls = entriesOf(server['variables']).reduce<readonly string[]>(
    (all, [name, variable]) =>
      all.flatMap((url) => valuesOf(variable, name).map((value) => url.replaceAll(`{${name}}`, value))),
    [String(server['url'])],
  )
  return [...new Set(urls.slice(0, mostUrls).map(normal))].filter((url) => !isNowhere(url))
}

/** A default that stands for an address nobody knows yet: no host below `.invalid` is ever there (RFC 2606). */
function isNowhere(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.endsWith('.invalid')
}

function valuesOf(variable: unknown, name: string): readonly string[] {
  if (!isRecord(variable)) return [`{${name}}`]
  const { enum: listed, default: preset } = variable
  if (Array.isArray(listed) && listed.length > 0) return listed.map(String)
  return typeof preset === 'string' ? [preset, `{${name}}`] : [`{${name}}`]
}

/** As it travels: host names have no case, 443 is the port of https, and a slash at the end adds nothing. */
function normal(url: string): string {
  const whole = /[{}]/.test(url) || !URL.canParse(url) ? url : new URL(url).href
  return whole.replace(/\/+$/, '')
}
