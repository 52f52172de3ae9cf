import { useTranslation } from 'react-i18next'
import { hasPassed, isValidSitting, presentOf } from '#rules/opinions'
import type { DistrictDesk, NewOpinion } from '#schema/opinions'
import { TextField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './opinions.module.css'

const figureNames = ['inFavour', 'against', 'abstained', 'notVoting'] as const
type Figures = Record<(typeof figureNames)[number], number | undefined>

/** A sitting as it is typed. */
export interface TypedSitting extends Figures {
  heldOn: string
  actNumber: string
}

export const noSitting: TypedSitting = {
  heldOn: '',
  actNumber: '',
  inFavour: undefined,
  against: undefined,
  abstained: 0,
  notVoting: 0,
}

/** The sitting, once all of it is there. */
export function wholeSitting(typed: TypedSitting): NewOpinion['sitting'] {
  const { heldOn, actNumber, inFavour, against, abstained, notVoting } = typed
  if (heldOn === '' || actNumber.trim() === '') return null
  if (inFavour === undefined || against === undefined || abstained === undefined || notVoting === undefined)
    return null
  return { heldOn, actNumber, inFavour, against, abstained, notVoting }
}

/** Whether enough are there and whether it passes, as the figures are typed. */
function QuorumLine({ typed, council }: { typed: TypedSitting; council: DistrictDesk['council'] }) {
  const { t } = useTranslation('opinions')
  const isTyped = typed.inFavour !== undefined && typed.against !== undefined
  const figures = {
    inFavour: typed.inFavour ?? 0,
    against: typed.against ?? 0,
    abstained: typed.abstained ?? 0,
    notVoting: typed.notVoting ?? 0,
  }
  const present = presentOf(figures)
  const isValid = isValidSitting(figures, council.quorum)
  const passes = hasPassed(figures)
  return (
    <p role="status" className={isTyped && !(isValid && passes) ? styles.warns : styles.note}>
      {isTyped &&
        (isValid
          ? t('give.presentReached', { present })
          : t('give.presentMissing', { present, missing: council.quorum - present }))}{' '}
      {isTyped && isValid && t(passes ? 'give.passed' : 'give.notPassed')}
    </p>
  )
}

interface SittingFieldsProps {
  typed: TypedSitting
  council: DistrictDesk['council']
  tried: boolean
  onChange: (typed: TypedSitting) => void
}

/** Day, act and votes of a sitting, with its quorum while they are typed. */
export function SittingFields({ typed, council, tried, onChange }: SittingFieldsProps) {
  const { t } = useTranslation('opinions')
  const change = (changes: Partial<TypedSitting>) => onChange({ ...typed, ...changes })
  const missing = (isMissing: boolean) => (tried && isMissing ? t('give.missing') : undefined)
  return (
    <fieldset className={styles.group}>
      <legend>{t('give.sitting')}</legend>
      <p className={styles.note}>
        {t('give.quorumOf', { members: council.members, quorum: council.quorum })}
      </p>
      <TextField
        id="sitting-held"
        type="date"
        label={t('give.heldOn')}
        value={typed.heldOn}
        error={missing(typed.heldOn === '')}
        onChange={(heldOn) => change({ heldOn })}
      />
      <TextField
        id="sitting-act"
        label={t('give.actNumber')}
        maxLength={80}
        value={typed.actNumber}
        error={missing(typed.actNumber.trim() === '')}
        onChange={(actNumber) => change({ actNumber })}
      />
      <div className={styles.figures}>
        {figureNames.map((name) => (
          <NumberField
            key={name}
            id={`sitting-${name}`}
            label={t(`give.${name}`)}
            whole
            maximum={1000}
            value={typed[name]}
            error={missing(typed[name] === undefined)}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <QuorumLine typed={typed} council={council} />
    </fieldset>
  )
}
