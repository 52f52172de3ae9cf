import { timeZone } from '../city/rules.ts'
import { namesOfLeft } from '../council/sql.ts'
import { isNamed, protocolNumber } from '../observations/sql.ts'
import { hasItsWords, isCounted, points, provisionOf, reference } from '../points/sql.ts'
import type { Edition, Sorting } from './words.ts'

/** SQL: the themes of plan `:plan` in the order of their tree, each with its path. */
const themeTree = `WITH RECURSIVE tree AS (
  SELECT h.id, h.title AS path, h.title AS top, ARRAY[h.position, h.id] AS place
  FROM plan_theme h WHERE h.plan_id = :plan AND h.parent_id IS NULL
  UNION ALL
  SELECT h.id, u.path || ' › ' || h.title, u.top, u.place || ARRAY[h.position, h.id]
  FROM plan_theme h JOIN tree u ON h.parent_id = u.id)`

const ofThemes = (value: string) =>
  `(SELECT ${value} FROM point_theme pt JOIN tree ON tree.id = pt.theme_id WHERE pt.point_id = p.id)`

const from = `FROM ${points}
  LEFT JOIN plan_article a ON a.id = p.article_id
  LEFT JOIN plan_sheet sh ON sh.id = p.sheet_id
  LEFT JOIN plan_document doc ON doc.id = coalesce(p.document_id, a.document_id, sh.document_id)
  LEFT JOIN (SELECT m.group_id, count(*) AS size FROM point m WHERE m.plan_id = :plan AND m.removed_at IS NULL
    GROUP BY m.group_id) g ON g.group_id = p.group_id`

const byNumber = 's.number COLLATE "C", p.position'

/** SQL: in which order points stand; a number of a paragraph counts as a number. */
const orders: Record<Sorting, string> = {
  number: byNumber,
  theme: `${ofThemes('min(tree.place)')} NULLS LAST, ${byNumber}`,
  article: `doc.position NULLS LAST, doc.id, a.position NULLS LAST, a.id, sh.code COLLATE "C" NULLS LAST,
    (p.target = 'place') DESC, substring(p.paragraph from '^[0-9]{1,9}')::integer NULLS FIRST,
    p.paragraph COLLATE "C" NULLS FIRST, p.letter COLLATE "C" NULLS FIRST, ${byNumber}`,
}

const chapter = `CASE
  WHEN a.id IS NOT NULL THEN concat_ws(' ', doc.code, 'art.', a.number, '– ' || a.title)
  WHEN sh.id IS NOT NULL THEN concat_ws(' ', doc.code, 'tav.', sh.code, '– ' || sh.title)
  WHEN doc.id IS NOT NULL THEN doc.code || ' – ' || doc.title
  WHEN p.target = 'place' THEN 'Luoghi'
  ELSE 'Intero piano' END`

const day = (column: string) => `(${column} AT TIME ZONE '${timeZone}')::date::text`

/** What both editions print of a point. */
const shared = `
  'reference', ${reference}, 'kind', s.kind, 'receivedOn', ${day('s.received_at')}, 'late', s.is_late,
  'themes', ${ofThemes("coalesce(jsonb_agg(tree.path ORDER BY tree.place), '[]')")},
  'topThemes', ${ofThemes("coalesce(jsonb_agg(DISTINCT tree.top), '[]')")},
  'provision', ${provisionOf('p')}, 'chapter', ${chapter},
  'outcome', d.outcome, 'stage', d.stage, 'act', d.act_number, 'decidedOn', d.decided_on::text,
  'groupSize', g.size`

const isPlaced = "t.place IN ('exact', 'neighbourhood')"

const decisionOf = (stages: string) => `LEFT JOIN LATERAL (
    SELECT c.id, c.stage, c.outcome, c.reason, c.act_number, c.decided_on FROM decision c
    WHERE c.replaced_at IS NULL AND (c.point_id = p.id OR c.group_id = p.group_id) AND c.stage IN (${stages})
    ORDER BY array_position(ARRAY['council', 'giunta', 'technical'], c.stage) LIMIT 1) d ON true`

interface Reading {
  joins: string
  columns: string
}

