import { againstText, type DistrictFigure, rankText, valueText } from './figures.ts'

type Language = 'it' | 'en'

/** A figure as it is quoted in the chamber; its texts are in the language of the paragraph. */
interface Quoted {
  /** Of the Municipio. */
  name: string
  title: string
  definition: string
  value: string
  /** What it is held against, such as `città 0,10` and `9º su 9`. */
  comparison: readonly string[]
  source: string
  /** In words, such as `23 novembre 2026`. */
  date: string
  link: string
  demo: boolean
}

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

const words = {
  it: {
    definition: 'Definizione',
    source: 'Fonte',
    date: 'Dato al',
    link: 'Si verifica a',
    demo: 'DIMOSTRAZIONE: dati inventati.',
  },
  en: {
    definition: 'Definition',
    source: 'Source',
    date: 'As of',
    link: 'Can be checked at',
    demo: 'DEMONSTRATION (DIMOSTRAZIONE): invented data.',
  },
} as const

/** A figure with definition, comparison, source, day and link, as one paragraph to quote. */
function interrogationText(quoted: Quoted, language: Language): string {
  const { name, title, definition, value, comparison, source, date, link, demo } = quoted
  const t = words[language]
  const compared = comparison.length > 0 ? ` (${comparison.join('; ')})` : ''
  return [
    `${name}, ${title}: ${value}${compared}.`,
    `${t.definition}: ${ended(definition)}`,
    `${t.source}: ${ended(source)}`,
    `${t.date} ${date}.`,
    `${t.link} ${link}`,
    ...(demo ? [`[${t.demo}]`] : []),
  ].join(' ')
}

const inWords = (day: string, language: Language) =>
  new Date(`${day.slice(0, 10)}T12:00:00Z`).toLocaleDateString(language === 'it' ? 'it-IT' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'long',
  })

/** Where and of which day a figure is read. */
interface Occasion {
  name: string
  date: string
  link: string
  /** How distances were measured, said of figures of reach. */
  travelNote: string
  demo: boolean
}

const reach = /^(labs|spaces)(5|10|15)$/

/** The same of a figure of a district. */
export function quoteFigure(figure: DistrictFigure, occasion: Occasion, language: Language): string {
  const { indicator, own } = figure
  const { name, date, link, travelNote, demo } = occasion
  const comparison = [againstText(figure, language), rankText(figure, language)].filter(
    (text) => text !== null,
  )
  const source = indicator.source[language]
  return interrogationText(
    {
      name,
      title: indicator.title[language],
      definition: indicator.definition[language],
      value: valueText(own, indicator.unit, language),
      comparison,
      source: reach.test(indicator.id) ? `${source}; ${travelNote}` : source,
      date: inWords(date, language),
      link,
      demo,
    },
    language,
  )
}
