import { useTranslation } from 'react-i18next'
import type { DraftContent, MyRequest } from '#schema/allocation'
import { PartyFields } from '../../parties/PartyFields.tsx'
import { AskFor } from './AskFor.tsx'
import styles from './ask.module.css'
import type { FieldsProps } from './FormStep.tsx'

type Applicant = NonNullable<DraftContent['applicant']>

/** For whom one asks, who that is, and how to reach them. */
export function ApplicantFields({ request, draft, errorOf }: FieldsProps & { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const applicant: Applicant = draft.state.content.applicant ?? {}
  const { kind } = request.party
  return (
    <fieldset className={styles.group}>
      <legend>{t('ask.form.who')}</legend>
      <AskFor request={request} draft={draft} />
      <PartyFields
        prefix="applicant"
        kind={kind}
        data={applicant}
        onChange={(changes) => draft.edit({ applicant: { ...applicant, ...changes, kind } })}
        errorOf={errorOf}
      />
    </fieldset>
  )
}
