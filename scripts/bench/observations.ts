import type { Db } from '../../server/db/index.ts'
import type { Client } from './bench.ts'
import type { Measure } from './measuring.ts'
import { type MadeSubmission, makeObservations, type Scale } from './observationData.ts'
import { type Filled, fillPlan } from './observationRows.ts'
import { bareAround, bareCandidates, bareMap, barePoint, bareQueue, bareTable } from './observationSql.ts'
import { overProgram } from './subject.ts'

/** The real scale is that of Milan 2010: 4,765 submissions. */
const scales: Record<string, Scale> = {
  small: { submissions: 250, points: 600, largestCampaign: 40 },
  full: { submissions: 5000, points: 12_000, largestCampaign: 300 },
}

/** What the desk is to answer in. */
const limitMs = 200

/** What of an answer of the program is compared with what SQL gives. */
interface Page {
  total: number
  items: { id: number }[]
}
const idsOf = ({ total, items }: Page) => [total, items.map(({ id }) => id)]
/** An answer of the program, read only to be compared. */
const read = <Answer>(answer: unknown): Answer => JSON.parse(answer as string)

interface Asked {
  db: Db
  client: Client
  filled: Filled
}

/** A page of the table, narrowed by a filter of the program and by the condition of SQL that says the same. */
const table = (
  { db, client, filled }: Asked,
  name: string,
  query: string,
  condition: string,
  order = '',
): Measure => ({
  name: `table: ${name}`,
  limitMs,
  program: () => client.get(`/api/desk/points?plan=${filled.code}${query}`),
  bare: () => bareTable(db, filled, condition, order),
  seen: ({ program, bare }) => [idsOf(read(program)), idsOf(bare as Page)],
})

const map = ({ db, client, filled }: Asked, name: string, query: string, condition: string): Measure => ({
  name: `map: ${name}`,
  limitMs,
  program: () => client.get(`/api/desk/points/map?plan=${filled.code}${query}`),
  bare: () => bareMap(db, filled, condition),
  seen: ({ program, bare }) => [
    read<{ points: { id: number }[] }>(program).points.map(({ id }) => id),
    (bare as { id: number }[]).map(({ id }) => id),
  ],
})

/** Mine to do, and the neighbours of one of them: what the keys for next and previous go by. */
function queue({ db, client, filled }: Asked, mine: number): Measure[] {
  const query = `plan=${filled.code}&assignee=me&open=true&sort=due`
  const condition = `p.assignee_id = '${filled.plannerId}' AND NOT w.solved`
  const { code } = filled
  return [
    {
      name: 'queue: mine to do',
      limitMs,
      program: () => client.get(`/api/desk/points?${query}`),
      bare: () => bareTable(db, filled, condition, 'p.due_on NULLS LAST,'),
      seen: ({ program, bare }) => [idsOf(read(program)), idsOf(bare as Page)],
    },
    {
      name: 'queue: next and previous',
      limitMs,
      program: () => client.get(`/api/desk/points/${mine}/around?${query}`),
      bare: () => bareAround(db, filled, condition, mine),
      seen: ({ program, bare }) => [read(program), bare],
    },
    {
      name: 'queue: to be split',
      limitMs,
      program: () => client.get(`/api/desk/points/submissions?plan=${code}`),
      bare: () => bareQueue(db, filled),
      seen: ({ program, bare }) => [idsOf(read(program)), idsOf(bare as Page)],
    },
  ]
}

const onePoint = ({ db, client }: Asked, id: number): Measure => ({
  name: 'one point',
  program: () => client.get(`/api/desk/points/${id}`),
  bare: () => barePoint(db, id),
  seen: ({ program, bare }) => [read<{ text: string }>(program).text, (bare as { text: string }).text],
})

/** SQL alone finds no twins in any time: against it stands the reading of the texts that are compared. */
const twins = ({ db, client, filled }: Asked): Measure => ({
  name: 'search for twins (bare: reading the texts)',
  program: () => client.post('/api/desk/twins/search', { plan: filled.code }),
  bare: () => bareCandidates(db, filled),
  seen: () => [null, null],
})

function measuresOf(asked: Asked, { mine, themeId, articleId, groupId }: Picked): Measure[] {
  const theme = `EXISTS (SELECT FROM point_theme t WHERE t.point_id = p.id AND t.theme_id = ${themeId})`
  return [
    ...queue(asked, mine),
    table(asked, 'all', '', 'true'),
    table(asked, 'one theme', `&theme=${themeId}`, theme),
    table(asked, 'one article', `&article=${articleId}`, `p.article_id = ${articleId}`),
    table(asked, 'a word few hold', '&q=vetreria', "p.search LIKE '%vetreria%'"),
    table(asked, 'a word most hold', '&q=perch', "p.search LIKE '%perch%'"),
    table(
      asked,
      'Municipio, outcome, open',
      '&district=4&outcome=rejected,partlyAccepted&open=true',
      "d.code = '4' AND p.outcome IN ('rejected', 'partlyAccepted') AND NOT w.solved",
    ),
    table(asked, 'one group', `&group=${groupId}`, `p.group_id = ${groupId}`),
    table(asked, 'all, by day due', '&sort=due', 'true', 'p.due_on NULLS LAST,'),
    map(asked, 'all', '', 'true'),
    map(asked, 'one Municipio', '&district=9', "d.code = '9'"),
    onePoint(asked, mine),
    twins(asked),
  ]
}

interface Picked {
  mine: number
  themeId: number
  articleId: number
  groupId: number
}

async function pickSome(db: Db, { planId, plannerId }: Filled): Promise<Picked> {
  const point = (where: object) =>
    db('point')
      .where({ plan_id: planId, ...where })
      .orderBy('id')
  const mine = await db({ p: 'point' })
    .join({ w: 'workflow_place' }, 'w.id', 'p.workflow_place_id')
    .where({ 'p.plan_id': planId, 'p.assignee_id': plannerId, 'w.solved': false })
    .orderBy('p.id')
    .first('p.id')
  const { article_id: articleId } = await point({ target: 'article' }).first('article_id')
  const { group_id: groupId } = await point({}).whereNotNull('group_id').first('group_id')
  const theme = await db('point_theme').orderBy(['point_id', 'theme_id']).first('theme_id')
  return { mine: mine.id, themeId: theme.theme_id, articleId, groupId }
}

function figuresOf(submissions: readonly MadeSubmission[]): Record<string, number> {
  const points = submissions.flatMap((submission) => submission.points)
  const twinned = points.filter(({ campaign }) => campaign !== null)
  const lengths = points.map(({ text }) => text.length)
  return {
    submissions: submissions.length,
    points: points.length,
    twins: twinned.length,
    campaigns: new Set(twinned.map(({ campaign }) => campaign)).size,
    'mean characters': Math.round(lengths.reduce((sum, length) => sum + length, 0) / points.length),
  }
}

/** The desk of observations at the scale of Milan 2010: queue, table, map, one point, twins. */
export const observations = overProgram(scales, async ({ db, clientOf }, scale, say) => {
  const submissions = makeObservations(scale)
  say(`Writing ${scale.points} points…`)
  const filled = await fillPlan(db, submissions)
  const client = await clientOf('planner')
  const picked = await pickSome(db, filled)
  return { measures: measuresOf({ db, client, filled }, picked), data: figuresOf(submissions) }
})
