import type { JobEvent } from 'kontext-sdk'
import yoctoSpinner from 'yocto-spinner'

/** One line on stderr that says where the job stands. */
export interface Progress {
  event(event: JobEvent): void
  done(text: string): void
  failed(): void
}

/** A line that moves on a terminal, a line per change elsewhere; silent with `quiet`. */
export function startProgress(text: string, options: { quiet: boolean }): Progress {
  if (options.quiet) return { event: () => undefined, done: () => undefined, failed: () => undefined }
  const startedAt = Date.now()
  const show = process.stderr.isTTY ? onTerminal(text) : inLog(text)
  let last = ''
  return {
    event: (event) => {
      const line = describe(event)
      if (line === undefined || line === last) return
      last = line
      show.line(`${text}: ${line}`)
    },
    done: (result) => {
      show.end(`${result} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
    },
    failed: () => {
      show.end()
    },
  }
}

interface Display {
  line(text: string): void
  end(text?: string): void
}

function onTerminal(text: string): Display {
  // By itself it would end the command at Ctrl+C, before the job is canceled.
  const spinner = yoctoSpinner({ text, stream: process.stderr, handleSignals: false }).start()
  return {
    line: (line) => {
      spinner.text = line
    },
    end: (line) => {
      if (line === undefined) spinner.stop()
      else spinner.success(line)
    },
  }
}

function inLog(text: string): Display {
  const line = (said: string): void => {
    process.stderr.write(`${said}\n`)
  }
  line(text)
  return {
    line,
    end: (said) => {
      if (said !== undefined) line(said)
    },
  }
}

function describe(event: JobEvent): string | undefined {
  switch (event.type) {
    case 'submitted':
      return `submitted as ${event.handle.requestId}`
    case 'status': {
      const { state, position } = event.status
      return state === 'queued' && position !== undefined ? `queued, ${position} ahead` : state
    }
    case 'completed':
      return undefined
    case 'waiting':
      return `waiting, ${event.ahead} ahead`
    case 'failover':
      return `${event.from} did not take it, on to ${event.to}`
    default:
      return event satisfies never
  }
}
