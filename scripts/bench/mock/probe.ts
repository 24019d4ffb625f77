// Loaded into every server that is measured, before its own code: tells over IPC what the process has used.
import process from 'node:process'

process.on('message', (message) => {
  if (message !== 'usage') return
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuUs: user + system, peakMb: process.resourceUsage().maxRSS / 1024 })
})
// Ends with the one who measures, however that ends.
process.on('disconnect', () => process.exit())
