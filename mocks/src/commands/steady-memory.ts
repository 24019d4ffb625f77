import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// Enough for what a few hundred requests leave behind.
const youngBytes = 16 * 1024 * 1024

/**
 * Keeps V8 from letting its space for new objects grow to 128 MB, as it does in a process that is busy for a while:
 * three times that much memory would stay taken. The flag is one that V8 reads whenever it wants to grow.
 */
export function keepMemorySteady(): void {
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    if (young === undefined || young.space_size < youngBytes) return
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}
