import type { Provider } from 'kontext-sdk'
import type { CaseResult } from 'kontext-sdk/check'
import yoctoSpinner from 'yocto-spinner'

/** What has been looked at so far, on stderr. */
export interface CaseProgress {
  done(provider: string, result: CaseResult): void
  end(): void
}

/** A line that moves on a terminal, a line per case elsewhere; silent with `quiet`. */
export function startCaseProgress(
  targets: readonly { readonly provider: Provider; readonly cases: number }[],
  { quiet }: { readonly quiet: boolean },
): CaseProgress {
  if (quiet) return { done: () => undefined, end: () => undefined }
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
  const spinner = yoctoSpinner({ text: text(), stream: process.stderr }).start()
  return {
    done: (provider, { status }) => {
      const count = counts.get(provider)
      if (count === undefined) return
      count.done += 1
      if (status === 'deviates') count.bad += 1
      spinner.text = text()
    },
    end: () => void spinner.stop(),
  }
}

function inLog(): CaseProgress {
  return {
    done: (provider, { id, status, reason, deviations: [first] }) => {
      const why = reason ?? first?.message
      const line = `${provider} ${id} ${status}${why === undefined ? '' : `: ${why}`}`
      // What a server said must not steer a terminal.
      process.stderr.write(`${line.replace(/\p{C}/gu, '\u{fffd}')}\n`)
    },
    end: () => undefined,
  }
}
