import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import type { CallAct } from '#schema/calls'
import { SelectField } from '../ui/fields.tsx'
import styles from './callDesk.module.css'
import { DraftText } from './DraftText.tsx'
import { type Draft, fieldId } from './draft.ts'
import { Items } from './Items.tsx'

const kinds = ['guidelines', 'approval', 'other'] as const
const empty: CallAct = {
  kind: 'approval',
  number: '',
  date: romeDate(new Date()),
  title: null,
  boardFrom: null,
  boardUntil: null,
}

/** The acts a call rests on, who answers for it, and where to ask. */
export function ActsSection({ draft }: { draft: Draft }) {
  const { t } = useTranslation('callDesk')
  const { content, change } = draft
  const office = (name: keyof typeof content.office, label: string) => (
    <DraftText
      draft={draft}
      pointer={`/office/${name}`}
      label={label}
      value={content.office[name]}
      onChange={(value) => change({ office: { ...content.office, [name]: value } })}
    />
  )
  return (
    <section className={styles.section} id={fieldId('/acts')}>
      <h2>{t('section.acts')}</h2>
      <Items
        items={content.acts}
        name={(number) => t('act', { number })}
        add={t('addAct')}
        empty={empty}
        onChange={(acts) => change({ acts })}
      >
        {(act, index, changeAct) => (
          <div className={styles.row}>
            <SelectField
              id={fieldId(`/acts/${index}/kind`)}
              label={t('field.actKind')}
              value={act.kind}
              onChange={(value) => changeAct({ kind: kinds.find((known) => known === value) ?? 'other' })}
              options={kinds.map((value) => ({ value, label: t(`actKind.${value}`) }))}
            />
            <DraftText
              draft={draft}
              pointer={`/acts/${index}/number`}
              label={t('field.actNumber')}
              maxLength={80}
              value={act.number}
              onChange={(number) => changeAct({ number })}
            />
            <DraftText
              draft={draft}
              pointer={`/acts/${index}/date`}
              type="date"
              label={t('field.actDate')}
              value={act.date}
              onChange={(date) => date && changeAct({ date })}
            />
            <DraftText
              draft={draft}
              pointer={`/acts/${index}/boardFrom`}
              type="date"
              optional
              label={t('field.boardFrom')}
              value={act.boardFrom}
              onChange={(boardFrom) => changeAct({ boardFrom: boardFrom || null })}
            />
            <DraftText
              draft={draft}
              pointer={`/acts/${index}/boardUntil`}
              type="date"
              optional
              label={t('field.boardUntil')}
              value={act.boardUntil}
              onChange={(boardUntil) => changeAct({ boardUntil: boardUntil || null })}
            />
          </div>
        )}
      </Items>
      <div className={styles.row}>
        <DraftText
          draft={draft}
          pointer="/caseOfficer"
          label={t('field.caseOfficer')}
          value={content.caseOfficer}
          onChange={(caseOfficer) => change({ caseOfficer })}
        />
        {office('name', t('field.office'))}
        {office('phone', t('field.phone'))}
        {office('hours', t('field.hours'))}
        <DraftText
          draft={draft}
          pointer="/office/email"
          optional
          type="email"
          label={t('field.email')}
          value={content.office.email}
          onChange={(email) => change({ office: { ...content.office, email: email || null } })}
        />
      </div>
    </section>
  )
}
