import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { contactsOfNeedADay, type MyNeed, type RankedLab } from '#schema/needs'
import { ActionButton } from '../agreements/ActionButton.tsx'
import styles from '../qualifiedList/qualifiedList.module.css'
import { myNeedQuery, needPath } from './needsApi.ts'

/** Writes to a lab: its answer comes by mail, and the conversation goes on outside. */
export function ContactButton({ need, lab }: { need: MyNeed; lab: RankedLab }) {
  const { t } = useTranslation('needs')
  const queries = useQueryClient()
  return (
    <ActionButton<MyNeed>
      label={t('write')}
      fullLabel={t('writeTo', { name: lab.name })}
      path={`${needPath(need.code)}/contacts`}
      fields={[{ name: 'message', label: t('message'), kind: 'area', least: 10 }]}
      bodyOf={(written) => ({ lab: lab.lab, ...written })}
      about={
        <p className={styles.small}>
          {t('writeNote', { email: need.replyTo ?? '', count: contactsOfNeedADay })}
        </p>
      }
      onDone={(after) => queries.setQueryData(myNeedQuery(need.code).queryKey, after)}
    />
  )
}
