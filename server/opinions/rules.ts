export * from './matching.ts'
export * from './quorum.ts'
export * from './refusals.ts'
