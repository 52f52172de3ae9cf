import type { IndicatorId } from '../schema.ts'
import { activeLabs, type Definition, type Definitions, publicSpaces, residents, sources } from './texts.ts'

type Id = Extract<IndicatorId, `${string}Gini` | `${string}Ratio` | `${string}InPeriphery`>

/** C6: how even it is; C7: outskirts beside centre; C8: how much lies where the programme wants it. */
export const fairnessDefinitions: Definitions<Id> = (city) => {
  const ring = city.awards.periphery
  const ratio = (title: Definition['title'], of: Definition['title']): Definition => ({
    group: 'C7',
    unit: 'ratio',
    higherIs: 'neither',
    title,
    definition: {
      it: `${of.it} fuori dalla circonvallazione, diviso per lo stesso valore dentro. 1 vuol dire pari. Periferia è ${ring.it} (${ring.reference}).`,
      en: `${of.en} outside the ring road, divided by the same inside. 1 means even. The outskirts are ${ring.en} (${ring.reference}).`,
    },
    formula: 'v_outside / v_inside',
    source: sources.gridAndSpaces,
    reference: ring.reference,
    population: residents,
  })
  return {
    ...giniDefinitions,
    labsRatio: ratio(
      { it: 'Laboratori per residente, fuori e dentro', en: 'Labs for each resident, outside and inside' },
      { it: 'Laboratori ogni 10.000 residenti', en: 'Labs for 10,000 residents' },
    ),
    offeredRatio: ratio(
      {
        it: 'm² offerti per residente, fuori e dentro',
        en: 'm² offered for each resident, outside and inside',
      },
      { it: 'm² offerti ogni 1.000 residenti', en: 'm² offered for 1,000 residents' },
    ),
    accessRatio: ratio(
      { it: 'Accesso ai laboratori, fuori e dentro', en: 'Access to labs, outside and inside' },
      { it: 'Accesso (2SFCA)', en: 'Access (2SFCA)' },
    ),
    ...peripheryDefinitions,
  }
}

const gini = {
  group: 'C6',
  unit: 'gini',
  higherIs: 'worse',
  formula: 'G = 1 − Σ_k (X_k − X_{k−1})(Y_k + Y_{k−1}), in ordine di y/p',
  reference: 'Gini C. (1914), Sulla misura della concentrazione e della variabilità dei caratteri',
} as const

const giniDefinitions = {
  accessGini: {
    ...gini,
    title: { it: 'Disparità di accesso ai laboratori', en: 'Inequality of access to labs' },
    definition: {
      it: 'Indice di Gini dell’accesso (2SFCA) tra i residenti: 0 se tutti ne hanno lo stesso, vicino a 1 se pochi hanno tutto. Calcolato sulle celle di griglia, pesate sui residenti.',
      en: 'Gini index of access (2SFCA) among residents: 0 where all have the same, near 1 where few have everything. Over grid cells weighted by residents.',
    },
    source: sources.grid,
    population: residents,
  },
  offeredGini: {
    ...gini,
    title: { it: 'Disparità dei m² offerti', en: 'Inequality of m² offered' },
    definition: {
      it: 'Indice di Gini dei m² disponibili o in bando tra i residenti dei NIL: 0 se ogni NIL ne ha in proporzione ai residenti. Un NIL conta nel Municipio in cui cade il suo nome.',
      en: 'Gini index of the m² available or in a call among residents of the NIL: 0 where each has its share by residents. A NIL counts in the Municipio its label lies in.',
    },
    source: sources.gridAndSpaces,
    population: residents,
  },
} satisfies Partial<Record<IndicatorId, Definition>>

const periphery = {
  group: 'C8',
  unit: 'share',
  higherIs: 'neither',
  reference: null,
} as const

const peripheryDefinitions = {
  labsInPeriphery: {
    ...periphery,
    title: { it: 'Laboratori in aree del Piano Periferie', en: 'Labs in areas of Piano Periferie' },
    definition: {
      it: 'Quota dei laboratori attivi della città che ha sede in un’area del Piano Periferie.',
      en: 'Share of the active labs of the city that stand in an area of Piano Periferie.',
    },
    formula: 'n_zone / n',
    source: sources.grid,
    population: activeLabs,
  },
  offeredInPeriphery: {
    ...periphery,
    title: { it: 'm² offerti in aree del Piano Periferie', en: 'm² offered in areas of Piano Periferie' },
    definition: {
      it: 'Quota dei m² disponibili o in bando che sta in un’area del Piano Periferie, tra gli spazi di cui è pubblico il luogo esatto.',
      en: 'Share of the m² available or in a call that lie in an area of Piano Periferie, among the spaces whose exact place is public.',
    },
    formula: 'Σ m²_zone / Σ m²',
    source: sources.spaces,
    population: publicSpaces,
  },
} satisfies Partial<Record<IndicatorId, Definition>>
