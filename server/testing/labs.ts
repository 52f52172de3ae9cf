import { unknownLab } from '../labs/rules.ts'
import type { LabContent } from '../labs/schema.ts'

/** The profile of a lab of which only name, kind and place are known. */
export const labContent = (changes: Partial<LabContent> = {}): LabContent => ({
  ...unknownLab,
  name: 'Officina Prova',
  kind: 'makerspace',
  address: 'via Prova 1',
  point: [9.15, 45.455],
  ...changes,
})
