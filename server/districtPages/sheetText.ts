import { romeDate } from '../city/rules.ts'
import { againstText, countText, rankText, valueText } from './figures.ts'
import { changeText, promiseOutcome, promiseText } from './phrases.ts'
import type { DistrictCall, RequestCount, Sheet } from './schema.ts'
import { sheetWords } from './sheetWords.ts'
import { statusWords } from './words.ts'

type Language = 'it' | 'en'

/** As many lines of a list find room on the sheet. */
const most = { changes: 9, promises: 7, calls: 3, observations: 2 }

/** A list cut to what the sheet has room for, and how many are left out. */
function cut<Item>(items: readonly Item[], room: number): { shown: Item[]; left: number } {
  return { shown: items.slice(0, room), left: Math.max(0, items.length - room) }
}

/** A day as 31/12/2026. */
const shortDay = (day: string) => day.slice(0, 10).split('-').reverse().join('/')
/** The day of an instant by the clocks of Italy. */
const dayAt = (instant: string) => shortDay(romeDate(new Date(instant)))

const whole = (value: number, language: Language, decimals = 0) =>
  value.toLocaleString(language === 'it' ? 'it-IT' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  } as Intl.NumberFormatOptions)

const totalText = ({ value }: RequestCount, language: Language) =>
  value === null ? '<5' : whole(value, language)

/** A part that is not told may be one of five and more, hidden beside another. */
const partText = ({ value }: RequestCount, language: Language) =>
  value === null ? sheetWords[language].notTold : whole(value, language)

function headOf({ page }: Sheet, language: Language): string {
  const t = sheetWords[language]
  const { residents, areaKm2, neighbourhoods } = page.district
  const year = residents?.date ? ` (${residents.date})` : ''
  return [
    residents ? t.residents(whole(residents.value, language), year) : t.unknownResidents,
    `${whole(areaKm2, language, 1)} km²`,
    t.neighbourhoods(neighbourhoods.inside, neighbourhoods.partly),
  ].join(' · ')
}

function callText(call: DistrictCall, language: Language): { title: string; note: string } {
  const t = sheetWords[language]
  const when =
    call.phase === 'upcoming'
      ? call.opensAt && t.upcoming(dayAt(call.opensAt))
      : call.closesAt && t.open(dayAt(call.closesAt))
  return {
    title: (language === 'en' && call.titleEn) || call.title,
    note: [when, t.lots(call.lotsHere, call.lots)].filter(Boolean).join(' · '),
  }
}

function promisesOf({ page: { promises } }: Sheet, language: Language) {
  const t = sheetWords[language]
  const count = (state: string) => promises.filter((one) => one.state === state).length
  const { shown, left } = cut(promises, most.promises)
  return {
    counts: t.promiseCounts(count('kept'), count('late'), count('unverified'), count('notDue')),
    rows: shown.map((promise) => ({
      id: promise.id,
      state: promise.state,
      cells: [
        promiseText(promise, language),
        promise.who ?? t.assignee,
        shortDay(promise.dueOn),
        promiseOutcome(promise, language),
      ],
    })),
    left,
  }
}

function figuresOf({ figures }: Sheet, language: Language) {
  return figures.map((figure) => ({
    id: figure.indicator.id,
    title: figure.indicator.title[language],
    value: valueText(figure.own, figure.indicator.unit, language),
    comparison: [countText(figure, language), againstText(figure, language)].filter(Boolean).join(' · '),
    rank: rankText(figure, language) ?? '',
    figure,
  }))
}

function sourcesOf({ figures, travel, page }: Sheet, language: Language): string {
  const { residents } = page.district
  const named = [
    ...(residents ? [sheetWords[language].residentsFrom(residents.source)] : []),
    ...figures.map(({ indicator }) => indicator.source[language]),
    travel.note[language],
    page.requests.source,
  ]
  return [...new Set(named.map((text) => text.replace(/\.$/, '')))].join('; ')
}

/** Everything the sheet says, in the words and order of both its forms, so that they cannot differ. */
export function sheetText(sheet: Sheet, language: Language) {
  const t = sheetWords[language]
  const { page, run } = sheet
  const { places, spaces, requests, observations, period } = page
  const changes = cut(page.changes, most.changes)
  const open = (status: string) => places.spaces.filter((space) => space.status === status).length
  return {
    title: page.district.name,
    head: headOf(sheet, language),
    figures: figuresOf(sheet, language),
    mapAlt: t.mapAlt(page.district.name, places.labs.length, open('available'), open('inCall')),
    statuses: [
      { status: 'total', word: t.spaces.toLowerCase(), count: spaces.total },
      ...spaces.byStatus.map(({ value, count }) => ({
        status: value,
        word: statusWords[value]?.[language] ?? value,
        count,
      })),
    ],
    unchecked: t.unchecked(spaces.unchecked, spaces.total),
    period: t.period(shortDay(period.from), shortDay(period.until)),
    changes: changes.shown.map((change) => ({
      id: change.id,
      day: shortDay(change.on).slice(0, 5),
      text: changeText(change, language),
    })),
    changesLeft: changes.left > 0 ? t.more(changes.left) : null,
    promises: promisesOf(sheet, language),
    calls: page.calls.slice(0, most.calls).map((call) => callText(call, language)),
    requests: `${[
      `${totalText(requests.total, language)} ${t.sent}`,
      ...requests.groups.map((count) => `${t.requestCounts[count.group]} ${partText(count, language)}`),
    ].join(', ')}; ${t.openCalls}`,
    observations: observations
      .slice(0, most.observations)
      .map(({ title, titleEn, total }) => t.points(total, (language === 'en' && titleEn) || title)),
    sources: sourcesOf(sheet, language),
    computed: [
      t.figuresOf(shortDay(run.date), run.dataVersion.slice(0, 12), run.method),
      ...(run.id === null ? [t.notKept] : []),
    ].join(' '),
    link: sheet.link,
    demo: page.demo,
  }
}
export type SheetText = ReturnType<typeof sheetText>
