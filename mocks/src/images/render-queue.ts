/** Runs at most so many tasks at a time, the others in the order in which they came. */
export function createQueue(width: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running >= width) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      // Whoever waits takes over the place.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
