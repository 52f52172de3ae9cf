import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErasurePlan, Stay } from '#schema/privacy'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/marks.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import styles from './privacy.module.css'

function StayLine({ stay }: { stay: Stay }) {
  const { t } = useTranslation('privacy')
  const format = useFormats()
  const language = useLanguage()
  const until = stay.until ? t('erase.until', { date: format.date(stay.until) }) : t('erase.forGood')
  return (
    <li>
      {t(`kinds.${stay.kind}`)} ({format.number(stay.count)}), {until}
      <small>
        {t(`erase.reasons.${stay.reason}`)}{' '}
        {stay.rule && t('erase.basis', { basis: stay.rule.legalBasis[language] })}
      </small>
    </li>
  )
}

function Obstacles({ obstacles }: Pick<ErasurePlan, 'obstacles'>) {
  const { t } = useTranslation('privacy')
  return (
    <Note tone="warn" icon="warn">
      <p>{t('erase.notNow')}</p>
      <ul>
        {obstacles.map((obstacle) => (
          <li key={obstacle}>{t(`erase.obstacles.${obstacle}`)}</li>
        ))}
      </ul>
    </Note>
  )
}

/** What an erasure takes and what must stay, shown before it is asked for. */
export function ErasurePart({ plan }: { plan: ErasurePlan }) {
  const { t } = useTranslation('privacy')
  const format = useFormats()
  const [open, setOpen] = useState(false)
  return (
    <section>
      <h2>{t('erase.title')}</h2>
      <p>{t('erase.body')}</p>
      <h3>{t('erase.goes')}</h3>
      {plan.goes.length === 0 ? (
        <p>{t('erase.goesNone')}</p>
      ) : (
        <ul>
          {plan.goes.map(({ kind, count }) => (
            <li key={kind}>
              {t(`kinds.${kind}`)} ({format.number(count)})
            </li>
          ))}
        </ul>
      )}
      <h3>{t('erase.stays')}</h3>
      {plan.stays.length === 0 ? (
        <p>{t('erase.staysNone')}</p>
      ) : (
        <ul>
          {plan.stays.map((stay) => (
            <StayLine key={stay.kind} stay={stay} />
          ))}
        </ul>
      )}
      {plan.nameStays && <Note>{t('erase.nameStays')}</Note>}
      {plan.obstacles.length > 0 ? (
        <Obstacles obstacles={plan.obstacles} />
      ) : (
        <div className={styles.actions}>
          <Button look="danger" onPress={() => setOpen(true)}>
            {t('erase.open')}
          </Button>
          <EraseDialog plan={plan} open={open} onClose={() => setOpen(false)} />
        </div>
      )}
    </section>
  )
}
