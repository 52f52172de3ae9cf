export * from './drawing.ts'
