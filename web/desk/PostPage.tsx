import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Post } from '#schema/pec'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './desk.module.css'
import { OfficeOnly } from './OfficeOnly.tsx'
import { postQuery } from './postQuery.ts'

function OnPaper({ notices, state }: { notices: Post['toSend']; state: 'toSend' | 'underWay' }) {
  const { t } = useTranslation('notices')
  const format = useFormats()
  return (
    <section>
      <h2>{t(`post.${state}`, { count: notices.total })}</h2>
      <p>{t(notices.total === 0 ? `post.${state}None` : `post.${state}Body`)}</p>
      <ul>
        {notices.items.map(
          ({ id, kind, requestId, requestNumber, applicantName, writtenOn, sentOn, hasLetter }) => (
            <li key={id}>
              <Link to={`/desk/requests/${requestId}`}>
                {requestNumber}: {t(`kind.${kind}`)}
              </Link>
              {`, ${applicantName}, `}
              {sentOn
                ? t('post.sentOn', { date: format.date(sentOn) })
                : t('post.writtenOn', { date: format.date(writtenOn) })}
              {hasLetter && (
                <>
                  {' · '}
                  <Link
                    to={`/desk/notices/${id}/letter`}
                    aria-label={t('letter.openOf', { number: requestNumber })}
                  >
                    {t('letter.open')}
                  </Link>
                </>
              )}
            </li>
          ),
        )}
      </ul>
    </section>
  )
}

function Letters({ letters }: { letters: Post['letters'] }) {
  const { t } = useTranslation(['notices', 'messages'])
  const format = useFormats()
  return (
    <section>
      <h2>{t('notices:post.letters', { count: letters.total })}</h2>
      {letters.total === 0 && <p>{t('notices:post.noLetters')}</p>}
      <ul>
        {letters.items.map(({ id, subject, channel, requestId, failedAt }) => (
          <li key={id}>
            <Link to={`/desk/requests/${requestId}`}>{subject}</Link>, {t(`messages:channel.${channel}`)},{' '}
            {format.dateTime(failedAt)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Receipts({ receipts }: { receipts: Post['receipts'] }) {
  const { t } = useTranslation('notices')
  const format = useFormats()
  return (
    <section>
      <h2>{t('post.receipts', { count: receipts.total })}</h2>
      {receipts.total === 0 && <p>{t('post.noReceipts')}</p>}
      <ul>
        {receipts.items.map(({ id, kind, recipient, refusal, receivedAt }) => (
          <li key={id}>
            <a href={`/api/desk/receipts/${id}`} download>
              {t(`receipt.${kind}`)}
            </a>
            {recipient && `, ${recipient}`}, {format.dateTime(receivedAt)}: {t(`refusal.${refusal}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function PostView() {
  const { t } = useTranslation(['notices', 'desk'])
  const { data, error, refetch } = useQuery(postQuery)
  return (
    <Page title={t('notices:post.title')}>
      <div className={styles.post}>
        <LinkButton to="/desk" icon="left">
          {t('desk:back')}
        </LinkButton>
        <h1>{t('notices:post.title')}</h1>
        {!data &&
          (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} />)}
        {data && (
          <>
            <p>{t(data.hasCertifiedMailbox ? 'notices:post.certified' : 'notices:post.onPaper')}</p>
            <OnPaper notices={data.toSend} state="toSend" />
            <OnPaper notices={data.underWay} state="underWay" />
            <Letters letters={data.letters} />
            {data.hasCertifiedMailbox && <Receipts receipts={data.receipts} />}
          </>
        )}
      </div>
    </Page>
  )
}

/** What the office must know of its post. */
export const PostPage = () => (
  <OfficeOnly>
    <PostView />
  </OfficeOnly>
)
