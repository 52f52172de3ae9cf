import type { LabContent } from '../labs/schema.ts'

/** The profile of a lab of which only name, kind and place are known. */
export const labContent = (changes: Partial<LabContent> = {}): LabContent => ({
  name: 'Officina Prova',
  kind: 'makerspace',
  address: 'via Prova 1',
  point: [9.15, 45.455],
  positionApproximate: false,
  description: null,
  descriptionEn: null,
  website: null,
  links: [],
  email: null,
  phone: null,
  areaM2: null,
  workstations: null,
  stepFree: null,
  languages: [],
  hours: null,
  prices: [],
  machines: [],
  ...changes,
})
