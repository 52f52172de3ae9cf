import { between, integerBetween, pick, type Random, randomFrom, shuffle } from '../generate/random.ts'
import { lengthOf, textOf, twinOf } from './observationTexts.ts'

/** How much is made. */
export interface Scale {
  submissions: number
  points: number
  /** Of the largest campaign. */
  largestCampaign: number
}

export interface MadePoint {
  text: string
  /** Index of the campaign it took part in; null for a text of its own. */
  campaign: number | null
  target: 'place' | 'article' | 'sheet' | 'plan'
  /** Indices of an article, a sheet and themes of the plan. */
  article: number
  sheet: number
  themes: number[]
  place: { lon: number; lat: number; metres: number }
}

export interface MadeSubmission {
  name: string
  points: MadePoint[]
}

const seed = 'spazi-bench-observations'
const twinShare = 0.4
const articles = 24
const sheets = 12
const themes = 18

const names = 'Ada,Bice,Carlo,Dino,Elsa,Furio,Gemma,Ivo,Lea,Mino,Nives,Olga,Pio,Rina,Siro,Tea,Ugo,Vera'.split(
  ',',
)
const families =
  'Abbati,Bellotti,Casati,Donelli,Erba,Fumagalli,Grassi,Isella,Lazzati,Meroni,Nava,Oggioni,Pirola,Radice,Sala,Tagliabue,Usuelli,Villa'.split(
    ',',
  )

/** Sizes of campaigns, the largest first, that together are so many. */
function campaignSizes(total: number, largest: number): number[] {
  const sizes: number[] = []
  for (let left = total, size = largest; left > 1; size = Math.max(2, Math.round(size * 0.92))) {
    const taken = left - size < 2 ? left : size
    sizes.push(taken)
    left -= taken
  }
  return sizes
}

type Aim = Omit<MadePoint, 'text' | 'campaign'>

/** Where in the city and in the plan somebody aims: three in five at a place. */
function aimOf(random: Random): Aim {
  const kind = random()
  return {
    target: kind < 0.6 ? 'place' : kind < 0.85 ? 'article' : kind < 0.9 ? 'sheet' : 'plan',
    article: integerBetween(random, 0, articles - 1),
    sheet: integerBetween(random, 0, sheets - 1),
    themes: [
      integerBetween(random, 0, themes - 1),
      ...(random() < 0.3 ? [integerBetween(random, 0, themes - 1)] : []),
    ],
    place: {
      lon: between(random, 9.11, 9.26),
      lat: between(random, 45.425, 45.52),
      metres: random() < 0.5 ? 0 : integerBetween(random, 30, 400),
    },
  }
}

function campaignPoints(scale: Scale): MadePoint[] {
  const random = randomFrom(`${seed}-campaigns`)
  return campaignSizes(Math.round(scale.points * twinShare), scale.largestCampaign).flatMap(
    (size, campaign) => {
      const text = textOf(random, integerBetween(random, 250, 1100))
      const aim = aimOf(random)
      return Array.from({ length: size }, () => ({ ...aim, text: twinOf(random, text), campaign }))
    },
  )
}

/** How many points submissions have, in turn: 2.4 on average. */
const pointsEach = [1, 4, 2, 3, 1, 3, 2, 3, 2, 3]

/**
 * Invented submissions at some scale, the same on every machine: 40 % of the points are twins of campaigns, the
 * largest named in the scale, the others texts of their own.
 */
export function makeObservations(scale: Scale): MadeSubmission[] {
  const random = randomFrom(seed)
  const twins = campaignPoints(scale)
  const own = Array.from(
    { length: scale.points - twins.length },
    (): MadePoint => ({
      ...aimOf(random),
      text: textOf(random, lengthOf(random)),
      campaign: null,
    }),
  )
  const points = shuffle(random, [...twins, ...own])
  let taken = 0
  return Array.from({ length: scale.submissions }, (_, at) => {
    const many =
      at === scale.submissions - 1 ? points.length - taken : (pointsEach[at % pointsEach.length] ?? 1)
    taken += many
    return {
      name: `${pick(random, names)} ${pick(random, families)}`,
      points: points.slice(taken - many, taken),
    }
  })
}

export const planParts = { articles, sheets, themes }
