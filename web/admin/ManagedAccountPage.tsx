import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ManagedAccount, RoleRecord } from '#schema/accounts'
import { History } from '../audit/History.tsx'
import { useFormats } from '../i18n/format.ts'
import { Page } from '../shell/Page.tsx'
import { Button } from '../ui/Button.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'
import { DefinitionList } from '../ui/DefinitionList.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Note, Stamp } from '../ui/marks.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AccountStateTag } from './AccountsTable.tsx'
import { AdministratorOnly } from './AdministratorOnly.tsx'
import { accountQuery } from './accountQueries.ts'
import styles from './admin.module.css'
import { AccessDialog, EndDialog, GiveDialog } from './changeDialogs.tsx'
import { FiscalCodeSection } from './FiscalCodeSection.tsx'
import { NameSection } from './NameSection.tsx'
import { Refusals } from './Refusals.tsx'
import { useRoleWords } from './roleWords.ts'

function Facts({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation(['admin', 'shell'])
  const format = useFormats()
  return (
    <DefinitionList
      entries={[
        { term: t('admin:account.state'), value: <AccountStateTag state={account.state} /> },
        { term: t('admin:account.email'), value: account.email ?? t('admin:noEmail') },
        { term: t('admin:account.language'), value: t(`shell:language.${account.language}Long`) },
        { term: t('admin:account.since'), value: format.date(account.createdAt) },
        {
          term: t('admin:account.lastSeen'),
          value: account.lastSeenAt ? format.dateTime(account.lastSeenAt) : t('admin:account.notSeen'),
        },
      ]}
    />
  )
}

function GrantLine({ grant, children }: { grant: RoleRecord; children?: ReactNode }) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  const format = useFormats()
  const from = format.date(grant.from)
  const period = grant.until
    ? t('account.period', { from, until: format.date(grant.until) })
    : `${t('account.from', { date: from })}, ${t('account.noEnd')}`
  const people = [
    grant.givenBy && t('account.givenBy', { name: grant.givenBy }),
    grant.endedBy && t('account.endedBy', { name: grant.endedBy }),
  ].filter(Boolean)
  return (
    <li>
      <div>
        <b>{words.named(grant)}</b>
        <p>{[period, ...people].join(' · ')}</p>
      </div>
      {children}
    </li>
  )
}

type Opened = { what: 'give' | 'access' } | { what: 'end'; grant: RoleRecord }

interface SectionProps {
  account: ManagedAccount
  onOpen: (opened: Opened) => void
}

function RolesNow({ account, onOpen }: SectionProps) {
  const { t } = useTranslation('admin')
  const words = useRoleWords()
  const current = account.grants.filter(({ isCurrent }) => isCurrent)
  return (
    <section aria-labelledby="roles-now">
      <h2 id="roles-now">{t('account.rolesNow')}</h2>
      {current.length === 0 && <p>{t('account.noRoles')}</p>}
      <ul className={styles.grants}>
        {current.map((grant) => (
          <GrantLine key={grant.id} grant={grant}>
            {grant.endRefusals.length === 0 ? (
              <Button
                aria-label={t('endOf', { role: words.named(grant) })}
                onPress={() => onOpen({ what: 'end', grant })}
              >
                {t('action.end')}
              </Button>
            ) : (
              <div className={styles.why}>
                <Refusals reasons={grant.endRefusals} />
              </div>
            )}
          </GrantLine>
        ))}
      </ul>
      <Refusals reasons={account.giveRefusals} />
      <Button
        look="primary"
        icon="plus"
        isDisabled={account.giveRefusals.length > 0}
        onPress={() => onOpen({ what: 'give' })}
      >
        {t('action.give')}
      </Button>
    </section>
  )
}

function RolesBefore({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation('admin')
  const ended = account.grants.filter(({ isCurrent }) => !isCurrent)
  if (ended.length === 0) return null
  return (
    <section>
      <h2>{t('account.rolesBefore')}</h2>
      <ul className={styles.grants}>
        {ended.map((grant) => (
          <GrantLine key={grant.id} grant={grant} />
        ))}
      </ul>
    </section>
  )
}

function Access({ account, onOpen }: SectionProps) {
  const { t } = useTranslation('admin')
  const { state, disableRefusals } = account
  if (state === 'erased') return null
  const isDisabled = state === 'disabled'
  const reasons = isDisabled ? [] : disableRefusals
  return (
    <section>
      <h2>{t('account.access')}</h2>
      <p>{t(isDisabled ? 'account.enableBody' : 'account.disableBody')}</p>
      <Refusals reasons={reasons} />
      {reasons.length === 0 && (
        <Button look={isDisabled ? 'plain' : 'danger'} onPress={() => onOpen({ what: 'access' })}>
          {t(isDisabled ? 'action.enable' : 'action.disable')}
        </Button>
      )}
    </section>
  )
}

function Account({ account }: { account: ManagedAccount }) {
  const { t } = useTranslation('admin')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [done, setDone] = useState<string>()
  const close = () => setOpened(null)
  const dialog = (said: string) => ({
    account,
    onClose: close,
    onDone: () => {
      setDone(t('dialog.done', { action: said }))
      close()
    },
  })
  return (
    <>
      <p role="status" className={styles.done}>
        {done}
      </p>
      {account.demo && <Note>{t('account.demo')}</Note>}
      {account.state === 'invited' && <Note>{t('account.invited')}</Note>}
      <Facts account={account} />
      <RolesNow account={account} onOpen={setOpened} />
      <RolesBefore account={account} />
      <NameSection account={account} />
      <FiscalCodeSection account={account} />
      <Access account={account} onOpen={setOpened} />
      <History objectKind="account" objectId={account.id} titleLevel={2} />
      {opened?.what === 'give' && <GiveDialog {...dialog(t('action.give'))} />}
      {opened?.what === 'end' && <EndDialog {...dialog(t('action.end'))} grant={opened.grant} />}
      {opened?.what === 'access' && (
        <AccessDialog {...dialog(t(account.state === 'disabled' ? 'action.enable' : 'action.disable'))} />
      )}
    </>
  )
}

function AccountById({ id }: { id: string }) {
  const { t } = useTranslation('admin')
  const { data, error, refetch } = useQuery(accountQuery(id))
  return (
    <Page title={data?.name ?? t('title')}>
      <div className={styles.page}>
        <Crumbs trail={[{ to: '/admin/accounts', label: t('title') }]} here={data?.name ?? '…'} />
        <h1>
          {data?.name ?? t('title')} {data?.demo && <Stamp kind="demonstration" />}
        </h1>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={8} />}
        {data && <Account account={data} />}
      </div>
    </Page>
  )
}

/** One account: who it is, what they may do and until when, what has happened. */
export function ManagedAccountPage() {
  const { id = '' } = useParams()
  return (
    <AdministratorOnly>
      <AccountById key={id} id={id} />
    </AdministratorOnly>
  )
}
