import { useTranslation } from 'react-i18next'
import type { DeskAward } from '#schema/agreements'
import { useFormats } from '../i18n/format.ts'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Note } from '../ui/marks.tsx'
import { ActionButton } from './ActionButton.tsx'
import type { AwardPart } from './AwardChecks.tsx'
import styles from './agreements.module.css'

/** The de minimis aid in a reduced rent; nothing where there is none. */
export function AwardAid({ award, onChange }: AwardPart) {
  const { t } = useTranslation('agreements')
  const format = useFormats()
  if (!award.isReduced && award.deMinimisEur === null) return null
  const total = (award.deMinimisEur ?? 0) + award.otherAidEur
  return (
    <section className={styles.section}>
      <h2>{t('aid.title')}</h2>
      <DefinitionList
        missing={t('aid.none')}
        entries={[
          {
            term: t('field.deMinimis'),
            value: award.deMinimisEur === null ? null : format.euro(award.deMinimisEur),
          },
          { term: t('aid.other'), value: format.euro(award.otherAidEur) },
          { term: t('field.rnaCode'), value: award.rnaCode },
        ]}
      />
      {total > award.aidMostEur && (
        <Note tone="warn">{t('aid.over', { most: format.euroRound(award.aidMostEur) })}</Note>
      )}
      {!award.revoked && !award.isOwn && (
        <div className={styles.buttons}>
          <ActionButton<DeskAward>
            label={t('aid.record')}
            path={`/api/desk/awards/${award.id}/aid`}
            fields={[
              {
                name: 'deMinimisEur',
                kind: 'number',
                label: t('field.deMinimis'),
                unit: '€',
                optional: true,
              },
              { name: 'rnaCode', label: t('field.rnaCode'), hint: t('field.rnaHint'), optional: true },
            ]}
            values={{
              deMinimisEur: award.deMinimisEur === null ? '' : String(award.deMinimisEur).replace('.', ','),
              rnaCode: award.rnaCode ?? '',
            }}
            onDone={onChange}
          />
        </div>
      )}
    </section>
  )
}
