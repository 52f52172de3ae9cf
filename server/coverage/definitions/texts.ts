import type { CityPack } from '../../city/pack.ts'
import type { Indicator } from '../schema.ts'

/** A definition but for its id, which the registry gives. */
export type Definition = Omit<Indicator, 'id'>
/** Some of the definitions; they name the numbers of the pack they are computed with. */
export type Definitions<Id extends string> = (city: CityPack) => Record<Id, Definition>

type Text = { it: string; en: string }

export const residents: Text = {
  it: 'tutti i residenti registrati (sezioni di censimento dove ci sono, altrimenti NIL ripartiti per area)',
  en: 'all registered residents (census sections where there are any, else NIL spread by area)',
}
export const activeLabs: Text = {
  it: 'laboratori attivi nella data dei dati, con un luogo',
  en: 'labs active on the day of the data, with a place',
}
export const publicSpaces: Text = {
  it: 'spazi che il pubblico può vedere',
  en: 'spaces the public may see',
}
export const sources = {
  grid: {
    it: 'Griglia dei residenti e registro dei laboratori di questa applicazione',
    en: 'Grid of residents and register of labs of this application',
  },
  spaces: {
    it: 'Censimento degli spazi di questa applicazione',
    en: 'Census of spaces of this application',
  },
  gridAndSpaces: {
    it: 'Griglia dei residenti e censimento degli spazi di questa applicazione',
    en: 'Grid of residents and census of spaces of this application',
  },
  stops: {
    it: 'Griglia dei residenti e fermate importate',
    en: 'Grid of residents and imported stops',
  },
  requests: {
    it: 'Domande e bandi registrati in questa applicazione',
    en: 'Requests and calls recorded in this application',
  },
  agreements: {
    it: 'Bandi e consegne registrati in questa applicazione',
    en: 'Calls and handovers recorded in this application',
  },
} satisfies Record<string, Text>

/** A number as Italian writes it. */
export const italian = (value: number): string => value.toLocaleString('it-IT')
