import { useTranslation } from 'react-i18next'
import { romeDate } from '#rules/city'
import { selfCheck } from '#rules/qualifiedList'
import { checkOutcomes, type DeskApplication, type Requirement } from '#schema/qualifiedList'
import { ActionButton } from '../agreements/ActionButton.tsx'
import { useFormats } from '../i18n/format.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Tag, type Tone } from '../ui/marks.tsx'
import { AnswerText } from './AnswerText.tsx'
import { FileLinks } from './ApplyFiles.tsx'
import { deskPath } from './listApi.ts'
import styles from './qualifiedList.module.css'
import { RequirementDetail, useWords } from './RequirementWords.tsx'

const tones: Record<string, Tone> = { met: 'ok', not_met: 'danger', not_verified: 'warn' }

interface RequirementCheckProps {
  requirement: Requirement
  application: DeskApplication
  onDone: (after: DeskApplication) => void
}

function Found({ requirement, application }: Omit<RequirementCheckProps, 'onDone'>) {
  const { t } = useTranslation('labList')
  const format = useFormats()
  const words = useWords()
  const checks = application.checks.filter((check) => check.requirement === requirement.code)
  const last = checks.find(({ isLast }) => isLast)
  const earlier = checks.filter(({ isLast }) => !isLast)
  const line = ({ outcome, checkedOn, officer, note }: (typeof checks)[number]) =>
    `${t('desk.by', { outcome: t(`outcome.${outcome}`), date: format.date(checkedOn), officer })}${note ? `: ${note}` : ''}`
  if (!last) return <p className={styles.small}>{t('desk.noCheck')}</p>
  return (
    <>
      <p className={styles.line}>
        <Tag tone={tones[last.outcome] ?? 'plain'}>{t(`outcome.${last.outcome}`)}</Tag> {line(last)}
      </p>
      {earlier.length > 0 && (
        <Disclosure
          title={
            <>
              {t('desk.earlier')} <span className="vh">{words.label(requirement)}</span>
            </>
          }
        >
          <ul>
            {earlier.map((check, index) => (
              <li key={index}>{line(check)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  )
}

/** One requirement: what is asked, what the lab says and shows, what was found. */
export function RequirementCheck({ requirement, application, onDone }: RequirementCheckProps) {
  const { t } = useTranslation('labList')
  const words = useWords()
  const today = romeDate(new Date())
  const { code, type } = requirement
  const answer = application.answers.find((one) => one.requirement === code)
  const files = application.files.filter((file) => file.requirement === code)
  const canCheck = application.actions.some(
    ({ action, obstacles }) => action === 'check' && obstacles.length === 0,
  )
  const self = selfCheck(requirement, answer)
  return (
    <li className={styles.requirement}>
      <h3>{words.label(requirement)}</h3>
      <RequirementDetail requirement={requirement} />
      <div className={styles.beside}>
        <div className={styles.form}>
          <AnswerText requirement={requirement} answers={application.answers} />
          {type !== 'document' && answer && <p className={styles.small}>{t(`desk.says.${self}`)}</p>}
          <Found requirement={requirement} application={application} />
        </div>
        <div>
          <strong>{t('desk.documents')}</strong>
          {files.length > 0 ? (
            <FileLinks at={deskPath(application.id)} files={files} />
          ) : (
            <p className={styles.small}>{t('desk.noDocuments')}</p>
          )}
        </div>
      </div>
      {canCheck && (
        <p>
          <ActionButton<DeskApplication>
            label={t('desk.check')}
            fullLabel={t('desk.checkOf', { name: words.label(requirement) })}
            path={`${deskPath(application.id)}/checks`}
            fields={[
              {
                name: 'outcome',
                label: t('desk.outcome'),
                options: checkOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
              },
              { name: 'checkedOn', label: t('desk.checkedOn'), kind: 'date' },
              { name: 'note', label: t('apply.note'), kind: 'area', optional: true },
            ]}
            values={{ checkedOn: today, outcome: self === 'not_verified' ? '' : self }}
            bodyOf={(written) => ({ version: application.version, requirement: code, ...written })}
            onDone={onDone}
          />
        </p>
      )}
    </li>
  )
}
