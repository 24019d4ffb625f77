import type { Provider } from 'kontext-sdk'
import type { CaseResult, PaidJob } from 'kontext-sdk/check'
import yoctoSpinner from 'yocto-spinner'

/** What has been looked at so far, on stderr. */
export interface CaseProgress {
  done(provider: string, result: CaseResult): void
  /** A job that may be billed was taken: said at once, for runs that are killed. */
  taken(provider: string, job: PaidJob): void
  end(): void
}

/**
 * A line that moves on a terminal, a line per case elsewhere (one for those skipped alike), and one per paid job; silent
 * with `quiet`.
 */
export function startCaseProgress(
  targets: readonly { readonly provider: Provider; readonly cases: number }[],
  { quiet }: { readonly quiet: boolean },
): CaseProgress {
  if (quiet) return { done: () => undefined, taken: () => undefined, end: () => undefined }
  return process.stderr.isTTY ? onTerminal(targets) : inLog()
}

function onTerminal(
  targets: readonly { readonly provider: Provider; readonly cases: number }[],
): CaseProgress {
  const counts = new Map(targets.map(({ provider, cases }) => [provider.id, { done: 0, bad: 0, cases }]))
  const text = (): string =>
    [...counts]
      .map(([id, { done, bad, cases }]) => `${id} ${done}/${cases}${bad === 0 ? '' : ` (${bad} deviate)`}`)
      .join('  ')
  // By itself it would end the command at Ctrl+C, before jobs are canceled and the report is written.
  const spinner = yoctoSpinner({ text: text(), stream: process.stderr, handleSignals: false }).start()
  return {
    done: (provider, { status }) => {
      const count = counts.get(provider)
      if (count === undefined || !spinner.isSpinning) return
      count.done += 1
      if (status === 'deviates') count.bad += 1
      spinner.text = text()
    },
    taken: (provider, { edit, requestId }) => say(`${provider} ${edit} submitted as ${requestId}`),
    end: () => void spinner.stop(),
  }
}

function inLog(): CaseProgress {
  let ended = false
  const skipped = new Map<string, Skips>()
  const sayOf = (provider: string): void => {
    const all = skipped.get(provider)
    skipped.delete(provider)
    if (all === undefined) return
    const more = all.count === 1 ? '' : ` and ${all.count - 1} more`
    say(`${provider} ${all.first}${more} skipped${all.reason === undefined ? '' : `: ${all.reason}`}`)
  }
  return {
    done: (provider, { id, status, reason, deviations: [first] }) => {
      // A run that is stopped skips all that is left: the report says so in one line.
      if (ended || status === 'inapplicable') return
      const all = skipped.get(provider)
      const isSkip = status === 'skipped'
      // What is skipped for one reason, one after the other, is one line.
      if (isSkip && all !== undefined && all.reason === reason) all.count += 1
      else {
        sayOf(provider)
        const why = reason ?? first?.message
        if (isSkip) skipped.set(provider, { first: id, count: 1, reason })
        else say(`${provider} ${id} ${status}${why === undefined ? '' : `: ${why}`}`)
      }
    },
    taken: (provider, { edit, requestId, handle }) => {
      sayOf(provider)
      // The handle is all that "kontext resume" needs.
      const more = handle === undefined ? '' : `, handle ${JSON.stringify(handle)}`
      say(`${provider} ${edit} submitted as ${requestId}${more}`)
    },
    end: () => {
      for (const provider of skipped.keys()) sayOf(provider)
      ended = true
    },
  }
}

/** Cases that were skipped for one reason, one after the other. */
interface Skips {
  readonly first: string
  count: number
  readonly reason: string | undefined
}

/** What a server said must not steer a terminal. */
function say(line: string): void {
  process.stderr.write(`${line.replace(/\p{C}/gu, '\u{fffd}')}\n`)
}
