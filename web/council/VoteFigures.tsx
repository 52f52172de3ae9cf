import { useTranslation } from 'react-i18next'
import { isPassed } from '#rules/council'
import type { VoteSubject } from '#schema/council'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Checkbox } from '../ui/fields.tsx'
import { Note } from '../ui/marks.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './council.module.css'

const figureNames = ['present', 'inFavour', 'against', 'abstained'] as const
/** Figures as they are typed: none where the field is empty or says no number. */
export type TypedFigures = Partial<Record<(typeof figureNames)[number], number | undefined>>

/** The figures of a vote, once all four are there. */
export function wholeFigures(typed: TypedFigures) {
  const { present, inFavour, against, abstained } = typed
  const isWhole =
    present !== undefined && inFavour !== undefined && against !== undefined && abstained !== undefined
  return isWhole ? { present, inFavour, against, abstained } : null
}

interface VoteFiguresProps {
  figures: TypedFigures
  there: number
  tried: boolean
  onChange: (figures: TypedFigures) => void
}

/** Present, for, against, abstained; and whether the proposal passes with them. */
export function VoteFigures({ figures, there, tried, onChange }: VoteFiguresProps) {
  const { t } = useTranslation('council')
  const whole = wholeFigures(figures)
  return (
    <fieldset className={styles.figures}>
      <legend>{t('vote.figures')}</legend>
      <p className={styles.hint}>{t('vote.presentHint', { count: there })}</p>
      <div className={styles.figureRow}>
        {figureNames.map((name) => (
          <NumberField
            key={name}
            id={`vote-${name}`}
            label={t(`vote.${name}`)}
            whole
            maximum={1000}
            value={figures[name]}
            error={tried && figures[name] === undefined ? t('vote.noFigure') : undefined}
            onChange={(value) => onChange({ ...figures, [name]: value })}
          />
        ))}
      </div>
      <p role="status" className={whole && !isPassed(whole) ? styles.warns : styles.hint}>
        {whole && t(isPassed(whole) ? 'vote.passed' : 'vote.notPassed')}
      </p>
    </fieldset>
  )
}

interface WhoLeftProps {
  councillors: readonly string[]
  interests: VoteSubject['interests']
  left: readonly string[]
  onChange: (left: string[]) => void
}

/** Who left the vote because of an interest of theirs (TUEL art. 78), with a warning where names are alike. */
export function WhoLeft({ councillors, interests, left, onChange }: WhoLeftProps) {
  const { t } = useTranslation('council')
  const mark = (name: string, on: boolean) =>
    onChange(on ? [...left, name] : left.filter((other) => other !== name))
  return (
    <>
      {interests.length > 0 && (
        <Note icon="warn" tone="warn">
          <p>{t('vote.interests')}</p>
          {interests.map(({ councillor, name, reference }) => (
            <p key={councillor}>
              {t('vote.interest', { councillor, name, reference })}{' '}
              {left.includes(councillor) ? (
                <b>{t('vote.isLeft')}</b>
              ) : (
                <Button onPress={() => mark(councillor, true)}>
                  {t('vote.markLeft', { name: councillor })}
                </Button>
              )}
            </p>
          ))}
        </Note>
      )}
      <Disclosure title={t('vote.left', { count: left.length })}>
        <div className={styles.councillors}>
          {councillors.map((name, at) => (
            <Checkbox
              key={name}
              id={`left-${at}`}
              checked={left.includes(name)}
              onChange={(on) => mark(name, on)}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </Disclosure>
    </>
  )
}