/** The public reads signed copies alone: no other word of a point or of a reason, no name but those of bodies. */
const publicReading: Reading = {
  joins: `${decisionOf("'council'")}
    LEFT JOIN public_text t ON t.point_id = p.id AND t.replaced_at IS NULL AND t.signed_at IS NOT NULL
      AND ${hasItsWords}
    LEFT JOIN public_reply r ON r.decision_id = d.id AND r.replaced_at IS NULL AND r.signed_at IS NOT NULL
    LEFT JOIN district di ON di.id = p.district_id AND ${isPlaced}
    LEFT JOIN neighbourhood ne ON ne.id = p.neighbourhood_id AND ${isPlaced}`,
  columns: `'district', di.code, 'neighbourhood', ne.name, 'synthesis', t.synthesis, 'text', t.text,
    'reply', r.text, 'replyRevised', d.reason IS NOT NULL AND r.id IS NULL,
    'submitter', CASE WHEN ${isNamed} THEN s.submitter ->> 'name' END,
    'submitterKind', CASE WHEN ${isNamed} THEN s.submitter_kind END,
    'onBehalfOf', NULL::text, 'protocol', NULL::text, 'vote', NULL::text`,
}

const voteOf = `CASE WHEN v.id IS NOT NULL THEN jsonb_build_object('heldOn', v.held_on::text, 'present', v.present,
  'inFavour', v.in_favour, 'against', v.against, 'abstained', v.abstained, 'amendments', v.amendments,
  'left', ${namesOfLeft}) END`

/** The Council reads names, protocol numbers, all words and the last proposal; private reasons are not in it. */
const councilReading: Reading = {
  joins: `${decisionOf("'council', 'giunta', 'technical'")}
    LEFT JOIN council_vote v ON v.decision_id = d.id
    LEFT JOIN district di ON di.id = p.district_id
    LEFT JOIN neighbourhood ne ON ne.id = p.neighbourhood_id`,
  columns: `'district', di.code, 'neighbourhood', ne.name, 'synthesis', p.synthesis, 'text', p.text,
    'reply', d.reason, 'replyRevised', false,
    'submitter', s.submitter ->> 'name', 'submitterKind', s.submitter_kind,
    'onBehalfOf', s.submitter ->> 'onBehalfOf',
    'protocol', ${protocolNumber}, 'vote', ${voteOf}`,
}

const readings: Record<Edition, Reading> = { public: publicReading, council: councilReading }

const printed = (edition: Edition) =>
  `jsonb_build_object(${shared}) || jsonb_build_object(${readings[edition].columns})`

const ofPlan = `WHERE p.plan_id = :plan AND ${isCounted}`

/** SQL: the ids of the points of plan `:plan` in their order. */
export const idsInOrder = (sorting: Sorting): string =>
  `${themeTree} SELECT p.id ${from} ${ofPlan} ORDER BY ${orders[sorting]}`

/** SQL: points with the ids `:ids`, each as the JSON that is printed. */
export const pointsOf = (edition: Edition): string =>
  `${themeTree} SELECT p.id, (${printed(edition)})::text AS point ${from} ${readings[edition].joins}
   ${ofPlan} AND p.id = ANY(:ids)`

/** SQL: one hash over all that is printed of the points of plan `:plan`, and their order. */
export const contentHash = (edition: Edition, sorting: Sorting): string =>
  `${themeTree} SELECT encode(sha256(convert_to(coalesce(string_agg(x.hash, '' ORDER BY x.place), ''), 'UTF8')), 'hex')
     AS hash
   FROM (SELECT md5((${printed(edition)})::text) AS hash, row_number() OVER (ORDER BY ${orders[sorting]}) AS place
     ${from} ${readings[edition].joins} ${ofPlan}) x`

/** SQL: words that the file of a job `j` may hold were taken back since it was begun. */
export const isWithdrawn = `j.edition = 'public' AND (
  EXISTS (SELECT FROM public_text t JOIN point p ON p.id = t.point_id
    WHERE p.plan_id = j.plan_id AND t.signed_at IS NOT NULL AND t.replaced_at >= j.started_at)
  OR EXISTS (SELECT FROM public_reply r JOIN decision d ON d.id = r.decision_id
    JOIN point p ON p.id = d.point_id OR p.group_id = d.group_id
    WHERE p.plan_id = j.plan_id AND r.signed_at IS NOT NULL AND r.replaced_at >= j.started_at))`
