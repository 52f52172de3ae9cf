import type { CityPack } from '../city/pack.ts'
import type { Figure, FigureId, Series, SeriesId } from './schema.ts'

type Text = { it: string; en: string }

interface Told {
  /** One row: `value` and `population`. */
  query: string
  population: Text
  definition: Text
  source: Text
}

const register: Text = {
  it: 'Contratti e consegne registrati in questa applicazione',
  en: 'Agreements and handovers recorded in this application',
}
const inUse: Text = {
  it: 'spazi consegnati con un contratto che oggi è in corso',
  en: 'spaces handed over by an agreement that runs today',
}
const ever: Text = { it: 'spazi consegnati almeno una volta', en: 'spaces handed over at least once' }

const rows = (select: string) => `SELECT ${select}
FROM space_handover h JOIN space s ON s.id = h.space_id`

/** SQL: the last yearly report of each agreement that runs, in one line each. */
const lastReports = `SELECT DISTINCT ON (r.agreement_id) r.agreement_id, r.jobs, r.resident_hours
  FROM yearly_report r WHERE r.agreement_id IN (SELECT h.agreement_id FROM space_handover h WHERE h.in_use)
  ORDER BY r.agreement_id, r.year DESC`
const reports: Text = {
  it: 'contratti in corso con almeno una relazione annuale',
  en: 'running agreements with at least one yearly report',
}
const reportSource: Text = {
  it: 'Relazioni annuali degli assegnatari, l’ultima di ciascuno',
  en: 'Yearly reports of the holders, the last of each',
}

/** The figures of the public page: each has one query, and whoever shows it shows what that gives. */
export const figureDefinitions = ({
  awards,
}: CityPack): Record<FigureId, Told & { unit: Figure['unit'] }> => ({
  spacesInUse: {
    unit: 'spaces',
    query: `${rows('count(DISTINCT h.space_id) AS value, count(DISTINCT h.space_id) AS population')}
WHERE h.in_use`,
    population: inUse,
    definition: {
      it: 'Quanti spazi sono oggi in mano a chi li ha avuti',
      en: 'How many spaces are today in the hands of who was given them',
    },
    source: register,
  },
  areaInUse: {
    unit: 'm2',
    query: `${rows('sum(s.area_m2)::float8 AS value, count(s.area_m2) AS population')}
WHERE h.in_use`,
    population: {
      it: 'spazi in uso di cui si sa la superficie',
      en: 'spaces in use whose area is known',
    },
    definition: { it: 'Somma delle loro superfici', en: 'Sum of their areas' },
    source: register,
  },
  spacesEver: {
    unit: 'spaces',
    query: rows('count(DISTINCT h.space_id) AS value, count(DISTINCT h.space_id) AS population'),
    population: ever,
    definition: {
      it: 'Quanti spazi sono stati consegnati, anche se poi sono tornati',
      en: 'How many spaces were handed over, also where they came back',
    },
    source: register,
  },
  jobs: {
    unit: 'people',
    query: `SELECT sum(l.jobs)::float8 AS value, count(*) AS population
FROM (${lastReports}) l`,
    population: reports,
    definition: {
      it: 'Persone che lavorano negli spazi, come dichiarato nell’ultima relazione',
      en: 'People who work in the spaces, as declared in the last report',
    },
    source: reportSource,
  },
  residentHours: {
    unit: 'hours',
    query: `SELECT sum(l.resident_hours)::float8 AS value, count(*) AS population
FROM (${lastReports}) l`,
    population: reports,
    definition: {
      it: 'Ore aperte a chi abita nel quartiere, nell’anno dell’ultima relazione',
      en: 'Hours open to who lives nearby, in the year of the last report',
    },
    source: reportSource,
  },
  peripheryShare: {
    unit: 'share',
    query: `${rows('(count(*) FILTER (WHERE s.outside_ring))::float8 / nullif(count(s.outside_ring), 0) AS value,\n  count(s.outside_ring) AS population')}
WHERE h.in_use`,
    population: {
      it: 'spazi in uso di cui si sa il luogo',
      en: 'spaces in use whose place is known',
    },
    definition: {
      it: `Quota in periferia, cioè ${awards.periphery.it} (${awards.periphery.reference})`,
      en: `Share in the outskirts, that is ${awards.periphery.en} (${awards.periphery.reference})`,
    },
    source: register,
  },
  daysSurveyToUse: {
    unit: 'days',
    query: `${rows('percentile_cont(0.5) WITHIN GROUP (ORDER BY h.handed_over_on - s.surveyed_on) AS value,\n  count(*) AS population')}
WHERE s.surveyed_on <= h.handed_over_on`,
    population: {
      it: 'consegne di spazi con un sopralluogo datato e anteriore',
      en: 'handovers of spaces with a dated survey before them',
    },
    definition: {
      it: 'Mediana dei giorni dal rilievo dello spazio alla consegna',
      en: 'Median of the days from the survey of a space to its handover',
    },
    source: register,
  },
  daysCallToHandover: {
    unit: 'days',
    query: `SELECT percentile_cont(0.5) WITHIN GROUP
  (ORDER BY h.handed_over_on - (coalesce(c.published_at, c.opens_at) AT TIME ZONE 'Europe/Rome')::date) AS value,
  count(*) AS population
FROM space_handover h JOIN request q ON q.id = h.request_id JOIN call c ON c.id = q.call_id
WHERE (coalesce(c.published_at, c.opens_at) AT TIME ZONE 'Europe/Rome')::date <= h.handed_over_on`,
    population: {
      it: 'consegne di spazi assegnati con un bando pubblicato',
      en: 'handovers of spaces awarded by a published call',
    },
    definition: {
      it: 'Mediana dei giorni dalla pubblicazione del bando alla consegna',
      en: 'Median of the days from the publication of the call to the handover',
    },
    source: register,
  },
})

/** Splits of a figure: rows of `key`, `spaces` and `areaM2`, from the same records as the figure. */
export const seriesDefinitions: Record<SeriesId, Told & { of: FigureId }> = {
  byDistrict: {
    of: 'spacesInUse',
    query: `${rows(`coalesce(d.code, '') AS key, count(DISTINCT h.space_id)::integer AS spaces,
  coalesce(sum(s.area_m2), 0)::float8 AS "areaM2"`)}
LEFT JOIN district d ON d.id = s.district_id
WHERE h.in_use
GROUP BY 1 ORDER BY 1`,
    population: inUse,
    definition: { it: 'Spazi in uso per Municipio', en: 'Spaces in use by Municipio' },
    source: register,
  },
  byYear: {
    of: 'spacesEver',
    query: `SELECT extract(year FROM f.handed_over_on)::text AS key, count(*)::integer AS spaces,
  coalesce(sum(f.area_m2), 0)::float8 AS "areaM2"
FROM (SELECT s.id, s.area_m2, min(h.handed_over_on) AS handed_over_on
  FROM space_handover h JOIN space s ON s.id = h.space_id GROUP BY s.id) f
GROUP BY 1 ORDER BY 1`,
    population: ever,
    definition: {
      it: 'Spazi per anno della prima consegna',
      en: 'Spaces by the year in which they were first handed over',
    },
    source: register,
  },
}
