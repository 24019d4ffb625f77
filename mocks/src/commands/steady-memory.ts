import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

// Enough for what some hundred requests leave behind until V8 looks for what is still used.
const youngBytes = 8 * 1024 * 1024

/**
 * Keeps V8 from taking memory only because there is some: in a process that is busy for a while its space for new
 * objects grows to 128 MB, and the one for old ones to several times what is used. V8 reads both flags whenever it
 * wants to grow. Measured on 100,000 small edits: 394 MB without, 197 to 270 MB with.
 */
export function keepMemorySteady(): void {
  setFlagsFromString('--heap-growing-percent=20')
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    if (young === undefined || young.space_size < youngBytes) return
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}
