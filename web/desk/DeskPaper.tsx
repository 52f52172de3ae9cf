import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completionItems, type DeskRequest, type RequestContent, type Restricted } from '#schema/allocation'
import { ContentList } from '../allocation/ContentList.tsx'
import { FileLines, isAttachment } from '../allocation/FileLines.tsx'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Note, Stamp } from '../ui/marks.tsx'
import styles from './desk.module.css'
import { RestrictedData } from './RestrictedData.tsx'

function Completions({ request }: { request: DeskRequest }) {
  const { t } = useTranslation(['requests', 'desk'])
  const format = useFormats()
  const language = useLanguage()
  return request.completions.map((completion) => (
    <section key={completion.id}>
      <h3>
        {completion.answeredAt
          ? format.dateTime(completion.answeredAt)
          : completion.dueOn
            ? t('completion.due', { date: format.longDate(completion.dueOn) })
            : t('desk:termWaiting', { count: completion.termDays })}
        {completion.late && ` (${t('completion.late')})`}
        {completion.pausedAt && ` (${t('completion.paused', { date: format.date(completion.pausedAt) })})`}
      </h3>
      <p>
        {completion.items
          .map((code) => completionItems.find((item) => item.code === code)?.[language])
          .join('; ')}
      </p>
      <p className={styles.words}>{completion.answer ?? completion.message}</p>
      {completion.files.length > 0 && <FileLines atDesk requestId={request.id} files={completion.files} />}
    </section>
  ))
}

/** The content with what has been opened of it; the members of a grouping stand in the same order in both. */
function withOpened({ applicant, ...content }: RequestContent, opened: Restricted | null): RequestContent {
  const members = applicant?.members?.map((member, index) => ({
    ...member,
    ...opened?.content.applicant?.members?.[index],
  }))
  return {
    ...content,
    ...opened?.content,
    applicant: { ...applicant, ...opened?.content.applicant, ...(members && { members }) },
  }
}

function SignedCopies({ request }: { request: DeskRequest }) {
  const { t } = useTranslation('identification')
  const copies = request.files.filter((file) => !isAttachment(file))
  if (copies.length === 0) return null
  return (
    <>
      <h3>{t('desk.copies')}</h3>
      <FileLines atDesk requestId={request.id} files={copies} />
    </>
  )
}

/** What was received, as it was received. */
export function DeskPaper({ request }: { request: DeskRequest }) {
  const { t } = useTranslation(['desk', 'identification'])
  const format = useFormats()
  const [opened, setOpened] = useState<Restricted | null>(null)
  const content = request.content && withOpened(request.content, opened)
  return (
    <section className={styles.paperWrap} aria-label={t('desk:sent')}>
      <div className={styles.paper}>
        <p className={styles.paperHead}>
          <span>
            {t('desk:received', { date: format.dateTime(request.receivedAt) })}
            <br />
            {t('desk:hash')}: <code>{request.contentHash.slice(0, 16)}…</code>
            {request.kind === 'application' && (
              <>
                <br />
                {t('identification:desk.howSigned', {
                  how: t(`identification:signature.how.${request.identifiedBy}`),
                })}
              </>
            )}
          </span>
          {request.demo && <Stamp kind="demonstration" />}
        </p>
        {request.mustIdentify && (
          <Note tone="warn" icon="warn">
            {t('desk:identify')}
          </Note>
        )}
        {content && (
          <>
            <h2>{content.applicant?.name}</h2>
            <ContentList
              content={content}
              call={request.call?.code ?? null}
              withheld={opened ? undefined : t('desk:restricted.hidden')}
            />
            <RestrictedData request={request} opened={opened} onOpened={setOpened} />
            <h3>{t('desk:files')}</h3>
            <FileLines atDesk requestId={request.id} files={request.files.filter(isAttachment)} />
            <SignedCopies request={request} />
            <Completions request={request} />
          </>
        )}
      </div>
    </section>
  )
}
