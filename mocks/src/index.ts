export type { JournalEntry } from './front.ts'
export { scenarios, type Scenario, type ScenarioName } from './scenarios.ts'
export { startMockServer, type MockServer, type MockServerOptions } from './start-mock-server.ts'
