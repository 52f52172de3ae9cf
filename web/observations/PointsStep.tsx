import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftTarget, type MySubmission, targetKinds, textLimit } from '#schema/observations'
import type { Plan } from '#schema/plans'
import { useFormats } from '../i18n/format.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, FieldFault, RadioGroup, TextField } from '../ui/fields.tsx'
import { ArticleFields, SheetFields } from './AimFields.tsx'
import { FilesField } from './FilesField.tsx'
import { fieldOf, type PlacedFault, useFaultWords } from './faultWords.ts'
import styles from './observations.module.css'
import { PlaceFields } from './PlaceFields.tsx'
import type { SubmissionDraft } from './useSubmissionDraft.ts'

interface PointProps {
  plan: Plan
  index: number
  target: DraftTarget
  isOpinion: boolean
  /** Was added just now: the keyboard goes on from its title. */
  isNew: boolean
  faults: readonly PlacedFault[]
  change: (changes: Partial<DraftTarget>) => void
  onRemove: () => void
}

/** What a point is about, then what is asked. */
function PointFields({ plan, index, target, isOpinion, isNew, faults, change, onRemove }: PointProps) {
  const { t } = useTranslation('observations')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isNew) title.current?.focus()
  }, [isNew])
  const format = useFormats()
  const { words } = useFaultWords()
  const id = `targets-${index}`
  const errorOf = (name: string) => {
    const fault = faults.find(({ pointer }) => fieldOf(pointer) === `${id}-${name}`)
    return fault && words(fault.code)
  }
  const aim = { id, plan, target, change }
  return (
    <section className={styles.point} aria-labelledby={`${id}-title`}>
      <div className={styles.pointHead}>
        <h3 id={`${id}-title`} ref={title} tabIndex={-1}>
          {t('points.one', { number: index + 1 })}
        </h3>
        <Button look="quiet" onPress={onRemove}>
          {t('points.remove', { number: index + 1 })}
        </Button>
      </div>
      <RadioGroup
        id={`${id}-kind`}
        inRow
        label={t('points.about')}
        value={target.kind}
        onChange={(kind) => change({ kind: targetKinds.find((known) => known === kind) ?? 'plan' })}
        options={targetKinds.map((value) => ({ value, label: t(`points.kinds.${value}`) }))}
      />
      {target.kind === 'place' && (
        <PlaceFields id={id} target={target} change={change} error={errorOf('geometry')} />
      )}
      {target.kind === 'article' && <ArticleFields {...aim} error={errorOf('articleId')} />}
      {target.kind === 'sheet' && <SheetFields {...aim} error={errorOf('sheetId')} />}
      <TextField
        id={`${id}-text`}
        rows={7}
        required
        label={t('points.text')}
        hint={t('points.textHint', { max: format.number(textLimit) })}
        error={errorOf('text')}
        maxLength={textLimit}
        value={target.text}
        onChange={(text) => change({ text })}
      />
      {isOpinion && (
        <Checkbox
          id={`${id}-prescription`}
          checked={target.prescription ?? false}
          onChange={(prescription) => change({ prescription })}
        >
          {t('opinion.prescription')}
        </Checkbox>
      )}
      <p className={styles.count}>
        {t('points.left', { left: format.number(textLimit - target.text.length) })}
      </p>
    </section>
  )
}

interface PointsStepProps {
  submission: MySubmission
  plan: Plan
  draft: SubmissionDraft
  faults: readonly PlacedFault[]
}

/** What is asked, one point at a time, with the reasons that are not published and the files. */
export function PointsStep({ submission, plan, draft, faults }: PointsStepProps) {
  const { t } = useTranslation('observations')
  const { words } = useFaultWords()
  const { kind, targets, privateReasons } = draft.state.content
  const list = useRef<HTMLDivElement>(null)
  const [added, setAdded] = useState<number | null>(null)
  const set = (next: DraftTarget[]) => draft.edit({ targets: next })
  const add = () => {
    set([...targets, { kind: 'place', text: '' }])
    setAdded(targets.length)
  }
  const remove = (index: number) => {
    set(targets.filter((_, at) => at !== index))
    setAdded(null)
    list.current?.focus()
  }
  const none = faults.find(({ pointer }) => pointer.endsWith('/targets'))
  return (
    <div className={styles.form}>
      <h2>{t('points.title')}</h2>
      <p>{t('points.intro')}</p>
      <div id="targets" ref={list} tabIndex={-1} className={styles.form}>
        {none && <FieldFault alert>{words(none.code)}</FieldFault>}
        {targets.map((target, index) => (
          <PointFields
            key={index}
            plan={plan}
            index={index}
            target={target}
            isOpinion={kind === 'opinion'}
            isNew={index === added}
            faults={faults}
            change={(changes) =>
              set(targets.map((other, at) => (at === index ? { ...other, ...changes } : other)))
            }
            onRemove={() => remove(index)}
          />
        ))}
        <div>
          <Button icon="plus" onPress={add}>
            {t('points.add')}
          </Button>
        </div>
      </div>
      <TextField
        id="privateReasons"
        rows={4}
        optional
        label={t('points.privateReasons')}
        hint={t('points.privateHint')}
        maxLength={textLimit}
        value={privateReasons ?? ''}
        onChange={(written) => draft.edit({ privateReasons: written || null })}
      />
      <FilesField submission={submission} purpose="attachment" title={t('points.files')} />
    </div>
  )
}
