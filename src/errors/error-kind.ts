import type { ErrorReading } from '../dialects/error-body.ts'

/**
 * What kind of error an answer means: the moderation said no, the job was canceled, something about the `account`
 * (key, credit, permission), too much at once, or a machine behind the API failed. Undefined: about this input or job.
 */
export type ErrorKind = 'moderated' | 'canceled' | 'account' | 'rate-limit' | 'server'

// The words of fal (fal.ai/docs/errors, request-errors), of one-api and new-api, and of BFL behind relays.
const words: readonly (readonly [ErrorKind, RegExp])[] = [
  [
    'moderated',
    /content[_ -]?(policy|filter|checker)|moderat|nsfw|safety[_ -]?(check|filter|violation)|sensitive|prompt_blocked/i,
  ],
  ['canceled', /^client_(cancell?ed|disconnected)$|^cancell?ed$/i],
  [
    'account',
    /quota|balance|billing|payment|insufficient|arrear|unauthori|authenticat|api_?key|invalid_token|forbidden|permission|access_denied|user_locked|suspended/i,
  ],
  ['rate-limit', /rate[_ -]?limit|too[_ -]?many|concurren|throttl/i],
  [
    'server',
    /^(internal_(server_)?error|generation_timeout|(request|startup|sync)_timeout|(runner|downstream)_\w+)$/i,
  ],
]

// These say who speaks, not why.
const vague = /^(\w+_api_error|upstream_error|(api_|invalid_request_)?error|bad_request|\d+)$/i
const moderation = /content (policy|checker|moderat)|moderated|nsfw/i

/** Tells errors apart by the provider's own word, then by the status, as one status stands for many things. */
export function kindOf({ type, message }: ErrorReading, status: number): ErrorKind | undefined {
  const found = type === undefined ? undefined : words.find(([, pattern]) => pattern.test(type))
  if (found !== undefined) return found[0]
  if ((type === undefined || vague.test(type)) && moderation.test(message)) return 'moderated'
  if (status === 401 || status === 402 || status === 403) return 'account'
  if (status === 429) return 'rate-limit'
  return undefined
}
