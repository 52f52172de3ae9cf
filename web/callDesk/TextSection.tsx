import { useTranslation } from 'react-i18next'
import { instruments, procedures } from '#schema/calls'
import { SelectField } from '../ui/fields.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId } from './draft.ts'

/** What the call is called and says, how it is held and for how long. */
export function TextSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation(['callDesk', 'calls', 'space'])
  const { content, change } = draft
  return (
    <section className={styles.section}>
      <h2>{t('callDesk:section.text')}</h2>
      <DraftText
        draft={draft}
        pointer="/title"
        label={t('callDesk:field.title')}
        value={content.title}
        onChange={(title) => change({ title })}
      />
      <DraftText
        draft={draft}
        pointer="/titleEn"
        optional
        label={t('callDesk:field.titleEn')}
        value={content.titleEn}
        onChange={(titleEn) => change({ titleEn })}
      />
      <DraftText
        draft={draft}
        pointer="/summary"
        optional
        rows={3}
        label={t('callDesk:field.summary')}
        value={content.summary}
        onChange={(summary) => change({ summary })}
      />
      <DraftText
        draft={draft}
        pointer="/summaryEn"
        optional
        rows={3}
        label={t('callDesk:field.summaryEn')}
        value={content.summaryEn}
        onChange={(summaryEn) => change({ summaryEn })}
      />
      <DraftText
        draft={draft}
        pointer="/text"
        rows={10}
        maxLength={100_000}
        label={t('callDesk:field.text')}
        hint={t('callDesk:field.textHint')}
        value={content.text}
        onChange={(text) => change({ text })}
      />
      <div className={styles.row}>
        <SelectField
          id={fieldId('/procedure')}
          label={t('callDesk:field.procedure')}
          value={content.procedure}
          onChange={(value) =>
            change({ procedure: procedures.find((known) => known === value) ?? 'publicCall' })
          }
          options={procedures.map((value) => ({ value, label: t(`calls:procedure.${value}`) }))}
        />
        <SelectField
          id={fieldId('/instrument')}
          label={t('callDesk:field.instrument')}
          value={content.instrument}
          onChange={(value) =>
            change({ instrument: instruments.find((known) => known === value) ?? 'lease' })
          }
          options={instruments.map((value) => ({ value, label: t(`space:instrument.${value}`) }))}
        />
        <NumberField
          id={fieldId('/termYears')}
          whole
          maximum={99}
          label={t('callDesk:field.termYears')}
          value={content.termYears ?? undefined}
          onChange={(value) => change({ termYears: value || null })}
        />
        <NumberField
          id={fieldId('/termMonths')}
          whole
          maximum={600}
          label={t('callDesk:field.termMonths')}
          value={content.termMonths ?? undefined}
          onChange={(value) => change({ termMonths: value || null })}
        />
      </div>
    </section>
  )
}
