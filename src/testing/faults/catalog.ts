import { cancelFaults } from './cancel.ts'
import type { Fault } from './fault.ts'
import { badImages, failedDownloads, goneImages, oddImages } from './image.ts'
import { imageRedirects } from './image-redirects.ts'
import { redirects } from './redirects.ts'
import { failedResults, lateResults } from './result-failures.ts'
import { badImageUrls, missingImages, oddResults } from './result-images.ts'
import { deadLooks, failedLooks, oddLooks } from './status-transport.ts'
import { statusWords } from './status-words.ts'
import { brokenStreams, missingStreams, oddStreams } from './stream.ts'
import { limitedSubmits } from './submit-limited.ts'
import { lostSubmits } from './submit-lost.ts'
import { refusedSubmits } from './submit-refused.ts'
import { oddTickets, ticketIds, ticketUrls } from './submit-tickets.ts'
import { taskFaults } from './task.ts'
import { webhookFaults, type WebhookFault } from './webhook.ts'

/** Faults that strike at the same place. */
export interface FaultGroup {
  readonly title: string
  readonly faults: readonly (Fault | WebhookFault)[]
}

/** Every fault of an exchange. */
export const faults: readonly Fault[] = [
  ...lostSubmits,
  ...limitedSubmits,
  ...refusedSubmits,
  ...ticketIds,
  ...ticketUrls,
  ...oddTickets,
  ...redirects,
  ...failedLooks,
  ...oddLooks,
  ...deadLooks,
  ...statusWords,
  ...taskFaults,
  ...missingStreams,
  ...brokenStreams,
  ...oddStreams,
  ...lateResults,
  ...failedResults,
  ...missingImages,
  ...badImageUrls,
  ...oddResults,
  ...cancelFaults,
  ...failedDownloads,
  ...badImages,
  ...goneImages,
  ...oddImages,
  ...imageRedirects,
]

/** Every fault by where it strikes, for documents and for `kontext-mocks --list`. */
export const faultGroups: readonly FaultGroup[] = [
  { title: 'Submit: nobody knows whether the edit was taken', faults: lostSubmits },
  { title: 'Submit: turned away for now', faults: limitedSubmits },
  { title: 'Submit: refused', faults: refusedSubmits },
  { title: 'Submit: the id of the job', faults: ticketIds },
  { title: 'Submit: the URLs of the ticket', faults: ticketUrls },
  { title: 'Submit: odd tickets', faults: oddTickets },
  { title: 'Redirects of the API', faults: redirects },
  { title: 'Status: a look fails once', faults: failedLooks },
  { title: 'Status: odd looks', faults: oddLooks },
  { title: 'Status: looks that never work', faults: deadLooks },
  { title: 'Status: what it says', faults: statusWords },
  { title: 'Status of a task', faults: taskFaults },
  { title: 'Stream: there is none', faults: missingStreams },
  { title: 'Stream: it breaks off', faults: brokenStreams },
  { title: 'Stream: odd streams', faults: oddStreams },
  { title: 'Result: late', faults: lateResults },
  { title: 'Result: failures after COMPLETED', faults: failedResults },
  { title: 'Result: no image', faults: missingImages },
  { title: 'Result: where the images are', faults: badImageUrls },
  { title: 'Result: odd results', faults: oddResults },
  { title: 'Cancel', faults: cancelFaults },
  { title: 'Image: a download fails once', faults: failedDownloads },
  { title: 'Image: bytes that are none', faults: badImages },
  { title: 'Image: gone', faults: goneImages },
  { title: 'Image: odd images', faults: oddImages },
  { title: 'Image: redirects', faults: imageRedirects },
  { title: 'Webhook', faults: webhookFaults },
]

const byName: ReadonlyMap<string, Fault> = new Map(faults.map((fault) => [fault.name, fault]))

/** The fault of this name, if there is one. */
export function faultNamed(name: string): Fault | undefined {
  return byName.get(name)
}
