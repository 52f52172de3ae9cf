import { useTranslation } from 'react-i18next'
import { Checkbox } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId, useFaultWords } from './draft.ts'
import { PrintedTimeField } from './PrintedTimeField.tsx'

/** When the call opens and closes. */
export function WindowSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const words = useFaultWords()
  const { content, change, faults } = draft
  const field = (name: 'opensAt' | 'closesAt' | 'questionsUntil') => {
    const fault = faults.find(({ pointer }) => pointer === `/${name}`)
    return (
      <PrintedTimeField
        id={fieldId(`/${name}`)}
        label={t(`part.${name}`)}
        error={fault && words(fault.code)}
        value={content[name]}
        onChange={(value) => change({ [name]: value })}
      />
    )
  }
  return (
    <section className={styles.section}>
      <h2>{t('section.window')}</h2>
      <p className={styles.note}>{t('windowNote')}</p>
      {field('opensAt')}
      {field('closesAt')}
      {field('questionsUntil')}
      <Checkbox
        id={fieldId('/standing')}
        checked={content.standing}
        onChange={(standing) => change({ standing })}
      >
        {t('field.standing')}
      </Checkbox>
      <NumberField
        id={fieldId('/reviewDays')}
        whole
        maximum={60}
        label={t('field.reviewDays')}
        value={content.reviewDays}
        onChange={(reviewDays) => change({ reviewDays: reviewDays || 10 })}
      />
      <DraftText
        draft={draft}
        pointer="/visits"
        optional
        rows={3}
        label={t('field.visits')}
        hint={t('field.visitsHint')}
        value={content.visits}
        onChange={(visits) => change({ visits: visits || null })}
      />
    </section>
  )
}
