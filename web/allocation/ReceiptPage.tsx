import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton, OutwardButton } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/icons.tsx'
import { Link } from '../ui/Link.tsx'
import { Note, Stamp } from '../ui/marks.tsx'
import { OfficeLines } from '../ui/OfficeLines.tsx'
import styles from './allocation.module.css'
import { ContentList } from './ContentList.tsx'
import { FileLines, isAttachment } from './FileLines.tsx'
import { MineOnly } from './MineOnly.tsx'
import { SignatureWays } from './SignatureWays.tsx'
import signature from './signature.module.css'

/** What is asked for, in order of preference: lots by number with their spaces, spaces by code. */
function Targets({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  return (
    <ol>
      {request.targets.map(({ preference, lotNumber, spaces }) => (
        <li key={preference}>
          {lotNumber !== null && `${t('page.lot', { number: lotNumber })}: `}
          {spaces.map(({ name, code }) => `${name} (${code})`).join(', ')}
        </li>
      ))}
    </ol>
  )
}

function ReceiptFacts({ request }: { request: MyRequest }) {
  const { t } = useTranslation(['requests', 'identification'])
  const format = useFormats()
  const receivedAt = request.receivedAt ?? request.updatedAt
  return (
    <DefinitionList
      entries={[
        {
          term: t('requests:receipt.number'),
          value: (
            <>
              <span className={styles.number}>{request.number}</span> ({t('requests:receipt.notProtocol')})
            </>
          ),
        },
        {
          term: t('requests:receipt.receivedAt'),
          value: t('requests:receipt.exactly', {
            date: `${format.date(receivedAt)}, ${format.exactTime(receivedAt)}`,
          }),
        },
        { term: t('requests:receipt.from'), value: request.content.applicant?.name ?? null },
        { term: t('requests:receipt.for'), value: <Targets request={request} /> },
        ...(request.call ? [{ term: t('requests:receipt.call'), value: request.call.title }] : []),
        ...(request.kind === 'application'
          ? [
              {
                term: t('identification:signature.term'),
                value: t(`identification:signature.how.${request.identifiedBy}`),
              },
            ]
          : []),
        {
          term: t('requests:receipt.office'),
          value: <OfficeLines office={request.office} demo={request.demo} />,
        },
        {
          term: t('requests:receipt.hash'),
          value: <span className={styles.hash}>{request.contentHash}</span>,
        },
      ]}
    />
  )
}

function ReceiptView({ request }: { request: MyRequest }) {
  const { t } = useTranslation(['requests', 'identification'])
  const email = useMe().me?.account.email
  const language = useLanguage()
  return (
    <Page title={`${t('requests:receipt.title')} ${request.number ?? ''}`}>
      <div className={styles.receipt}>
        <h1>
          <Icon name="ok" size={32} />
          {t(`requests:receipt.done.${request.kind}`)} {request.demo && <Stamp kind="demonstration" />}
        </h1>
        <ReceiptFacts request={request} />
        {request.kind === 'expressionOfInterest' && (
          <Note tone="warn">{t('requests:receipt.notBinding')}</Note>
        )}
        {request.mustIdentify && (
          <Note tone="warn" icon="warn">
            <div className={signature.note}>
              <p>{t('identification:signature.why')}</p>
              <SignatureWays />
              <Link to={`/requests/${request.id}`}>{t('identification:signature.follow')}</Link>
            </div>
          </Note>
        )}
        <section>
          <h2>{t('requests:page.nextTitle')}</h2>
          <p>{t(`requests:next.${request.nextStep}`)}</p>
          {email && <p>{t('requests:receipt.mailed', { email })}</p>}
        </section>
        <div className={styles.actions}>
          <LinkButton to={`/requests/${request.id}`} look="primary" big>
            {t('requests:receipt.follow')}
          </LinkButton>
          <OutwardButton
            href={`/api/requests/${request.id}/receipt.pdf?language=${language}`}
            icon="download"
            big
          >
            {t('requests:receipt.pdf')}
          </OutwardButton>
          <Button icon="print" big onPress={() => window.print()}>
            {t('requests:receipt.print')}
          </Button>
        </div>
        <section>
          <h2>{t('requests:page.contentTitle')}</h2>
          <ContentList content={request.content} call={request.call?.code ?? null} />
          <h3>{t('requests:page.filesTitle')}</h3>
          <FileLines requestId={request.id} files={request.files.filter(isAttachment)} />
        </section>
      </div>
    </Page>
  )
}

function NotSent({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  return (
    <Page title={t('receipt.title')}>
      <EmptyState whole title={t('receipt.notSent')}>
        <Link to={`/requests/${request.id}`}>{t('receipt.follow')}</Link>
      </EmptyState>
    </Page>
  )
}

/** Proof of what was received and when, to read, print and keep. */
export const ReceiptPage = () => (
  <MineOnly>
    {(request) => (request.number ? <ReceiptView request={request} /> : <NotSent request={request} />)}
  </MineOnly>
)
