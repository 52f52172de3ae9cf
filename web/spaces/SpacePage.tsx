import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Space } from '#schema/spaces'
import { ApiProblem } from '../api/client.ts'
import { LabsNear } from '../labs/LabsNear.tsx'
import { SpaceVoice } from '../opinions/SpaceVoice.tsx'
import { Page } from '../shell/Page.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AdviceTable } from './page/AdviceTable.tsx'
import { Around } from './page/Around.tsx'
import { AskCard } from './page/AskCard.tsx'
import { AskDock } from './page/AskDock.tsx'
import { KeyFacts } from './page/KeyFacts.tsx'
import { Media } from './page/Media.tsx'
import { OfficeCard } from './page/OfficeCard.tsx'
import { Siblings, SimilarSpaces } from './page/OtherSpaces.tsx'
import { RentTables } from './page/RentTables.tsx'
import { Rooms } from './page/Rooms.tsx'
import { SpaceHeader } from './page/SpaceHeader.tsx'
import { SpaceObservations } from './page/SpaceObservations.tsx'
import styles from './page/space.module.css'
import { Timeline } from './page/Timeline.tsx'
import { useSpace } from './useSpace.ts'

/** One space with all the public may know, and how to ask for it. */
export function SpacePage() {
  const { code = '' } = useParams()
  const { t } = useTranslation('space')
  const { data: space, error, refetch } = useSpace(code)
  if (space) return <SpaceView space={space} />
  if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) {
    return (
      <Page title={t('notFound.title')}>
        <EmptyState whole title={t('notFound.title')}>
          <p>{t('notFound.body', { code })}</p>
          <LinkButton to="/" look="primary">
            {t('crumbMap')}
          </LinkButton>
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page title={code}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
    </Page>
  )
}

function SpaceView({ space }: { space: Space }) {
  return (
    <>
      <Page title={`${space.name} (${space.code})`}>
        <SpaceHeader space={space} />
        <KeyFacts space={space} />
        <div className={styles.columns}>
          <div>
            <Media space={space} />
            <Rooms space={space} />
            <AdviceTable space={space} />
            <RentTables space={space} />
            <Around space={space} />
            {space.publicPosition === 'exact' && space.point && <LabsNear point={space.point} />}
            <Timeline space={space} />
            <SpaceVoice code={space.code} />
            <SpaceObservations code={space.code} />
            <Siblings space={space} />
            <SimilarSpaces space={space} />
          </div>
          <aside className={styles.aside}>
            <AskCard space={space} />
            <OfficeCard space={space} />
          </aside>
        </div>
      </Page>
      <AskDock space={space} />
    </>
  )
}
