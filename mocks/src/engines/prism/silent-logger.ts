/** The logger Prism insists on; it says nothing, and costs nothing. Its type is pino's, which brings none. */
export function makeSilentLogger(): unknown {
  const nothing = (): void => undefined
  const logger = {
    child: () => logger,
    debug: nothing,
    error: nothing,
    info: nothing,
    success: nothing,
    trace: nothing,
    warn: nothing,
  }
  return logger
}
