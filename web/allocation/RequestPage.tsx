import { useTranslation } from 'react-i18next'
import type { MyRequest } from '#schema/allocation'
import { MyAwards } from '../agreements/MyAwards.tsx'
import { OwnResult } from '../evaluation/OwnResult.tsx'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { Link } from '../ui/Link.tsx'
import { Note } from '../ui/marks.tsx'
import { OfficeLines } from '../ui/OfficeLines.tsx'
import styles from './allocation.module.css'
import { CompletionBox } from './CompletionBox.tsx'
import { ContentList } from './ContentList.tsx'
import { FileLines, isAttachment } from './FileLines.tsx'
import { MineOnly } from './MineOnly.tsx'
import { NoticeLines } from './NoticeLines.tsx'
import { AnsweredCompletions, Outcome } from './Outcome.tsx'
import { RequestStatusTag } from './RequestStatusTag.tsx'
import { maySendAgain, SendAgainButton } from './SendAgainButton.tsx'
import { SignatureBox } from './SignatureBox.tsx'
import { SignedBy } from './SignedBy.tsx'
import { nameTargets } from './targets.ts'
import { WithdrawButton } from './WithdrawButton.tsx'

function NextStep({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  return (
    <section className={styles.next}>
      <h2>{t('page.nextTitle')}</h2>
      <p>{t(`next.${request.nextStep}`)}</p>
    </section>
  )
}

function History({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const format = useFormats()
  return (
    <section>
      <h2>{t('page.historyTitle')}</h2>
      <ol className={styles.history}>
        {request.history.map(({ at, action, by }) => (
          <li key={at + action}>
            <time dateTime={at}>{format.dateTime(at)}</time>
            <span>{t(`action.${action}.${by}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Aside({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  return (
    <aside>
      <div className={styles.box}>
        <h2>{t('page.for')}</h2>
        {request.targets.map((target) => (
          <div key={target.preference}>
            {target.lotNumber !== null && <p>{t('page.lot', { number: target.lotNumber })}</p>}
            {target.spaces.map((space) => (
              <p key={space.code}>
                <Link to={`/spaces/${space.code}`}>{space.name}</Link>
              </p>
            ))}
          </div>
        ))}
        {request.call && <Link to={`/calls/${request.call.code}`}>{request.call.title}</Link>}
      </div>
      <div className={styles.box}>
        <h2>{t('page.office')}</h2>
        <OfficeLines office={request.office} demo={request.demo} />
      </div>
      <div className={styles.actions}>
        {request.number && (
          <LinkButton to={`/requests/${request.id}/receipt`} icon="print">
            {t('page.receipt')}
          </LinkButton>
        )}
        {request.actions.includes('withdraw') && <WithdrawButton request={request} />}
        {maySendAgain(request) && <SendAgainButton request={request} />}
      </div>
    </aside>
  )
}

function RequestView({ request }: { request: MyRequest }) {
  const { t } = useTranslation('requests')
  const name = request.number ? t('page.number', { number: request.number }) : t('page.draft')
  const open = request.completions.find((completion) => completion.answeredAt === null)
  return (
    <Page title={name}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/requests', label: t('list.title') }]} here={request.number ?? name} />
        <p>
          <RequestStatusTag status={request.status} /> {t(`kind.${request.kind}`)}
        </p>
        <h1>{nameTargets(request.targets)}</h1>
        <p>
          {name} <SignedBy request={request} />
        </p>
        <div className={styles.columns}>
          <div>
            <NextStep request={request} />
            {request.mustIdentify && <SignatureBox request={request} />}
            {open && request.actions.includes('complete') && (
              <CompletionBox request={request} completion={open} />
            )}
            <MyAwards requestId={request.id} status={request.status} />
            {request.call && request.number && <OwnResult requestId={request.id} />}
            <Outcome request={{ ...request, award: null }} />
            <NoticeLines request={request} />
            <AnsweredCompletions request={request} />
            <History request={request} />
            <section>
              <h2>{t('page.contentTitle')}</h2>
              <ContentList content={request.content} call={request.call?.code ?? null} />
              <h3>{t('page.filesTitle')}</h3>
              <FileLines requestId={request.id} files={request.files.filter(isAttachment)} />
            </section>
            {request.kind === 'expressionOfInterest' && <Note>{t('receipt.notBinding')}</Note>}
          </div>
          <Aside request={request} />
        </div>
      </div>
    </Page>
  )
}

/** One of my requests: where it stands, why, and what happens now. */
export const RequestPage = () => <MineOnly>{(request) => <RequestView request={request} />}</MineOnly>
