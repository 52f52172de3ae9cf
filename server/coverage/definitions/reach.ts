import type { Indicator, IndicatorId } from '../schema.ts'
import { activeLabs, type Definition, type Definitions, italian, residents, sources } from './texts.ts'

type Id = Extract<
  IndicatorId,
  `${'labs' | 'spaces'}${5 | 10 | 15}` | `${string}Distance${string}` | 'transit'
>

/** C1: who lives within reach; C5: how far it is. */
export const reachDefinitions: Definitions<Id> = ({ coverage }) => ({
  labs5: labsWithin(5, coverage.speedMPerMin),
  labs10: labsWithin(10, coverage.speedMPerMin),
  labs15: labsWithin(15, coverage.speedMPerMin),
  spaces5: spacesWithin(5, coverage.speedMPerMin),
  spaces10: spacesWithin(10, coverage.speedMPerMin),
  spaces15: spacesWithin(15, coverage.speedMPerMin),
  transit: {
    ...share,
    title: {
      it: `Residenti entro ${coverage.transitM} m da metro o treno`,
      en: `Residents within ${coverage.transitM} m of metro or rail`,
    },
    definition: {
      it: `Quota dei residenti che abitano a non più di ${coverage.transitM} metri in linea d'aria da una fermata della metropolitana o da una stazione. Dove non ci sono fermate registrate il valore è sconosciuto.`,
      en: `Share of the residents who live no more than ${coverage.transitM} metres, as the crow flies, from a metro stop or a railway station. Unknown where no stop is recorded.`,
    },
    formula: `Σ p_i [d_i ≤ ${coverage.transitM} m] / Σ p_i`,
    source: sources.stops,
    reference: null,
  },
  labDistanceMean: mean(labs),
  labDistanceP90: ninetieth(labs),
  spaceDistanceMean: mean(spaces),
  spaceDistanceP90: ninetieth(spaces),
})

const share = {
  group: 'C1',
  unit: 'share',
  higherIs: 'better',
  source: sources.grid,
  population: residents,
} as const

const parkServe =
  'Trust for Public Land, ParkServe: residents within a walk of an access point; bands of 5, 10 and 15 minutes'

function labsWithin(minutes: number, speed: number): Definition {
  const metres = italian(minutes * speed)
  return {
    ...share,
    title: {
      it: `Residenti entro ${minutes} minuti da un laboratorio`,
      en: `Residents within ${minutes} minutes of a lab`,
    },
    definition: {
      it: `Quota dei residenti che raggiungono a piedi in ${minutes} minuti (${metres} m) almeno un laboratorio attivo, anche fuori dal confine. La distanza va dal centro della cella di griglia alla porta del laboratorio.`,
      en: `Share of the residents who reach on foot, within ${minutes} minutes (${minutes * speed} m), at least one active lab, also beyond the border of the city. Distance runs from the centre of the grid cell to the door of the lab.`,
    },
    formula: `Σ p_i [min_j d_ij ≤ ${minutes * speed} m] / Σ p_i`,
    reference: parkServe,
  }
}

function spacesWithin(minutes: number, speed: number): Definition {
  const metres = italian(minutes * speed)
  return {
    ...share,
    title: {
      it: `Residenti entro ${minutes} minuti da uno spazio che si può avere`,
      en: `Residents within ${minutes} minutes of a space one can have`,
    },
    definition: {
      it: `Quota dei residenti che raggiungono a piedi in ${minutes} minuti (${metres} m) almeno uno spazio disponibile o in bando, di cui è pubblico il luogo esatto. Dove se ne conosce la porta, la distanza arriva lì.`,
      en: `Share of the residents who reach on foot, within ${minutes} minutes (${minutes * speed} m), at least one space that is available or in a call and whose exact place is public. Distance is to its door where that is known.`,
    },
    formula: `Σ p_i [min_j d_ij ≤ ${minutes * speed} m] / Σ p_i`,
    source: sources.gridAndSpaces,
    reference: parkServe,
  }
}

interface Reached {
  /** With its article: alone, after *da*, after *a*. */
  it: { the: string; from: string; to: string }
  en: string
  source: Indicator['source']
  population: Indicator['population']
}
const labs: Reached = {
  it: {
    the: 'il laboratorio attivo più vicino',
    from: 'dal laboratorio attivo più vicino',
    to: 'al laboratorio attivo più vicino',
  },
  en: 'nearest active lab',
  source: sources.grid,
  population: { it: `${residents.it}; ${activeLabs.it}`, en: `${residents.en}; ${activeLabs.en}` },
}
const spaces: Reached = {
  it: {
    the: 'lo spazio disponibile o in bando più vicino',
    from: 'dallo spazio disponibile o in bando più vicino',
    to: 'allo spazio disponibile o in bando più vicino',
  },
  en: 'nearest space that is available or in a call',
  source: sources.gridAndSpaces,
  population: residents,
}

const distance = { group: 'C5', unit: 'metres', higherIs: 'worse', reference: null } as const

const mean = ({ it, en, source, population }: Reached): Definition => ({
  ...distance,
  title: { it: `Distanza media ${it.from}`, en: `Mean distance to the ${en}` },
  definition: {
    it: `Media, pesata sui residenti, dei metri dal centro di ogni cella di griglia ${it.to}. Chi non ne può raggiungere nessuno non entra nella media.`,
    en: `Mean, weighted by residents, of the metres from the centre of each grid cell to the ${en}. Who can reach none is left out.`,
  },
  formula: 'Σ p_i d_i / Σ p_i',
  source,
  population,
})

const ninetieth = ({ it, en, source, population }: Reached): Definition => ({
  ...distance,
  title: {
    it: `Distanza ${it.from}, nove residenti su dieci`,
    en: `Distance to the ${en}, nine residents in ten`,
  },
  definition: {
    it: `Metri entro cui nove residenti su dieci trovano ${it.the} (90° percentile pesato sui residenti). Sconosciuta dove più di uno su dieci non ne può raggiungere nessuno.`,
    en: `Metres within which nine residents in ten find the ${en} (90th percentile weighted by residents). Unknown where more than one in ten can reach none.`,
  },
  formula: 'min d : Σ p_i [d_i ≤ d] ≥ 0.9 Σ p_i',
  source,
  population,
})
