import { sleepUntilAlarm, type Clock } from '../../src/clock.ts'

/** A clock that jumps from one alarm to the next. */
export interface SimulatedClock extends Clock {
  /** Lets the time pass until the promise has settled, with all that was woken on the way. */
  run<T>(until: Promise<T>): Promise<T>
}

/** Time for simulations: hours of waiting in no time, the same at each run. */
export function createSimulatedClock(): SimulatedClock {
  const alarms: { at: number; ring: () => void }[] = []
  let time = 1_700_000_000_000
  const after = (ms: number, ring: () => void) => {
    const alarm = { at: time + Math.max(0, ms), ring }
    let index = alarms.length
    while (index > 0 && (alarms[index - 1]?.at ?? 0) > alarm.at) index--
    alarms.splice(index, 0, alarm)
    return () => {
      const found = alarms.indexOf(alarm)
      if (found >= 0) alarms.splice(found, 1)
    }
  }
  return {
    now: () => time,
    after,
    sleep: (ms, signal) => sleepUntilAlarm({ after }, ms, signal),
    run: async (until) => {
      const state = { settled: false }
      const end = () => {
        state.settled = true
      }
      until.then(end, end)
      let idle = 0
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (state.settled) return until
        const alarm = alarms.shift()
        if (alarm === undefined) {
          // The client loads parts of itself when they are needed, which takes real time.
          if (++idle > 30_000) throw new Error('everything waits, and nothing is about to happen')
          await new Promise((resolve) => setTimeout(resolve, 1))
          continue
        }
        idle = 0
        time = alarm.at
        alarm.ring()
      }
    },
  }
}
