import { safePath } from '../../http/safe-path.ts'
import type { CheckExchange, CheckRequest } from '../wire/exchange.ts'
import { isProbe, takenJob } from '../jobs/probe.ts'
import { carriedBy } from '../wire/request-headers.ts'
import type { Subject } from '../subject.ts'
import { doubleQuoted, shellWord } from './shell-word.ts'
import { shortBody } from './short-body.ts'
import type { Veil } from '../wire/veil.ts'
import { isDownload } from '../wire/wire.ts'

/**
 * A command for a shell that asks a server again what it was asked: the key stands in it as the variable of the provider,
 * images and long values as what is to be put there. Comments before it say what it costs and what is left out.
 */
export function curlOf(exchange: CheckExchange, subject: Subject, veil: Veil): string {
  const { request } = exchange
  const download = isDownload(request)
  const { headers, text } = carriedBy(request, {
    ...{ scheme: subject.descriptor.auth.scheme, isDownload: download },
    key: subject.settings.keyless === true ? undefined : `$${variable(subject)}`,
  })
  const body = text === undefined ? undefined : shortBody(request.body, subject)
  const { origin } = new URL(subject.provider.baseUrl)
  const url = veil(safePath(new URL(download ? request.path : subject.provider.baseUrl + request.path).href))
  const parts = [
    `curl ${flagsOf(request, url)}${request.method === 'GET' ? '' : ` -X ${shellWord(request.method)}`}`,
    shellWord(url),
    ...Object.entries(headers).map(([name, value]) => `-H ${headerWord(name, value)}`),
    ...(body === undefined ? [] : [`--data-raw ${shellWord(body.text)}`]),
  ]
  const comments = [
    ...priceOf(exchange, subject),
    ...(url.includes('…') || body?.isShort === true ? ['# put in what is cut short (…)'] : []),
    ...(download && !url.startsWith(origin) ? ['# a link of an answer: it may have expired'] : []),
  ]
  return [...comments, inLines(parts)].join('\n')
}

function variable({ descriptor: { auth } }: Subject): string {
  return /^[A-Z_][A-Z\d_]*$/.test(auth.env) ? auth.env : 'API_KEY'
}

/** A command on lines of a terminal's width, where its parts are no longer. */
function inLines(parts: readonly string[]): string {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last === undefined) lines.push(part)
    else if (last.length + part.length < width) lines[lines.length - 1] = `${last} ${part}`
    else lines.push(`  ${part}`)
  }
  return lines.join(' \\\n')
}

// The report of a terminal has six columns before a command, and two for the sign of a prompt.
const width = 70

// Brackets and braces of a URL are patterns to curl, streams are to be seen as they come, and images go to a file.
// (curl.se/docs/manpage.html)
function flagsOf({ operation }: CheckRequest, url: string): string {
  const glob = /[[\]{}]/.test(url) ? 'g' : ''
  if (operation === 'image') return `-${glob}D - -o image`
  return `-i${glob}${operation === 'stream' ? 'N' : ''}`
}

function headerWord(name: string, value: string): string {
  // With a colon and nothing behind it, curl would leave the header out.
  if (value === '') return shellWord(`${name};`)
  const isVariable = name === 'authorization' && value.includes(' $')
  return isVariable ? doubleQuoted(`${name}: ${value}`) : shellWord(`${name}: ${value}`)
}

function priceOf(exchange: CheckExchange, subject: Subject): readonly string[] {
  if (exchange.request.edit !== undefined) return ['# costs one edit']
  const isTaken = isProbe(exchange.request) && takenJob(exchange, subject) !== undefined
  return isTaken ? ['# costs one edit, as long as the server takes it'] : []
}
