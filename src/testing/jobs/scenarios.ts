/** How a mock job ends. */
export type Ending = 'completed' | 'failed' | 'moderated'

/** What a mock job looks like at one look. */
export type Step = 'queued' | 'running'

/** A scripted course of a mock job. */
export interface Scenario {
  readonly name: string
  /** One sentence for people who choose a scenario. */
  readonly about: string
  /** What successive looks see before the job ends; the last one repeats when `ending` is `never`. */
  readonly looks: readonly Step[]
  readonly ending: Ending | 'never'
  /** Tickets carry this origin in their URLs instead of the mock's. */
  readonly foreignOrigin?: string
  /** Answers leave out everything a relay may leave out. */
  readonly sparse?: true
  /** Results repeat the request, as those of some relays do. */
  readonly echo?: true
  /** The last status carries the result, as with some relays. */
  readonly embedded?: true
  /** Errors come in the envelope of a gateway in front of the provider. */
  readonly envelope?: 'new-api' | 'task-relay'
  /** How a failed task says why, where it is not the object of the contract's example. */
  readonly errorForm?: 'number' | 'text'
  /** Moderation lets the edit through and makes its images black. */
  readonly flagged?: true
}

const usual: readonly Step[] = ['queued', 'queued', 'running']

/** Every scenario, by name. */
export const scenarios = {
  completes: {
    name: 'completes',
    about: 'The job waits, runs and ends well.',
    looks: usual,
    ending: 'completed',
  },
  fails: { name: 'fails', about: 'The job ends with an error of the model.', looks: usual, ending: 'failed' },
  moderated: {
    name: 'moderated',
    about: 'Moderation refuses the edit; nothing to retry.',
    looks: usual,
    ending: 'moderated',
  },
  stuck: {
    name: 'stuck',
    about: 'The job runs for ever; a client must give up by itself.',
    looks: usual,
    ending: 'never',
  },
  'foreign-urls': {
    name: 'foreign-urls',
    about: "Tickets carry another host's URLs; the key must not go there.",
    looks: usual,
    ending: 'completed',
    foreignOrigin: 'https://queue.fal.run',
  },
  sparse: {
    name: 'sparse',
    about: 'Tickets and statuses carry only what every relay sends.',
    looks: usual,
    ending: 'completed',
    sparse: true,
  },
  echo: {
    name: 'echo',
    about: 'The result repeats the request, prompt and all.',
    looks: usual,
    ending: 'completed',
    echo: true,
  },
  embedded: {
    name: 'embedded',
    about: 'The last status carries the result.',
    looks: usual,
    ending: 'completed',
    embedded: true,
  },
  nsfw: {
    name: 'nsfw',
    about: 'The job ends well, flagged, with black images.',
    looks: usual,
    ending: 'completed',
    flagged: true,
  },
  instant: { name: 'instant', about: 'The first look finds the job done.', looks: [], ending: 'completed' },
  'fails-as-text': {
    name: 'fails-as-text',
    about: 'The job fails; a task says why in a text instead of an object.',
    looks: usual,
    ending: 'failed',
    errorForm: 'text',
  },
  'fails-as-number': {
    name: 'fails-as-number',
    about: 'The job fails; a task says why in a number.',
    looks: usual,
    ending: 'failed',
    errorForm: 'number',
  },
  'new-api-errors': {
    name: 'new-api-errors',
    about: 'The job fails; errors come in the envelope of the gateway in front of a relay.',
    looks: usual,
    ending: 'failed',
    envelope: 'new-api',
  },
  'task-relay-errors': {
    name: 'task-relay-errors',
    about: 'The job fails; errors come as code, message and data, as task relays send them.',
    looks: usual,
    ending: 'failed',
    envelope: 'task-relay',
  },
} as const satisfies Record<string, Scenario>

/** Name of a scenario. */
export type ScenarioName = keyof typeof scenarios

/** Narrows a word to a scenario. */
export function isScenarioName(word: string): word is ScenarioName {
  return Object.hasOwn(scenarios, word)
}
