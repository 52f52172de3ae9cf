import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { useMe } from '../accounts/useMe.ts'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { Icon } from '../ui/icons.tsx'
import { Note, Stamp } from '../ui/marks.tsx'
import { OfficeLines } from '../ui/OfficeLines.tsx'
import styles from './allocation.module.css'
import { ContentList } from './ContentList.tsx'
import { FileLines } from './FileLines.tsx'
import { MineOnly } from './MineOnly.tsx'
import { nameTargets } from './targets.ts'

function ReceiptFacts({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  const receivedAt = request.receivedAt ?? request.updatedAt
  return (
    <DefinitionList
      entries={[
        {
          term: t('receipt.number'),
          value: (
            <>
              <span className={styles.number}>{request.number}</span> ({t('receipt.notProtocol')})
            </>
          ),
        },
        {
          term: t('receipt.receivedAt'),
          value: t('receipt.exactly', {
            date: `${format.date(receivedAt)}, ${format.exactTime(receivedAt)}`,
          }),
        },
        { term: t('receipt.from'), value: request.content.applicant?.name ?? null },
        { term: t('receipt.for'), value: nameTargets(request.targets) },
        { term: t('receipt.office'), value: <OfficeLines office={request.office} demo={request.demo} /> },
        {
          term: t('receipt.hash'),
          value: <span className={styles.hash}>{request.contentHash}</span>,
        },
      ]}
    />
  )
}

function ReceiptView({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const email = useMe().me?.account.email
  return (
    <Page title={`${t('receipt.title')} ${request.number ?? ''}`}>
      <div className={styles.receipt}>
        <h1>
          <Icon name="ok" size={32} />
          {t(`receipt.done.${request.kind}`)} {request.demo && <Stamp kind="demonstration" />}
        </h1>
        <ReceiptFacts request={request} />
        {request.kind === 'expressionOfInterest' && <Note tone="warn">{t('receipt.notBinding')}</Note>}
        {request.mustIdentify && (
          <Note tone="warn" icon="warn">
            {t('page.identify')}
          </Note>
        )}
        <section>
          <h2>{t('page.nextTitle')}</h2>
          <p>{t(`next.${request.nextStep}`)}</p>
          {email && <p>{t('receipt.mailed', { email })}</p>}
        </section>
        <div className={styles.actions}>
          <LinkButton to={`/requests/${request.id}`} look="primary" big>
            {t('receipt.follow')}
          </LinkButton>
          <Button icon="print" big onPress={() => window.print()}>
            {t('receipt.print')}
          </Button>
        </div>
        <section>
          <h2>{t('page.contentTitle')}</h2>
          <ContentList content={request.content} />
          <FileLines requestId={request.id} files={request.files} />
        </section>
      </div>
    </Page>
  )
}

/** Proof of what was received and when, to read, print and keep. */
export const ReceiptPage = () => <MineOnly>{(request) => <ReceiptView request={request} />}</MineOnly>
