import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PointDetail, type Setup, targetKinds } from '#schema/points'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Checkbox, SelectField, TextField } from '../ui/fields.tsx'
import styles from './points.module.css'
import { changePoint, doToPoint, usePointDeed } from './pointsApi.ts'
import { ThemeChoice } from './ThemeChoice.tsx'
import { usePointProblem, useTitles } from './words.ts'

interface FactsProps {
  setup: Setup
  point: PointDetail
}

const textOf = (value: string | number | null): string => (value === null ? '' : String(value))
const numberOf = (text: string): number | null => (text === '' ? null : Number(text))

const factsOf = (point: PointDetail) => ({
  synthesis: textOf(point.synthesis),
  themes: point.themes,
  target: point.target as string,
  documentId: textOf(point.documentId),
  articleId: textOf(point.articleId),
  paragraph: textOf(point.paragraph),
  letter: textOf(point.letter),
  sheetId: textOf(point.sheetId),
  assignee: point.assignee?.id ?? '',
  dueOn: textOf(point.dueOn),
  concernsVas: point.concernsVas,
  prescription: point.prescription,
})
type Facts = ReturnType<typeof factsOf>

/** What to send: only what was typed and differs from how the point stands. */
function changesOf(facts: Facts, point: PointDetail): object {
  const before = factsOf(point)
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const all = {
    synthesis: orNull(facts.synthesis),
    themes: facts.themes,
    target: facts.target,
    documentId: numberOf(facts.documentId),
    articleId: numberOf(facts.articleId),
    paragraph: orNull(facts.paragraph),
    letter: orNull(facts.letter),
    sheetId: numberOf(facts.sheetId),
    assignee: orNull(facts.assignee),
    dueOn: orNull(facts.dueOn),
    concernsVas: facts.concernsVas,
    ...(point.submission.kind === 'opinion' && { prescription: facts.prescription }),
  }
  const differs = (name: keyof Facts) => JSON.stringify(before[name]) !== JSON.stringify(facts[name])
  const changed = Object.entries(all).filter(([name]) => differs(name as keyof Facts))
  return { version: point.version, ...Object.fromEntries(changed) }
}

interface FieldsProps {
  setup: Setup
  facts: Facts
  change: (changes: Partial<Facts>) => void
}

function ProvisionFields({ setup, facts, change }: FieldsProps) {
  const { t } = useTranslation(['points', 'ui'])
  const documents = setup.documents.filter(
    ({ id }) => facts.documentId === '' || String(id) === facts.documentId,
  )
  const placeholder = t('points:none')
  return (
    <div className={styles.pair}>
      <SelectField
        id="fact-document"
        label={t('points:one.document')}
        placeholder={placeholder}
        value={facts.documentId}
        onChange={(documentId) => change({ documentId, articleId: '', sheetId: '' })}
        options={setup.documents.map(({ id, code, versionName }) => ({
          value: String(id),
          label: `${code} (${versionName})`,
        }))}
      />
      <SelectField
        id="fact-article"
        label={t('points:one.article')}
        placeholder={placeholder}
        value={facts.articleId}
        onChange={(articleId) => change({ articleId })}
        options={documents.flatMap(({ code, articles }) =>
          articles.map(({ id, number }) => ({ value: String(id), label: `${code} art. ${number}` })),
        )}
      />
      <TextField
        id="fact-paragraph"
        label={t('points:one.paragraph')}
        maxLength={40}
        value={facts.paragraph}
        onChange={(paragraph) => change({ paragraph })}
      />
      <TextField
        id="fact-letter"
        label={t('points:one.letter')}
        maxLength={40}
        value={facts.letter}
        onChange={(letter) => change({ letter })}
      />
      <SelectField
        id="fact-sheet"
        label={t('points:one.sheet')}
        placeholder={t('points:noSheet')}
        value={facts.sheetId}
        onChange={(sheetId) => change({ sheetId })}
        options={documents.flatMap(({ code, sheets }) =>
          sheets.map((sheet) => ({ value: String(sheet.id), label: `${code} ${sheet.code}` })),
        )}
      />
    </div>
  )
}

