import { useTranslation } from 'react-i18next'
import {
  closingReasons,
  completionItems,
  type DeskRequest,
  exclusionReasons,
  type MyRequest,
} from '#schema/allocation'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Link } from '../ui/Link.tsx'
import styles from './allocation.module.css'
import { FileLines } from './FileLines.tsx'

type Decided = Pick<MyRequest | DeskRequest, 'id' | 'reason' | 'answer' | 'award' | 'completions'>

function Reason({ request }: { request: Decided }) {
  const { t } = useTranslation('requests')
  const language = useLanguage()
  if (!request.reason) return null
  const { code, text } = request.reason
  const reason = [...exclusionReasons, ...closingReasons].find((known) => known.code === code)
  return (
    <section>
      <h2>{t('page.reasonTitle')}</h2>
      {reason && (
        <p>
          <b>{reason[language]}</b> ({reason.reference})
        </p>
      )}
      <p className={styles.text}>{text}</p>
    </section>
  )
}

function Award({ award }: { award: NonNullable<MyRequest['award']> }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  return (
    <section>
      <h2>{t('page.awardTitle')}</h2>
      <DefinitionList
        entries={[
          {
            term: t('page.awardSpace'),
            value: <Link to={`/spaces/${award.spaceCode}`}>{award.spaceCode}</Link>,
          },
          {
            term: t('page.awardTerm'),
            value: t('page.awardPeriod', { from: format.date(award.from), until: format.date(award.until) }),
          },
          {
            term: t('page.awardRests'),
            value: t('page.awardAct', { number: award.actNumber, date: format.date(award.actDate) }),
          },
        ]}
      />
    </section>
  )
}

/** What was asked to complete and has been sent. */
export function AnsweredCompletions({ request }: { request: Decided }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const language = useLanguage()
  return request.completions.map((completion) =>
    completion.answeredAt ? (
      <section key={completion.id}>
        <h2>{t('completion.answered', { date: format.dateTime(completion.answeredAt) })}</h2>
        <p>
          {completion.items
            .map((code) => completionItems.find((item) => item.code === code)?.[language])
            .join('; ')}
          {completion.late && ` (${t('completion.late')})`}
        </p>
        <p className={styles.text}>{completion.answer}</p>
        <FileLines requestId={request.id} files={completion.files} />
      </section>
    ) : null,
  )
}

/** What the office decided or said, with its reason. */
export function Outcome({ request }: { request: Decided }) {
  const { t } = useTranslation('requests')
  return (
    <>
      {request.award && <Award award={request.award} />}
      {request.answer && (
        <section>
          <h2>{t('page.answerTitle')}</h2>
          <p className={styles.text}>{request.answer}</p>
        </section>
      )}
      <Reason request={request} />
    </>
  )
}
