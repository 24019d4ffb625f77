/** A signal that aborts at Ctrl+C: the provider is asked to cancel, then the command ends. */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => {
    process.exitCode = 130
    controller.abort(new Error('Interrupted. The provider was asked to cancel the job.'))
  })
  return controller.signal
}
