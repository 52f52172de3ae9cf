import type { IndicatorId } from '../schema.ts'
import { activeLabs, type Definition, type Definitions, publicSpaces, residents, sources } from './texts.ts'

type Id = Extract<
  IndicatorId,
  'labCount' | 'labsPer10k' | 'spaceCount' | 'openCount' | `${string}Per1000` | 'access' | 'accessBanded'
>

/** C2: how many; C3: how much room; C4: how much of it for each who can reach it. */
export const supplyDefinitions: Definitions<Id> = ({ coverage: { floating } }) => ({
  labCount: {
    ...counted,
    title: { it: 'Laboratori attivi', en: 'Active labs' },
    definition: {
      it: 'Quanti laboratori attivi hanno sede nell’area. Quelli chiusi, sospesi, programmati o di cui non si sa se sono attivi non contano.',
      en: 'How many active labs stand in the area. Those closed, suspended, planned or not known to be active do not count.',
    },
    formula: 'n',
    source: sources.grid,
    population: activeLabs,
  },
  labsPer10k: {
    group: 'C2',
    unit: 'per10k',
    higherIs: 'better',
    title: { it: 'Laboratori ogni 10.000 residenti', en: 'Labs for 10,000 residents' },
    definition: {
      it: 'Laboratori attivi con sede nell’area, divisi per i residenti dell’area e moltiplicati per 10.000. Il numero dei laboratori è sempre accanto, anche se è zero.',
      en: 'Active labs that stand in the area, divided by its residents and multiplied by 10,000. The number of labs is always beside, nought included.',
    },
    formula: 'n / P × 10,000',
    source: sources.grid,
    reference: null,
    population: residents,
  },
  spaceCount: {
    ...counted,
    higherIs: 'neither',
    title: { it: 'Spazi pubblicati', en: 'Published spaces' },
    definition: {
      it: 'Quanti spazi del censimento il pubblico può vedere nell’area: gli stessi che trova l’elenco con il filtro dell’area.',
      en: 'How many spaces of the census the public may see in the area: the same that the list finds with the filter of the area.',
    },
    formula: 'n',
    source: sources.spaces,
    population: publicSpaces,
  },
  openCount: {
    ...counted,
    title: { it: 'Spazi che si possono avere', en: 'Spaces one can have' },
    definition: {
      it: 'Quanti di questi sono disponibili o in bando.',
      en: 'How many of these are available or in a call.',
    },
    formula: 'n',
    source: sources.spaces,
    population: publicSpaces,
  },
  offeredPer1000: squareMetres(
    'offerti',
    'offered',
    'disponibili o in bando',
    'available or in a call',
    'better',
  ),
  assignedPer1000: squareMetres(
    'assegnati',
    'assigned',
    'assegnati, in uso o in scadenza',
    'awarded, in use or about to expire',
    'better',
  ),
  vacantPer1000: squareMetres(
    'vuoti',
    'vacant',
    'rilevati, disponibili, in bando o tornati liberi',
    'surveyed, available, in a call or given back',
    'neither',
  ),
  access: {
    ...floated,
    title: { it: 'Accesso ai laboratori (2SFCA)', en: 'Access to labs (2SFCA)' },
    definition: {
      it: `Quanto laboratorio tocca a ogni residente tra quelli che raggiunge in ${floating.minutes} minuti, tenuto conto di quanti altri lo raggiungono: prima ogni laboratorio è diviso per chi lo raggiunge, poi ogni residente somma le parti che raggiunge. Media dei residenti, ogni 10.000. ${unitOf(floating.supply).it}`,
      en: `How much lab there is for each resident among those within ${floating.minutes} minutes, considering how many others reach the same: first each lab is divided by who reaches it, then each resident adds up the parts within reach. Mean over residents, for 10,000. ${unitOf(floating.supply).en}`,
    },
    formula: 'R_j = S_j / Σ_{k: d_kj ≤ d0} P_k ; A_i = Σ_{j: d_ij ≤ d0} R_j ; Σ p_i A_i / Σ p_i × 10,000',
    reference: 'Luo W., Wang F. (2003), Environment and Planning B 30(6), 865–884, doi:10.1068/b29120',
  },
  accessBanded: {
    ...floated,
    title: { it: 'Accesso ai laboratori, a fasce (E2SFCA)', en: 'Access to labs, banded (E2SFCA)' },
    definition: {
      it: `Come sopra, ma chi è più lontano conta meno: pesi ${floating.weights.join(' / ')} nelle fasce, in entrambi i passi. ${unitOf(floating.supply).it}`,
      en: `As above, but who is farther counts less: weights ${floating.weights.join(' / ')} by band, in both steps. ${unitOf(floating.supply).en}`,
    },
    formula: 'R_j = S_j / Σ_k w(d_kj) P_k ; A_i = Σ_j w(d_ij) R_j ; Σ p_i A_i / Σ p_i × 10,000',
    reference: 'Luo W., Qi Y. (2009), Health & Place 15(4), 1100–1107, doi:10.1016/j.healthplace.2009.06.002',
  },
})

const counted = { group: 'C2', unit: 'count', higherIs: 'better', reference: null } as const
const floated = {
  group: 'C4',
  unit: 'per10k',
  higherIs: 'better',
  source: sources.grid,
  population: residents,
} as const

const supplies = {
  labs: { it: 'Ogni laboratorio vale uno.', en: 'Each lab counts as one.' },
  workstations: {
    it: 'Ogni laboratorio vale le sue postazioni.',
    en: 'Each lab counts as many as its workstations.',
  },
  areaM2: { it: 'Ogni laboratorio vale i suoi m².', en: 'Each lab counts its m².' },
  hours: {
    it: 'Ogni laboratorio vale le ore in cui apre in una settimana.',
    en: 'Each lab counts the hours it opens in a week.',
  },
}
const unitOf = (supply: keyof typeof supplies) => supplies[supply]

function squareMetres(
  it: string,
  en: string,
  statusIt: string,
  statusEn: string,
  higherIs: Definition['higherIs'],
): Definition {
  return {
    group: 'C3',
    unit: 'm2per1000',
    higherIs,
    title: { it: `m² ${it} ogni 1.000 residenti`, en: `m² ${en} for 1,000 residents` },
    definition: {
      it: `Superficie degli spazi pubblicati dell’area che sono ${statusIt}, divisa per i residenti e moltiplicata per 1.000. Gli spazi di cui non si sa la superficie non entrano.`,
      en: `Area of the published spaces that are ${statusEn}, divided by the residents and multiplied by 1,000. Spaces whose area is not known are left out.`,
    },
    formula: 'Σ m² / P × 1,000',
    source: sources.gridAndSpaces,
    reference: 'DM 1444/1968 (18 m² di servizi per abitante) solo come contesto: qui non è un obiettivo',
    population: publicSpaces,
  }
}
