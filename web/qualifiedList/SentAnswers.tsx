import { useTranslation } from 'react-i18next'
import type { MyApplication } from '#schema/qualifiedList'
import { useFormats } from '../i18n/format.ts'
import { AnswerText } from './AnswerText.tsx'
import { ApplyFiles } from './ApplyFiles.tsx'
import styles from './qualifiedList.module.css'
import { useWords } from './RequirementWords.tsx'

/** What was sent, requirement by requirement, with what was found once the lab may know. */
export function SentAnswers({ application }: { application: MyApplication }) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const isAsked = application.status === 'integration' || application.status === 'grounds'
  return (
    <ul className={styles.requirements}>
      {application.requirements.map((requirement) => {
        const { code } = requirement
        const check = application.checks.find((one) => one.requirement === code)
        return (
          <li key={code} className={styles.requirement}>
            <h2>{words.label(requirement)}</h2>
            <AnswerText requirement={requirement} answers={application.answers} />
            <ApplyFiles
              application={application}
              requirement={code}
              name={words.label(requirement)}
              editable={isAsked}
            />
            {check && (
              <p className={check.outcome === 'not_met' ? styles.late : styles.small}>
                {t('apply.found', {
                  date: format.date(check.checkedOn),
                  outcome: t(`outcome.${check.outcome}`),
                })}
                {check.note && `: ${check.note}`}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
