/** The forms a report can have. */
export const formatNames = ['terminal', 'json', 'junit', 'markdown', 'html'] as const

export type ReportFormat = (typeof formatNames)[number]
