import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import layout from '../agreements/agreements.module.css'
import { Page } from '../shell/Page.tsx'
import { Crumbs } from '../ui/Crumbs.tsx'

interface DeskFrameProps {
  title: string
  /** The list of the desk that the page is one of. */
  list: { to: string; label: string }
  children: ReactNode
}

/** A page under a list of the desk, with the way back. */
export function DeskFrame({ title, list, children }: DeskFrameProps) {
  const { t } = useTranslation('shell')
  return (
    <Page title={title} wide>
      <div className={layout.desk}>
        <Crumbs trail={[{ to: '/desk', label: t('nav.desk') }, list]} here={title} />
        <div className={layout.head}>
          <h1>{title}</h1>
        </div>
        {children}
      </div>
    </Page>
  )
}
