import { outcomes } from '../points/words.ts'
import type { PrintedPoint } from './input.ts'
import type { FigureTable } from './parts.ts'
import { outcomeWords } from './words.ts'

interface Counts {
  total: number
  accepted: number
  partly: number
  rejected: number
  other: number
}

/** What the cover counts, counted over the very points that are printed. */
export interface Figures {
  points: number
  submissions: number
  byOutcome: Map<string, number>
  byTheme: Map<string, Counts>
  byDistrict: Map<string, Counts>
}

const none = (): Counts => ({ total: 0, accepted: 0, partly: 0, rejected: 0, other: 0 })

const columnOf: Record<string, 'accepted' | 'partly' | 'rejected'> = {
  accepted: 'accepted',
  partlyAccepted: 'partly',
  rejected: 'rejected',
}

function count(groups: Map<string, Counts>, name: string, { outcome }: PrintedPoint): void {
  const counts = groups.get(name) ?? none()
  counts.total += 1
  counts[columnOf[outcome ?? ''] ?? 'other'] += 1
  groups.set(name, counts)
}

const withoutTheme = 'Senza tema'
const withoutPlace = 'Senza un luogo indicato'
const undecided = 'Senza decisione'

/** Counts points as they come. */
export async function figuresOf(points: AsyncIterable<PrintedPoint>): Promise<Figures> {
  const submissions = new Set<string>()
  const figures: Figures = {
    points: 0,
    submissions: 0,
    byOutcome: new Map(),
    byTheme: new Map(),
    byDistrict: new Map(),
  }
  for await (const point of points) {
    figures.points += 1
    submissions.add(point.reference.slice(0, point.reference.lastIndexOf('/')))
    const outcome = point.outcome ?? undecided
    figures.byOutcome.set(outcome, (figures.byOutcome.get(outcome) ?? 0) + 1)
    for (const theme of point.topThemes.length > 0 ? point.topThemes : [withoutTheme]) {
      count(figures.byTheme, theme, point)
    }
    count(figures.byDistrict, point.district ? `Municipio ${point.district}` : withoutPlace, point)
  }
  return { ...figures, submissions: submissions.size }
}

/** A number the Italian way, `12.345`. */
export const figure = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')

const share = (part: number, whole: number) =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1).replace('.', ',')} %`

const byName = new Intl.Collator('it', { numeric: true })
const isLast = (name: string) => Number(name === withoutTheme || name === withoutPlace)

const countTable = (caption: string, first: string, groups: Map<string, Counts>): FigureTable => ({
  caption,
  header: [first, 'Punti', 'Accolti', 'In parte', 'Non accolti', 'Altro'],
  rows: [...groups]
    .sort(([one], [other]) => isLast(one) - isLast(other) || byName.compare(one, other))
    .map(([name, { total, accepted, partly, rejected, other }]) => [
      name,
      ...[total, accepted, partly, rejected, other].map(figure),
    ]),
})

/** The figures of the cover as tables. */
export function figureTables({ points, byOutcome, byTheme, byDistrict }: Figures): FigureTable[] {
  const inOrder = [...outcomes, undecided].filter((outcome) => byOutcome.has(outcome))
  return [
    {
      caption: 'Punti per esito',
      header: ['Esito', 'Punti', 'Quota'],
      rows: [
        ...inOrder.map((outcome) => {
          const many = byOutcome.get(outcome) ?? 0
          return [
            outcomeWords[outcome as keyof typeof outcomeWords] ?? outcome,
            figure(many),
            share(many, points),
          ]
        }),
        ['Totale', figure(points), share(points, points)],
      ],
    },
    countTable('Punti per tema', 'Tema', byTheme),
    countTable('Punti per Municipio', 'Municipio', byDistrict),
  ]
}
