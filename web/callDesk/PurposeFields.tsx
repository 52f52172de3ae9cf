import { useTranslation } from 'react-i18next'
import type { DraftLot } from '#schema/calls'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId, useFaultWords } from './draft.ts'
import { Items } from './Items.tsx'

interface PurposeFieldsProps {
  draft: Draft
  lot: DraftLot
  at: string
  change: (changes: Partial<DraftLot>) => void
}

/** What the Municipio would like to see in a lot, with the points each brings. */
export function PurposeFields({ draft, lot, at, change }: PurposeFieldsProps) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const fault = draft.faults.find(({ pointer }) => pointer === `${at}/purposes`)
  const empty = { code: `p${lot.purposes.length + 1}`, text: '', textEn: null, points: 5, district: null }
  return (
    <div id={fieldId(`${at}/purposes`)} className={styles.item}>
      <h4>{t('purposes')}</h4>
      <p className={styles.note}>{t('purposesNote')}</p>
      {fault && (
        <p>
          <strong>{words(fault.code)}</strong>
        </p>
      )}
      <Items
        items={lot.purposes}
        name={(number) => t('purpose', { number })}
        add={t('addPurpose')}
        empty={empty}
        onChange={(purposes) => change({ purposes })}
      >
        {(purpose, index, changeOne) => (
          <div className={styles.row}>
            <DraftText
              draft={draft}
              pointer={`${at}/purposes/${index}/text`}
              label={t('field.purpose')}
              value={purpose.text}
              onChange={(text) => changeOne({ text })}
            />
            <DraftText
              draft={draft}
              pointer={`${at}/purposes/${index}/textEn`}
              optional
              label={t('field.purposeEn')}
              value={purpose.textEn}
              onChange={(textEn) => changeOne({ textEn: textEn || null })}
            />
            <DraftText
              draft={draft}
              pointer={`${at}/purposes/${index}/district`}
              optional
              short
              maxLength={20}
              label={t('field.district')}
              value={purpose.district}
              onChange={(district) => changeOne({ district: district || null })}
            />
            <NumberField
              id={fieldId(`${at}/purposes/${index}/points`)}
              maximum={1000}
              label={t('field.points')}
              value={purpose.points}
              onChange={(points) => changeOne({ points: points ?? 0 })}
            />
          </div>
        )}
      </Items>
    </div>
  )
}