function ChargeFields({ setup, facts, change }: FieldsProps) {
  const { t } = useTranslation('points')
  return (
    <div className={styles.pair}>
      <SelectField
        id="fact-assignee"
        label={t('one.assignee')}
        placeholder={t('none')}
        value={facts.assignee}
        onChange={(assignee) => change({ assignee })}
        options={setup.people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        id="fact-due"
        type="date"
        label={t('one.due')}
        value={facts.dueOn}
        onChange={(dueOn) => change({ dueOn })}
      />
    </div>
  )
}

/** What the office writes of a point: what it asks in one sentence, what about, aimed at what, whose it is. */
export function PointFacts({ setup, point }: FactsProps) {
  const { t } = useTranslation('points')
  const problem = usePointProblem()
  const [typed, setTyped] = useState<Partial<Facts>>({})
  const facts = { ...factsOf(point), ...typed }
  const change = (changes: Partial<Facts>) => setTyped({ ...typed, ...changes })
  const save = usePointDeed(point.id, (changes: object) => changePoint(point.id, changes))
  return (
    <Form
      className={styles.facts}
      onSubmit={() => save.mutate(changesOf(facts, point), { onSuccess: () => setTyped({}) })}
    >
      <h2>{t('one.facts')}</h2>
      <TextField
        id="fact-synthesis"
        label={t('one.synthesis')}
        hint={t('split.synthesisHint')}
        rows={3}
        maxLength={1000}
        value={facts.synthesis}
        onChange={(synthesis) => change({ synthesis })}
      />
      <ThemeChoice setup={setup} themes={facts.themes} onChange={(themes) => change({ themes })} />
      <SelectField
        id="fact-target"
        label={t('one.target')}
        value={facts.target}
        onChange={(target) => change({ target })}
        options={targetKinds.map((value) => ({ value, label: t(`target.${value}`) }))}
      />
      <ProvisionFields setup={setup} facts={facts} change={change} />
      <ChargeFields setup={setup} facts={facts} change={change} />
      <Checkbox id="fact-vas" checked={facts.concernsVas} onChange={(concernsVas) => change({ concernsVas })}>
        {t('one.vas')}
      </Checkbox>
      {point.submission.kind === 'opinion' && (
        <Checkbox
          id="fact-prescription"
          checked={facts.prescription}
          onChange={(prescription) => change({ prescription })}
        >
          {t('one.prescription')}
        </Checkbox>
      )}
      {save.error && <p role="alert">{problem(save.error)}</p>}
      <p role="status">{save.isSuccess && t('one.saved')}</p>
      <Button type="submit" isPending={save.isPending} isDisabled={!point.examined}>
        {t('one.save')}
      </Button>
    </Form>
  )
}

/** Where the point is in the workflow, and where it can go. */
export function PointPlace({ setup, point }: FactsProps) {
  const { t } = useTranslation('points')
  const titles = useTitles(setup)
  const problem = usePointProblem()
  const [typed, setTyped] = useState<string | null>(null)
  const to = typed ?? String(point.placeId)
  const move = usePointDeed(point.id, (placeId: number) =>
    doToPoint(point.id, 'move', { version: point.version, placeId }),
  )
  return (
    <Form
      className={styles.facts}
      onSubmit={() => move.mutate(Number(to), { onSuccess: () => setTyped(null) })}
    >
      <SelectField
        id="fact-place"
        label={t('one.place')}
        value={to}
        onChange={setTyped}
        options={setup.places.map(({ id }) => ({ value: String(id), label: titles.place(id) }))}
      />
      {move.error && <p role="alert">{problem(move.error)}</p>}
      <p role="status">{move.isSuccess && t('one.moved', { place: titles.place(point.placeId) })}</p>
      <Button
        type="submit"
        isPending={move.isPending}
        isDisabled={!point.examined || to === String(point.placeId)}
      >
        {t('one.move')}
      </Button>
    </Form>
  )
}
